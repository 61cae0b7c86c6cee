/** A line measured along its length: places by how far along they are. Pure. */

import { distance, mix, type Vec } from "./vec.ts";

export interface Track {
  readonly points: readonly Vec[];
  /** How far along each point is. Of a closed one the way back to the first is at the end. */
  readonly at: readonly number[];
  readonly length: number;
  readonly closed: boolean;
}

export function trackOf(points: readonly Vec[], { closed }: { readonly closed: boolean }): Track {
  const at: number[] = [];
  let length = 0;
  let last: Vec | undefined;
  for (const point of points) {
    if (last) length += distance(last, point);
    at.push(length);
    last = point;
  }
  const [first] = points;
  if (closed && first && last) length += distance(last, first);
  return { points, at, length, closed };
}

/** Of a closed track any distance is a place on it, of an open one what lies beyond is the end. */
export function placeAt({ points, at, length, closed }: Track, way: number): Vec {
  const s = closed ? ((way % length) + length) % length : Math.min(length, Math.max(0, way));
  let low = 0, high = points.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((at[middle] ?? 0) <= s) low = middle;
    else high = middle - 1;
  }
  const from = points[low] ?? { x: 0, y: 0 };
  const to = points[low + 1] ?? (closed ? points[0] : undefined) ?? from;
  const start = at[low] ?? 0, end = low + 1 < points.length ? at[low + 1] ?? start : length;
  return end > start ? mix(from, to, (s - start) / (end - start)) : from;
}

/** So many places, evenly apart; of an open track its ends are among them. */
export function evenly(track: Track, count: number): Vec[] {
  const steps = track.closed ? count : count - 1;
  return Array.from({ length: count }, (_, i) => placeAt(track, track.length * i / steps));
}
