/** The eraser: takes away whole shapes that its path touched; until it is lifted they only fade. */

import type { ShapeId } from "../../../core/board/shape.ts";
import type { Vec } from "../../../core/geometry/vec.ts";
import { unreachable } from "../../../core/unreachable.ts";
import type { Sample, Step, Tool, ToolContext } from "./tool.ts";

export type EraserState =
  | { readonly stage: "idle" }
  | { readonly stage: "erasing"; readonly last: Vec; readonly victims: readonly ShapeId[] };

/** CSS pixels: the ring that the cursor shows. */
export const ERASER_RADIUS = 8;

const idle: EraserState = { stage: "idle" };

export const eraser: Tool<EraserState> = {
  id: "eraser",
  idle,
  step(state, event, context) {
    switch (event.type) {
      case "down":
        return sweep({ last: event.at.world, victims: [] }, [event.at], context);
      case "move":
        return state.stage === "idle" ? { state } : sweep(state, event.samples, context);
      case "up":
        if (state.stage === "idle" || state.victims.length === 0) return { state: idle };
        return { state: idle, edits: state.victims.map((id) => ({ op: "remove", id })) };
      case "cancel":
        return { state: idle };
      default:
        return unreachable(event);
    }
  },
};

/** Goes from sample to sample along straight lines, so that a fast stroke of the rubber jumps over nothing. */
function sweep(
  from: { last: Vec; victims: readonly ShapeId[] },
  samples: readonly Sample[],
  { scene, zoom }: ToolContext,
): Step<EraserState> {
  const victims = new Set(from.victims);
  let last = from.last;
  for (const { world } of samples) {
    for (const shape of scene.swept(last, world, ERASER_RADIUS / zoom)) victims.add(shape.id);
    last = world;
  }
  const fading = [...victims];
  return { state: { stage: "erasing", last, victims: fading }, shows: { fading } };
}
