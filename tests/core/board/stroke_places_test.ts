import assert from "node:assert/strict";
import { boundsOf } from "../../../core/board/bounds.ts";
import { closes, placesOf } from "../../../core/board/stroke_places.ts";
import { grow, holds } from "../../../core/geometry/box.ts";
import { stroke } from "./samples.ts";

const ID = "aaaaaaaa";

Deno.test("stroke places: as recorded, stretched, flipped and turned about the middle of the box", () => {
  // Recorded through 0, 0 and 9, 9.
  assert.deepEqual(endsOf(stroke(ID)), [[0, 0], [9, 9]]);
  assert.deepEqual(endsOf(stroke(ID, { xy: [10, 0], wh: [90, 9] })), [[10, 0], [100, 9]]);
  assert.deepEqual(endsOf(stroke(ID, { flip: "x" })), [[9, 0], [0, 9]]);
  assert.deepEqual(endsOf(stroke(ID, { wh: [18, 9], flip: "y", angle: Math.PI })), [[18, 0], [0, 9]]);
});

Deno.test("stroke places: lie within the bounds, however the stroke is placed", () => {
  for (const angle of [0, 0.4, 2, -1]) {
    for (const flip of ["none", "x", "both"] as const) {
      const shape = stroke(ID, { xy: [5, 7], wh: [120, 30], angle, flip });
      for (const place of placesOf(shape)) assert.ok(holds(grow(boundsOf(shape), 1e-9), place));
    }
  }
});

Deno.test("closes: where the ends about meet on a way that is more than a blot", () => {
  const ring = (end: number) =>
    [[0, 0], [50, 0], [50, 50], [0, 50], [0, end]].map(([x = 0, y = 0]) => ({ x, y }));
  assert.ok(closes(ring(0), 4));
  assert.ok(closes(ring(5), 4));
  assert.ok(!closes(ring(30), 4));
  assert.ok(closes(ring(30), 20), "the ends of a broad line touch");
  assert.ok(!closes(ring(0), 40));
  assert.ok(!closes(ring(0).slice(0, 2), 4));
  assert.ok(!closes([], 4));
});

function endsOf(shape: Parameters<typeof placesOf>[0]): number[][] {
  const places = placesOf(shape).map(({ x, y }) => [Math.round(x) + 0, Math.round(y) + 0]);
  return [places[0] ?? [], places.at(-1) ?? []];
}
