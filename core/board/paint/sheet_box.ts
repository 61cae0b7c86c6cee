/** How far the paint of notes and frames reaches out of their boxes. Pure. */

import type { Box } from "../../geometry/box.ts";
import type { Pair } from "../shape.ts";

/** Its shadow lies outside of its box by this much, at most. */
export function shadowReach(wh: Pair): number {
  return (SHADOWS.length + 1) * shadowStep(wh);
}

/** Above the frame, as wide as it is; relative to its `xy`. */
export function frameNameBox(wh: Pair): Box {
  const size = nameSize(wh);
  return { minX: 0, minY: -NAME_HEIGHT * size, maxX: wh[0], maxY: 0 };
}

export const FRAME_BORDER = 1.5;
/** Over its font size: the line, and a gap below it. */
const NAME_HEIGHT = 1.5;
/** Sheets that lie in each other, by how many steps each is larger than the note. */
export const SHADOWS = [0.2, 0.8, 1.4];
const SHADOW_STEP = 3;

export function shadowStep([width, height]: Pair): number {
  return Math.min(SHADOW_STEP, 0.02 * Math.min(width, height));
}

/** So that a frame that fills the view has a name that can be read. */
export function nameSize([width, height]: Pair): number {
  return Math.min(200, Math.max(12, Math.sqrt(width * height) / 45));
}
