/** How closed outlines are filled, and lines are dashed. Pure. */

import { boxOfContour, type Contour, type ContourStep, flatten, lengthOf } from "../../geometry/contour.ts";
import { unreachable } from "../../unreachable.ts";
import type { Color, Dash, FillStyle, Pair } from "../shape.ts";
import type { PaintCommand } from "./painting.ts";

export function fillCommands(
  contour: Contour,
  { fill, fillStyle = "tint", size }: {
    readonly fill?: Color;
    readonly fillStyle?: FillStyle;
    readonly size: number;
  },
): PaintCommand[] {
  if (fill === undefined) return [];
  switch (fillStyle) {
    case "tint":
      return [{ op: "area", contour, paint: { tone: "tint", color: fill } }];
    case "solid":
      return [{ op: "area", contour, paint: { tone: "ink", color: fill } }];
    case "hatch":
      return [hatch(contour, { fill, size })];
    default:
      return unreachable(fillStyle);
  }
}

/**
 * Longer with the line's width. On a closed line, or between two ends, they are stretched so that they come out even;
 * a line that is too short for any has none.
 */
export function dashesFor(
  contour: Contour,
  { dash = "solid", size }: { readonly dash?: Dash; readonly size: number },
): Pair | undefined {
  if (dash === "solid") return undefined;
  const [drawn, left] = DASHES[dash];
  const length = flatten(contour, size / 50).reduce((sum, line) => sum + lengthOf(line), 0);
  const period = (drawn + left) * size;
  if (length < period) return undefined;
  const closed = contour.at(-1)?.[0] === "Z";
  // An open line ends as it begins: with a dash.
  const count = Math.max(1, Math.round(closed ? length / period : (length - drawn * size) / period));
  const even = closed ? length / count : (length - drawn * size) / count;
  return [drawn * size, even - drawn * size];
}

/** Of line widths, round ends not counted. A dot is a dash of no length to speak of. */
const DASHES: Record<Exclude<Dash, "solid">, Pair> = { dashed: [2, 2.6], dotted: [0.01, 2.1] };
const HATCH = { spacing: 2.6, leastSpacing: 7, width: 0.45, leastWidth: 1.25, most: 400 };

/** Lines from the lower left to the upper right, as far apart as suits the line's width. */
function hatch(
  contour: Contour,
  { fill, size }: { readonly fill: Color; readonly size: number },
): PaintCommand {
  const { minX, minY, maxX, maxY } = boxOfContour(contour) ?? { minX: 0, minY: 0, maxX: 0, maxY: 0 };
  const reach = maxX - minX + maxY - minY;
  const spacing = Math.max(HATCH.leastSpacing, HATCH.spacing * size, reach / HATCH.most);
  const lines: ContourStep[] = [];
  // Along each of these lines x + y is the same.
  for (let sum = minX + minY + spacing / 2; sum < maxX + maxY; sum += spacing) {
    const left = Math.max(minX, sum - maxY), right = Math.min(maxX, sum - minY);
    lines.push(["M", left, sum - left], ["L", right, sum - right]);
  }
  const width = Math.max(HATCH.leastWidth, HATCH.width * size);
  // Across the lines; the sums above run along an axis.
  const apart = spacing / Math.SQRT2;
  return { op: "hatch", area: contour, lines, width, spacing: apart, paint: { tone: "ink", color: fill } };
}
