/** What colours paint comes in besides the palette's own: tints, papers, letters that read on them. Pure. */

import { unreachable } from "../unreachable.ts";
import { cssColor, GROUND, isNamed, PALETTE, type Theme } from "./palette.ts";
import type { Color, FillStyle, NamedColor } from "./shape.ts";

/** What a fill is painted with. */
export interface FillLook {
  readonly color: Color;
  readonly style: FillStyle;
}

/** Which colour a command is painted in; the theme makes a value of it. */
export type Paint =
  | { readonly tone: "ink"; readonly color: Color }
  /** Pale and opaque. */
  | { readonly tone: "tint"; readonly color: Color }
  /** A highlighter's ink: brighter than what is written with. */
  | { readonly tone: "highlight"; readonly color: Color }
  /** Letters of this colour, or of one that reads better on the fill. */
  | { readonly tone: "label"; readonly color: Color; readonly on: FillLook | undefined }
  /** A note's sheet, its turned-up corner, and letters on it. */
  | { readonly tone: "paper"; readonly color: Color }
  | { readonly tone: "fold"; readonly color: Color }
  | { readonly tone: "on-paper"; readonly color: Color }
  /** The board's own, around letters that would drown in what is behind them. */
  | { readonly tone: "ground" }
  | { readonly tone: "shadow" }
  /** A frame's sheet, border and name; where a picture is not there yet. */
  | { readonly tone: "sheet" }
  | { readonly tone: "edge" }
  | { readonly tone: "name" }
  | { readonly tone: "blank" };

export interface CssPaint {
  /** `#rrggbb`. */
  readonly color: string;
  readonly alpha: number;
}

export function cssPaint(paint: Paint, theme: Theme): CssPaint {
  switch (paint.tone) {
    case "ink":
      return opaque(cssColor(paint.color, theme));
    case "tint":
      return opaque(tintOf(paint.color, theme));
    case "highlight":
      return opaque(highlightOf(paint.color, theme));
    case "label":
      return opaque(labelColor(paint.color, { on: paint.on, theme }));
    case "paper":
      return opaque(paperOf(paint.color, theme));
    case "fold":
      return opaque(mixed(paperOf(paint.color, theme), "#000000", FOLD[theme]));
    case "on-paper":
      return opaque(readable(paperOf(paint.color, theme), undefined));
    case "ground":
      return opaque(GROUND[theme]);
    case "shadow":
      return { color: "#000000", alpha: SHADOW[theme] };
    case "sheet":
      return opaque(SHEET[theme]);
    case "edge":
      return opaque(EDGE[theme]);
    case "name":
      return opaque(PALETTE.slate[theme]);
    case "blank":
      return opaque(BLANK[theme]);
    default:
      return unreachable(paint);
  }
}

/** Of how much a colour is left in its tint. */
const TINT: Record<Theme, number> = { light: 0.16, dark: 0.26 };
const FOLD: Record<Theme, number> = { light: 0.12, dark: 0.25 };
/** Of each of the sheets that a shadow is made of. */
const SHADOW: Record<Theme, number> = { light: 0.05, dark: 0.12 };
const SHEET: Record<Theme, string> = { light: "#ffffff", dark: "#202124" };
const EDGE: Record<Theme, string> = { light: "#cfcdc6", dark: "#43454a" };
const BLANK: Record<Theme, string> = { light: "#e9e7e1", dark: "#2c2e32" };
/** What reads on a colour: WCAG asks 3:1 of large letters. */
const LEAST_CONTRAST = 3;
const DARK_LETTERS = "#1d1c1a";
const LIGHT_LETTERS = "#ffffff";

/** Chosen by eye: pale by day, deep by night; the letters on them read at 4.5:1 or better. */
const PAPERS: Record<NamedColor, Record<Theme, string>> = {
  ink: { light: "#fdf6d8", dark: "#4a4536" },
  slate: { light: "#dfe4ea", dark: "#3c444d" },
  red: { light: "#ffd3d0", dark: "#6d3034" },
  orange: { light: "#ffdcc0", dark: "#6b3d1e" },
  amber: { light: "#ffec9e", dark: "#5f4a12" },
  green: { light: "#cdf0d0", dark: "#27522f" },
  teal: { light: "#c5eef0", dark: "#17505a" },
  blue: { light: "#cfe1ff", dark: "#284777" },
  violet: { light: "#e0d8ff", dark: "#46377f" },
  magenta: { light: "#fbd3ee", dark: "#662d58" },
  brown: { light: "#ecdccb", dark: "#553d2b" },
  white: { light: "#ffffff", dark: "#2a2b2e" },
};

/** Half see-through on white paper they still glow. By night the palette's own do. */
const HIGHLIGHTS: Record<NamedColor, string> = {
  ink: "#8f8c85",
  slate: "#93a3b5",
  red: "#ff5c5c",
  orange: "#ff9233",
  amber: "#ffd500",
  green: "#4fd867",
  teal: "#2fd3df",
  blue: "#4f9bff",
  violet: "#9777ff",
  magenta: "#ff6bd0",
  brown: "#c08a5a",
  white: "#ffffff",
};

function opaque(color: string): CssPaint {
  return { color, alpha: 1 };
}

function tintOf(color: Color, theme: Theme): string {
  return mixed(GROUND[theme], cssColor(color, theme), TINT[theme]);
}

function highlightOf(color: Color, theme: Theme): string {
  return theme === "light" && isNamed(color) ? HIGHLIGHTS[color] : cssColor(color, theme);
}

/** A custom colour is kept exactly: it is what was asked for. */
function paperOf(color: Color, theme: Theme): string {
  return isNamed(color) ? PAPERS[color][theme] : color;
}

function labelColor(
  color: Color,
  { on, theme }: { readonly on: FillLook | undefined; readonly theme: Theme },
): string {
  const own = cssColor(color, theme);
  if (!on) return own;
  switch (on.style) {
    case "tint":
      return readable(tintOf(on.color, theme), own);
    case "solid":
      return readable(cssColor(on.color, theme), own);
    case "hatch":
      return own;
    default:
      return unreachable(on.style);
  }
}

/** The preferred colour if it reads on the ground, else near black or white, whichever does better. */
function readable(ground: string, preferred: string | undefined): string {
  if (preferred !== undefined && contrast(preferred, ground) >= LEAST_CONTRAST) return preferred;
  return contrast(DARK_LETTERS, ground) >= contrast(LIGHT_LETTERS, ground) ? DARK_LETTERS : LIGHT_LETTERS;
}

/** WCAG 2: from 1 to 21. */
export function contrast(a: string, b: string): number {
  const la = luminance(a), lb = luminance(b);
  return (Math.max(la, lb) + 0.05) / (Math.min(la, lb) + 0.05);
}

function luminance(color: string): number {
  const [r = 0, g = 0, b = 0] = channels(color).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** From the first (0) to the second (1). */
function mixed(a: string, b: string, share: number): string {
  const to = channels(b);
  const each = channels(a).map((value, i) => Math.round(value + ((to[i] ?? 0) - value) * share));
  return `#${each.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

function channels(color: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
}
