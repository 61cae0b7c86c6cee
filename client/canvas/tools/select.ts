/**
 * The select tool: click, Shift-click, marquee, drag to move, Alt-drag to copy, handles to resize and turn; a double click
 * goes into a group, or writes.
 */

import type { ShapeId } from "../../../core/board/shape.ts";
import { boxBetween } from "../../../core/geometry/box.ts";
import { distance, type Vec } from "../../../core/geometry/vec.ts";
import { unreachable } from "../../../core/unreachable.ts";
import { left } from "../groups.ts";
import { DRAG_THRESHOLD } from "./constrain.ts";
import { caughtInBox } from "./select_catch.ts";
import { change, type Grab, grab } from "./select_change.ts";
import { type Carried, type Carry, carry, carryingShows, carryTo, drop } from "./select_move.ts";
import { type Press, press } from "./select_press.ts";
import type { Pressed, Sample, Step, Tool, ToolContext, ToolEvent } from "./tool.ts";

export type SelectState =
  | { readonly stage: "idle" }
  /** Not yet known whether it is a click or a drag. */
  | { readonly stage: "pressed"; readonly press: Press }
  | {
    readonly stage: "moving";
    readonly carry: Carry;
    readonly carried: Carried;
    readonly before: readonly ShapeId[];
  }
  | { readonly stage: "changing"; readonly grab: Grab; readonly last: Sample; readonly with: Pressed }
  | {
    readonly stage: "marquee";
    readonly from: Vec;
    readonly kept: readonly ShapeId[];
    readonly before: readonly ShapeId[];
  };

type Move = Extract<ToolEvent, { type: "move" }>;

const idle: SelectState = { stage: "idle" };

export const select: Tool<SelectState> = {
  id: "select",
  idle,
  step(state, event, context) {
    switch (event.type) {
      case "down": {
        const pressed = press(event, context);
        const { at: selection } = pressed;
        return { state: { stage: "pressed", press: pressed }, ...selection && { selection } };
      }
      case "move":
        return drag(state, event, context);
      case "up":
        return release(state, context);
      case "cancel":
        return cancel(state, context);
      default:
        return unreachable(event);
    }
  },
};

function drag(state: SelectState, event: Move, context: ToolContext): Step<SelectState> {
  const now = event.samples.at(-1);
  if (!now) return { state };
  switch (state.stage) {
    case "idle":
      return { state };
    case "pressed":
      if (distance(state.press.from.screen, now.screen) < DRAG_THRESHOLD) return { state };
      return drag(dragged(state.press, context), event, context);
    case "moving": {
      const carried = carryTo(state.carry, now, event.with, context);
      return {
        state: { ...state, carried },
        shows: carryingShows(state.carry, carried),
        selection: state.carry.ids,
      };
    }
    case "changing": {
      const { shows } = change(state.grab, now, event.with, context);
      return { state: { ...state, last: now, with: event.with }, shows };
    }
    case "marquee": {
      const marquee = boxBetween(state.from, now.world);
      const how = event.with.alt ? "whole" : "touched";
      return {
        state,
        shows: { marquee },
        selection: caughtInBox(marquee, { how, kept: state.kept }, context),
      };
    }
    default:
      return unreachable(state);
  }
}

function dragged(press: Press, context: ToolContext): SelectState {
  const { from, handle, ids, before, adds } = press;
  const grabbed = handle && grab(handle, from.world, context);
  if (grabbed) return { stage: "changing", grab: grabbed, last: from, with: press.with };
  if (ids.length === 0) return { stage: "marquee", from: from.world, kept: adds ? before : [], before };
  const carried = { by: { x: 0, y: 0 }, copies: false, guides: [] };
  return { stage: "moving", carry: carry(ids, from.world, context), carried, before };
}

function release(state: SelectState, context: ToolContext): Step<SelectState> {
  switch (state.stage) {
    case "idle":
    case "marquee":
      return { state: idle };
    case "pressed":
      if (state.press.write) return { state: idle, selection: [], write: state.press.write };
      return { state: idle, selection: state.press.clicked };
    case "moving":
      return { state: idle, ...drop(state.carry, state.carried, context) };
    case "changing": {
      const changes = change(state.grab, state.last, state.with, context).changes();
      return { state: idle, edits: changes.map(({ id, props }) => ({ op: "set", id, props })) };
    }
    default:
      return unreachable(state);
  }
}

/** A gesture on its way is undone; without one, Esc leaves a group, and then deselects. */
function cancel(state: SelectState, { scene, selection }: ToolContext): Step<SelectState> {
  switch (state.stage) {
    case "idle":
      return { state: idle, selection: left(scene, selection) };
    case "pressed":
      return { state: idle, selection: state.press.before };
    case "marquee":
    case "moving":
      return { state: idle, selection: state.before };
    case "changing":
      return { state: idle, selection };
    default:
      return unreachable(state);
  }
}
