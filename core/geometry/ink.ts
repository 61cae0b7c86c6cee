/**
 * Ink: from a stroke's recorded points to the outline that is filled. Pure; knows neither canvas nor shapes.
 *
 * Everything is measured along the line's length, never by the number of points: the middle line is the recorded
 * one averaged over a short way to both sides (a box blur, exact by prefix sums), and simulated speed comes from how
 * the line bends. So a simplified stroke looks like the one that was being drawn, whatever the device's rate.
 */

import { InkSamples, type InkStyle, movingRadius, pressedRadius, Sampler } from "./ink_samples.ts";
import { measure, type MeasuredLine } from "./measured_line.ts";
import type { InkPoint } from "./points.ts";

export type { InkStyle } from "./ink_samples.ts";

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
  return inkOfLine(measure(points), style);
}

/** The same of a line measured already. */
export function inkOfLine(line: MeasuredLine, style: InkStyle): Ring[] {
  if (line.count === 0) return [];
  if (line.length < style.size * 0.1) return [dot(line, style)];
  const samples = new InkSamples();
  new Sampler(line, style).run(samples);
  return outline(samples);
}

/** Corners on an arc of half a turn; and how far outside they lie so that the curve through the middles is round. */
const CAP_CORNERS = 6;
const CAP_REACH = 1 / Math.cos(Math.PI / CAP_CORNERS / 2);

function dot(line: MeasuredLine, style: InkStyle): Ring {
  const last = line.count - 1;
  const pressure = line.p.subarray(0, line.count).reduce((hardest, p) => Math.max(hardest, p), 0);
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
/** Nor are changes of the radius below this part of it. */
const EVEN_RADIUS = 0.04;

/** Walks at least two samples and cuts the ribbon wherever its inner edge would run backwards. */
export function outline(samples: InkSamples): Ring[] {
  const { count, x, y, radius } = samples;
  const rings: Ring[] = [];
  let left: number[] = [], right: number[] = [];
  let turned = 0, spared = 0, lastRadius = 0;
  let sparedLeftX = 0, sparedLeftY = 0, sparedRightX = 0, sparedRightY = 0;
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
        const turn = 2 * tanHalf;
        turned += turn;
        const mx = dx + nextDx, my = dy + nextDy, m = r / Math.sqrt(mx * mx + my * my);
        const leftX = cx + my * m, leftY = cy - mx * m, rightX = cx - my * m, rightY = cy + mx * m;
        const uneven = turned > EVEN_TURN || Math.abs(r - lastRadius) > EVEN_RADIUS * r;
        if (uneven || spared >= MAX_SPARED_STEPS) {
          // The curve begins no earlier than the turn does.
          if (spared > 0 && turn > EVEN_TURN) {
            left.push(sparedLeftX, sparedLeftY);
            right.push(sparedRightX, sparedRightY);
          }
          left.push(leftX, leftY);
          right.push(rightX, rightY);
          turned = spared = 0;
          lastRadius = r;
        } else {
          spared++;
          sparedLeftX = leftX;
          sparedLeftY = leftY;
          sparedRightX = rightX;
          sparedRightY = rightY;
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
