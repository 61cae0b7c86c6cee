/**
 * Brings a board to life: the engine at once, so that the first stroke waits for nothing, the session when its code is
 * there. Between the two, edits go to the engine alone and are replayed into the document later.
 */

import { computed, effect } from "@preact/signals-core";
import { createEngine, type Engine } from "../../client/canvas/engine.ts";
import { createRenderer } from "../../client/canvas/render/renderer.ts";
import { createIdentityStore } from "../../client/local/identity.ts";
import { createPreferenceStore, type PreferenceStore } from "../../client/local/preferences.ts";
import { createRecentBoards } from "../../client/local/recent_boards.ts";
import type { Session, Status } from "../../client/sync/session.ts";
import { applyEdits } from "../../core/board/apply_edits.ts";
import type { Edit } from "../../core/board/edit.ts";
import { createIdSource } from "../../core/board/ids.ts";
import type { Box } from "../../core/geometry/box.ts";
import type { Vec } from "../../core/geometry/vec.ts";
import type { Presence } from "../../core/protocol/presence.ts";
import { exposeBenchHook } from "./bench_hook.ts";
import { type BoardState, say } from "./board_state.ts";
import { readLink } from "./link.ts";
import { nextPainting } from "./next_painting.ts";
import { showTheme, watchSystemTheme } from "./theme.ts";
import { pageTitle } from "./title_words.ts";
import { createTileWorker } from "./tile_worker.ts";

const randomBytes = (count: number): Uint8Array => crypto.getRandomValues(new Uint8Array(count));

/** Runs until the returned function is called. */
export function startBoard(state: BoardState, container: HTMLElement): () => void {
  const ending = new AbortController();
  const disposers: (() => void)[] = [() => ending.abort()];
  const { props } = state;

  enterByLink(state);
  addEventListener("hashchange", () => location.reload(), { signal: ending.signal });
  container.addEventListener("pointerdown", () => (state.touched.value = true), {
    capture: true,
    signal: ending.signal,
  });
  const preferences = createPreferenceStore();
  disposers.push(keepLooks(state, preferences, ending.signal), keepIdentity(state));

  let pointer: Vec | undefined, view: Box | undefined;
  let waiting: Edit[][] = [];
  const engine = createEngine({
    container,
    createRenderer: (place) =>
      createRenderer(place, {
        theme: state.theme.peek(),
        handFont: props.handFont,
        createWorker: () => createTileWorker(props.worker),
      }),
    newId: createIdSource(randomBytes),
    theme: state.theme.peek(),
    readOnly: state.role.peek() === "view",
    host: {
      edits(edits) {
        const session = state.session.peek();
        if (session) return session.apply(edits);
        waiting.push([...edits]);
        engine.apply(applyEdits((id) => engine.get(id), edits));
      },
      draft: (draft) => state.session.peek()?.sendDraft(draft),
      pointer(at) {
        pointer = at;
        showSelf(state, { cursor: pointer, view });
      },
      looked(box) {
        view = box;
        showSelf(state, { cursor: pointer, view });
      },
      undo: () => state.session.peek()?.history.undo(),
      redo: () => state.session.peek()?.history.redo(),
      changed: (view) => (state.view.value = view),
      refused: () => say(state, "This link lets you look, not draw"),
    },
  });
  state.stage.value = "open";
  disposers.push(
    effect(() => engine.setTheme(state.theme.value)),
    effect(() => {
      engine.setReadOnly(state.viewing.value);
      // A pen that does not draw is no use in hand.
      if (state.viewing.value) engine.setTool("hand");
    }),
    effect(() => {
      state.me.value;
      showSelf(state, { cursor: pointer, view });
    }),
    keepInk(state, preferences, engine),
    () => engine.dispose(),
  );
  state.engine.value = engine;
  openHelpByKey(state, ending.signal);

  // What is nowhere but in this page: leaving asks first.
  addEventListener("beforeunload", (event) => {
    if (waiting.length > 0 || isHereAlone(state.status.peek())) event.preventDefault();
  }, { signal: ending.signal });

  const painted = nextPainting();
  const opening = painted.then(() => import("../../client/sync/session.ts")).then(
    ({ openSession }) => {
      const me = state.me.peek();
      if (ending.signal.aborted || !me) return undefined;
      const session = openSession({
        boardId: props.boardId,
        key: state.key.peek(),
        origin: location.origin,
        role: state.role.peek(),
        presence: { ...me, cursor: pointer, view },
      });
      disposers.push(...connect(state, engine, session));
      // What was drawn before is put once more, now into the document; the engine knows it already.
      for (const edits of waiting) session.apply(edits);
      waiting = [];
      state.session.value = session;
      return session;
    },
  );
  opening.catch(couldNotLoad(state));
  painted.then(() => import("../chrome/panels.ts")).then((panels) => (state.panels.value = panels)).catch(
    couldNotLoad(state),
  );
  if (new URLSearchParams(location.search).has("bench")) {
    exposeBenchHook(engine, opening, createIdSource(randomBytes));
  }

  return () => disposers.reverse().forEach((dispose) => dispose());
}

/** What to do when a part of the page's code does not come. */
export function couldNotLoad(state: BoardState): (error: unknown) => void {
  return (error) => {
    say(
      state,
      "A part of the page could not be loaded. Keep this tab open, and reload once you are connected.",
    );
    // For whoever looks into the browser's log: the reason must not get lost.
    reportError(error);
  };
}

function enterByLink(state: BoardState): void {
  const { boardId, open } = state.props;
  const link = readLink({ boardId, open, fragment: location.hash });
  state.role.value = link.role;
  state.key.value = link.key;
  if (link.fits) return;
  say(
    state,
    link.role === "view"
      ? "The key in this link does not fit this board, so you can look, not draw. Was the link cut short?"
      : "The key in this link does not fit this board. It is open, so you can draw all the same.",
  );
}

/** The pen starts as it was left. */
function keepInk(state: BoardState, preferences: PreferenceStore, engine: Engine): () => void {
  const kept = preferences.read();
  engine.setColor(kept.color);
  engine.setSize(kept.size);
  state.view.value = engine.state;
  const ink = computed(() => `${state.view.value.color} ${state.view.value.size}`);
  return effect(() => {
    ink.value;
    const { color, size } = state.view.peek();
    const now = preferences.read();
    if (color !== now.color || size !== now.size) preferences.change({ color, size });
  });
}

/** The theme as it was left, and keys as this system writes them. */
function keepLooks(state: BoardState, preferences: PreferenceStore, signal: AbortSignal): () => void {
  state.mac.value = /mac|iphone|ipad/i.test(navigator.platform);
  state.themeChoice.value = preferences.read().theme;
  watchSystemTheme((theme) => (state.systemTheme.value = theme), signal);
  return effect(() => {
    const theme = state.themeChoice.value;
    showTheme(theme);
    if (theme !== preferences.read().theme) preferences.change({ theme });
  });
}

function keepIdentity(state: BoardState): () => void {
  const identity = createIdentityStore();
  state.me.value = identity.read();
  return effect(() => {
    const me = state.me.value;
    if (me) identity.change(me);
  });
}

/** Session → engine and signals. */
function connect(state: BoardState, engine: Engine, session: Session): (() => void)[] {
  const { board, history } = session;
  const { boardId, front } = state.props;
  const recent = createRecentBoards();
  const key = state.key.peek();
  const showHistory = () => {
    state.canUndo.value = history.canUndo;
    state.canRedo.value = history.canRedo;
  };
  const showTitle = (title: string) => {
    state.title.value = title;
    document.title = pageTitle(title, { boardId, front });
    recent.rename(boardId, title);
  };
  let arrived = false;
  const showStatus = () => {
    state.status.value = session.status;
    if (arrived || !session.status.loaded) return;
    arrived = true;
    // What was drawn on a desk may lie beside a phone's view.
    if (!state.touched.peek()) engine.seek();
  };
  engine.apply({ put: [...board.shapes()], removed: [] });
  const offs = [
    board.onChange((change) => engine.apply(change)),
    board.onTitle(showTitle),
    history.onChange(showHistory),
    session.onStatus((status) => {
      showStatus();
      // A read-only board has no history.
      if (status.readOnly) showHistory();
    }),
    session.onPeers((peers) => {
      state.peers.value = peers;
      engine.setCursors(peers);
    }),
    session.onDraft((from, draft) => engine.showDraft(from, draft)),
  ];
  showStatus();
  showHistory();
  if (!front) {
    const known = recent.list().find((each) => each.boardId === boardId)?.title ?? "";
    const title = board.title || known;
    recent.remember({
      boardId,
      role: state.role.peek(),
      title,
      at: Date.now(),
      ...key === undefined ? {} : { key },
    });
    if (title) showTitle(title);
  }
  return [...offs, () => void session.close()];
}

/** Whether there is work that neither the server nor this browser's copy has. */
function isHereAlone(status: Status | undefined): boolean {
  return status !== undefined && !status.readOnly && status.saving !== "saved" && !status.keptHere;
}

function showSelf(state: BoardState, place: Pick<Presence, "cursor" | "view">): void {
  const me = state.me.peek();
  if (me) state.session.peek()?.setPresence({ ...me, ...place });
}

function openHelpByKey(state: BoardState, signal: AbortSignal): void {
  addEventListener("keydown", (event) => {
    if (event.key !== "?" || event.ctrlKey || event.metaKey || event.defaultPrevented) return;
    if (
      event.target instanceof Element && event.target.closest("input, textarea, [contenteditable], dialog")
    ) return;
    event.preventDefault();
    state.helpOpen.value = true;
  }, { signal });
}
