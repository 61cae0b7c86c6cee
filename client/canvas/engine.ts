/**
 * The canvas at work: wires input, tools, scene, camera and renderer. It draws with a pen at once; the rest of what it
 * can do joins it when its code has come. Knows no document, no network and no chrome.
 */

import type { Draft } from "../../core/board/draft.ts";
import { turned } from "../../core/board/bounds.ts";
import type { Edit } from "../../core/board/edit.ts";
import type { Shape, ShapeId } from "../../core/board/shape.ts";
import { type Box, boxBetween, holdsBox } from "../../core/geometry/box.ts";
import { subtract, type Vec } from "../../core/geometry/vec.ts";
import { isBusy } from "./busy.ts";
import { fit, panBy, toScreen, toWorld, zoomAt } from "./camera.ts";
import type { Commands } from "./commands/commands.ts";
import { firstCommands } from "./commands/first.ts";
import { cursorOf } from "./cursor.ts";
import { createDesk } from "./desk.ts";
import type { Engine, EngineOptions, EngineState } from "./engine_api.ts";
import { createFrameLoop } from "./frame_loop.ts";
import { createGestureRunner, toolAtHand } from "./gesture_runner.ts";
import { listenToKeys } from "./input/keyboard.ts";
import { listenToPointers } from "./input/pointer_input.ts";
import { type EngineAction, isPageAction } from "./input/actions.ts";
import type { KeyPress } from "./input/chords.ts";
import { watchSize } from "./input/watch_size.ts";
import { createNavigation } from "./navigation.ts";
import type { Pointed } from "./pointing.ts";
import type { OverlayView } from "./render/view.ts";
import { type CreateRest, NO_REST, type RestPort } from "./rest_api.ts";
import { createScene } from "./scene.ts";
import { boundsAround } from "./selected.ts";
import { createFirstMachines } from "./tools/first_tools.ts";
import type { Machine, Outcome } from "./tools/machine.ts";
import type { Modifiers, PointerKind, Shows, ToolContext, ToolId, WriteTarget } from "./tools/tool.ts";
import { createWaitingLine } from "./waiting_line.ts";

export type { Engine, EngineHost, EngineOptions, EngineState } from "./engine_api.ts";
export { type ToolId, TOOLS } from "./tools/tool.ts";

const NO_KEYS: Modifiers = { shift: false, alt: false, mod: false };
const NOWHERE: Pointed = { handle: undefined, hovered: [] };

/** What somebody asks of the rest before it has come waits for it. */
export function createEngine(
  { container, createRenderer, host, newId, me, ...first }: EngineOptions,
  code: Promise<{ readonly createRest: CreateRest }>,
): Engine {
  let { theme, readOnly } = first;
  let astray = false, whole = true;
  const scene = createScene((shape) => rest.targetOf(shape));
  let rest = NO_REST;
  const line = createWaitingLine();
  const machines: Partial<Record<ToolId, Machine>> = createFirstMachines();
  const desk = createDesk(scene, {
    tool: toolFor(readOnly),
    held: (_, selection) => rest.held(selection),
  });
  const renderer = createRenderer(container);
  const navigation = createNavigation(changed);
  const loop = createFrameLoop(drawFrame);
  const watchers = new Set<() => void>();
  let told: EngineState = state();
  let shows: Shows = {};
  let draft: Draft | undefined, sentDraft: Draft | undefined;
  let hover: Vec<"screen"> | undefined, sentPointer: Vec | undefined, sentView: Box | undefined;
  let spaceHeld = false, shown = false, disposed = false;
  let keys = NO_KEYS, toolInHand = desk.tool;
  let pointerKind: PointerKind = "mouse", pointed = NOWHERE;

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
    machines,
    after: (ms, act) => {
      const timer = setTimeout(act, ms);
      return () => clearTimeout(timer);
    },
    outcome,
    pinch: ({ from, to, factor }) =>
      navigation.look(panBy(zoomAt(navigation.now, from, factor), subtract(to, from))),
    undo: () => host.undo(),
    redo: () => host.redo(),
    refused: () => host.refused(),
    missing: (again) => wait(again),
  });
  const onCanvas: RestPort = {
    container,
    pictures: renderer.pictures,
    scene,
    desk,
    navigation,
    runner,
    get readOnly() {
      return readOnly;
    },
    get pointer() {
      return hover && toWorld(navigation.now, hover);
    },
    get context() {
      return context();
    },
    outcome,
    newId,
    change,
    changed,
    write,
    refused: () => host.refused(),
    finishText: () => rest.writing.finish(),
    undo: () => host.undo(),
    redo: () => host.redo(),
    tell,
    typed: () => {
      draft = rest.writing.draft;
      loop.request();
    },
    written: (id) => {
      draft = undefined;
      if (id !== undefined && desk.tool === "select") desk.choose([id]);
      changed();
    },
    menu: (at) => host.menu(at),
    color: () => host.color(),
  };
  const commands: Partial<Commands> = firstCommands(onCanvas);

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
      pointer: (input, detail) => {
        const take = () => {
          pointerKind = input.kind;
          runner.input(input, detail);
        };
        if (!line.busy) return take();
        wait(() => {
          // A field that has opened meanwhile has not seen the press beside it.
          if (input.type === "down") rest.writing.finish();
          take();
        });
      },
      hover: (at) => {
        hover = at;
        if (rest.writing.id === undefined) runner.hover(at, { ...keys, pointer: pointerKind });
        loop.request();
      },
      wheel: (meaning, at) =>
        line.inTurn(() =>
          navigation.look(
            meaning.type === "pan"
              ? panBy(navigation.now, meaning.by)
              : zoomAt(navigation.now, at, meaning.factor),
          )
        ),
      get wheelWay() {
        return desk.options.wheel;
      },
    }),
    listenToKeys(container, {
      action: (action, modifiers) => isPageAction(action) ? host.action(action) : perform(action, modifiers),
      waits: (press, act) =>
        line.busy && wait(() => {
          // A press that waited may have opened a text, and the keys after it were meant for that.
          if (rest.writing.id !== undefined && isTyped(press)) rest.writing.press(press.key);
          else act();
        }),
      space: (held) => {
        spaceHeld = held;
        showCursor();
      },
      modifiers: (modifiers) => {
        keys = modifiers;
        runner.modifiers(modifiers);
        showCursor();
      },
      get singleKeys() {
        return desk.options.singleKeys;
      },
    }),
  ];
  showCursor();
  code.then(({ createRest }) => join(createRest), doWithout);

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
      const seen = rest.arrows.apply(boardChange);
      scene.apply(seen);
      if (seen.looks) renderer.setLooks(seen.looks);
      if (seen.put.length > 0) renderer.put(seen.put);
      if (seen.removed.length > 0) renderer.remove(seen.removed);
      rest.writing.merge(boardChange);
      rest.remote.settle(boardChange);
      desk.refresh(seen);
      changed();
    },
    run: (action) => {
      if (line.busy) return wait(() => perform(action, NO_KEYS));
      return perform(action, NO_KEYS);
    },
    setStyle: (next) => {
      const edits = desk.takeStyle(next, rest.writing.id);
      const { color, textSize, font, align, bold } = desk.style;
      rest.writing.restyle({ color, size: textSize, font, ...align && { align }, ...bold && { bold } });
      change(edits);
    },
    setOptions: (next) => {
      desk.options = { ...desk.options, ...next };
      changed();
    },
    select: (ids) => {
      desk.choose(ids);
      changed();
    },
    edit: (edits) => void change(edits),
    get pasteboard() {
      return rest.pasteboard;
    },
    pictures: renderer.pictures,
    look: (camera) => navigation.look(camera),
    lookAt: (middle, zoom) => navigation.lookAt(middle, zoom),
    glideTo: (middle) => navigation.glideTo(middle),
    overview: {
      get drawing() {
        return scene.bounds;
      },
      get view() {
        return navigation.view;
      },
      get changes() {
        return renderer.changes;
      },
      map: renderer.map,
      watch: (seen) => {
        watchers.add(seen);
        return () => void watchers.delete(seen);
      },
    },
    reveal: (ids) => {
      desk.choose(ids);
      const box = boundsAround(scene, ids);
      if (box) navigation.reveal(box);
      changed();
    },
    search: (query) => rest.search(query),
    describeSelection: () => rest.describe(desk.selection),
    seek: () => {
      const all = scene.bounds;
      if (all && scene.within(navigation.view).length === 0) navigation.look(fit(all, navigation.size));
    },
    setReadOnly: (next) => {
      if (next === readOnly) return;
      if (runner.active) runner.cancel();
      rest.writing.finish();
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
      rest.remote.setPeers(peers, performance.now());
      rest.lasers.setPeers(peers);
      changed();
    },
    showDraft: (from, shown) => {
      rest.lasers.show(from, shown, performance.now());
      rest.remote.show(from, shown?.kind === "laser" ? undefined : shown);
      changed();
    },
    settled: async () => {
      do await loop.drawn(); while (navigation.now !== navigation.target);
      await renderer.settled();
    },
    focus: () => container.focus({ preventScroll: true }),
    dispose: () => {
      disposed = true;
      if (runner.active) runner.cancel();
      rest.dispose();
      for (const stop of stops) stop();
      loop.dispose();
      renderer.dispose();
    },
  };

  function join(createRest: CreateRest): void {
    if (disposed) return;
    rest = createRest(onCanvas);
    Object.assign(machines, rest.machines);
    Object.assign(commands, rest.commands);
    line.open();
    changed();
  }

  /** The rest will not come: what waits for it is forgotten, and the pen goes on. */
  function doWithout(): void {
    line.close();
    if (!machines[desk.tool]) desk.tool = toolFor(readOnly);
    changed();
  }

  /** Until the rest is there; false if it will not come. */
  function wait(act: () => void): boolean {
    const waits = line.wait(act);
    if (!waits) host.missing();
    return waits;
  }

  /** Whether there was something to do, as far as that can be told by now. */
  function perform(action: EngineAction, modifiers: Modifiers): boolean {
    const command = commands[action];
    return command ? command(modifiers) : wait(() => perform(action, modifiers));
  }

  function state(): EngineState {
    const { zoom } = navigation.now;
    const { now: hoveredLink } = rest.links;
    const onDesk = desk.state({
      zoom,
      empty: scene.count === 0 && rest.remote.drafts.length === 0,
      looks: scene.looks,
      selectionBox: selectionBox(),
    });
    return { ...onDesk, hoveredLink, astray, whole };
  }

  /** The same object while it is the same box, so that nobody is told of it. */
  function selectionBox(): Box | undefined {
    const { hold } = desk;
    if (!hold || isBusy(shows) || rest.writing.id !== undefined) return undefined;
    const around = turned(hold.box, hold.angle);
    const box = boxBetween(
      toScreen(navigation.now, { x: around.minX, y: around.minY }),
      toScreen(navigation.now, { x: around.maxX, y: around.maxY }),
    );
    return told.selectionBox && isSameBox(box, told.selectionBox) ? told.selectionBox : box;
  }

  /** Something is to be drawn anew, and the chrome is told if anything it shows is new. */
  function changed(): void {
    if (desk.tool !== toolInHand) {
      const before = toolInHand;
      toolInHand = desk.tool;
      runner.putDown(before);
    }
    loop.request();
    showCursor();
    const now = state();
    const same = (Object.keys(now) as (keyof EngineState)[]).every((key) => now[key] === told[key]);
    if (same) return;
    if (now.selection !== told.selection) {
      rest.warmPictures(now.selection, now.zoom * devicePixelRatio);
    }
    told = now;
    host.changed(now);
  }

  /** Makes edits that the keyboard or the chrome asked for; whether there were any. */
  function change(edits: readonly Edit[]): boolean {
    const any = edits.length > 0;
    if (any && readOnly) host.refused();
    else if (any) tell(edits);
    changed();
    return any;
  }

  /** New shapes are marked with who made them, lie on the layer in hand, and belong to the frame they are in. */
  function tell(edits: readonly Edit[], step?: string): void {
    const { layer } = desk.options;
    const sign = (shape: Shape) => signed(shape, { by: me, layer, frame: rest.frameOf(shape) });
    const all = rest.arrows.completed(edits);
    host.edits(all.map((edit) => edit.op === "put" ? { op: "put", shape: sign(edit.shape) } : edit), step);
  }

  function context(): ToolContext {
    const { selection, style, options } = desk;
    const { now: { zoom }, view } = navigation;
    return {
      scene,
      selection,
      style,
      options,
      me,
      zoom,
      view,
      measure: rest.measure,
      newId,
      recognition: rest.recognition,
    };
  }

  function outcome(step: Outcome): void {
    shows = step.shows ?? {};
    draft = shows.draft;
    rest.lasers.show("self", draft, performance.now());
    if (step.pan) navigation.look(panBy(navigation.now, step.pan));
    if (step.edits && step.edits.length > 0) tell(step.edits);
    if (step.next) desk.tool = step.next === "before" ? desk.before : step.next;
    // The highlighter has a colour of its own: the tool first.
    if (step.style) change(desk.takeStyle(step.style, undefined));
    if (step.selection) desk.choose(step.selection);
    if (step.write) write(step.write);
    changed();
  }

  function write(target: WriteTarget): void {
    if (readOnly) return host.refused();
    rest.writing.start(target);
    rest.writing.place(navigation.now, theme);
    changed();
  }

  function showCursor(): void {
    const tool = runner.tool ?? (spaceHeld ? "hand" : toolAtHand(desk.tool, keys));
    const { handle } = pointed;
    const held = handle && desk.hold && !spaceHeld ? rest.handleCursor(handle, desk.hold.angle) : undefined;
    const over = shows.cursor ?? held;
    const cursor = over ?? cursorOf(tool, { grabbing: shows.grabbing === true });
    if (container.style.cursor !== cursor) container.style.cursor = cursor;
  }

  function drawFrame(time: number): number | undefined {
    const gliding = navigation.advance(time);
    const { cursors, changesIn } = rest.remote.cursors(time);
    const pointers = rest.lasers.at(time);
    point();
    renderer.frame(navigation.now, overlay({ cursors, lasers: pointers.trails, swatch: swatch() }));
    rest.writing.place(navigation.now, theme);
    if (draft !== sentDraft) host.draft(draft);
    sentDraft = draft;
    tellView();
    astray = !gliding && scene.count > 0 && !scene.meets(navigation.view);
    whole = !scene.bounds || holdsBox(navigation.view, scene.bounds);
    for (const seen of watchers) seen();
    tellPointer();
    const newLink = rest.links.look({
      camera: navigation.now,
      tool: desk.tool,
      at: runner.active ? undefined : hover,
    });
    if (
      newLink || navigation.now.zoom !== told.zoom || selectionBox() !== told.selectionBox ||
      astray !== told.astray || whole !== told.whole
    ) {
      changed();
    }
    if (gliding) return 0;
    return soonest(changesIn, pointers.changesIn);
  }

  /** Looks again at what the pointer is over. */
  function point(): void {
    const selects = !spaceHeld && !readOnly && (desk.tool === "select" || desk.tool === "lasso");
    const looks = selects && pointerKind !== "touch" && rest.writing.id === undefined;
    // What was under it when it was pressed stays so.
    if (runner.active) pointed = { handle: pointed.handle, hovered: [] };
    else if (!looks || !hover) pointed = NOWHERE;
    else {
      const at = toWorld(navigation.now, hover);
      const hold = desk.tool === "select" ? desk.hold : undefined;
      pointed = rest.pointedAt(at, { hold, pointer: pointerKind });
    }
    showCursor();
  }

  /** What the eyedropper is over. */
  function swatch(): OverlayView["swatch"] {
    if (desk.tool !== "eyedropper" || !hover) return undefined;
    return rest.swatch(toWorld(navigation.now, hover), { pointer: pointerKind, fill: keys.alt });
  }

  function overlay(moving: Pick<OverlayView, "cursors" | "lasers" | "swatch">): OverlayView {
    const { zoom } = navigation.now;
    const { id, rest: unwritten } = rest.writing;
    const { hold, traces } = desk;
    // What is being written is seen in its field, and only there.
    const theirs = rest.remote.instead.filter((shape) => shape.id !== id);
    const following = rest.arrows.follow(
      draft && id === undefined ? [...rest.remote.drafts, draft] : rest.remote.drafts,
    );
    return {
      drafts: following.drafts,
      selection: hold && id === undefined
        ? rest.selectionView({ hold, traces }, { shows, zoom, pointer: pointerKind, tool: desk.tool })
        : undefined,
      hovered: pointed.hovered,
      marquee: shows.marquee,
      lasso: shows.lasso,
      guides: shows.guides ?? [],
      fading: shows.fading ?? [],
      binding: (shows.binding ?? []).flatMap((target) => rest.outlineOf(target)),
      instead: [
        ...theirs,
        ...changing(following.drafts),
        ...following.instead,
        ...shows.instead ?? [],
        ...unwritten ? [unwritten] : [],
      ],
      hidden: [...shows.hidden ?? [], ...id === undefined || unwritten ? [] : [id]],
      ...moving,
    };
  }

  /** What is being resized or turned, here and elsewhere. */
  function changing(drafts: readonly Draft[]): Shape[] {
    return drafts.flatMap((each) => each.kind === "change" ? rest.changed(each.changes) : []);
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

/** A frame lies in no frame by itself: what it was drawn into it may have been drawn around. */
function signed(
  shape: Shape,
  { by, layer, frame }: { readonly by: string; readonly layer: string; readonly frame: ShapeId | undefined },
): Shape {
  return {
    ...shape,
    by,
    ...shape.layer === undefined && layer !== "" && { layer },
    ...shape.frame === undefined && shape.kind !== "frame" && frame !== undefined && { frame },
  };
}

/** What a field of text takes in; with Ctrl or Command it is a command. */
function isTyped({ ctrlKey, metaKey, altGraph }: KeyPress): boolean {
  return altGraph || !(ctrlKey || metaKey);
}

function soonest(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? a ?? b : Math.min(a, b);
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
  // Not hidden: the browser would scroll it, and the whole page with it, to a text that is longer than the screen.
  Object.assign(container.style, { touchAction: "none", userSelect: "none", overflow: "clip" });
}
