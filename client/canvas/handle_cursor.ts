/** The cursors over handles: they point the way that a handle drags, however it is turned. Pure. */

import { unreachable } from "../../core/unreachable.ts";
import type { Handle } from "./tools/select_handles.ts";
import type { Side } from "./transform_drag.ts";

/** A CSS cursor. `angle`: of what the handle belongs to, in radians. */
export function handleCursor(handle: Handle, angle: number): string {
  switch (handle.kind) {
    case "size":
      return arrowCursor(WAYS[handle.side] + angle);
    case "turn":
      return turnCursor((handle.corner ? WAYS[handle.corner] : WAYS.s) + angle);
    case "point":
      return "move";
    default:
      return unreachable(handle);
  }
}

/** Radians clockwise from the right: where a side lies. */
const WAYS: Record<Side, number> = {
  e: 0,
  se: Math.PI / 4,
  s: Math.PI / 2,
  sw: 3 * Math.PI / 4,
  w: Math.PI,
  nw: 5 * Math.PI / 4,
  n: 3 * Math.PI / 2,
  ne: 7 * Math.PI / 4,
};
/** Named ones by eighths of a turn; they are as everywhere else in the system. */
const NAMED = ["ew-resize", "nwse-resize", "ns-resize", "nesw-resize"] as const;
/** Degrees between one drawn cursor and the next: nobody sees less. */
const STEP = 5;

function arrowCursor(way: number): string {
  const degrees = steps(way, 180);
  const named = NAMED[degrees / 45];
  return named ??
    drawn(DOUBLE_ARROW, { degrees, otherwise: NAMED[Math.round(degrees / 45) % 4] ?? "ew-resize" });
}

function turnCursor(way: number): string {
  return drawn(ROUND_ARROW, { degrees: steps(way, 360), otherwise: "grab" });
}

function steps(way: number, turn: number): number {
  const degrees = Math.round(way * 180 / Math.PI / STEP) * STEP % turn;
  return degrees < 0 ? degrees + turn : degrees;
}

/** Around 0, 0, pointing to the right. */
const DOUBLE_ARROW = "M-9 0L-5-4V-1H5V-4L9 0L5 4V1H-5V4Z";
/** A bow around the corner that lies to its left, with a head at each end. */
const ROUND_ARROW =
  "M-4-8.5L1-9.5L-1.5-4.8L-2.1-6.4A7.5 7.5 0 0 1-2.1 6.4L-1.5 4.8L1 9.5L-4 8.5L-2.9 7.7A8.9 8.9 0 0 0-2.9-7.7Z";

/** Dark with a light edge: it reads on any ground. */
function drawn(path: string, { degrees, otherwise }: { degrees: number; otherwise: string }): string {
  const svg = "<svg xmlns='http://www.w3.org/2000/svg' width='24' height='24' viewBox='-12 -12 24 24'>" +
    `<path transform='rotate(${degrees})' d='${path}' fill='#111' stroke='#fff' stroke-width='1.4' ` +
    "stroke-linejoin='round' paint-order='stroke'/></svg>";
  return `url("data:image/svg+xml,${encodeURIComponent(svg)}") 12 12, ${otherwise}`;
}
