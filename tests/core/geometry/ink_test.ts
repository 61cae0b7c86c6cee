/** Behaviour of core/geometry/ink.ts: what the outline holds, and that it depends on the line, not on its points. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { inkOutline } from "../../../core/geometry/ink.ts";
import type { InkPoint, PressureSource } from "../../../core/geometry/points.ts";
import { simplify } from "../../../core/geometry/simplify.ts";
import { area, distanceToSegment, smoothed, winding } from "./rings.ts";

const anyNumber = fc.oneof(fc.double(), fc.double({ min: -500, max: 500, noNaN: true }));
const anyPoints = fc.array(fc.record({ x: anyNumber, y: anyNumber, pressure: anyNumber }), { maxLength: 40 });
const tamePoints = fc.array(
  fc.record({
    x: fc.double({ min: -300, max: 300, noNaN: true }),
    y: fc.double({ min: -300, max: 300, noNaN: true }),
    pressure: fc.double({ min: 0, max: 1, noNaN: true }),
  }),
  { minLength: 1, maxLength: 40 },
);
const sources: PressureSource[] = ["device", "velocity"];

Deno.test("a tap is a round dot about the line's width", () => {
  for (const pressure of sources) {
    const [ring, ...others] = inkOutline([point(10, 20)], { size: 8, pressure });
    assert.ok(ring && others.length === 0);
    for (const { x, y } of smoothed(ring)) {
      const radius = Math.hypot(x - 10, y - 20);
      assert.ok(radius > 3.8 && radius < 4.5, `radius is ${radius}`);
    }
  }
});

Deno.test("a dot is as wide as the hardest pressure on it, however late that came", () => {
  const widthOf = (points: InkPoint[]) => {
    const ring = inkOutline(points, { size: 8, pressure: "device" })[0] ?? assert.fail("no outline");
    return Math.max(...smoothed(ring).map(({ x }) => x)) - Math.min(...smoothed(ring).map(({ x }) => x));
  };
  const pressedSlowly = Array.from({ length: 101 }, (_, i) => ({ ...point(i * 1e-5, 0), pressure: i / 100 }));
  assert.ok(Math.abs(widthOf(pressedSlowly) - widthOf([{ ...point(0, 0), pressure: 1 }])) < 0.01);
});

Deno.test("no points give no outline", () => {
  assert.deepEqual(inkOutline([], { size: 4, pressure: "device" }), []);
  assert.deepEqual(inkOutline([point(NaN, 0), point(0, Infinity)], { size: 4, pressure: "device" }), []);
});

Deno.test("no corner is ever NaN or infinite, whatever the points are", () => {
  fc.assert(fc.property(
    anyPoints.map((points) => points.filter(({ x, y }) => !(Math.abs(x) > 1e9 || Math.abs(y) > 1e9))),
    fc.constantFrom(...sources),
    fc.double({ min: 0.1, max: 200, noNaN: true }),
    (points, pressure, size) => {
      for (const ring of inkOutline(points, { size, pressure })) {
        assert.ok(ring.every(Number.isFinite));
        assert.ok(ring.length >= 8 && ring.length % 2 === 0);
      }
    },
  ));
});

Deno.test("the line's ends are inked, and no ink is farther from the line than its width", () => {
  fc.assert(fc.property(tamePoints, fc.constantFrom(...sources), (points, pressure) => {
    const size = 6;
    const rings = inkOutline(points, { size, pressure });
    for (const end of [points[0], points.at(-1)]) assert.ok(end && winding(rings, end) !== 0);
    for (const corner of rings.flatMap(smoothed)) {
      const off = Math.min(...points.map((a, i) => distanceToSegment(corner, a, points[i + 1] ?? a)));
      assert.ok(off <= size, `${off} from the line`);
    }
  }));
});

Deno.test("a smooth line's points are all inked", () => {
  const wave = Array.from({ length: 200 }, (_, i) => point(i * 3, 60 * Math.sin(i / 15)));
  for (const pressure of sources) {
    const rings = inkOutline(wave, { size: 5, pressure });
    assert.equal(rings.length, 1);
    for (const at of wave) assert.notEqual(winding(rings, at), 0);
  }
});

Deno.test("all rings turn the same way, so that crossings leave no holes", () => {
  fc.assert(fc.property(tamePoints, fc.constantFrom(...sources), (points, pressure) => {
    for (const ring of inkOutline(points, { size: 9, pressure })) assert.ok(area(ring) > 0);
  }));
});

Deno.test("a hairpin turn has no hole at its tip", () => {
  const rings = inkOutline([point(0, 0), point(60, 0), point(0, 3)], { size: 12, pressure: "device" });
  for (let x = 0; x <= 55; x++) assert.notEqual(winding(rings, point(x, 1)), 0);
});

Deno.test("a hard press is wider than a soft one", () => {
  const height = (pressure: number) => {
    const line = [point(0, 0, pressure), point(100, 0, pressure)];
    const ys = inkOutline(line, { size: 10, pressure: "device" }).flatMap(smoothed).map(({ y }) => y);
    return Math.max(...ys) - Math.min(...ys);
  };
  assert.ok(height(0.9) > 1.5 * height(0.3));
  assert.ok(Math.abs(height(0.5) - 10) < 0.5);
});

Deno.test("where the device tells no pressure, turns are thicker than straight runs", () => {
  const around = Array.from({ length: 100 }, (_, i) => point(25 * Math.cos(i / 20), 25 * Math.sin(i / 20)));
  const straight = Array.from({ length: 100 }, (_, i) => point(i * 1.25, 0));
  const inked = (points: InkPoint[]) =>
    inkOutline(points, { size: 8, pressure: "velocity" }).reduce((sum, ring) => sum + area(ring), 0);
  assert.ok(inked(around) > 1.04 * inked(straight), `${inked(around) / inked(straight)}`);
});

Deno.test("a simplified stroke looks like the one that was drawn", () => {
  const tolerance = 0.35;
  const drawn = Array.from({ length: 400 }, (_, i) => {
    const t = i / 40;
    return point(i * 1.5, Math.cos(t * 1.7) * 50 * Math.sin(t), 0.5 + 0.3 * Math.sin(t));
  });
  const kept = simplify(drawn, tolerance);
  assert.ok(kept.length < drawn.length * 0.9);
  for (const pressure of sources) {
    const before = inkOutline(drawn, { size: 6, pressure }), after = inkOutline(kept, { size: 6, pressure });
    assert.deepEqual([before.length, after.length], [1, 1]);
    const edge = after.flatMap(smoothed);
    for (const corner of before.flatMap(smoothed)) {
      const off = Math.min(
        ...edge.map((a, i) => distanceToSegment(corner, a, edge[(i + 1) % edge.length] ?? a)),
      );
      // The line may have moved by the tolerance, and the width by 5 % of the pressure.
      assert.ok(off < 2 * tolerance + 0.2, `${pressure}: the edge moved by ${off}`);
    }
  }
});

Deno.test("what is drawn stays as it is while the line goes on", () => {
  const line = Array.from({ length: 300 }, (_, i) => point(i * 3, 40 * Math.sin(i / 12)));
  for (const pressure of sources) {
    const shorter = inkOutline(line.slice(0, 250), { size: 4, pressure }).flatMap(smoothed);
    const longer = inkOutline(line, { size: 4, pressure }).flatMap(smoothed);
    // Beyond the way in which a hand gets up to speed.
    for (const corner of shorter.filter(({ x }) => x < 600)) {
      const off = Math.min(...longer.map(({ x, y }) => Math.hypot(x - corner.x, y - corner.y)));
      assert.ok(off < 0.05, `${off} at ${corner.x}`);
    }
  }
});

function point(x: number, y: number, pressure = 0.5): InkPoint {
  return { x, y, pressure };
}
