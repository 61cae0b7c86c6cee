import assert from "node:assert/strict";
import fc from "fast-check";
import {
  type Box,
  boxBetween,
  boxOf,
  contains,
  grow,
  holds,
  intersects,
  move,
  union,
} from "../../../core/geometry/box.ts";

const number = fc.integer({ min: -50, max: 50 });
const vec = fc.record({ x: number, y: number });
const box = fc.tuple(vec, vec).map(([a, b]) => boxBetween(a, b));
const unit: Box = { minX: 0, minY: 0, maxX: 1, maxY: 1 };

Deno.test("box: no points have no box, one point has an empty one", () => {
  assert.equal(boxOf([]), undefined);
  assert.deepEqual(boxOf([{ x: 3, y: -4 }]), { minX: 3, minY: -4, maxX: 3, maxY: -4 });
});

Deno.test("box: the box of points holds them all, and touches them on every side", () => {
  fc.assert(fc.property(fc.array(vec, { minLength: 1 }), (points) => {
    const around = boxOf(points);
    assert(around);
    assert(points.every((point) => holds(around, point)));
    assert(points.some(({ x }) => x === around.minX) && points.some(({ y }) => y === around.maxY));
  }));
});

Deno.test("box: corners may come in any order", () => {
  assert.deepEqual(boxBetween({ x: 5, y: -1 }, { x: -2, y: 7 }), { minX: -2, minY: -1, maxX: 5, maxY: 7 });
});

Deno.test("box: a union contains both, and is the least that does", () => {
  fc.assert(fc.property(box, box, (a, b) => {
    const both = union(a, b);
    assert(contains(both, a) && contains(both, b));
    assert.equal(contains(grow(both, -1), a) && contains(grow(both, -1), b), false);
  }));
});

Deno.test("box: boxes meet when they share a point, touching edges and corners included", () => {
  assert(intersects(unit, { minX: 1, minY: 1, maxX: 2, maxY: 2 }));
  assert(!intersects(unit, { minX: 1.01, minY: 0, maxX: 2, maxY: 1 }));
  assert(!intersects(unit, { minX: 0, minY: -2, maxX: 1, maxY: -0.01 }));
  fc.assert(fc.property(box, box, (a, b) => {
    const sharesPoint = a.minX <= b.maxX && b.minX <= a.maxX && a.minY <= b.maxY && b.minY <= a.maxY;
    assert.equal(intersects(a, b), sharesPoint);
    assert.equal(intersects(b, a), sharesPoint);
    if (contains(a, b)) assert(intersects(a, b));
  }));
});

Deno.test("box: containing itself, but nothing larger", () => {
  assert(contains(unit, unit));
  assert(!contains(unit, grow(unit, 0.1)));
});

Deno.test("box: moved by an offset, it holds what it held, moved", () => {
  fc.assert(fc.property(box, vec, vec, (of, point, by) => {
    const moved = { x: point.x + by.x, y: point.y + by.y };
    assert.equal(holds(move(of, by), moved), holds(of, point));
  }));
});
