/**
 * Brings a board to life: the engine at once, so that the first stroke waits for nothing, all else when its code is
 * there. Until there is a session, edits go to the engine alone and are replayed into the document later.
 */

import { effect } from "@preact/signals-core";
import { assetsAddress } from "../../client/assets/address.ts";
import { createEngine } from "../../client/canvas/engine.ts";
import { createRenderer } from "../../client/canvas/render/renderer.ts";
import { createIdentityStore } from "../../client/local/identity.ts";
import { createPreferenceStore, type PreferenceStore } from "../../client/local/preferences.ts";
import type { Status } from "../../client/sync/session.ts";
import { applyEdits } from "../../core/board/apply_edits.ts";
import type { Edit } from "../../core/board/edit.ts";
import { createIdSource } from "../../core/board/ids.ts";
import type { Box } from "../../core/geometry/box.ts";
import type { Vec } from "../../core/geometry/vec.ts";
import type { Presence } from "../../core/protocol/presence.ts";
import { exposeBenchHook } from "./bench_hook.ts";
import { type BoardState, say } from "./board_state.ts";
import { showEngine } from "./engine_view.ts";
import { keepChrome, keepHand } from "./keeping.ts";
import { readLink } from "./link.ts";
import { openLink } from "./links.ts";
import { keepPlaceInLink, readPlace } from "./place_in_link.ts";
import { runPageAction } from "./page_actions.ts";
import { nextPainting } from "./next_painting.ts";
import { showTheme, watchSystemTheme } from "./theme.ts";
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
  container.addEventListener("click", (event) => followLink(state, event), { signal: ending.signal });
  const preferences = createPreferenceStore();
  disposers.push(
    keepLooks(state, preferences, ending.signal),
    keepChrome(state, preferences),
    keepIdentity(state),
  );

  const place = keepPlaceInLink(() => state.place.peek().zoom);
  disposers.push(() => place.stop());
  let pointer: Vec | undefined, view: Box | undefined;
  let waiting: { readonly edits: readonly Edit[]; readonly step: string | undefined }[] = [];
  const painted = nextPainting();
  const rest = painted.then(() => import("../../client/canvas/rest.ts"));
  const engine = createEngine({
    container,
    createRenderer: (place) =>
      createRenderer(place, {
        theme: state.theme.peek(),
        fonts: props.fonts,
        pictures: assetsAddress(props.boardId),
        createWorker: () => painted.then(() => createTileWorker(props.worker)),
        code: rest,
      }),
    newId: createIdSource(randomBytes),
    me: createIdentityStore().read().id,
    theme: state.theme.peek(),
    readOnly: state.role.peek() === "view",
    host: {
      edits(edits, step) {
        const session = state.session.peek();
        if (session) return session.apply(edits, step);
        waiting.push({ edits: [...edits], step });
        engine.apply(applyEdits((id) => engine.get(id), edits));
      },
      draft: (draft) => state.session.peek()?.sendDraft(draft),
      pointer(at) {
        pointer = at;
        showSelf(state, { cursor: pointer, view });
      },
      looked(box) {
        if (view) place.show(box);
        view = box;
        showSelf(state, { cursor: pointer, view });
      },
      undo: () => state.session.peek()?.history.undo(),
      redo: () => state.session.peek()?.history.redo(),
      changed: (now) => showEngine(state, now),
      action: (action) => runPageAction(state, action),
      menu: (at) => (state.menu.value = { at }),
      color: () => (state.me.peek() ?? createIdentityStore().read()).color,
      refused: () => say(state, "This link lets you look, not draw"),
      missing: () => say(state, COULD_NOT_LOAD),
    },
  }, rest);
  const start = readPlace(location.search);
  if (start) engine.lookAt(start.middle, start.zoom);
  state.stage.value = "open";
  disposers.push(
    effect(() => engine.setTheme(state.theme.value)),
    effect(() => {
      engine.setReadOnly(state.viewing.value);
      // A pen that does not draw is no use in hand.
      if (state.viewing.value) engine.run("tool.hand");
    }),
    effect(() => {
      state.me.value;
      showSelf(state, { cursor: pointer, view });
    }),
    keepHand(state, preferences, engine),
    () => engine.dispose(),
  );
  state.engine.value = engine;

  // What is nowhere but in this page: leaving asks first.
  addEventListener("beforeunload", (event) => {
    if (waiting.length > 0 || isHereAlone(state.status.peek())) event.preventDefault();
  }, { signal: ending.signal });

  rest.catch(couldNotLoad(state));
  // What is on the board is shown by the rest. Where that does not come, what is drawn is to be saved all the same.
  const opening = Promise.all([painted.then(() => import("./open_board.ts")), rest.catch(() => {})]).then(
    ([{ openBoard }]) => {
      if (ending.signal.aborted) return undefined;
      const { session, close } = openBoard(state, engine, { cursor: pointer, view });
      disposers.push(close);
      // What was drawn before is put once more, now into the document; the engine knows it already.
      for (const { edits, step } of waiting) session.apply(edits, step);
      waiting = [];
      state.session.value = session;
      return session;
    },
  );
  opening.catch(couldNotLoad(state));
  painted.then(() => import("../chrome/panels.ts")).then((panels) => (state.panels.value = panels)).catch(
    couldNotLoad(state),
  );
  Promise.all([painted.then(() => import("./clipboard_gate.ts")), rest]).then(([{ openGate }]) => {
    if (ending.signal.aborted) return;
    const gate = openGate(state, { engine, container });
    disposers.push(gate.dispose);
    state.gate.value = gate;
  }).catch(couldNotLoad(state));
  if (new URLSearchParams(location.search).has("bench")) {
    exposeBenchHook(engine, opening, createIdSource(randomBytes));
  }

  return () => disposers.reverse().forEach((dispose) => dispose());
}

const COULD_NOT_LOAD =
  "A part of the page could not be loaded. Keep this tab open, and reload once you are connected.";

/** What to do when a part of the page's code does not come. Of several it is said once. */
export function couldNotLoad(state: BoardState): (error: unknown) => void {
  return (error) => {
    if (!state.incomplete.peek()) say(state, COULD_NOT_LOAD);
    state.incomplete.value = true;
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

/** A click with Ctrl or Command opens where a shape leads to, as it opens a link elsewhere. */
function followLink(state: BoardState, { ctrlKey, metaKey }: MouseEvent): void {
  const { hoveredLink } = state.place.peek();
  if (hoveredLink && (ctrlKey || metaKey)) openLink(hoveredLink.link);
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

/** Whether there is work that neither the server nor this browser's copy has. */
function isHereAlone(status: Status | undefined): boolean {
  return status !== undefined && !status.readOnly && status.saving !== "saved" && !status.keptHere;
}

function showSelf(state: BoardState, place: Pick<Presence, "cursor" | "view">): void {
  const me = state.me.peek();
  if (me) state.session.peek()?.setPresence({ name: me.name, color: me.color, ...place });
}
