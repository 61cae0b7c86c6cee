/** The eraser: whole shapes, or what it passes over of strokes, or whole shapes of one's own, as the options say. */

import type { Edit } from "../../../core/board/edit.ts";
import { unreachable } from "../../../core/unreachable.ts";
import { type Rubbing, rubbingEdits, rubOn, shownRubbing, startRubbing } from "./eraser_partial.ts";
import { type Sweep, sweepEdits, sweepOn } from "./eraser_whole.ts";
import type { Sample, Step, Tool, ToolContext, ToolEvent } from "./tool.ts";

export type EraserState =
  | { readonly stage: "idle" }
  /** As the options were when it was set down: the mode does not change within a gesture. */
  | { readonly stage: "sweeping"; readonly last: Sample; readonly sweep: Sweep }
  | { readonly stage: "rubbing"; readonly last: Sample; readonly rubbing: Rubbing };

const idle: EraserState = { stage: "idle" };

export const eraser: Tool<EraserState> = {
  id: "eraser",
  idle,
  step(state, event, context) {
    switch (event.type) {
      case "down":
        return pass(begin(event.at, context), { samples: [event.at], with: event.with }, context);
      case "move":
        return pass(state, event, context);
      case "up":
        return commit(state, context);
      case "cancel":
        return { state: idle };
      default:
        return unreachable(event);
    }
  },
};

function begin(last: Sample, { options: { eraser: mode } }: ToolContext): EraserState {
  switch (mode) {
    case "whole":
    case "mine":
      return { stage: "sweeping", last, sweep: { whose: mode === "mine" ? "mine" : "anybody", victims: [] } };
    case "partial":
      return { stage: "rubbing", last, rubbing: startRubbing() };
    default:
      return unreachable(mode);
  }
}

/** Goes from sample to sample along straight lines, so that a fast stroke of the rubber jumps over nothing. */
function pass(
  state: EraserState,
  { samples, with: pressed }: Pick<Extract<ToolEvent, { type: "move" }>, "samples" | "with">,
  context: ToolContext,
): Step<EraserState> {
  if (state.stage === "idle") return { state };
  const way = { from: state.last, through: samples, pointer: pressed.pointer };
  const last = samples.at(-1) ?? state.last;
  if (state.stage === "sweeping") {
    const sweep = sweepOn(state.sweep, way, context);
    return { state: { ...state, last, sweep }, shows: { fading: sweep.victims } };
  }
  const rubbing = rubOn(state.rubbing, way, context);
  return { state: { ...state, last, rubbing }, shows: shownRubbing(rubbing) };
}

function commit(state: EraserState, context: ToolContext): Step<EraserState> {
  const edits = editsOf(state, context);
  return edits.length > 0 ? { state: idle, edits } : { state: idle };
}

function editsOf(state: EraserState, context: ToolContext): Edit[] {
  switch (state.stage) {
    case "idle":
      return [];
    case "sweeping":
      return sweepEdits(state.sweep);
    case "rubbing":
      return rubbingEdits(state.rubbing, context);
    default:
      return unreachable(state);
  }
}
