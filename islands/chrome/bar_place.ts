/** Where a bar for what is selected stands: near it, never over it where that can be. Pure. */

import type { Box } from "../../core/geometry/box.ts";

export interface Room {
  readonly width: number;
  readonly height: number;
}

/** What of the window is free: between the bars at its edges. CSS pixels. */
export interface Free {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface BarPlace {
  /** Of its top left corner. */
  readonly x: number;
  readonly y: number;
  readonly side: "above" | "below" | "inside";
}

/** Between the selection's edge and the bar: the handles are there. */
const ABOVE = 24;
const BELOW = 20;

/** `bar`: its own size. A selection that is out of view has none. */
export function placeBar(selection: Box, bar: Room, free: Free): BarPlace | undefined {
  const { minX, minY, maxX, maxY } = selection;
  if (maxX < free.left || minX > free.right || maxY < free.top || minY > free.bottom) return undefined;
  const middle = (Math.max(minX, free.left) + Math.min(maxX, free.right)) / 2;
  const x = Math.round(clamp(middle - bar.width / 2, free.left, free.right - bar.width));
  const above = minY - ABOVE - bar.height;
  if (above >= free.top) return { x, y: Math.round(above), side: "above" };
  const below = maxY + BELOW;
  if (below + bar.height <= free.bottom) return { x, y: Math.round(below), side: "below" };
  return { x, y: Math.round(free.top), side: "inside" };
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
