import assert from "node:assert/strict";
import { applyEdits } from "../../../../core/board/apply_edits.ts";
import { averageWidth } from "../../../../core/board/average_widths.ts";
import type { Edit } from "../../../../core/board/edit.ts";
import type { Shape } from "../../../../core/board/shape.ts";
import type { Box } from "../../../../core/geometry/box.ts";
import type { Vec } from "../../../../core/geometry/vec.ts";
import type { CommandPort } from "../../../../client/canvas/commands/command.ts";
import { type Commands, createCommands } from "../../../../client/canvas/commands/commands.ts";
import { createDesk, type Desk } from "../../../../client/canvas/desk.ts";
import { heldBy } from "../../../../client/canvas/held.ts";
import { createScene, type Scene } from "../../../../client/canvas/scene.ts";
import { targetOf } from "../../../../client/canvas/shape_hit.ts";
import type { Modifiers } from "../../../../client/canvas/tools/tool.ts";
import { box, words } from "../tools/gesture.ts";

const NO_KEYS: Modifiers = { shift: false, alt: false, mod: false };

interface Setting {
  readonly scene: Scene;
  readonly desk: Desk;
  readonly steps: readonly (readonly Edit[])[];
  readonly revealed: readonly Box[];
  readonly panned: readonly (readonly [number, number])[];
  run(action: keyof Commands, keys?: Partial<Modifiers>): boolean;
}

function setUp(shapes: readonly Shape[]): Setting {
  const scene = createScene(targetOf);
  scene.apply({ put: shapes, removed: [] });
  const desk = createDesk(scene, { tool: "select", held: heldBy });
  const steps: (readonly Edit[])[] = [], revealed: Box[] = [], panned: [number, number][] = [];
  const view = { minX: 0, minY: 0, maxX: 1280, maxY: 800 };
  let ids = 0;
  const newId = () => `new-shape-${++ids}`;
  const change = (edits: readonly Edit[]) => {
    if (edits.length === 0) return false;
    steps.push(edits);
    const applied = applyEdits((id) => scene.get(id), edits);
    scene.apply(applied);
    desk.refresh(applied);
    return true;
  };
  // Only what these commands ask of the camera.
  const navigation = {
    now: { x: 0, y: 0, zoom: 1 },
    view,
    size: { width: 1280, height: 800 },
    reveal: (box: Box) => revealed.push(box),
    pan: ({ x, y }: Vec<"screen">) => panned.push([x, y]),
  };
  const port = {
    scene,
    desk,
    navigation,
    runner: { active: false },
    readOnly: false,
    pointer: undefined,
    get context() {
      const { selection, style, options } = desk;
      return {
        scene,
        selection,
        style,
        options,
        me: "me-myself",
        zoom: 1,
        view,
        measure: averageWidth,
        newId,
      };
    },
    newId,
    change,
    changed: () => {},
    outcome: (
      { edits, selection, next }: { edits?: readonly Edit[]; selection?: readonly string[]; next?: string },
    ) => {
      change(edits ?? []);
      if (selection) desk.choose(selection);
      if (next === "select") desk.tool = next;
    },
    finishText: () => {},
  } as unknown as CommandPort;
  const commands = createCommands(port);
  return {
    scene,
    desk,
    steps,
    revealed,
    panned,
    run: (action, keys = {}) => commands[action]({ ...NO_KEYS, ...keys }),
  };
}

const a = box("a", [100, 100], 50, "a0"), b = box("b", [300, 100], 50, "a1");

Deno.test("commands: select all leaves out what is locked", () => {
  const { desk, run } = setUp([a, { ...b, locked: true }, words("t", [0, 400])]);
  run("select-all");
  assert.deepEqual([...desk.selection].sort(), ["a", "t"]);
});

Deno.test("commands: an arrow key moves by a little, with Shift further, on the grid by a step of it", () => {
  const { scene, desk, run } = setUp([a]);
  desk.choose(["a"]);
  run("nudge.right");
  assert.deepEqual(scene.get("a")?.xy, [101, 100]);
  run("nudge.down", { shift: true });
  assert.deepEqual(scene.get("a")?.xy, [101, 110]);
  desk.options = { ...desk.options, snapToGrid: true };
  run("nudge.left");
  assert.deepEqual(scene.get("a")?.xy, [81, 110]);
});

Deno.test("commands: Tab goes from shape to shape and brings each into view", () => {
  const { desk, revealed, run } = setUp([a, b]);
  assert(run("select-next"));
  assert.deepEqual(desk.selection, ["a"]);
  assert(run("select-next"));
  assert.deepEqual(desk.selection, ["b"]);
  assert.equal(revealed.length, 2);
  assert.equal(run("select-next"), false, "and then on to what comes after the board");
  assert.deepEqual(desk.selection, []);
});

Deno.test("commands: what the tool in hand draws comes to the middle of the view", () => {
  const { scene, desk, run } = setUp([]);
  desk.tool = "ellipse";
  assert(run("place"));
  const [id] = desk.selection;
  const shape = id === undefined ? undefined : scene.get(id);
  assert(shape?.kind === "ellipse");
  assert.deepEqual([shape.xy[0] + shape.wh[0] / 2, shape.xy[1] + shape.wh[1] / 2], [640, 400]);
  desk.tool = "arrow";
  assert(run("place"));
  assert.equal(scene.count, 2);
  desk.tool = "pen";
  assert.equal(run("place"), false);
});

Deno.test("commands: a bracket changes the order of what is selected, else the size in hand", () => {
  const { scene, desk, run } = setUp([a, { ...b, xy: [110, 110] }]);
  const size = desk.style.size;
  run("larger");
  assert(desk.style.size > size);
  desk.choose(["a"]);
  run("larger");
  assert((scene.get("a")?.z ?? "") > (scene.get("b")?.z ?? ""));
  run("smaller");
  assert((scene.get("a")?.z ?? "") < (scene.get("b")?.z ?? ""));
  assert.equal(scene.get("a")?.size, a.size);
});

Deno.test("commands: a style is copied from one shape and given to another", () => {
  const { scene, desk, run } = setUp([{ ...a, color: "red", size: 9 }, b]);
  desk.choose(["a"]);
  run("copy-style");
  desk.choose(["b"]);
  run("paste-style");
  assert.deepEqual([scene.get("b")?.color, scene.get("b")?.size], ["red", 9]);
});

Deno.test("commands: locked shapes are not deleted, but unlocked", () => {
  const { scene, desk, run } = setUp([{ ...a, locked: true }]);
  desk.choose(["a"]);
  assert.equal(run("delete"), false);
  run("lock");
  assert.equal(scene.get("a")?.locked, undefined);
  assert(run("delete"));
  assert.equal(scene.count, 0);
});

Deno.test("commands: each arrangement is one step, and without a selection a key is the browser's", () => {
  const { desk, steps, run } = setUp([a, b]);
  for (const action of ["group", "flip-x", "order.front", "align.left", "lock"] as const) {
    assert.equal(run(action), false, action);
  }
  desk.choose(["a", "b"]);
  const actions = [
    "align.top",
    "flip-x",
    "rotate-right",
    "order.back",
    "group",
    "lock",
    "lock",
    "ungroup",
  ] as const;
  for (const action of actions) assert(run(action), action);
  // They are in line at the top already.
  assert.equal(steps.length, actions.length - 1);
});

Deno.test("commands: a duplicate is set off, and selected", () => {
  const { scene, desk, run } = setUp([a]);
  desk.choose(["a"]);
  run("duplicate");
  const [id] = desk.selection;
  assert.deepEqual(id === undefined ? [] : scene.get(id)?.xy, [116, 116]);
});

Deno.test("with nothing selected the arrows move the view, and no shape", () => {
  const { run, steps, panned, desk } = setUp([box("a", [0, 0], 100)]);
  assert.equal(run("nudge.right"), true);
  assert.equal(run("nudge.up", { shift: true }), true);
  assert.deepEqual([steps, panned], [[], [[80, 0], [0, -400]]]);
  desk.choose(["a"]);
  run("nudge.right");
  assert.deepEqual([steps.length, panned.length], [1, 2]);
});

Deno.test("the view goes on by most of a screen", () => {
  const { run, panned } = setUp([]);
  run("screen.down");
  run("screen.left");
  assert.deepEqual(panned, [[0, 640], [-1024, 0]]);
});

Deno.test("resizing is for what is selected; without it the keys are the browser's", () => {
  const { run, scene, desk } = setUp([box("a", [0, 0], 100)]);
  assert.equal(run("resize.wider"), false);
  desk.choose(["a"]);
  assert.equal(run("resize.wider", { shift: true }), true);
  const made = scene.get("a");
  assert.deepEqual(made && "wh" in made && made.wh, [110, 100]);
});
