import assert from "node:assert/strict";
import { ARROW_HEAD, boundsOf } from "../../../core/board/bounds.ts";
import { cutsFrom } from "../../../core/board/cuts.ts";
import { type Box, holds } from "../../../core/geometry/box.ts";
import { packPoints } from "../../../core/geometry/points.ts";
import { EVERY_KIND, randomShape } from "./every_shape.ts";
import { paintedPoints } from "./painted_points.ts";
import { arrow, rectangle, seeded, stroke, text } from "./samples.ts";

const ID = "aaaaaaaa";

Deno.test("bounds: a stroke's box is that of its points, grown by its width", () => {
  const points = [{ x: -8, y: 4, pressure: 1 }, { x: 12, y: 2, pressure: 1 }];
  const { xy, bytes } = packPoints({ points, pressure: "device" });
  const shape = stroke(ID, { xy: [xy.x, xy.y], size: 3, points: bytes });
  assert.deepEqual(boundsOf(shape), { minX: -11, minY: -1, maxX: 15, maxY: 7 });
});

Deno.test("bounds: half the line is painted outside a rectangle and an ellipse", () => {
  const box = { minX: -2, minY: -2, maxX: 102, maxY: 52 };
  assert.deepEqual(boundsOf(rectangle(ID)), box);
  assert.deepEqual(boundsOf({ ...rectangle(ID), kind: "ellipse" }), box);
});

Deno.test("bounds: letters may reach a little out of a text's box, and a new line far below it", () => {
  const { minX, minY, maxX, maxY } = boundsOf(text(ID, "x"));
  assert.deepEqual([minX, maxX, minY], [2, 88, 2]);
  assert.ok(maxY > 29 && maxY < 35);
  assert.ok(boundsOf(text(ID, "x\n\n\n")).maxY >= 5 + 4 * 20 * 1.25);
});

Deno.test("bounds: a line has its box whichever way it runs, an arrow room for its head too", () => {
  const shape = arrow(ID, { xy: [10, 10], to: [-30, 40], size: 2 });
  assert.deepEqual(boundsOf({ ...shape, kind: "line" }), { minX: -21, minY: 9, maxX: 11, maxY: 51 });
  const head = 1 + ARROW_HEAD.least;
  assert.deepEqual(boundsOf(shape), { minX: -20 - head, minY: 10 - head, maxX: 10 + head, maxY: 50 + head });
  const thick = arrow(ID, { xy: [0, 0], to: [0, 0], size: 20 });
  assert.equal(boundsOf(thick).maxX, 10 + 20 * ARROW_HEAD.perSize);
});

Deno.test("bounds: a bent arrow's are those of its way, not of its ends", () => {
  const straight = arrow(ID, { xy: [0, 0], to: [100, 0], heads: ["none", "none"] });
  const bent = { ...straight, route: "curved", bend: 0.5 } as const;
  assert.equal(boundsOf(straight).minY, -2);
  assert.ok(Math.abs(boundsOf(bent).minY + 52) < 1e-9, `${boundsOf(bent).minY}`);
});

Deno.test("bounds: of a stroke that was cut they are those of what is left", () => {
  const points = [0, 1, 2, 3, 4].map((i) => ({ x: 100 * i, y: 10 * i, pressure: 0.5 }));
  const { bytes } = packPoints({ points, pressure: "device" });
  const whole = stroke(ID, { xy: [0, 0], size: 4, points: bytes });
  const { minX, maxX, maxY } = boundsOf({ ...whole, cuts: cutsFrom([[0, 1], [2.5, 4]]) });
  assert.deepEqual([minX, maxX, maxY], [96, 254, 29]);
  assert.deepEqual(boundsOf({ ...whole, cuts: cutsFrom([[1, 2]]) }), boundsOf(whole));
});

Deno.test("bounds: all paint of every kind of shape lies within, however it is turned and styled", () => {
  const seed = Date.now() % 1e9;
  const random = seeded(seed);
  for (const kind of EVERY_KIND) {
    for (let run = 0; run < 120; run++) {
      const shape = randomShape(random, kind);
      const box = boundsOf(shape);
      const outside = paintedPoints(shape).find((point) => !holds(grown(box), point));
      assert.equal(
        outside,
        undefined,
        `seed ${seed}: paint outside of ${JSON.stringify(box)} for ${JSON.stringify(shape)}`,
      );
    }
  }
});

Deno.test("bounds: they are not much larger than what is painted of a figure", () => {
  const random = seeded(7);
  for (const kind of ["rectangle", "ellipse", "cloud", "bubble"] as const) {
    const shape = { ...randomShape(random, kind), angle: 0, size: 2, wh: [120, 80] } as ReturnType<
      typeof rectangle
    >;
    const points = paintedPoints(shape);
    const box = boundsOf(shape);
    const left = Math.min(...points.map(({ x }) => x)), bottom = Math.max(...points.map(({ y }) => y));
    assert.ok(
      left - box.minX < 1 && box.maxY - bottom < 1,
      `${kind}: ${left}, ${bottom} in ${JSON.stringify(box)}`,
    );
  }
});

/** By what rounding may take. */
function grown({ minX, minY, maxX, maxY }: Box): Box {
  return { minX: minX - 0.02, minY: minY - 0.02, maxX: maxX + 0.02, maxY: maxY + 0.02 };
}
