import assert from "node:assert/strict";
import { applyEdits } from "../../../core/board/apply_edits.ts";
import type { Shape } from "../../../core/board/shape.ts";
import { frameAt, withHeld } from "../../../client/canvas/framing.ts";
import { createScene } from "../../../client/canvas/scene.ts";
import { targetOf } from "../../../client/canvas/shape_hit.ts";
import { duplicating, removing } from "../../../client/canvas/selection.ts";
import { select } from "../../../client/canvas/tools/select.ts";
import { box, play } from "./tools/gesture.ts";

const frame = (id: string, [x, y]: readonly [number, number], props: Partial<Shape> = {}): Shape =>
  ({ ...box(id, [x, y], 300), kind: "frame", ...props }) as Shape;
const within = (shape: Shape, frame: string): Shape => ({ ...shape, frame });
const one = frame("frame-one", [0, 0]), two = frame("frame-two", [500, 0]);
const a = within(box("a", [100, 100], 50, "a5"), "frame-one"), b = box("b", [400, 500], 50, "a6");
const shapes = [one, two, a, b];

Deno.test("frames: what a frame holds goes with it, one edit each", () => {
  const player = play(select, { shapes, selection: ["frame-one"] }).drag([[200, 200], [210, 260]], {
    mod: true,
  });
  assert.deepEqual(player.edits, [[
    { op: "set", id: "frame-one", props: { xy: [10, 60] } },
    { op: "set", id: "a", props: { xy: [110, 160] } },
  ]]);
});

Deno.test("frames: frames in frames go along, also where two hold each other", () => {
  const inner = within(frame("frame-two", [10, 10]), "frame-one");
  const deep = within(box("deep", [20, 20], 10), "frame-two");
  const scene = createScene(targetOf);
  scene.apply({ put: [within(one, "frame-two"), inner, deep], removed: [] });
  assert.deepEqual([...withHeld(scene, ["frame-one"])].sort(), ["deep", "frame-one", "frame-two"]);
});

Deno.test("frames: dropped into a frame a shape belongs to it, dropped beside to none", () => {
  const into = play(select, { shapes, selection: ["b"] }).drag([[425, 525], [625, 125]], { mod: true });
  assert.deepEqual(into.edits, [[{ op: "set", id: "b", props: { xy: [600, 100], frame: "frame-two" } }]]);
  const out = play(select, { shapes, selection: ["a"] }).drag([[125, 125], [125, 625]], { mod: true });
  assert.deepEqual(out.edits, [[{ op: "set", id: "a", props: { xy: [100, 600], frame: "" } }]]);
  const inside = play(select, { shapes, selection: ["a"] }).drag([[125, 125], [145, 145]], { mod: true });
  assert.deepEqual(inside.edits, [[{ op: "set", id: "a", props: { xy: [120, 120] } }]]);
});

Deno.test("frames: a group comes into a frame as a whole, by its middle", () => {
  const grouped = [b, box("c", [500, 500], 50, "a7")].map((shape) => ({ ...shape, groups: ["some-group"] }));
  const player = play(select, { shapes: [one, two, ...grouped], selection: ["b", "c"] });
  player.drag([[475, 525], [475, 225]], { mod: true });
  assert.deepEqual(
    ["b", "c"].map((id) => player.scene.get(id)?.frame),
    [undefined, undefined],
    "between the frames",
  );
  player.drag([[475, 225], [535, 225]], { mod: true });
  assert.deepEqual(["b", "c"].map((id) => player.scene.get(id)?.frame), ["frame-two", "frame-two"]);
});

Deno.test("frames: the topmost frame takes it, unless that is locked", () => {
  const scene = createScene(targetOf);
  const above = frame("above", [0, 0], { z: "b00" });
  const middle = { minX: 100, minY: 100, maxX: 200, maxY: 200 };
  scene.apply({ put: [one, above], removed: [] });
  assert.equal(frameAt(scene, middle), "above");
  scene.apply({ put: [{ ...above, locked: true }], removed: [] });
  assert.equal(frameAt(scene, middle), "frame-one");
  assert.equal(frameAt(scene, { minX: 900, minY: 900, maxX: 901, maxY: 901 }), undefined);
});

Deno.test("frames: a frame is deleted and copied with what it holds; its copy holds the copies", () => {
  const scene = createScene(targetOf);
  scene.apply({ put: shapes, removed: [] });
  assert.deepEqual(removing(scene, ["frame-one"]), [{ op: "remove", id: "frame-one" }, {
    op: "remove",
    id: "a",
  }]);
  let n = 0;
  const { edits, copies } = duplicating(scene, ["frame-one"], {
    by: { x: 0, y: 400 },
    newId: () => `new-shape-${++n}`,
  });
  assert.equal(copies.length, 1, "what it holds is not selected");
  scene.apply(applyEdits((id) => scene.get(id), edits));
  const [copy] = copies;
  assert(copy !== undefined);
  assert.deepEqual([...scene.held(copy)].map((id) => scene.get(id)?.xy), [[100, 500]]);
  assert.deepEqual([...scene.held("frame-one")], ["a"]);
});

Deno.test("frames: what is dragged together with its frame stays in it, wherever it lies", () => {
  const over = within(box("over", [290, 100], 100, "a8"), "frame-one");
  const player = play(select, { shapes: [one, two, over], selection: ["frame-one", "over"] });
  player.drag([[200, 200], [210, 260]], { mod: true });
  assert.deepEqual(player.edits, [[
    { op: "set", id: "frame-one", props: { xy: [10, 60] } },
    { op: "set", id: "over", props: { xy: [300, 160] } },
  ]]);
});
