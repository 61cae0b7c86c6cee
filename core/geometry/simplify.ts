/** Fewer points for the same line. Pure; knows only points. */

import type { InkPoint } from "./points.ts";
import type { Vec } from "./vec.ts";

/** A pressure this far from the interpolated one is kept, like a point that is `tolerance` off the line. */
const PRESSURE_TOLERANCE = 0.05;

/**
 * Douglas-Peucker: the points left make a line that passes every dropped one within `tolerance` world units, and
 * whose pressure, interpolated, is right within 5 %. First and last point stay. Returns the same points, fewer.
 */
export function simplify(points: readonly InkPoint[], tolerance: number): InkPoint[] {
  if (points.length < 3) return [...points];
  const kept = new Uint8Array(points.length);
  kept[0] = kept[points.length - 1] = 1;
  // A stack of its own: 20,000 points on a spiral would nest too deep for recursion.
  const spans: [number, number][] = [[0, points.length - 1]];
  for (let span = spans.pop(); span; span = spans.pop()) {
    const [from, to] = span;
    const split = farthest(points, { from, to, tolerance });
    if (split === undefined) continue;
    kept[split] = 1;
    if (split - from > 1) spans.push([from, split]);
    if (to - split > 1) spans.push([split, to]);
  }
  return points.filter((_, i) => kept[i] === 1);
}

/** Drops points that lie closer than `spacing` to the last one kept: a coarse picture of a line, in one pass. */
export function thin<Point extends Vec>(points: readonly Point[], spacing: number): Point[] {
  const last = points.at(-1);
  const kept: Point[] = [];
  let previous: Point | undefined;
  for (const point of points) {
    const near = previous && Math.abs(point.x - previous.x) < spacing &&
      Math.abs(point.y - previous.y) < spacing;
    if (near && point !== last) continue;
    kept.push(point);
    previous = point;
  }
  return kept;
}

/** The point of the span that is most off the straight line, if any is off by more than is tolerated. */
function farthest(
  points: readonly InkPoint[],
  { from, to, tolerance }: { from: number; to: number; tolerance: number },
): number | undefined {
  const a = points[from], b = points[to];
  if (!a || !b) return undefined;
  const dx = b.x - a.x, dy = b.y - a.y;
  const length2 = dx * dx + dy * dy;
  let found: number | undefined;
  let worst = 1;
  for (let i = from + 1; i < to; i++) {
    const point = points[i];
    if (!point) continue;
    const along = length2 === 0 ? 0 : ((point.x - a.x) * dx + (point.y - a.y) * dy) / length2;
    const t = Math.min(1, Math.max(0, along));
    const off = Math.hypot(point.x - a.x - t * dx, point.y - a.y - t * dy);
    const pressureOff = Math.abs(point.pressure - a.pressure - t * (b.pressure - a.pressure));
    const error = Math.max(off / tolerance, pressureOff / PRESSURE_TOLERANCE);
    if (error > worst) {
      worst = error;
      found = i;
    }
  }
  return found;
}
