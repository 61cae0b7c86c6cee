/** What Shift and Alt do to a drag, and how exact drawn numbers are. Pure. */

import type { Pair } from "../../../core/board/shape.ts";
import { type Box, boxBetween } from "../../../core/geometry/box.ts";
import { distance, type Vec } from "../../../core/geometry/vec.ts";
import type { PointerKind } from "./tool.ts";

/** CSS pixels: a pointer that moved less has not dragged. */
export const DRAG_THRESHOLD = 4;

const SNAP_ANGLE = Math.PI / 12;

/** The point at the same distance from `from` on the nearest ray of 15°. */
export function snapAngle(from: Vec, to: Vec): Vec {
  const length = distance(from, to);
  const angle = Math.round(Math.atan2(to.y - from.y, to.x - from.x) / SNAP_ANGLE) * SNAP_ANGLE;
  return { x: from.x + length * Math.cos(angle), y: from.y + length * Math.sin(angle) };
}

/** The box dragged from one point to another: `shift` makes it square, `alt` draws it from its centre. */
export function dragBox(from: Vec, to: Vec, { shift, alt }: { shift: boolean; alt: boolean }): Box {
  let dx = to.x - from.x, dy = to.y - from.y;
  if (shift) {
    const side = Math.max(Math.abs(dx), Math.abs(dy));
    dx = dx < 0 ? -side : side;
    dy = dy < 0 ? -side : side;
  }
  const a = alt ? { x: from.x - dx, y: from.y - dy } : from;
  return boxBetween(a, { x: from.x + dx, y: from.y + dy });
}

/** An eighth of a screen pixel or finer is kept: more digits would be bytes that nobody sees. */
export function roundPair(x: number, y: number, zoom: number): Pair {
  const unit = 2 ** Math.max(0, 3 + Math.ceil(Math.log2(zoom)));
  return [Math.round(x * unit) / unit, Math.round(y * unit) / unit];
}

/** How far, in world units, a pointer may be from what it hits. */
export function hitTolerance(pointer: PointerKind, zoom: number): number {
  return (pointer === "touch" ? 12 : 6) / zoom;
}
