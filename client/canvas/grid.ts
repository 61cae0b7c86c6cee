/** The grid of the paper, as what is drawn and moved catches on it. Pure. */

import type { Vec } from "../../core/geometry/vec.ts";

/** World units from line to line. */
export const GRID = 20;

export function onGrid({ x, y }: Vec): Vec {
  return { x: Math.round(x / GRID) * GRID, y: Math.round(y / GRID) * GRID };
}
