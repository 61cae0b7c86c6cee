/** The hand: drags the board. */

import { subtract, type Vec } from "../../../core/geometry/vec.ts";
import { unreachable } from "../../../core/unreachable.ts";
import type { Tool } from "./tool.ts";

export type HandState =
  | { readonly stage: "idle" }
  | { readonly stage: "dragging"; readonly last: Vec<"screen"> };

const idle: HandState = { stage: "idle" };

export const hand: Tool<HandState> = {
  id: "hand",
  idle,
  step(state, event) {
    switch (event.type) {
      case "down":
        return { state: { stage: "dragging", last: event.at.screen }, shows: { grabbing: true } };
      case "move": {
        const now = event.samples.at(-1);
        if (state.stage === "idle" || !now) return { state };
        return {
          state: { stage: "dragging", last: now.screen },
          shows: { grabbing: true },
          pan: subtract(now.screen, state.last),
        };
      }
      case "up":
      case "cancel":
        return { state: idle };
      default:
        return unreachable(event);
    }
  },
};
