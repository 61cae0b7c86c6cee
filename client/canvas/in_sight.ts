/** Keeps the line that is being written in sight, beside an on-screen keyboard too. */

import type { Box } from "../../core/geometry/box.ts";
import { toScreen } from "./camera.ts";
import type { Band } from "./input/watch_keyboard.ts";
import type { Navigation } from "./navigation.ts";

/** From here to there along one axis, in CSS pixels. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** CSS pixels between what is written and the keyboard, or a side. */
const GAP = 24;
/** CSS pixels that the bars at the top take. */
const BARS = 76;

/** `inSight`: what a keyboard leaves of the canvas; undefined: there is none. */
export function keepInSight(line: Box | undefined, inSight: Band | undefined, navigation: Navigation): void {
  if (!line) return;
  // Where it will be: the view may still be on its way.
  const { target, size } = navigation;
  const from = toScreen(target, { x: line.minX, y: line.minY });
  const to = toScreen(target, { x: line.maxX, y: line.maxY });
  const high = inSight
    ? { from: inSight.top + BARS, to: inSight.bottom - GAP }
    : { from: 0, to: size.height };
  const x = moveIntoSight({ from: from.x, to: to.x }, { from: GAP, to: size.width - GAP });
  const y = moveIntoSight({ from: from.y, to: to.y }, high);
  if (x !== 0 || y !== 0) navigation.pan({ x, y });
}

/** How far the view has to move on. What is longer than the room shows its end: that is where one writes. */
export function moveIntoSight(written: Span, room: Span): number {
  const on = written.to - room.to;
  if (on > 0) return on;
  // Back only as far as its end stays in sight.
  return written.from < room.from ? Math.max(written.from - room.from, on) : 0;
}
