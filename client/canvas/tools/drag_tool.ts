/** Tools that draw one shape by a drag. What shape lies between two points, and what a click puts, their makers say. */

import { orderAfter } from "../../../core/board/order.ts";
import type { Edit } from "../../../core/board/edit.ts";
import type { Shape, ShapeId } from "../../../core/board/shape.ts";
import { distance, type Vec } from "../../../core/geometry/vec.ts";
import { unreachable } from "../../../core/unreachable.ts";
import type { Style } from "../style.ts";
import { DRAG_THRESHOLD } from "./constrain.ts";
import { placedAt } from "./placing.ts";
import type { Modifiers, Sample, Step, Tool, ToolContext, ToolId } from "./tool.ts";

export type DragState =
  | { readonly stage: "idle" }
  | { readonly stage: "pressed"; readonly id: ShapeId; readonly from: Sample }
  | { readonly stage: "dragging"; readonly id: ShapeId; readonly from: Sample; readonly drag: Drag };

export interface Drag {
  readonly from: Vec;
  readonly to: Vec;
  readonly with: Modifiers;
  /** CSS pixels a world unit. */
  readonly zoom: number;
}

/** What every shape begins with. */
export type Beginnings = Pick<Shape, "id" | "z">;

export interface DragToolOptions {
  readonly id: ToolId;
  shape(beginnings: Beginnings, drag: Drag, style: Style): Shape;
  /** The drag that a click stands for; none puts nothing. */
  click?(at: Vec, zoom: number): Drag;
}

const idle: DragState = { stage: "idle" };

export function dragTool({ id, shape, click }: DragToolOptions): Tool<DragState> {
  const drawn = (shapeId: ShapeId, drag: Drag, { scene, style }: ToolContext) =>
    shape({ id: shapeId, z: orderAfter(scene.top) }, drag, style);
  const commit = (state: DragState, keys: Modifiers, context: ToolContext): Step<DragState> => {
    if (state.stage === "idle") return { state };
    const place = (at: Vec) => placedAt(at, { with: keys, options: context.options });
    const drag = state.stage === "dragging" ? state.drag : click?.(place(state.from.world), context.zoom);
    if (!drag) return { state: idle };
    const put = drawn(state.id, drag, context);
    const edits: Edit[] = [{ op: "put", shape: put }];
    if (context.options.keepTool) return { state: idle, edits };
    return { state: idle, edits, selection: [put.id], next: "select" };
  };
  return {
    id,
    idle,
    step(state, event, context) {
      switch (event.type) {
        case "down":
          return { state: { stage: "pressed", id: context.newId(), from: event.at } };
        case "move": {
          const to = event.samples.at(-1);
          if (state.stage === "idle" || !to) return { state };
          const { id, from } = state;
          if (state.stage === "pressed" && distance(from.screen, to.screen) < DRAG_THRESHOLD) {
            return { state };
          }
          const place = (at: Vec) => placedAt(at, { with: event.with, options: context.options });
          const drag = {
            from: place(from.world),
            to: place(to.world),
            with: event.with,
            zoom: context.zoom,
          };
          return {
            state: { stage: "dragging", id, from, drag },
            shows: { draft: { kind: "shape", shape: drawn(id, drag, context) } },
          };
        }
        case "up":
          return commit(state, event.with, context);
        case "cancel":
          return { state: idle };
        default:
          return unreachable(event);
      }
    },
  };
}
