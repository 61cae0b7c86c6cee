/** The lasso: selects what a line drawn around it touches or holds; with Alt only what lies inside as a whole. */

import type { ShapeId } from "../../../core/board/shape.ts";
import { distance, type Vec } from "../../../core/geometry/vec.ts";
import { unreachable } from "../../../core/unreachable.ts";
import { left } from "../groups.ts";
import { DRAG_THRESHOLD } from "./constrain.ts";
import { caughtInArea } from "./select_catch.ts";
import { hoveredAt } from "./select_press.ts";
import type { Modifiers, Sample, Step, Tool, ToolContext } from "./tool.ts";

export type LassoState =
  | { readonly stage: "idle" }
  | {
    readonly stage: "drawing";
    readonly from: Sample;
    readonly corners: readonly Vec[];
    readonly kept: readonly ShapeId[];
    readonly before: readonly ShapeId[];
  };

/** CSS pixels from corner to corner. */
const STEP = 4;
/** A line of more corners than these has every other taken out: what it holds stays about the same. */
const MOST_CORNERS = 400;

const idle: LassoState = { stage: "idle" };

export const lasso: Tool<LassoState> = {
  id: "lasso",
  idle,
  step(state, event, context) {
    switch (event.type) {
      case "down": {
        const { selection } = context;
        const kept = event.with.shift ? selection : [];
        return {
          state: { stage: "drawing", from: event.at, corners: [event.at.world], kept, before: selection },
        };
      }
      case "move":
        return state.stage === "idle" ? { state } : draw(state, event, context);
      case "up": {
        if (state.stage === "idle") return { state };
        const clicked = distance(state.from.screen, event.at.screen) < DRAG_THRESHOLD &&
          state.corners.length < 3;
        if (!clicked) return { state: idle, selection: caughtBy(state, event.with, context), next: "select" };
        const hit = hoveredAt(event.at.world, event.with, { ...context, selection: [] });
        return { state: idle, selection: [...new Set([...state.kept, ...hit])] };
      }
      case "cancel":
        if (state.stage === "drawing") return { state: idle, selection: state.before };
        return { state: idle, selection: left(context.scene, context.selection) };
      default:
        return unreachable(event);
    }
  },
};

type Drawing = Extract<LassoState, { stage: "drawing" }>;

function draw(
  state: Drawing,
  { samples, with: keys }: { readonly samples: readonly Sample[]; readonly with: Modifiers },
  context: ToolContext,
): Step<LassoState> {
  const corners = [...state.corners];
  for (const { world } of samples) {
    const last = corners.at(-1);
    if (!last || distance(last, world) * context.zoom >= STEP) corners.push(world);
  }
  const drawn = {
    ...state,
    corners: corners.length > MOST_CORNERS ? corners.filter((_, i) => i % 2 === 0) : corners,
  };
  return { state: drawn, shows: { lasso: drawn.corners }, selection: caughtBy(drawn, keys, context) };
}

function caughtBy({ corners, kept }: Drawing, { alt }: Modifiers, context: ToolContext): readonly ShapeId[] {
  return caughtInArea(corners, { how: alt ? "whole" : "touched", kept }, context);
}
