/** A way with right angles between two places that nothing lies in the way of. Pure. */

import type { Vec } from "./vec.ts";

/** Out along the longer side, across in the middle, and on. Straight where there is nothing to turn for. */
export function plainElbow(from: Vec, to: Vec): Vec[] {
  const dx = to.x - from.x, dy = to.y - from.y;
  if (dx === 0 || dy === 0) return [from, to];
  if (Math.abs(dx) >= Math.abs(dy)) {
    const x = from.x + dx / 2;
    return [from, { x, y: from.y }, { x, y: to.y }, to];
  }
  const y = from.y + dy / 2;
  return [from, { x: from.x, y }, { x: to.x, y }, to];
}
