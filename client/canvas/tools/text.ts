/**
 * The text tool: a click opens a field there, or what was clicked for writing; a drag opens one of the width dragged. The
 * field itself is not its business.
 */

import { holdsText } from "../../../core/board/schema.ts";
import type { Vec } from "../../../core/geometry/vec.ts";
import { unreachable } from "../../../core/unreachable.ts";
import { DRAG_THRESHOLD, hitTolerance } from "./constrain.ts";
import type { Sample, Tool, ToolContext, WriteTarget } from "./tool.ts";

export type TextState =
  | { readonly stage: "idle" }
  | { readonly stage: "pressed"; readonly from: Sample }
  | { readonly stage: "dragging"; readonly from: Sample };

const idle: TextState = { stage: "idle" };

export const text: Tool<TextState> = {
  id: "text",
  idle,
  step(state, event, context) {
    switch (event.type) {
      case "down":
        return { state: { stage: "pressed", from: event.at } };
      case "move": {
        const to = event.samples.at(-1);
        if (state.stage === "idle" || !to) return { state };
        const { from } = state;
        const dragged = state.stage === "dragging" ||
          Math.abs(to.screen.x - from.screen.x) > 4 * DRAG_THRESHOLD;
        if (!dragged) return { state };
        return {
          state: { stage: "dragging", from },
          shows: { marquee: lineBetween(from.world, to.world, context) },
        };
      }
      case "up": {
        if (state.stage === "idle") return { state };
        const { world } = event.at;
        const write = state.stage === "dragging"
          ? dragged(state.from.world, world)
          : clicked(world, hitTolerance(event.with.pointer, context.zoom), context);
        return { state: idle, next: "select", selection: [], write };
      }
      case "cancel":
        return { state: idle };
      default:
        return unreachable(event);
    }
  },
};

function clicked(at: Vec, tolerance: number, { scene }: ToolContext): WriteTarget {
  const hit = scene.at(at, tolerance);
  return hit && holdsText(hit.kind) && !hit.locked ? { kind: "existing", id: hit.id } : { kind: "new", at };
}

/** Where it ends below or above makes no difference: a text is as high as its lines. */
function dragged(from: Vec, to: Vec): WriteTarget {
  return { kind: "new", at: { x: Math.min(from.x, to.x), y: from.y }, width: Math.abs(to.x - from.x) };
}

function lineBetween(from: Vec, to: Vec, { style }: ToolContext) {
  const half = style.textSize * 0.625;
  return {
    minX: Math.min(from.x, to.x),
    maxX: Math.max(from.x, to.x),
    minY: from.y - half,
    maxY: from.y + half,
  };
}
