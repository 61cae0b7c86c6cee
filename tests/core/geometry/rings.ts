/** What tests ask of an outline: its edge as it is drawn, what lies within, how far things are from each other. */

import type { Ring } from "../../../core/geometry/ink.ts";

export interface Place {
  readonly x: number;
  readonly y: number;
}

/** The middles of the ring's sides: they lie on the drawn edge. */
export function smoothed(ring: Ring): Place[] {
  return places(ring).map((a, i, all) => {
    const b = all[(i + 1) % all.length] ?? a;
    return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
  });
}

function places(ring: Ring): Place[] {
  return Array.from(
    { length: ring.length / 2 },
    (_, i) => ({ x: ring[2 * i] ?? 0, y: ring[2 * i + 1] ?? 0 }),
  );
}

export function area(ring: Ring): number {
  return places(ring).reduce((sum, a, i, all) => {
    const b = all[(i + 1) % all.length] ?? a;
    return sum + a.x * b.y - b.x * a.y;
  }, 0) / 2;
}

/** Each is asked for many times. */
const edges = new WeakMap<Ring, readonly Place[]>();

/** Places on the drawn edge, two a corner: near enough to the curve for a tenth of a unit. */
export function edgeOf(ring: Ring): readonly Place[] {
  const known = edges.get(ring);
  if (known) return known;
  const middles = smoothed(ring);
  const edge = places(ring).flatMap((corner, i) => {
    const before = middles.at(i - 1) ?? corner, after = middles[i] ?? corner;
    return [
      { x: (before.x + 2 * corner.x + after.x) / 4, y: (before.y + 2 * corner.y + after.y) / 4 },
      after,
    ];
  });
  edges.set(ring, edge);
  return edge;
}

/** How many times the rings go round the place. */
export function winding(rings: readonly Ring[], at: Place): number {
  let turns = 0;
  for (const ring of rings) {
    const edge = edgeOf(ring);
    for (let i = 0; i < edge.length; i++) {
      const a = edge[i] ?? at, b = edge[i + 1] ?? edge[0] ?? at;
      const side = (b.x - a.x) * (at.y - a.y) - (at.x - a.x) * (b.y - a.y);
      if (a.y <= at.y && b.y > at.y && side > 0) turns++;
      if (a.y > at.y && b.y <= at.y && side < 0) turns--;
    }
  }
  return turns;
}

export function distanceToSegment(p: Place, a: Place, b: Place): number {
  const dx = b.x - a.x, dy = b.y - a.y, length2 = dx * dx + dy * dy;
  const t = length2 === 0 ? 0 : Math.min(1, Math.max(0, ((p.x - a.x) * dx + (p.y - a.y) * dy) / length2));
  return Math.hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}
