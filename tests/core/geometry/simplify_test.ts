/** Behaviour of core/geometry/simplify.ts. */

import assert from "node:assert/strict";
import fc from "fast-check";
import type { InkPoint } from "../../../core/geometry/points.ts";
import { simplify, thin } from "../../../core/geometry/simplify.ts";

const coordinate = fc.double({ min: -1e4, max: 1e4, noNaN: true });
const strokes = fc.array(
  fc.record({ x: coordinate, y: coordinate, pressure: fc.double({ min: 0, max: 1, noNaN: true }) }),
  { maxLength: 60 },
);

Deno.test("a straight line keeps only its ends", () => {
  const line = Array.from({ length: 100 }, (_, i) => point(i, 2 * i));
  assert.deepEqual(simplify(line, 0.1), [line[0], line[99]]);
});

Deno.test("a corner is kept", () => {
  const corner = [point(0, 0), point(5, 0.01), point(10, 0), point(10, 5), point(10, 10)];
  assert.deepEqual(simplify(corner, 0.1), [point(0, 0), point(10, 0), point(10, 10)]);
});

Deno.test("a change of pressure on a straight line is kept", () => {
  const line = Array.from({ length: 21 }, (_, i) => point(i, 0, i === 10 ? 0.9 : 0.5));
  assert.ok(simplify(line, 0.1).some(({ pressure }) => pressure === 0.9));
});

Deno.test("every dropped point lies within the tolerance of what is left", () => {
  fc.assert(fc.property(strokes, fc.double({ min: 0.01, max: 100, noNaN: true }), (points, tolerance) => {
    const kept = simplify(points, tolerance);
    if (points.length > 0) {
      assert.equal(kept[0], points[0]);
      assert.equal(kept.at(-1), points.at(-1));
    }
    for (const dropped of points) {
      const off = Math.min(...kept.map((a, i) => distanceToSegment(dropped, a, kept[i + 1] ?? a)));
      assert.ok(off <= tolerance * (1 + 1e-9), `${off} is more than ${tolerance}`);
    }
  }));
});

Deno.test("points that follow each other keep their order and identity", () => {
  fc.assert(fc.property(strokes, (points) => {
    let at = -1;
    for (const kept of simplify(points, 1)) {
      const next = points.indexOf(kept, at + 1);
      assert.ok(next > at);
      at = next;
    }
  }));
});

Deno.test("a spiral of 20,000 points does not exhaust the stack", () => {
  const spiral = Array.from({ length: 20_000 }, (_, i) => point(Math.cos(i / 20) * i, Math.sin(i / 20) * i));
  assert.ok(simplify(spiral, 0.5).length > 1000);
});

Deno.test("thinned points are apart by the spacing, and the last one stays", () => {
  const line = Array.from({ length: 101 }, (_, i) => point(i * 0.3, 0));
  const kept = thin(line, 2);
  assert.equal(kept.at(-1), line[100]);
  kept.slice(1, -1).forEach(({ x }, i) => assert.ok(x - (kept[i]?.x ?? 0) >= 2 - 1e-9));
});

function point(x: number, y: number, pressure = 0.5): InkPoint {
  return { x, y, pressure };
}

function distanceToSegment(p: InkPoint, a: InkPoint, b: InkPoint): number {
  const dx = b.x - a.x, dy = b.y - a.y, length2 = dx * dx + dy * dy;
  const t = length2 === 0 ? 0 : Math.min(1, Math.max(0, ((p.x - a.x) * dx + (p.y - a.y) * dy) / length2));
  return Math.hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}
