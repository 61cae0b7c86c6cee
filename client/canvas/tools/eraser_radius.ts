/** How far a rubber reaches, and on what way. Pure. */

import type { PointerKind, Sample } from "./tool.ts";

/** CSS pixels: the ring that the cursor shows. */
export const ERASER_RADIUS = 8;

/** From a place, through others, each reached on a straight line. */
export interface Way {
  readonly from: Sample;
  readonly through: readonly Sample[];
  readonly pointer: PointerKind;
}

/** CSS pixels: a pen that is pressed harder takes more away. */
export function pressedRadius(pressure: number, pointer: PointerKind): number {
  return pointer === "pen" ? ERASER_RADIUS * (0.5 + pressure) : ERASER_RADIUS;
}
