/** Line and arrow: from where the drag began to where it ends; Shift snaps to 15°. A click draws nothing. */

import { orderAfter } from "../../../core/board/order.ts";
import type { Arrow, Line, ShapeId } from "../../../core/board/shape.ts";
import { distance, type Vec } from "../../../core/geometry/vec.ts";
import { unreachable } from "../../../core/unreachable.ts";
import { DRAG_THRESHOLD, roundPair, snapAngle } from "./constrain.ts";
import type { Sample, Tool, ToolContext } from "./tool.ts";

export type LineToolState =
  | { readonly stage: "idle" }
  | { readonly stage: "pressed"; readonly id: ShapeId; readonly from: Sample }
  | { readonly stage: "dragging"; readonly id: ShapeId; readonly from: Sample; readonly to: Vec };

const idle: LineToolState = { stage: "idle" };

export const line: Tool<LineToolState> = lineTool("line");
export const arrow: Tool<LineToolState> = lineTool("arrow");

function lineTool(kind: "line" | "arrow"): Tool<LineToolState> {
  return {
    id: kind,
    idle,
    step(state, event, context) {
      switch (event.type) {
        case "down":
          return { state: { stage: "pressed", id: context.newId(), from: event.at } };
        case "move": {
          const now = event.samples.at(-1);
          if (state.stage === "idle" || !now) return { state };
          const { id, from } = state;
          if (state.stage === "pressed" && distance(from.screen, now.screen) < DRAG_THRESHOLD) {
            return { state };
          }
          const to = event.with.shift ? snapAngle(from.world, now.world) : now.world;
          const shape = shapeFrom(from.world, to, { kind, id, ...context });
          return { state: { stage: "dragging", id, from, to }, shows: { draft: { kind: "shape", shape } } };
        }
        case "up": {
          if (state.stage !== "dragging") return { state: idle };
          const shape = shapeFrom(state.from.world, state.to, { kind, id: state.id, ...context });
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

function shapeFrom(
  from: Vec,
  to: Vec,
  { kind, id, scene, zoom, color, size }: ToolContext & { kind: "line" | "arrow"; id: ShapeId },
): Line | Arrow {
  return {
    id,
    kind,
    z: orderAfter(scene.top),
    xy: roundPair(from.x, from.y, zoom),
    to: roundPair(to.x - from.x, to.y - from.y, zoom),
    color,
    size,
  };
}
