/**
 * The painter: what to draw for a shape, as data. Pure; the canvas and the SVG writer both follow it, so that
 * an export equals the screen. Coordinates are world units relative to the shape's `xy`.
 */

import { inkOutline, type Ring } from "../geometry/ink.ts";
import { unpackPoints } from "../geometry/points.ts";
import { unreachable } from "../unreachable.ts";
import { ARROW_HEAD } from "./bounds.ts";
import type { Arrow, Pair, Shape } from "./shape.ts";

/** The font family of text on the board: a CSS value, for the canvas and for the field a text is edited in. */
export const TEXT_FONT = '"Gesso Hand", "Inter", system-ui, sans-serif';
/** Line height over font size. */
export const TEXT_LINE_HEIGHT = 1.25;
/** From a line's top to its baseline, over font size: where CSS puts it. The hand font has ascent 1.02, descent 0.32. */
export const TEXT_BASELINE = 0.975;

/** Joins and caps are round. Every command is painted in the shape's own colour. */
export type PaintCommand =
  /** Filled by the nonzero rule, each ring drawn smoothly through the middles of its sides (see ink.ts). */
  | { readonly op: "fill"; readonly rings: readonly Ring[] }
  /** Open lines along flat points x0, y0, x1, y1, … */
  | { readonly op: "lines"; readonly lines: readonly Float64Array[]; readonly width: number }
  | { readonly op: "rectangle"; readonly wh: Pair; readonly radius: number; readonly width: number }
  /** Fills the box from 0, 0 to `wh`. */
  | { readonly op: "ellipse"; readonly wh: Pair; readonly width: number }
  /** `baseline` is that of the first line. */
  | {
    readonly op: "text";
    readonly lines: readonly string[];
    readonly fontSize: number;
    readonly lineHeight: number;
    readonly baseline: number;
  };

export function paint(shape: Shape): PaintCommand[] {
  switch (shape.kind) {
    case "stroke": {
      const { points, pressure } = unpackPoints(shape.points);
      return [{ op: "fill", rings: inkOutline(points, { size: shape.size, pressure }) }];
    }
    case "polyline":
      return [];
    case "rectangle":
    case "diamond":
    case "triangle":
    case "star":
    case "cloud":
    case "bubble":
    case "note":
    case "frame":
    case "image":
      return [{ op: "rectangle", wh: shape.wh, radius: cornerRadius(shape.wh), width: shape.size }];
    case "ellipse":
      return [{ op: "ellipse", wh: shape.wh, width: shape.size }];
    case "line":
      return [{ op: "lines", lines: [Float64Array.of(0, 0, ...shape.to)], width: shape.size }];
    case "arrow":
      return [{ op: "lines", lines: arrowLines(shape), width: shape.size }];
    case "text":
      return [{
        op: "text",
        lines: shape.text.split("\n"),
        fontSize: shape.size,
        lineHeight: shape.size * TEXT_LINE_HEIGHT,
        baseline: shape.size * TEXT_BASELINE,
      }];
    default:
      return unreachable(shape);
  }
}

const CORNER_RADIUS = 8;
/** Between the shaft and each side of an arrow's head, in radians. */
const HEAD_ANGLE = 0.48;

/** Small boxes have smaller corners, so that they stay boxes. */
function cornerRadius([width, height]: Pair): number {
  return Math.min(CORNER_RADIUS, width / 5, height / 5);
}

/** The shaft and the open head. The round join is drawn back by half its width, so that it ends at the tip. */
function arrowLines({ to: [x, y], size }: Arrow): Float64Array[] {
  const length = Math.hypot(x, y);
  const back = size / 2;
  if (length <= size) return [Float64Array.of(0, 0, x, y)];
  const dx = x / length, dy = y / length;
  const tipX = x - dx * back, tipY = y - dy * back;
  // A short arrow has a short head, or it would be all head.
  const head = Math.min(Math.max(ARROW_HEAD.least, size * ARROW_HEAD.perSize), 0.7 * length);
  const ahead = Math.cos(HEAD_ANGLE) * head, aside = Math.sin(HEAD_ANGLE) * head;
  const baseX = tipX - dx * ahead, baseY = tipY - dy * ahead;
  return [
    Float64Array.of(0, 0, tipX, tipY),
    Float64Array.of(
      baseX - dy * aside,
      baseY + dx * aside,
      tipX,
      tipY,
      baseX + dy * aside,
      baseY - dx * aside,
    ),
  ];
}
