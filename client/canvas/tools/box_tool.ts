/** Rectangle and ellipse: a drag draws the box, Shift a square one, Alt from the centre; a click puts one of a size that suits. */

import { orderAfter } from "../../../core/board/order.ts";
import type { Ellipse, Rectangle, ShapeId } from "../../../core/board/shape.ts";
import { type Box, grow } from "../../../core/geometry/box.ts";
import { distance, type Vec } from "../../../core/geometry/vec.ts";
import { unreachable } from "../../../core/unreachable.ts";
import { DRAG_THRESHOLD, dragBox, roundPair } from "./constrain.ts";
import type { Sample, Tool, ToolContext } from "./tool.ts";

export type BoxToolState =
  | { readonly stage: "idle" }
  | { readonly stage: "pressed"; readonly id: ShapeId; readonly from: Sample }
  | { readonly stage: "dragging"; readonly id: ShapeId; readonly from: Sample; readonly box: Box };

/** CSS pixels: the side of what a click puts. */
const CLICK_SIDE = 120;

const idle: BoxToolState = { stage: "idle" };

export const rectangle: Tool<BoxToolState> = boxTool("rectangle");
export const ellipse: Tool<BoxToolState> = boxTool("ellipse");

function boxTool(kind: "rectangle" | "ellipse"): Tool<BoxToolState> {
  return {
    id: kind,
    idle,
    step(state, event, context) {
      switch (event.type) {
        case "down":
          return { state: { stage: "pressed", id: context.newId(), from: event.at } };
        case "move": {
          const to = event.samples.at(-1);
          if (state.stage === "idle" || !to) return { state };
          if (state.stage === "pressed" && distance(state.from.screen, to.screen) < DRAG_THRESHOLD) {
            return { state };
          }
          const box = dragBox(state.from.world, to.world, event.with);
          const shape = shapeIn(box, { kind, id: state.id }, context);
          return {
            state: { stage: "dragging", id: state.id, from: state.from, box },
            shows: { draft: { kind: "shape", shape } },
          };
        }
        case "up": {
          if (state.stage === "idle") return { state };
          const box = state.stage === "dragging" ? state.box : aroundClick(state.from.world, context.zoom);
          const shape = shapeIn(box, { kind, id: state.id }, context);
          return { state: idle, edits: [{ op: "put", shape }], selection: [shape.id], next: "select" };
        }
        case "cancel":
          return { state: idle };
        default:
          return unreachable(event);
      }
    },
  };
}

function aroundClick({ x, y }: Vec, zoom: number): Box {
  return grow({ minX: x, minY: y, maxX: x, maxY: y }, CLICK_SIDE / 2 / zoom);
}

function shapeIn(
  { minX, minY, maxX, maxY }: Box,
  { kind, id }: { kind: "rectangle" | "ellipse"; id: ShapeId },
  { scene, zoom, color, size }: ToolContext,
): Rectangle | Ellipse {
  return {
    id,
    kind,
    z: orderAfter(scene.top),
    xy: roundPair(minX, minY, zoom),
    wh: roundPair(maxX - minX, maxY - minY, zoom),
    color,
    size,
  };
}
