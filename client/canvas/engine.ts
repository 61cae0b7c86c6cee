/** The canvas at work: wires input, tools, scene, camera and renderer. Knows no document, no network and no chrome. */

import type { Draft } from "../../core/board/draft.ts";
import type { Edit } from "../../core/board/edit.ts";
import type { Box } from "../../core/geometry/box.ts";
import { subtract, type Vec } from "../../core/geometry/vec.ts";
import { perform } from "./actions.ts";
import { fit, panBy, toWorld, zoomAt } from "./camera.ts";
import { createCommands } from "./commands.ts";
import { cursorOf } from "./cursor.ts";
import { createDesk } from "./desk.ts";
import type { Engine, EngineOptions, EngineState } from "./engine_api.ts";
import { createFrameLoop } from "./frame_loop.ts";
import { createGestureRunner } from "./gesture_runner.ts";
import { listenToKeys } from "./input/keyboard.ts";
import { listenToPointers } from "./input/pointer_input.ts";
import { watchSize } from "./input/watch_size.ts";
import { createNavigation } from "./navigation.ts";
import { createRemote } from "./remote.ts";
import type { OverlayView } from "./render/view.ts";
import { createScene } from "./scene.ts";
import type { Outcome } from "./tools/table.ts";
import type { Shows, ToolContext, WriteTarget } from "./tools/tool.ts";
import { createWriting } from "./writing.ts";

export type { Engine, EngineHost, EngineOptions, EngineState } from "./engine_api.ts";
export { type ToolId, TOOLS } from "./tools/tool.ts";

export function createEngine({ container, createRenderer, host, newId, ...first }: EngineOptions): Engine {
  let { theme, readOnly } = first;
  const scene = createScene();
  const desk = createDesk(scene, toolFor(readOnly));
  const remote = createRemote((id) => scene.get(id) !== undefined);
  const renderer = createRenderer(container);
  const navigation = createNavigation(changed);
  const loop = createFrameLoop(drawFrame);
  let told: EngineState = state();
  let shows: Shows = {};
  let draft: Draft | undefined, sentDraft: Draft | undefined;
  let hover: Vec<"screen"> | undefined, sentPointer: Vec | undefined, sentView: Box | undefined;
  let spaceHeld = false, shown = false;

  const writing = createWriting({
    container,
    get context() {
      return context();
    },
    edits: (edits) => host.edits(edits),
    typed: () => {
      draft = writing.draft;
      loop.request();
    },
    finished: (id) => {
      draft = undefined;
      if (id !== undefined && desk.tool === "select") desk.choose([id]);
      changed();
    },
  });
  const runner = createGestureRunner({
    get camera() {
      return navigation.now;
    },
    get tool() {
      return spaceHeld ? "hand" : desk.tool;
    },
    get readOnly() {
      return readOnly;
    },
    get context() {
      return context();
    },
    outcome,
    pinch: ({ from, to, factor }) =>
      navigation.look(panBy(zoomAt(navigation.now, from, factor), subtract(to, from))),
    undo: () => host.undo(),
    redo: () => host.redo(),
    refused: () => host.refused(),
  });
  const commands = createCommands({
    scene,
    desk,
    navigation,
    runner,
    get readOnly() {
      return readOnly;
    },
    newId,
    change,
    changed,
    write,
    refused: () => host.refused(),
    finishText: writing.finish,
    undo: () => host.undo(),
    redo: () => host.redo(),
  });

  prepare(container);
  const stops = [
    watchSize(container, (size, ratio) => {
      navigation.size = size;
      renderer.resize(size, ratio);
      // A canvas is emptied by a new size: it may not stay so until the next frame. At first it is empty anyway.
      if (shown) loop.now();
      else loop.request();
      shown = true;
    }),
    listenToPointers(container, {
      pointer: (input, detail) => runner.input(input, detail),
      hover: (at) => {
        hover = at;
        loop.request();
      },
      wheel: (meaning, at) =>
        navigation.look(
          meaning.type === "pan"
            ? panBy(navigation.now, meaning.by)
            : zoomAt(navigation.now, at, meaning.factor),
        ),
    }),
    listenToKeys(container, {
      action: (action, modifiers) => perform(action, modifiers, commands),
      space: (held) => {
        spaceHeld = held;
        showCursor();
      },
      modifiers: (modifiers) => runner.modifiers(modifiers),
    }),
  ];
  showCursor();

  return {
    get state() {
      return told;
    },
    get camera() {
      return navigation.now;
    },
    get count() {
      return scene.count;
    },
    get: (id) => scene.get(id),
    apply: (boardChange) => {
      scene.apply(boardChange);
      if (boardChange.put.length > 0) renderer.put(boardChange.put);
      if (boardChange.removed.length > 0) renderer.remove(boardChange.removed);
      writing.merge(boardChange);
      remote.settle(boardChange);
      desk.refresh();
      changed();
    },
    setTool: (id) => void commands.setTool(id),
    setColor: (color) => {
      writing.restyle({ color });
      change(desk.takeColor(color, writing.id));
    },
    setSize: (size) => {
      const edits = desk.takeSize(size, writing.id);
      writing.restyle({ size: desk.textSize });
      change(edits);
    },
    zoomIn: () => void commands.zoom(1),
    zoomOut: () => void commands.zoom(-1),
    resetZoom: () => void commands.resetZoom(),
    fitAll: () => void commands.fitAll(),
    look: (camera) => navigation.look(camera),
    seek: () => {
      const all = scene.bounds;
      if (all && scene.within(navigation.view).length === 0) navigation.look(fit(all, navigation.size));
    },
    deleteSelection: () => void commands.deleteSelection(),
    selectAll: () => void commands.selectAll(),
    setReadOnly: (next) => {
      if (next === readOnly) return;
      if (runner.active) runner.cancel();
      writing.finish();
      readOnly = next;
      desk.choose([]);
      desk.tool = toolFor(readOnly);
      changed();
    },
    setTheme: (next) => {
      theme = next;
      renderer.setTheme(next);
      loop.request();
    },
    setCursors: (peers) => {
      remote.setPeers(peers, performance.now());
      changed();
    },
    showDraft: (from, shown) => {
      remote.show(from, shown);
      changed();
    },
    settled: async () => {
      do await loop.drawn(); while (navigation.now !== navigation.target);
      await renderer.settled();
    },
    focus: () => container.focus({ preventScroll: true }),
    dispose: () => {
      writing.finish();
      for (const stop of stops) stop();
      loop.dispose();
      renderer.dispose();
    },
  };

  function state(): EngineState {
    const { zoom } = navigation.now;
    return desk.state({ zoom, empty: scene.count === 0 && remote.drafts.length === 0 });
  }

  /** Something is to be drawn anew, and the chrome is told if anything it shows is new. */
  function changed(): void {
    loop.request();
    showCursor();
    const now = state();
    const same = (Object.keys(now) as (keyof EngineState)[]).every((key) => now[key] === told[key]);
    if (same) return;
    told = now;
    host.changed(now);
  }

  /** Makes edits that the keyboard or the chrome asked for; whether there were any. */
  function change(edits: readonly Edit[]): boolean {
    const any = edits.length > 0;
    if (any && readOnly) host.refused();
    else if (any) host.edits(edits);
    changed();
    return any;
  }

  function context(): ToolContext {
    const { selection, color, size, textSize } = desk;
    return { scene, selection, color, size, textSize, zoom: navigation.now.zoom, newId };
  }

  function outcome(step: Outcome): void {
    shows = step.shows ?? {};
    draft = shows.draft;
    if (step.pan) navigation.look(panBy(navigation.now, step.pan));
    if (step.edits && step.edits.length > 0) host.edits(step.edits);
    if (step.next) desk.tool = step.next;
    if (step.selection) desk.choose(step.selection);
    if (step.write) write(step.write);
    changed();
  }

  function write(target: WriteTarget): void {
    if (readOnly) return host.refused();
    writing.start(target);
    writing.place(navigation.now, theme);
    changed();
  }

  function showCursor(): void {
    const cursor = cursorOf(spaceHeld ? "hand" : desk.tool, { grabbing: shows.grabbing === true });
    if (container.style.cursor !== cursor) container.style.cursor = cursor;
  }

  function drawFrame(time: number): number | undefined {
    const gliding = navigation.advance(time);
    const { cursors, changesIn } = remote.cursors(time);
    renderer.frame(navigation.now, overlay(cursors));
    writing.place(navigation.now, theme);
    if (draft !== sentDraft) host.draft(draft);
    sentDraft = draft;
    tellView();
    tellPointer();
    if (navigation.now.zoom !== told.zoom) changed();
    return gliding ? 0 : changesIn;
  }

  function overlay(cursors: OverlayView["cursors"]): OverlayView {
    const boxes = desk.boxes(draft?.kind === "move" ? draft.by : { x: 0, y: 0 });
    const { id } = writing;
    return {
      // What is being written is seen in its field.
      drafts: draft && id === undefined ? [...remote.drafts, draft] : remote.drafts,
      selected: boxes.each,
      selection: boxes.all,
      marquee: shows.marquee,
      fading: shows.fading ?? [],
      hidden: id === undefined ? remote.hidden : [...remote.hidden, id],
      cursors,
    };
  }

  function tellView(): void {
    const { view } = navigation;
    if (sentView && isSameBox(view, sentView)) return;
    sentView = view;
    host.looked(view);
  }

  function tellPointer(): void {
    const at = hover && toWorld(navigation.now, hover);
    if (at?.x === sentPointer?.x && at?.y === sentPointer?.y) return;
    sentPointer = at;
    host.pointer(at);
  }
}

function isSameBox(a: Box, b: Box): boolean {
  return a.minX === b.minX && a.minY === b.minY && a.maxX === b.maxX && a.maxY === b.maxY;
}

function toolFor(readOnly: boolean): "hand" | "pen" {
  return readOnly ? "hand" : "pen";
}

/** What the canvas is to the browser: it takes the keyboard, and every touch is ours. */
function prepare(container: HTMLElement): void {
  container.tabIndex = 0;
  container.setAttribute("role", "application");
  if (!container.hasAttribute("aria-label")) container.setAttribute("aria-label", "Drawing board");
  Object.assign(container.style, { touchAction: "none", userSelect: "none" });
}
