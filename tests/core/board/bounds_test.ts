import assert from "node:assert/strict";
import { ARROW_HEAD, boundsOf } from "../../../core/board/bounds.ts";
import { packPoints } from "../../../core/geometry/points.ts";
import { arrow, rectangle, stroke, text } from "./samples.ts";

const ID = "aaaaaaaa";

Deno.test("bounds: a stroke's box is that of its points, grown by its width", () => {
  const points = [{ x: -8, y: 4, pressure: 1 }, { x: 12, y: 2, pressure: 1 }];
  const { xy, bytes } = packPoints({ points, pressure: "device" });
  const shape = stroke(ID, { xy: [xy.x, xy.y], size: 3, points: bytes });
  assert.deepEqual(boundsOf(shape), { minX: -11, minY: -1, maxX: 15, maxY: 7 });
});

Deno.test("bounds: half the line is painted outside a rectangle and an ellipse, nothing outside a text", () => {
  const box = { minX: -2, minY: -2, maxX: 102, maxY: 52 };
  assert.deepEqual(boundsOf(rectangle(ID)), box);
  assert.deepEqual(boundsOf({ ...rectangle(ID), kind: "ellipse" }), box);
  assert.deepEqual(boundsOf(text(ID, "x")), { minX: 5, minY: 5, maxX: 85, maxY: 29 });
});

Deno.test("bounds: a line has its box whichever way it runs, an arrow room for its head too", () => {
  const shape = arrow(ID, { xy: [10, 10], to: [-30, 40], size: 2 });
  assert.deepEqual(boundsOf({ ...shape, kind: "line" }), { minX: -21, minY: 9, maxX: 11, maxY: 51 });
  const head = 1 + ARROW_HEAD.least;
  assert.deepEqual(boundsOf(shape), { minX: -20 - head, minY: 10 - head, maxX: 10 + head, maxY: 50 + head });
  const thick = arrow(ID, { xy: [0, 0], to: [0, 0], size: 20 });
  assert.equal(boundsOf(thick).maxX, 10 + 20 * ARROW_HEAD.perSize);
});
