/** Behaviour of core/geometry/growing_ink.ts: it looks like ink outlined at once, and works only at its end. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { createGrowingInk, type GrowingInk } from "../../../core/geometry/growing_ink.ts";
import { inkOutline, type InkStyle, type Ring } from "../../../core/geometry/ink.ts";
import { PointList } from "../../../core/geometry/point_list.ts";
import type { InkPoint } from "../../../core/geometry/points.ts";
import { below, seeded } from "../board/samples.ts";
import { edgeOf, type Place, winding } from "./rings.ts";

const styles: InkStyle[] = [
  { size: 4, pressure: "velocity" },
  { size: 3, pressure: "device" },
  { size: 14, pressure: "velocity" },
];

Deno.test("growing ink covers what ink outlined at once covers, whatever the line and its steps", () => {
  fc.assert(
    fc.property(fc.integer(), fc.constantFrom(...styles), (seed, style) => {
      const random = seeded(seed);
      const points = anyLine(random);
      const { ink } = grown(points, style, () => 1 + below(9, random));
      assert.ok(ink.pieces.length > 2, `${ink.pieces.length} pieces`);
      assertSameInk(ringsOf(ink), inkOutline(points, style), style.size);
    }),
    { numRuns: 10 },
  );
});

Deno.test("a tail that turns out wrong leaves no trace", () => {
  const points = anyLine(seeded(5));
  for (const style of styles) {
    const ink = createGrowingInk(points[0] ?? assert.fail("no points"), style);
    let settled = PointList.of();
    for (const [i, point] of points.entries()) {
      // On the same spot but pressed harder: it joins the last settled point for as long as it is there.
      ink.goOn(
        settled,
        i % 2 ? [{ ...point, x: point.x + 90 }] : [{ ...points[i - 1] ?? point, pressure: 1 }],
      );
      settled = settled.with([point]);
    }
    ink.goOn(settled, []);
    assertSameInk(ringsOf(ink), inkOutline(points, style), style.size);
  }
});

Deno.test("pieces are the same however the line was told, also where a pen rests and is pressed harder", () => {
  const style: InkStyle = { size: 20, pressure: "device" };
  const points = Array.from({ length: 240 }, (_, i) => point((i >> 1) * 12, 0, i % 8 === 1 ? 1 : 0.1));
  const atOnce = grown(points, style, () => points.length).ink;
  const oneByOne = grown(points, style, () => 1).ink;
  assert.ok(atOnce.pieces.length > 3);
  assert.deepEqual(oneByOne.pieces, atOnce.pieces);
});

Deno.test("pieces stay as they are, and the rest does not grow with the line", () => {
  const points = Array.from({ length: 6_000 }, (_, i) => point(i * 2, 60 * Math.sin(i / 12)));
  for (const style of styles) {
    const seen: unknown[] = [];
    const { corners } = grown(points, style, () => 1, (ink) => {
      seen.forEach((piece, i) => assert.equal(ink.pieces[i], piece));
      seen.push(...ink.pieces.slice(seen.length));
    });
    assert.ok(seen.length > 50);
    const most = (from: number, to: number) => Math.max(...corners.slice(from, to));
    assert.ok(most(3_000, 6_000) <= most(0, 3_000) * 1.2, `${most(0, 3_000)} then ${most(3_000, 6_000)}`);
  }
});

Deno.test("of what has settled before, no point is looked at again", () => {
  let looks = 0;
  const counted = (x: number): InkPoint => ({
    get x() {
      looks++;
      return x;
    },
    y: 0,
    pressure: 0.5,
  });
  const ink = createGrowingInk(point(0, 0), { size: 4, pressure: "velocity" });
  let settled = PointList.of();
  for (let i = 0; i < 2_000; i++) {
    settled = settled.with([counted(i)]);
    ink.goOn(settled, [counted(i + 1)]);
  }
  assert.ok(looks <= 2 * 2 * 2_000, `${looks} looks at 2,000 points`);
});

Deno.test("neighbouring pieces meet with the same radius", () => {
  const points = Array.from({ length: 900 }, (_, i) => point(i * 2, 40 * Math.sin(i / 20)));
  const { ink } = grown(points, { size: 6, pressure: "velocity" }, () => 3);
  const rings = ringsOf(ink);
  const whole = inkOutline(points, { size: 6, pressure: "velocity" });
  for (const [i, at] of points.entries()) {
    const ahead = points[i + 1];
    if (!ahead) continue;
    const length = Math.hypot(ahead.x - at.x, ahead.y - at.y);
    const across = { x: (at.y - ahead.y) / length, y: (ahead.x - at.x) / length };
    const width = (of: readonly Ring[]) => {
      let wide = 0;
      while (wide < 8 && winding(of, { x: at.x + across.x * wide, y: at.y + across.y * wide }) !== 0) {
        wide += 0.05;
      }
      return wide;
    };
    if (i % 7 === 0) assert.ok(Math.abs(width(rings) - width(whole)) <= 0.1, `at ${at.x}`);
  }
});

Deno.test("a dot is no wider for a harder press that was taken back", () => {
  const style: InkStyle = { size: 8, pressure: "device" };
  const ink = createGrowingInk(point(0, 0), style);
  const settled = PointList.of([point(0, 0, 0.2)]);
  ink.goOn(settled, [point(50, 0, 1)]);
  ink.goOn(settled, []);
  assert.deepEqual(ink.end, inkOutline([point(0, 0, 0.2)], style));
});

Deno.test("ink far from the middle of the world is made relative to a place near it", () => {
  const far = Array.from({ length: 300 }, (_, i) => point(1e9 + i * 3, -1e9));
  const { ink } = grown(far, { size: 4, pressure: "device" }, () => 1);
  for (const ring of [...ink.pieces.flatMap(({ rings }) => rings), ...ink.end]) {
    assert.ok(ring.every((n) => Math.abs(n) < 1_000));
  }
});

Deno.test("a line that was not made of the last one is other ink", () => {
  const start = PointList.of([point(0, 0)]);
  const ink = createGrowingInk(point(0, 0), { size: 4, pressure: "device" });
  const one = start.with([point(5, 5)]), other = start.with([point(5, 6)]);
  ink.goOn(one, []);
  assert.ok(ink.precedes(one.with([point(9, 9)])));
  assert.ok(!ink.precedes(other) && !ink.precedes(start));
});

/** Told as a pen tells it: some points at a time, the last two of them not settled yet. */
function grown(
  points: readonly InkPoint[],
  style: InkStyle,
  step: () => number,
  look: (ink: GrowingInk) => void = () => {},
) {
  const ink = createGrowingInk(points[0] ?? point(0, 0), style);
  const corners: number[] = [];
  let settled = PointList.of();
  for (let told = 0; told < points.length;) {
    const next = Math.min(points.length, told + step());
    settled = settled.with(points.slice(settled.length, Math.max(settled.length, next - 2)));
    ink.goOn(settled, points.slice(settled.length, next));
    corners.push(ink.end.reduce((sum, ring) => sum + ring.length / 2, 0));
    look(ink);
    told = next;
  }
  return { ink, corners };
}

/**
 * A hand's line: curves, jitter, straight pieces, sharp turns and rests, pressed more and less. It never goes straight
 * back: there simulated speed changes at once, and the least difference in rounding decides between two samples.
 */
function anyLine(random: () => number): InkPoint[] {
  const points: InkPoint[] = [];
  let x = 300 * random(), y = 300 * random(), heading = 6 * random(), turn = 0;
  for (let i = 0; i < 350; i++) {
    const mood = random();
    if (mood < 0.03) heading += Math.PI * (0.3 + 0.5 * random());
    if (mood > 0.9) turn = 0.6 * (random() - 0.5);
    heading += turn;
    const far = mood > 0.4 && mood < 0.42 ? 300 : mood > 0.5 && mood < 0.52 ? 0 : 0.5 + 5 * random();
    x += Math.cos(heading) * far;
    y += Math.sin(heading) * far;
    points.push(point(x, y, 0.5 + 0.4 * Math.sin(i / 9)));
  }
  return points;
}

function ringsOf({ origin, pieces, end }: GrowingInk): Ring[] {
  return [...pieces.flatMap(({ rings }) => rings), ...end].map((ring) =>
    ring.map((n, i) => n + (i % 2 === 0 ? origin.x : origin.y))
  );
}

/** Ink, or its absence, that reaches less far in world units is not seen to come and go. */
function invisible(size: number): number {
  return 0.3 + 0.01 * size;
}

/** Beside every fifth place of the expected edge, wherever ink or its absence reaches farther than is invisible. */
function assertSameInk(rings: readonly Ring[], expected: readonly Ring[], size: number): void {
  const reach = invisible(size);
  const inked = (at: Place) => winding(rings, at) !== 0, wanted = (at: Place) => winding(expected, at) !== 0;
  const around = [[1, 0], [0, 1], [-1, 0], [0, -1], [0.7, 0.7], [-0.7, 0.7], [0.7, -0.7], [
    -0.7,
    -0.7,
  ]] as const;
  for (const edge of expected.map(edgeOf)) {
    for (let i = 0; i < edge.length; i += 5) {
      const a = edge[i], b = edge[(i + 1) % edge.length];
      if (!a || !b) continue;
      const length = Math.hypot(b.x - a.x, b.y - a.y);
      if (length < 1e-6) continue;
      for (const off of [-2 * reach, 2 * reach]) {
        const at: Place = { x: a.x + (b.y - a.y) / length * off, y: a.y - (b.x - a.x) / length * off };
        if (inked(at) === wanted(at)) continue;
        const clear = around.every(([x, y]) =>
          wanted({ x: at.x + x * reach, y: at.y + y * reach }) === wanted(at)
        );
        assert.ok(!clear, `at ${at.x}, ${at.y} ink is ${inked(at)}`);
      }
    }
  }
}

function point(x: number, y: number, pressure = 0.5): InkPoint {
  return { x, y, pressure };
}
