import assert from "node:assert/strict";
import {
  boxPoints,
  ellipsePoints,
  meetsBox,
  nearPoint,
  nearSegment,
  toSegment,
} from "../../../core/geometry/hit.ts";

const open = (...places: [number, number][]) => ({
  points: places.map(([x, y]) => ({ x, y })),
  solid: false,
});
const square = { minX: 0, minY: 0, maxX: 10, maxY: 10 };

Deno.test("hit: the distance to a segment is to its nearest point, its ends included", () => {
  const from = { x: 0, y: 0 }, to = { x: 10, y: 0 };
  assert.equal(toSegment({ x: 5, y: 3 }, from, to), 3);
  assert.equal(toSegment({ x: 13, y: 4 }, from, to), 5);
  assert.equal(toSegment({ x: 3, y: 4 }, from, from), 5);
});

Deno.test("hit: a path is near its pieces, not the straight way between its ends", () => {
  const bend = open([0, 0], [0, 100], [100, 100]);
  assert.ok(nearPoint(bend, { x: 2, y: 60 }, 3));
  assert.ok(!nearPoint(bend, { x: 50, y: 50 }, 3));
});

Deno.test("hit: segments that cross are near, those that pass are not", () => {
  const path = open([0, -10], [0, 10]);
  assert.ok(nearSegment(path, [{ x: -1000, y: 1 }, { x: 1000, y: -1 }], 0));
  assert.ok(nearSegment(path, [{ x: 3, y: -50 }, { x: 3, y: 50 }], 3));
  assert.ok(!nearSegment(path, [{ x: 4, y: -50 }, { x: 4, y: 50 }], 3));
  assert.ok(!nearSegment(path, [{ x: -5, y: 20 }, { x: 5, y: 20 }], 3));
});

Deno.test("hit: the inside belongs to a solid path only", () => {
  const points = boxPoints(square);
  const at = { x: 5, y: 5 };
  assert.ok(nearPoint({ points, solid: true }, at, 1));
  assert.ok(!nearPoint({ points, solid: false }, at, 1));
  assert.ok(nearSegment({ points, solid: true }, [at, at], 1));
  assert.ok(!nearPoint({ points, solid: true }, { x: 12, y: 5 }, 1));
});

Deno.test("hit: a path that only crosses a box meets it, one around it does not", () => {
  assert.ok(meetsBox(open([-5, 5], [15, 6]), square));
  assert.ok(meetsBox(open([-2, 5], [6, 12]), square), "a corner is cut");
  assert.ok(!meetsBox(open([-5, 8], [-1, 15], [11, 15]), square));
  assert.ok(meetsBox(open([5, 5]), square), "a single point");
  const around = boxPoints({ minX: -9, minY: -9, maxX: 19, maxY: 19 });
  assert.ok(!meetsBox({ points: around, solid: false }, square));
  assert.ok(meetsBox({ points: around, solid: true }, square));
});

Deno.test("hit: an ellipse's points stray no more than is tolerated", () => {
  for (const side of [4, 100, 5000]) {
    const points = ellipsePoints({ minX: 0, minY: 0, maxX: side, maxY: side }, 0.25);
    const middles = points.slice(1).map((point, i) => ({
      x: (point.x + (points[i]?.x ?? 0)) / 2,
      y: (point.y + (points[i]?.y ?? 0)) / 2,
    }));
    for (const { x, y } of middles) {
      assert.ok(side / 2 - Math.hypot(x - side / 2, y - side / 2) <= 0.25 + 1e-9, `side ${side}`);
    }
  }
});
