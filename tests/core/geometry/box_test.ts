import assert from "node:assert/strict";
import fc from "fast-check";
import { type Box, boxBetween, grow, holds, intersects, move, union } from "../../../core/geometry/box.ts";

const number = fc.integer({ min: -50, max: 50 });
const vec = fc.record({ x: number, y: number });
const box = fc.tuple(vec, vec).map(([a, b]) => boxBetween(a, b));
const unit: Box = { minX: 0, minY: 0, maxX: 1, maxY: 1 };

Deno.test("box: corners may come in any order", () => {
  assert.deepEqual(boxBetween({ x: 5, y: -1 }, { x: -2, y: 7 }), { minX: -2, minY: -1, maxX: 5, maxY: 7 });
});

Deno.test("box: a union holds the corners of both, and is the least that does", () => {
  fc.assert(fc.property(box, box, (a, b) => {
    const both = union(a, b), corners = [...cornersOf(a), ...cornersOf(b)];
    assert(corners.every((corner) => holds(both, corner)));
    for (const side of ["minX", "minY", "maxX", "maxY"] as const) {
      const smaller = { ...both, [side]: both[side] + (side.startsWith("min") ? 1 : -1) };
      assert(!corners.every((corner) => holds(smaller, corner)), side);
    }
  }));
});

Deno.test("box: boxes meet when they share a point, touching edges and corners included", () => {
  assert(intersects(unit, { minX: 1, minY: 1, maxX: 2, maxY: 2 }));
  assert(!intersects(unit, { minX: 1.01, minY: 0, maxX: 2, maxY: 1 }));
  assert(!intersects(unit, { minX: 0, minY: -2, maxX: 1, maxY: -0.01 }));
  fc.assert(fc.property(box, box, (a, b) => {
    // If any point is in both, this one is.
    const point = { x: Math.max(a.minX, b.minX), y: Math.max(a.minY, b.minY) };
    const sharesPoint = holds(a, point) && holds(b, point);
    assert.equal(intersects(a, b), sharesPoint);
    assert.equal(intersects(b, a), sharesPoint);
  }));
});

Deno.test("box: grown, it holds what lies that near to it", () => {
  assert(holds(grow(unit, 0.5), { x: -0.5, y: 1.5 }));
  assert(!holds(grow(unit, 0.5), { x: -0.6, y: 0 }));
});

Deno.test("box: moved by an offset, it holds what it held, moved", () => {
  fc.assert(fc.property(box, vec, vec, (of, point, by) => {
    const moved = { x: point.x + by.x, y: point.y + by.y };
    assert.equal(holds(move(of, by), moved), holds(of, point));
  }));
});

function cornersOf({ minX, minY, maxX, maxY }: Box) {
  return [{ x: minX, y: minY }, { x: maxX, y: maxY }];
}
