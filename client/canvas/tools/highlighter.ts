/** The highlighter: draws as the pen does, broad and flat. Held still, it straightens a line and makes no figures. */

import type { Style } from "../style.ts";
import { type InkLook, inkTool } from "./pen.ts";

/** World units, whatever is in hand: wide enough for a line of text. */
export const LEAST_HIGHLIGHT = 16;

export const highlighter = inkTool({
  id: "highlighter",
  look,
  shapeOf: (recognition, figure, { style, ...beginnings }) =>
    figure.kind === "line"
      ? recognition.straightStroke(figure, { ...beginnings, ...look(style) })
      : undefined,
});

/** How broad it is with a pen of this size in hand. */
export function highlightSize(size: Style["size"]): number {
  return Math.max(LEAST_HIGHLIGHT, 4 * size);
}

function look({ color, size, opacity }: Style): InkLook {
  return { color, size: highlightSize(size), opacity, nib: "highlighter" };
}
