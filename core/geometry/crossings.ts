/** Where a way crosses an outline. Knows no shapes. */

import { boxBetween, intersects } from "./box.ts";
import { boxAround } from "./contour.ts";
import type { Vec } from "./vec.ts";

/**
 * Shares of the way, in rising order, at which it meets the outline (corners, the first again at the end). `way` is
 * points at equal shares of it.
 */
export function crossingsOf(way: readonly Vec[], outline: readonly Vec[]): number[] {
  const shares: number[] = [];
  const pieces = way.length - 1;
  const box = boxAround(outline);
  if (!box) return shares;
  for (let i = 0; i < pieces; i++) {
    const a = way[i], b = way[i + 1];
    // Of a long way only few pieces come near.
    if (!a || !b || !intersects(boxBetween(a, b), box)) continue;
    for (let j = 1; j < outline.length; j++) {
      const c = outline[j - 1], d = outline[j];
      const share = c && d && crossing([a, b], [c, d]);
      if (share !== undefined) shares.push((i + share) / pieces);
    }
  }
  return shares.sort((one, other) => one - other);
}

/** The share of the first segment at which the second one is met. */
function crossing([a, b]: readonly [Vec, Vec], [c, d]: readonly [Vec, Vec]): number | undefined {
  const abX = b.x - a.x, abY = b.y - a.y, cdX = d.x - c.x, cdY = d.y - c.y;
  const across = abX * cdY - abY * cdX;
  if (across === 0) return undefined;
  const along = ((c.x - a.x) * cdY - (c.y - a.y) * cdX) / across;
  const beside = ((c.x - a.x) * abY - (c.y - a.y) * abX) / across;
  return along >= 0 && along <= 1 && beside >= 0 && beside <= 1 ? along : undefined;
}
