/** The fonts a board is written in: their families and where their letters stand. Knows no files and no page. */

import { unreachable } from "../unreachable.ts";
import type { Font, Shape } from "./shape.ts";

export interface FontFamily {
  /** The first family's name, under which its file is declared. */
  readonly name: string;
  /** CSS values: with the font, and what stands in for it. */
  readonly css: string;
  readonly fallback: string;
  /** From a line's top to its baseline, over font size: where CSS puts it with `LINE_HEIGHT`. */
  readonly baseline: number;
}

/** Line height over font size. */
export const LINE_HEIGHT = 1.25;
export const WEIGHT = { plain: 400, bold: 700 };

export const FONT_FAMILIES: Record<Font, FontFamily> = {
  hand: family("Gesso Hand", "system-ui, sans-serif", { ascent: 1.02, descent: 0.32 }),
  sans: family("Inter", "system-ui, sans-serif", { ascent: 0.96875, descent: 0.2412 }),
  serif: family("Lora", "Georgia, serif", { ascent: 1.006, descent: 0.272 }),
  mono: family("JetBrains Mono", "ui-monospace, monospace", { ascent: 1.02, descent: 0.3 }),
};

/** What is written in a shape is written in this; undefined where nothing is. */
export function fontOf(shape: Shape): Font | undefined {
  switch (shape.kind) {
    case "text":
    case "note":
      return shape.font ?? "hand";
    case "rectangle":
    case "ellipse":
    case "diamond":
    case "triangle":
    case "star":
    case "cloud":
    case "bubble":
      return shape.text ? shape.font ?? "hand" : undefined;
    case "frame":
      return shape.name ? FRAME_FONT : undefined;
    case "stroke":
    case "polyline":
    case "line":
    case "arrow":
    case "image":
      return undefined;
    default:
      return unreachable(shape);
  }
}

/** Of frames' names. */
export const FRAME_FONT: Font = "sans";

function family(
  name: string,
  fallback: string,
  { ascent, descent }: { readonly ascent: number; readonly descent: number },
): FontFamily {
  const baseline = Math.round(((LINE_HEIGHT - ascent - descent) / 2 + ascent) * 1000) / 1000;
  return { name, css: `"${name}", ${fallback}`, fallback, baseline };
}
