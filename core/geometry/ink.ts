/**
 * Ink: from a stroke's recorded points to the outline that is filled. Pure; knows neither canvas nor shapes.
 *
 * Everything is measured along the line's length, never by the number of points: the middle line is the recorded
 * one averaged over a short way to both sides (a box blur, exact by prefix sums), and simulated speed comes from how
 * the line bends. So a simplified stroke looks like the one that was being drawn, whatever the device's rate.
 */

import { measure, type MeasuredLine, Walker } from "./measured_line.ts";
import type { InkPoint, PressureSource } from "./points.ts";

export interface InkStyle {
  /** Line width in world units at medium pressure. */
  readonly size: number;
  readonly pressure: PressureSource;
}

/**
 * Corner points of a closed ring, flat: x0, y0, x1, y1, … It is drawn through the middles of its sides, with the
 * corners as control points of quadratic curves.
 */
export type Ring = Float64Array;

/**
 * The outline as rings to be filled together by the nonzero rule. No ring folds over itself and all turn the same
 * way, so that crossings never leave holes. One ring for most strokes, one more at each sharp turn. Points that are
 * not finite are left out; no points give no rings.
 */
export function inkOutline(points: readonly InkPoint[], style: InkStyle): Ring[] {
  const line = measure(points);
  if (line.count === 0) return [];
  const reach = smoothingReach(style.size);
  if (line.length < style.size * 0.1) return [dot(line, style)];
  return outline(sample(line, { style, reach }));
}

/** How far to each side the line is averaged: enough for the jitter of a mouse, too little to round a letter. */
function smoothingReach(size: number): number {
  return 1.5 + 0.5 * size;
}

/** The part of the size that is the radius. Bounds allow up to 1. */
function pressedRadius(pressure: number): number {
  return 0.15 + 0.7 * pressure;
}

/** From 0, at rest, to 1, at full speed. A moving hand leaves a thinner line. */
function movingRadius(speed: number): number {
  return 0.53 - 0.14 * speed;
}

/** The smoothed middle line, with a radius everywhere. */
interface Samples {
  readonly count: number;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly radius: Float64Array;
}

function sample(line: MeasuredLine, { style, reach }: { style: InkStyle; reach: number }): Samples {
  const { length } = line;
  const { size } = style;
  const simulated = style.pressure === "velocity";
  const step = reach * 0.4;
  // Farther than this from any recorded point nothing bends, and farther from both ends the speed is even.
  const bendReach = simulated ? 2 * size + 6 : reach;
  const runUpReach = simulated ? 4 * runUpLength(size) : reach;
  const here = new Walker(line), before = new Walker(line), after = new Walker(line);
  const bendBefore = new Walker(line), bendAfter = new Walker(line);
  const most = line.count * (2 * bendReach / step + 2) + 2 * runUpReach / step;
  const room = Math.ceil(Math.min(length / step, most)) + 8;
  const x = new Float64Array(room), y = new Float64Array(room), radius = new Float64Array(room);
  let count = 0;
  for (let s = 0;;) {
    const w = Math.min(reach, s, length - s);
    here.goTo(s);
    let pressure = here.p;
    if (w > 1e-9) {
      before.goTo(s - w);
      after.goTo(s + w);
      x[count] = (after.sumX - before.sumX) / (2 * w);
      y[count] = (after.sumY - before.sumY) / (2 * w);
      pressure = (after.sumP - before.sumP) / (2 * w);
    } else {
      x[count] = here.x;
      y[count] = here.y;
    }
    if (simulated) {
      const toEnd = Math.min(s, length - s);
      const bend = Math.min(bendReach, toEnd);
      bendBefore.goTo(s - bend);
      bendAfter.goTo(s + bend);
      const runUp = 1 - 0.6 * Math.exp(-toEnd / runUpLength(size));
      radius[count] = size * movingRadius(straightness(bendBefore, here, bendAfter) * runUp);
    } else radius[count] = size * pressedRadius(pressure);
    count++;
    if (s >= length || count >= room) break;
    let next = s + step;
    // A long straight piece looks the same all along: go to where it stops doing so.
    const sameUntil = Math.min(here.segmentEnd - bendReach, length - runUpReach);
    if (sameUntil > next && s > runUpReach && s > here.segmentStart + bendReach) next = sameUntil;
    // The last step is never a sliver: it would have no direction to speak of.
    s = next > length - step * 0.4 ? length : next;
  }
  return { count, x, y, radius };
}

/** The way in which a hand gathers most of its speed. */
function runUpLength(size: number): number {
  return 3 * size + 6;
}

/** 1 when the line goes straight on, 0 when it turns back: hands slow down in turns (the two-thirds power law). */
function straightness(before: Walker, here: Walker, after: Walker): number {
  const ax = here.x - before.x, ay = here.y - before.y, bx = after.x - here.x, by = after.y - here.y;
  const lengths = Math.sqrt((ax * ax + ay * ay) * (bx * bx + by * by));
  if (lengths < 1e-12) return 0;
  const half = (1 + (ax * bx + ay * by) / lengths) / 2;
  return half * half;
}

/** Corners on an arc of half a turn; and how far outside they lie so that the curve through the middles is round. */
const CAP_CORNERS = 6;
const CAP_REACH = 1 / Math.cos(Math.PI / CAP_CORNERS / 2);

function dot(line: MeasuredLine, style: InkStyle): Ring {
  const last = line.count - 1;
  const pressure = line.p.reduce((hardest, p) => Math.max(hardest, p), 0);
  const radius = style.size * (style.pressure === "device" ? pressedRadius(pressure) : movingRadius(0));
  const corners: number[] = [];
  const x = ((line.x[0] ?? 0) + (line.x[last] ?? 0)) / 2, y = ((line.y[0] ?? 0) + (line.y[last] ?? 0)) / 2;
  cap(corners, { x, y, radius, dx: 1, dy: 0 });
  cap(corners, { x, y, radius, dx: -1, dy: 0 });
  return Float64Array.from(corners);
}

/** Turns below this many radians are not worth corners of their own, for a few steps. */
const EVEN_TURN = 0.1;
const MAX_SPARED_STEPS = 5;

/** Walks the samples and cuts the ribbon wherever its inner edge would run backwards. */
function outline(samples: Samples): Ring[] {
  const { count, x, y, radius } = samples;
  const rings: Ring[] = [];
  let left: number[] = [], right: number[] = [];
  let turned = 0, spared = 0;
  let dx = 1, dy = 0, before = 0;
  for (let i = 0; i < count; i++) {
    const cx = x[i] ?? 0, cy = y[i] ?? 0, r = radius[i] ?? 0;
    let nextDx = dx, nextDy = dy, after = before;
    if (i < count - 1) {
      const stepX = (x[i + 1] ?? 0) - cx, stepY = (y[i + 1] ?? 0) - cy;
      after = Math.sqrt(stepX * stepX + stepY * stepY);
      if (after > 1e-9) {
        nextDx = stepX / after;
        nextDy = stepY / after;
      }
    }
    if (i === 0) {
      cap(left, { x: cx, y: cy, radius: r, dx: -nextDx, dy: -nextDy });
    } else if (i === count - 1) {
      cap(left, { x: cx, y: cy, radius: r, dx, dy });
      rings.push(ring(left, right));
    } else {
      const cos = Math.min(1, Math.max(-1, dx * nextDx + dy * nextDy));
      const tanHalf = Math.sqrt((1 - cos) / (1 + cos + 1e-12));
      if (r * tanHalf > 0.5 * Math.min(before, after)) {
        cap(left, { x: cx, y: cy, radius: r, dx, dy });
        rings.push(ring(left, right));
        left = [];
        right = [];
        cap(left, { x: cx, y: cy, radius: r, dx: -nextDx, dy: -nextDy });
        turned = spared = 0;
      } else {
        turned += 2 * tanHalf;
        spared++;
        if (turned > EVEN_TURN || spared >= MAX_SPARED_STEPS) {
          turned = spared = 0;
          const mx = dx + nextDx, my = dy + nextDy, m = r / Math.sqrt(mx * mx + my * my);
          left.push(cx + my * m, cy - mx * m);
          right.push(cx - my * m, cy + mx * m);
        }
      }
    }
    dx = nextDx;
    dy = nextDy;
    before = after;
  }
  return rings;
}

/** Half a circle's corners round the end of a line that ran in the direction dx, dy, from its left to its right. */
function cap(
  corners: number[],
  { x, y, radius, dx, dy }: { x: number; y: number; radius: number; dx: number; dy: number },
): void {
  const reach = radius * CAP_REACH;
  // The ribbon's own edge ends where the arc begins: without corners there the arc would start too late, and square.
  corners.push(x + dy * radius, y - dx * radius);
  for (let k = 0; k < CAP_CORNERS; k++) {
    const angle = (k + 0.5) * Math.PI / CAP_CORNERS;
    const across = Math.cos(angle) * reach, ahead = Math.sin(angle) * reach;
    corners.push(x + dy * across + dx * ahead, y - dx * across + dy * ahead);
  }
  corners.push(x - dy * radius, y + dx * radius);
}

/** `left` already holds both caps: start, the left side, end. The right side leads back. */
function ring(left: readonly number[], right: readonly number[]): Ring {
  const corners = new Float64Array(left.length + right.length);
  corners.set(left);
  let at = left.length;
  for (let i = right.length - 2; i >= 0; i -= 2) {
    corners[at++] = right[i] ?? 0;
    corners[at++] = right[i + 1] ?? 0;
  }
  return corners;
}
