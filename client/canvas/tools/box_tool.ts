/** Figures in a box: a drag draws the box, Shift a square one, Alt from the centre; a click puts one of a size that suits. */

import type { BoxKind, Shape } from "../../../core/board/shape.ts";
import type { Vec } from "../../../core/geometry/vec.ts";
import { dragBox, roundPair } from "./constrain.ts";
import { styled } from "../style.ts";
import { type Drag, type DragState, dragTool } from "./drag_tool.ts";
import type { Tool } from "./tool.ts";

/** CSS pixels: the side of what a click puts. */
const CLICK_SIDE = 120;

export function boxTool(kind: BoxKind): Tool<DragState> {
  return dragTool({
    id: kind,
    shape(beginnings, { from, to, with: keys, zoom }, style) {
      const { minX, minY, maxX, maxY } = dragBox(from, to, keys);
      return {
        ...beginnings,
        ...styled(kind, style),
        kind,
        xy: roundPair(minX, minY, zoom),
        wh: roundPair(maxX - minX, maxY - minY, zoom),
      } as Shape;
    },
    click: aroundClick,
  });
}

function aroundClick(at: Vec, zoom: number): Drag {
  const to = { x: at.x + CLICK_SIDE / 2 / zoom, y: at.y + CLICK_SIDE / 2 / zoom };
  return { from: at, to, with: { shift: false, alt: true, mod: false }, zoom };
}
