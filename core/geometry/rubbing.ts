/** What a round rubber passes over of a line: exact, piece by straight piece. Pure; knows no strokes. */

import { boxBetween, grow } from "./box.ts";
import type { PointRange } from "./ink_pieces.ts";
import { distance, mix, type Vec } from "./vec.ts";

/** A rubber on its straight way from one place to another. */
export interface Rub {
  readonly from: Vec;
  readonly to: Vec;
  readonly radius: number;
}

/** The parts of the line that come within the rubber's radius, in order. Of a line that is one point: all or nothing. */
export function rubbed(points: readonly Vec[], rub: Rub): PointRange[] {
  const ranges: [number, number][] = [];
  const { minX, minY, maxX, maxY } = grow(boxBetween(rub.from, rub.to), rub.radius);
  const [only] = points;
  if (only && points.length === 1) return insideRub(only, only, rub) ? [[0, 1]] : [];
  for (let i = 1; i < points.length; i++) {
    const a = points[i - 1], b = points[i];
    if (!a || !b) continue;
    // Most pieces are nowhere near: told without making a box of each.
    if ((a.x < minX && b.x < minX) || (a.x > maxX && b.x > maxX)) continue;
    if ((a.y < minY && b.y < minY) || (a.y > maxY && b.y > maxY)) continue;
    const part = insideRub(a, b, rub);
    if (!part) continue;
    const last = ranges.at(-1);
    const from = i - 1 + part[0], to = i - 1 + part[1];
    if (last && last[1] >= from) last[1] = to;
    else ranges.push([from, to]);
  }
  return ranges;
}

/** How long the line is between two places on it, counted in points. */
export function lengthBetween(points: readonly Vec[], [from, to]: PointRange): number {
  let length = 0;
  for (let i = Math.floor(from); i < to; i++) {
    const a = points[i], b = points[i + 1];
    if (a && b) length += distance(a, b) * (Math.min(to, i + 1) - Math.max(from, i));
  }
  return length;
}

/** The place on the line, counted in points. */
export function placeOn(points: readonly Vec[], at: number): Vec | undefined {
  const a = points[Math.floor(at)], b = points[Math.floor(at) + 1];
  return a && b ? mix(a, b, at - Math.floor(at)) : a;
}

/**
 * Which part, from 0 to 1, of the segment from a to b lies in the rubber's track: a rectangle with a disc at either
 * end. Each of the three is convex, and so is the whole: their parts of the segment join to one.
 */
function insideRub(a: Vec, b: Vec, { from, to, radius }: Rub): PointRange | undefined {
  const ends = joined(insideDisc(a, b, { middle: from, radius }), insideDisc(a, b, { middle: to, radius }));
  const length = distance(from, to);
  if (length === 0) return ends;
  const along = { x: (to.x - from.x) / length, y: (to.y - from.y) / length };
  const across = { x: -along.y, y: along.x };
  const straight = overlap(
    insideBand(a, b, { at: from, along, least: 0, most: length }),
    insideBand(a, b, { at: from, along: across, least: -radius, most: radius }),
  );
  return joined(ends, straight);
}

function insideDisc(
  a: Vec,
  b: Vec,
  { middle, radius }: { readonly middle: Vec; readonly radius: number },
): PointRange | undefined {
  const dx = b.x - a.x, dy = b.y - a.y, px = a.x - middle.x, py = a.y - middle.y;
  const length2 = dx * dx + dy * dy;
  if (length2 === 0) return px * px + py * py <= radius * radius ? [0, 1] : undefined;
  // |p + t·d|² = r², solved from the foot of the perpendicular, so that far places cost no digits.
  const foot = -(px * dx + py * dy) / length2;
  const off = (px * dy - py * dx) ** 2 / length2;
  const half2 = (radius * radius - off) / length2;
  if (half2 < 0) return undefined;
  const half = Math.sqrt(half2);
  return overlap([foot - half, foot + half], [0, 1]);
}

/** Where the segment's way along a direction is between two bounds. */
function insideBand(
  a: Vec,
  b: Vec,
  { at, along, least, most }: {
    readonly at: Vec;
    readonly along: Vec;
    readonly least: number;
    readonly most: number;
  },
): PointRange | undefined {
  const start = (a.x - at.x) * along.x + (a.y - at.y) * along.y;
  const way = (b.x - a.x) * along.x + (b.y - a.y) * along.y;
  if (way === 0) return least <= start && start <= most ? [0, 1] : undefined;
  const t0 = (least - start) / way, t1 = (most - start) / way;
  return overlap([Math.min(t0, t1), Math.max(t0, t1)], [0, 1]);
}

function overlap(a: PointRange | undefined, b: PointRange | undefined): PointRange | undefined {
  if (!a || !b) return undefined;
  const from = Math.max(a[0], b[0]), to = Math.min(a[1], b[1]);
  return from <= to ? [from, to] : undefined;
}

function joined(a: PointRange | undefined, b: PointRange | undefined): PointRange | undefined {
  if (!a || !b) return a ?? b;
  return [Math.min(a[0], b[0]), Math.max(a[1], b[1])];
}
