/** Takes the jitter out of a hand's points without lagging behind it. Pure. */

import type { InkPoint } from "../../../core/geometry/points.ts";

/** Binomial weights of a point's neighbours at the distances 0, 1 and 2. */
const WEIGHTS = [6, 4, 1] as const;

/**
 * Each point becomes the weighted mean of itself and two neighbours on either side. Looking both ways shifts
 * nothing in time, as a running mean would, and the first and last point stay: the tip is always at the pointer.
 * No point moves by more than `most` (world units): jitter is small, and what is larger was meant.
 */
export function smooth(points: readonly InkPoint[], most: number): InkPoint[] {
  const last = points.length - 1;
  return points.map((point, i) => {
    if (i === 0 || i === last) return point;
    let x = 0, y = 0, pressure = 0, sum = 0;
    // Symmetric also near the ends, where fewer neighbours are there.
    const reach = Math.min(2, i, last - i);
    for (let step = -reach; step <= reach; step++) {
      const near = points[i + step] ?? point;
      const weight = WEIGHTS[Math.abs(step)] ?? 0;
      x += near.x * weight;
      y += near.y * weight;
      pressure += near.pressure * weight;
      sum += weight;
    }
    const dx = x / sum - point.x, dy = y / sum - point.y;
    const kept = most / Math.max(most, Math.hypot(dx, dy));
    return { x: point.x + dx * kept, y: point.y + dy * kept, pressure: pressure / sum };
  });
}
