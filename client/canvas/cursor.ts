/** The CSS cursor of each tool. Pure. */

import { ERASER_RADIUS } from "./tools/eraser_radius.ts";
import type { ToolId } from "./tools/tool.ts";
import { unreachable } from "../../core/unreachable.ts";

export function cursorOf(tool: ToolId, { grabbing }: { grabbing: boolean }): string {
  if (grabbing) return "grabbing";
  switch (tool) {
    case "select":
      return "default";
    case "hand":
      return "grab";
    case "eraser":
      return ERASER_RING;
    case "text":
      return "text";
    // Its ring is drawn around the pointer, with the colour in it.
    case "eyedropper":
    case "lasso":
    case "bucket":
    case "laser":
    case "note":
    case "frame":
    case "pen":
    case "highlighter":
    case "rectangle":
    case "ellipse":
    case "diamond":
    case "triangle":
    case "star":
    case "cloud":
    case "bubble":
    case "line":
    case "polyline":
    case "arrow":
      return "crosshair";
    default:
      return unreachable(tool);
  }
}

const ERASER_RING = ring(ERASER_RADIUS);

/** A dark ring with a light one around it reads on any ground. */
function ring(radius: number): string {
  const middle = radius + 2, side = 2 * middle;
  const circle = (r: number, colour: string) =>
    `<circle cx='${middle}' cy='${middle}' r='${r}' fill='none' stroke='${colour}'/>`;
  const svg = `<svg xmlns='http://www.w3.org/2000/svg' width='${side}' height='${side}'>` +
    circle(radius, "#333") + circle(radius + 1, "#fff") + "</svg>";
  return `url("data:image/svg+xml,${encodeURIComponent(svg)}") ${middle} ${middle}, crosshair`;
}
