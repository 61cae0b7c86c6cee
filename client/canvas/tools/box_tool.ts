/** Rectangle and ellipse: a drag draws the box, Shift a square one, Alt from the centre; a click puts one of a size that suits. */

import type { Vec } from "../../../core/geometry/vec.ts";
import { dragBox, roundPair } from "./constrain.ts";
import { type Drag, dragTool } from "./drag_tool.ts";

/** CSS pixels: the side of what a click puts. */
const CLICK_SIDE = 120;

export const rectangle = boxTool("rectangle");
export const ellipse = boxTool("ellipse");

function boxTool(kind: "rectangle" | "ellipse") {
  return dragTool({
    id: kind,
    shape(beginnings, { from, to, with: keys, zoom }) {
      const { minX, minY, maxX, maxY } = dragBox(from, to, keys);
      return {
        ...beginnings,
        kind,
        xy: roundPair(minX, minY, zoom),
        wh: roundPair(maxX - minX, maxY - minY, zoom),
      };
    },
    click: aroundClick,
  });
}

function aroundClick(at: Vec, zoom: number): Drag {
  const to = { x: at.x + CLICK_SIDE / 2 / zoom, y: at.y + CLICK_SIDE / 2 / zoom };
  return { from: at, to, with: { shift: false, alt: true, mod: false }, zoom };
}
