/** What a turn of the wheel, or two fingers on a trackpad, mean. Pure. */

import type { Vec } from "../../../core/geometry/vec.ts";

/** The fields of a DOM WheelEvent that tell. */
export interface WheelInput {
  readonly deltaX: number;
  readonly deltaY: number;
  /** 0 pixels, 1 lines, 2 pages. */
  readonly deltaMode: number;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
}

/** What turning it alone does: a trackpad pans best, and many are used to a mouse's wheel that zooms. */
export const WHEEL_WAYS = ["pan", "zoom"] as const;
export type WheelWay = (typeof WHEEL_WAYS)[number];

export type WheelMeaning =
  | { readonly type: "pan"; readonly by: Vec<"screen"> }
  | { readonly type: "zoom"; readonly factor: number };

const LINE_PX = 16;
const PAGE_PX = 600;
/** One notch of a mouse's wheel is 100 px or more: unlimited it would zoom nearly threefold. */
const MOST_ZOOM_PX = 20;

/** A trackpad's pinch arrives as a wheel with Ctrl, and always zooms. Sideways and with Shift it always pans. */
export function readWheel(input: WheelInput, way: WheelWay): WheelMeaning {
  const unit = input.deltaMode === 1 ? LINE_PX : input.deltaMode === 2 ? PAGE_PX : 1;
  const x = input.deltaX * unit, y = input.deltaY * unit;
  const alone = !input.shiftKey && y !== 0;
  if (input.ctrlKey || input.metaKey || (way === "zoom" && alone)) {
    const limited = Math.min(MOST_ZOOM_PX, Math.max(-MOST_ZOOM_PX, y));
    return { type: "zoom", factor: Math.exp(-limited / 100) };
  }
  // Some systems turn the wheel sideways themselves when Shift is held.
  if (input.shiftKey && x === 0) return { type: "pan", by: { x: 0 - y, y: 0 } };
  return { type: "pan", by: { x: 0 - x, y: 0 - y } };
}
