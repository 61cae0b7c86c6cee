/** The named colours' values. Each reads at 3:1 or better on its ground, but for `white`, which is there to cover. */

import { type Color, COLORS, type NamedColor } from "./shape.ts";

export type Theme = "light" | "dark";

export const GROUND: Record<Theme, string> = { light: "#fbfaf7", dark: "#191a1c" };

export const PALETTE: Record<NamedColor, Record<Theme, string>> = {
  ink: { light: "#1d1c1a", dark: "#f0eee9" },
  slate: { light: "#64707d", dark: "#9aa5b1" },
  red: { light: "#d92d3a", dark: "#ff6b6b" },
  orange: { light: "#d9580b", dark: "#ff9550" },
  amber: { light: "#a87400", dark: "#f5c451" },
  green: { light: "#2b8a3e", dark: "#63d07f" },
  teal: { light: "#0c8599", dark: "#3cc8d4" },
  blue: { light: "#2563eb", dark: "#74a9ff" },
  violet: { light: "#7048e8", dark: "#a993ff" },
  magenta: { light: "#c2329b", dark: "#f383d3" },
  brown: { light: "#8a5a36", dark: "#c99b72" },
  white: { light: "#ffffff", dark: "#000000" },
};

/** The CSS colour to paint with. */
export function cssColor(color: Color, theme: Theme): string {
  return isNamed(color) ? PALETTE[color][theme] : color;
}

export function isNamed(color: string): color is NamedColor {
  return (COLORS as readonly string[]).includes(color);
}
