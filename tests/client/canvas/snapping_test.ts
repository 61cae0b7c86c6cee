import assert from "node:assert/strict";
import type { Shape } from "../../../core/board/shape.ts";
import { createScene } from "../../../client/canvas/scene.ts";
import { targetOf } from "../../../client/canvas/shape_hit.ts";
import { snapBox, snapField } from "../../../client/canvas/snapping.ts";
import { select } from "../../../client/canvas/tools/select.ts";
import { box, play, stroke } from "./tools/gesture.ts";

const view = { minX: 0, minY: 0, maxX: 1280, maxY: 800 };
const square = (x: number, y: number, side = 100) => ({ minX: x, minY: y, maxX: x + side, maxY: y + side });

function fieldOf(shapes: readonly Shape[], except: readonly string[] = []) {
  const scene = createScene(targetOf);
  scene.apply({ put: shapes, removed: [] });
  return snapField(scene, square(0, 0), { view, zoom: 1, except: new Set(except) });
}

Deno.test("snapping: edges and middles catch, the nearest of them", () => {
  const field = fieldOf([box("a", [300, 300], 100)]);
  const near = (x: number, y: number, side = 100) => {
    const { x: dx, y: dy } = snapBox(field, square(x, y, side), { reach: 6 });
    return [dx, dy];
  };
  assert.deepEqual(near(304, 600), [-4, undefined], "left to left");
  assert.deepEqual(near(600, 197), [undefined, 3], "lower edge to upper edge");
  assert.deepEqual(near(328, 600, 40), [2, undefined], "middle to middle");
  assert.deepEqual(near(600, 600), [undefined, undefined]);
});

Deno.test("snapping: a guide goes through all that is in line", () => {
  const field = fieldOf([box("a", [300, 0], 100), box("b", [300, 600], 100)]);
  const { guides } = snapBox(field, square(303, 220), { reach: 6 });
  assert.deepEqual(guides[0], { kind: "edge", from: { x: 300, y: 0 }, to: { x: 300, y: 700 } });
  assert.equal(guides.length, 3, "left, middle and right edge");
});

Deno.test("snapping: between two, and after two, even gaps catch", () => {
  const field = fieldOf([box("a", [100, 0], 100), box("b", [500, 7], 100)]);
  const between = snapBox(field, square(298, 40), { reach: 6 });
  assert.equal(between.x, 2);
  assert.deepEqual(between.guides.filter(({ kind }) => kind === "gap").map(({ from, to }) => to.x - from.x), [
    100,
    100,
  ]);
  assert.equal(
    snapBox(field, square(903, 40), { reach: 6 }).x,
    -3,
    "as far after the second as that after the first",
  );
  assert.equal(snapBox(field, square(903, 400), { reach: 6 }).x, undefined, "but only in one row");
});

Deno.test("snapping: ink, what is dragged, what is hidden and what is out of view are nothing to catch on", () => {
  const out = box("out", [5000, 0], 100);
  const ink = stroke("ink", [{ x: 300, y: 300 }, { x: 400, y: 400 }]);
  assert.equal(fieldOf([out, ink, box("self", [0, 0], 100)], ["self"]).boxes.length, 0);
});

Deno.test("snapping: however much is on the board, there is little to catch on, and it is found soon", () => {
  const many = Array.from(
    { length: 20_000 },
    (_, i) => box(`shape-${i}`, [i % 200 * 6, Math.floor(i / 200) * 8], 4),
  );
  const scene = createScene(targetOf);
  scene.apply({ put: many, removed: [] });
  const start = performance.now();
  const field = snapField(scene, square(600, 400), { view, zoom: 1, except: new Set() });
  const gathered = performance.now() - start;
  assert(field.boxes.length <= 60);
  const moves = performance.now();
  for (let i = 0; i < 100; i++) snapBox(field, square(600 + i, 400), { reach: 6 });
  const each = (performance.now() - moves) / 100;
  assert(each < 2, `a move takes ${each} ms`);
  assert(gathered < 100, `gathering takes ${gathered} ms`);
});

Deno.test("snapping: a dragged shape catches, Ctrl turns that round, and so does the option", () => {
  const shapes = [box("a", [100, 100], 100), box("b", [400, 300], 100)];
  const moved = (options: { snapToShapes: boolean }, keys: { mod: boolean }) => {
    const player = play(select, { shapes, selection: ["a"], options }).drag([[150, 150], [447, 150]], keys);
    return player.scene.get("a")?.xy;
  };
  assert.deepEqual(moved({ snapToShapes: true }, { mod: false }), [400, 100]);
  assert.deepEqual(moved({ snapToShapes: true }, { mod: true }), [397, 100]);
  assert.deepEqual(moved({ snapToShapes: false }, { mod: false }), [397, 100]);
  assert.deepEqual(moved({ snapToShapes: false }, { mod: true }), [400, 100]);
});

Deno.test("snapping: on the grid a dragged shape's corner comes to lie on its crossings", () => {
  const player = play(select, {
    shapes: [box("a", [103, 101], 50)],
    selection: ["a"],
    options: { snapToGrid: true },
  });
  assert.deepEqual(player.drag([[120, 120], [151, 131]]).scene.get("a")?.xy, [140, 120]);
});
