import assert from "node:assert/strict";
import { createScene } from "../../../client/canvas/scene.ts";
import { targetOf } from "../../../client/canvas/shape_hit.ts";
import type { Shape } from "../../../core/board/shape.ts";
import { seeded } from "../../core/board/samples.ts";
import { box, line, stroke, words } from "./tools/gesture.ts";

Deno.test("scene: finds a shape by its line, as near as is asked", () => {
  const scene = createScene(targetOf);
  scene.apply({ put: [line("a", [0, 0], [100, 0])], removed: [] });
  assert.equal(scene.at({ x: 50, y: 5 }, 6)?.id, "a");
  assert.equal(scene.at({ x: 50, y: 6.5 }, 6)?.id, "a", "the line's own width counts");
  assert.equal(scene.at({ x: 50, y: 8 }, 6), undefined);
});

Deno.test("scene: an ellipse is hit on its curve, not in the corners of its box", () => {
  const scene = createScene(targetOf);
  scene.apply({
    put: [{ id: "e", kind: "ellipse", z: "a0", xy: [0, 0], wh: [200, 100], color: "ink", size: 2 }],
    removed: [],
  });
  assert.equal(scene.at({ x: 100, y: 0 }, 3)?.id, "e");
  assert.equal(scene.at({ x: 100 + 100 * Math.SQRT1_2, y: 50 + 50 * Math.SQRT1_2 }, 1)?.id, "e");
  assert.equal(scene.at({ x: 2, y: 2 }, 3), undefined);
  assert.equal(scene.at({ x: 100, y: 50 }, 3), undefined, "hollow");
});

Deno.test("scene: a dot is hit where it is", () => {
  const scene = createScene(targetOf);
  scene.apply({ put: [stroke("dot", [{ x: 40, y: 40 }])], removed: [] });
  assert.equal(scene.at({ x: 43, y: 40 }, 4)?.id, "dot");
  assert.equal(scene.within({ minX: 30, minY: 30, maxX: 50, maxY: 50 }).length, 1);
});

Deno.test("scene: the topmost is the one of the highest order, then of the highest id", () => {
  const scene = createScene(targetOf);
  scene.apply({
    put: [box("b", [0, 0], 50, "a1"), box("a", [0, 0], 50, "a1"), box("c", [0, 0], 50, "a0")],
    removed: [],
  });
  assert.equal(scene.at({ x: 0, y: 25 }, 2)?.id, "b");
  assert.equal(scene.top, "a1");
});

Deno.test("scene: a box touches a stroke that only passes through it", () => {
  const scene = createScene(targetOf);
  scene.apply({ put: [stroke("s", [{ x: -100, y: 0 }, { x: 100, y: 10 }])], removed: [] });
  assert.equal(scene.within({ minX: -5, minY: -5, maxX: 5, maxY: 25 }).length, 1);
  assert.equal(scene.within({ minX: -5, minY: 15, maxX: 5, maxY: 25 }).length, 0);
});

Deno.test("scene: a shape that moved is found where it is, not where it was", () => {
  const scene = createScene(targetOf);
  scene.apply({ put: [words("t", [0, 0])], removed: [] });
  scene.apply({ put: [words("t", [500, 500])], removed: [] });
  assert.equal(scene.at({ x: 50, y: 10 }, 2), undefined);
  assert.equal(scene.at({ x: 550, y: 510 }, 2)?.id, "t");
  assert.equal(scene.count, 1);
});

Deno.test("scene: what is removed is found no more, and removing it again does no harm", () => {
  const scene = createScene(targetOf);
  scene.apply({ put: [words("t", [0, 0]), words("u", [50, 0])], removed: [] });
  scene.apply({ put: [], removed: ["t", "never"] });
  scene.apply({ put: [], removed: ["t"] });
  assert.equal(scene.get("t"), undefined);
  assert.deepEqual(scene.within({ minX: 0, minY: 0, maxX: 500, maxY: 500 }).map(({ id }) => id), ["u"]);
});

Deno.test("scene: bounds hold all shapes, and there are none on an empty board", () => {
  const scene = createScene(targetOf);
  assert.equal(scene.bounds, undefined);
  scene.apply({ put: [box("a", [0, 0], 10), box("b", [90, 40], 10)], removed: [] });
  assert.deepEqual(scene.bounds, { minX: -1, minY: -1, maxX: 101, maxY: 51 });
});

Deno.test("scene: thousands of shapes, in bulk and one by one, are found as by looking at each", () => {
  const seed = Date.now() % 100_000;
  const random = seeded(seed);
  const scene = createScene(targetOf);
  const all = Array.from({ length: 3000 }, (_, i) => box(`s${i}`, [random() * 5000, random() * 5000], 20));
  scene.apply({ put: all.slice(0, 2500), removed: [] });
  for (const shape of all.slice(2500)) scene.apply({ put: [shape], removed: [] });
  const gone = all.filter(() => random() < 0.3).map(({ id }) => id);
  scene.apply({ put: [], removed: gone });
  const left = all.filter(({ id }) => !gone.includes(id));
  for (let i = 0; i < 50; i++) {
    const x = random() * 5000, y = random() * 5000;
    const found = scene.within({ minX: x, minY: y, maxX: x + 300, maxY: y + 300 }).map(({ id }) => id).sort();
    const expected = left.filter(({ xy: [sx, sy] }) =>
      sx - 1 <= x + 300 && sx + 21 >= x && sy - 1 <= y + 300 && sy + 21 >= y
    ).map(({ id }) => id).sort();
    assert.deepEqual(found, expected, `seed ${seed}, box ${i} at ${x}, ${y}`);
  }
});

Deno.test("scene: of a pile, what is asked for is found, however many lie above it", () => {
  const scene = createScene(targetOf);
  scene.apply({ put: [box("below", [0, 0], 100, "a0"), box("above", [0, 0], 100, "a1")], removed: [] });
  const find = (where: (id: string) => boolean) =>
    scene.find({ x: 0, y: 50 }, { tolerance: 1, where: ({ id }) => where(id) })?.id;
  assert.equal(find(() => true), "above");
  assert.equal(find((id) => id === "below"), "below");
  assert.equal(find(() => false), undefined);
});

Deno.test("scene: who belongs to a group or a frame is known, also after changes", () => {
  const scene = createScene(targetOf);
  const a = { ...box("a", [0, 0], 10), groups: ["inner", "outer"], frame: "frame-one" };
  scene.apply({ put: [a, { ...box("b", [0, 0], 10), groups: ["outer"] }], removed: [] });
  assert.deepEqual([...scene.members("outer")].sort(), ["a", "b"]);
  assert.deepEqual([[...scene.members("inner")], [...scene.held("frame-one")]], [["a"], ["a"]]);
  scene.apply({ put: [{ ...box("a", [0, 0], 10), groups: ["outer"] }], removed: ["b"] });
  assert.deepEqual([...scene.members("outer")], ["a"]);
  assert.deepEqual([scene.members("inner").size, scene.held("frame-one").size], [0, 0]);
  scene.apply({ put: [{ ...box("f", [0, 0], 10), kind: "frame" } as Shape], removed: [] });
  assert.deepEqual([...scene.frames], ["f"]);
  scene.apply({ put: [], removed: ["f", "a"] });
  assert.deepEqual([scene.frames.size, scene.members("outer").size], [0, 0]);
});

Deno.test("scene: the lowest order is known, so that something can be put below all", () => {
  const scene = createScene(targetOf);
  scene.apply({ put: [box("a", [0, 0], 10, "a5"), box("b", [0, 0], 10, "a2")], removed: [] });
  assert.deepEqual([scene.bottom, scene.top], ["a2", "a5"]);
});
