import assert from "node:assert/strict";
import fc from "fast-check";
import {
  type Arc,
  arcBetween,
  arcBox,
  arcHeading,
  arcLength,
  arcPart,
  arcPoint,
  arcPoints,
  bendThrough,
} from "../../../core/geometry/arc.ts";
import { grow, holds } from "../../../core/geometry/box.ts";
import { toSegment } from "../../../core/geometry/hit.ts";
import { distance, type Vec } from "../../../core/geometry/vec.ts";

const place = fc.record({ x: fc.integer({ min: -500, max: 500 }), y: fc.integer({ min: -500, max: 500 }) });
const bend = fc.double({ min: -4, max: 4, noNaN: true }).filter((value) => Math.abs(value) > 0.01);
const anyArc = fc.tuple(place, place, bend).filter(([a, b]) => distance(a, b) > 1);

Deno.test("an arc bent by a share of its length lies that far to the left of its way in the middle", () => {
  const arc = arcBetween({ x: 0, y: 0 }, { x: 100, y: 0 }, 0.25);
  assert.ok(arc);
  assertNear(arcPoint(arc, 0), { x: 0, y: 0 });
  assertNear(arcPoint(arc, 1), { x: 100, y: 0 });
  // Left of a way to the right is up, where y is smaller.
  assertNear(arcPoint(arc, 0.5), { x: 50, y: -25 });
  const other = arcBetween({ x: 0, y: 0 }, { x: 100, y: 0 }, -0.25);
  assert.ok(other);
  assertNear(arcPoint(other, 0.5), { x: 50, y: 25 });
});

Deno.test("an arc joins its ends, whatever its bend, and runs on in the direction it heads for", () => {
  fc.assert(fc.property(anyArc, ([from, to, aside]) => {
    const arc = arcBetween(from, to, aside);
    assert.ok(arc);
    assertNear(arcPoint(arc, 0), from);
    assertNear(arcPoint(arc, 1), to);
    for (const share of [0, 0.3, 1]) {
      const here = arcPoint(arc, share), on = arcPoint(arc, share + 1e-6), heading = arcHeading(arc, share);
      const step = distance(here, on);
      assertNear({ x: (on.x - here.x) / step, y: (on.y - here.y) / step }, heading, 1e-3);
    }
  }));
});

Deno.test("the bend through an arc's middle is the arc's own, and so it is through any other point of it", () => {
  fc.assert(
    fc.property(anyArc, fc.double({ min: 0.05, max: 0.95, noNaN: true }), ([from, to, aside], share) => {
      const arc = arcBetween(from, to, aside);
      assert.ok(arc);
      assert.ok(Math.abs(bendThrough(from, arcPoint(arc, share), to) - aside) < 1e-6);
    }),
  );
});

Deno.test("no circle goes through points of one line", () => {
  assert.equal(bendThrough({ x: 0, y: 0 }, { x: 5, y: 5 }, { x: 10, y: 10 }), 0);
  assert.equal(bendThrough({ x: 0, y: 0 }, { x: 20, y: 20 }, { x: 10, y: 10 }), 0);
  assert.equal(bendThrough({ x: 3, y: 3 }, { x: 9, y: 1 }, { x: 3, y: 3 }), 0);
  assert.equal(arcBetween({ x: 0, y: 0 }, { x: 100, y: 0 }, 0), undefined);
  assert.equal(arcBetween({ x: 7, y: 7 }, { x: 7, y: 7 }, 1), undefined);
});

Deno.test("a part of an arc lies on it, and is as much shorter", () => {
  const part = fc.tuple(
    fc.double({ min: 0, max: 0.45, noNaN: true }),
    fc.double({ min: 0.55, max: 1, noNaN: true }),
  );
  fc.assert(fc.property(anyArc, part, ([from, to, aside], [first, last]) => {
    const whole = arcBetween(from, to, aside);
    assert.ok(whole);
    const cut = arcPart(whole, first, last);
    assertNear(arcPoint(cut, 0), arcPoint(whole, first));
    assertNear(arcPoint(cut, 0.5), arcPoint(whole, (first + last) / 2));
    assertNear(arcPoint(cut, 1), arcPoint(whole, last));
    assert.ok(Math.abs(arcLength(cut) - arcLength(whole) * (last - first)) < 1e-6);
  }));
});

Deno.test("an arc's box holds all of it and nothing more", () => {
  fc.assert(fc.property(anyArc, ([from, to, aside]) => {
    const arc = arcBetween(from, to, aside);
    assert.ok(arc);
    const points = Array.from({ length: 721 }, (_, i) => arcPoint(arc, i / 720));
    const box = arcBox(arc);
    assert.ok(points.every((point) => holds(grow(box, 1e-6), point)));
    const slack = arc.radius * Math.abs(arc.sweep) / 720;
    assert.ok(points.some(({ x }) => x < box.minX + slack) && points.some(({ x }) => x > box.maxX - slack));
    assert.ok(points.some(({ y }) => y < box.minY + slack) && points.some(({ y }) => y > box.maxY - slack));
  }));
});

Deno.test("straight pieces along an arc stray no more than they are allowed to", () => {
  fc.assert(fc.property(anyArc, ([from, to, aside]) => {
    const arc = arcBetween(from, to, aside);
    assert.ok(arc);
    const points = arcPoints(arc, 0.1);
    assert.ok(points.length <= 257);
    assert.ok(strayOf(arc, points) <= (points.length === 257 ? 2 : 0.1001));
  }));
});

function strayOf(arc: Arc, points: readonly Vec[]): number {
  return Math.max(
    ...points.slice(1).map((to, i) => {
      const from = points[i] ?? to;
      return toSegment(arcPoint(arc, (i + 0.5) / (points.length - 1)), from, to);
    }),
  );
}

function assertNear(a: Vec, b: Vec, within = 1e-6): void {
  assert.ok(distance(a, b) <= within, `${a.x}, ${a.y} is not near ${b.x}, ${b.y}`);
}
