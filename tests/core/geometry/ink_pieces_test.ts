import assert from "node:assert/strict";
import { inkOutline, type Ring } from "../../../core/geometry/ink.ts";
import { inkPieces } from "../../../core/geometry/ink_pieces.ts";
import type { InkPoint, PressureSource } from "../../../core/geometry/points.ts";

const LINE: InkPoint[] = Array.from({ length: 50 }, (_, i) => ({ x: i * 4, y: 0, pressure: i / 49 }));

Deno.test("ink pieces: all of a stroke is the stroke", () => {
  for (const pressure of ["device", "velocity"] as const) {
    const whole = boxOf(inkOutline(LINE, { size: 8, pressure }));
    const [piece = []] = [inkPieces(LINE, { size: 8, pressure, ranges: [[0, 49]] })];
    const box = boxOf(piece);
    for (const side of ["left", "top", "right", "bottom"] as const) {
      assert.ok(Math.abs(box[side] - whole[side]) < 0.05, `${pressure} ${side}`);
    }
  }
});

Deno.test("ink pieces: a piece is as wide as the whole stroke is there", () => {
  const style = { size: 8, pressure: "device" as PressureSource };
  const whole = inkOutline(LINE, style);
  const piece = inkPieces(LINE, { ...style, ranges: [[20, 30]] });
  for (const x of [90, 100, 110]) {
    assert.ok(
      Math.abs(widthAt(piece, x) - widthAt(whole, x)) < 0.1,
      `${widthAt(piece, x)}, ${widthAt(whole, x)}`,
    );
  }
  // A hand's run-up at the start is no run-up at a cut.
  const velocity = { size: 8, pressure: "velocity" as PressureSource };
  const cut = inkPieces(LINE, { ...velocity, ranges: [[20, 30]] });
  assert.ok(Math.abs(widthAt(cut, 84) - widthAt(inkOutline(LINE, velocity), 84)) < 0.1);
});

Deno.test("ink pieces: each ends in the round, beyond its range by half its width", () => {
  const [ring, ...others] = inkPieces(LINE, { size: 8, pressure: "velocity", ranges: [[20, 30]] });
  assert.ok(ring && others.length === 0);
  const { left, right } = boxOf([ring]);
  const radius = widthAt([ring], 100) / 2;
  assert.ok(Math.abs(80 - left - radius) < 0.3, `${left}`);
  assert.ok(Math.abs(right - 120 - radius) < 0.3, `${right}`);
});

Deno.test("ink pieces: several come in their order, also between two points, and none of nothing", () => {
  const ranges = [[0, 5.5], [10.25, 10.75], [48, 49]] as const;
  const rings = inkPieces(LINE, { size: 2, pressure: "velocity", ranges });
  assert.equal(rings.length, 3);
  const lefts = rings.map((ring) => boxOf([ring]).left);
  assert.ok(lefts.every((left, i) => i === 0 || left > (lefts[i - 1] ?? Infinity)));
  assert.deepEqual(inkPieces(LINE, { size: 2, pressure: "velocity", ranges: [] }), []);
  assert.deepEqual(inkPieces([], { size: 2, pressure: "velocity", ranges: [[0, 1]] }), []);
});

Deno.test("ink pieces: points on one spot, and pieces of no length, leave a dot", () => {
  const twice = LINE.flatMap((point) => [point, point]);
  const [ring] = inkPieces(twice, { size: 8, pressure: "velocity", ranges: [[40, 60]] });
  assert.ok(ring && Math.abs(boxOf([ring]).left - 76) < 1);
  const [dot] = inkPieces(LINE, { size: 8, pressure: "velocity", ranges: [[20, 20]] });
  assert.ok(dot);
  const { left, right, top, bottom } = boxOf([dot]);
  assert.ok(Math.abs((right - left) - (bottom - top)) < 0.5 && right - left > 4);
});

/** The ring is drawn through the middles of its sides. */
function corners(rings: readonly Ring[]): { x: number; y: number }[] {
  return rings.flatMap((ring) =>
    Array.from({ length: ring.length / 2 }, (_, i) => {
      const j = (2 * i + 2) % ring.length;
      return {
        x: ((ring[2 * i] ?? NaN) + (ring[j] ?? NaN)) / 2,
        y: ((ring[2 * i + 1] ?? NaN) + (ring[j + 1] ?? NaN)) / 2,
      };
    })
  );
}

function boxOf(rings: readonly Ring[]) {
  const points = corners(rings);
  const xs = points.map(({ x }) => x), ys = points.map(({ y }) => y);
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
}

/** How high the ink of a line along the x axis is there. */
function widthAt(rings: readonly Ring[], x: number): number {
  const points = corners(rings);
  const crossings = points.flatMap((from, i) => {
    const to = points[(i + 1) % points.length] ?? from;
    if ((from.x - x) * (to.x - x) > 0 || from.x === to.x) return [];
    return [from.y + (x - from.x) / (to.x - from.x) * (to.y - from.y)];
  });
  return Math.max(...crossings) - Math.min(...crossings);
}
