/** The select tool: click, Shift-click, marquee, drag to move; a double click writes. */

import type { ShapeId } from "../../../core/board/shape.ts";
import { type Box, boxBetween, holds } from "../../../core/geometry/box.ts";
import { distance, subtract, type Vec } from "../../../core/geometry/vec.ts";
import { unreachable } from "../../../core/unreachable.ts";
import { boundsAround, moving, toggle } from "../selection.ts";
import { DRAG_THRESHOLD, hitTolerance, roundPair } from "./constrain.ts";
import type { Sample, Step, Tool, ToolContext, ToolEvent, WriteTarget } from "./tool.ts";

export type SelectState =
  | { readonly stage: "idle" }
  /** Not yet known whether it is a click or a drag. `ids` are what a drag would move: none draws a marquee. */
  | {
    readonly stage: "pressed";
    readonly from: Sample;
    readonly ids: readonly ShapeId[];
    /** The selection if this turns out to be a click. */
    readonly clicked: readonly ShapeId[];
    readonly write: WriteTarget | undefined;
    /** The selection before, to go back to, and what a Shift-marquee adds to. */
    readonly before: readonly ShapeId[];
    readonly adds: boolean;
  }
  | { readonly stage: "moving"; readonly from: Vec; readonly by: Vec; readonly ids: readonly ShapeId[] }
  | {
    readonly stage: "marquee";
    readonly from: Vec;
    readonly kept: readonly ShapeId[];
    readonly before: readonly ShapeId[];
  };

type Pressed = Extract<SelectState, { stage: "pressed" }>;
type Down = Extract<ToolEvent, { type: "down" }>;
type Move = Extract<ToolEvent, { type: "move" }>;

const idle: SelectState = { stage: "idle" };

export const select: Tool<SelectState> = {
  id: "select",
  idle,
  step(state, event, context) {
    switch (event.type) {
      case "down":
        return press(event, context);
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

function press(event: Down, { scene, selection, zoom }: ToolContext): Step<SelectState> {
  const { at, with: { shift, pointer } } = event;
  const hit = scene.at(at.world, hitTolerance(pointer, zoom));
  const base = { stage: "pressed", from: at, before: selection, adds: shift } as const;
  if (!hit) {
    // Hollow shapes are held at their edge; once selected, anywhere in their box.
    const around = selection.length > 0 ? boundsAround(scene, selection) : undefined;
    const ids = around && !shift && holds(around, at.world) ? selection : [];
    const write = event.clicks === 2 ? { kind: "new", at: at.world } as const : undefined;
    return { state: { ...base, ids, clicked: shift ? selection : [], write } };
  }
  const write = event.clicks === 2 && hit.kind === "text"
    ? { kind: "existing", id: hit.id } as const
    : undefined;
  if (shift) {
    const clicked = toggle(selection, hit.id);
    return { state: { ...base, ids: selection.includes(hit.id) ? selection : clicked, clicked, write } };
  }
  if (selection.includes(hit.id)) return { state: { ...base, ids: selection, clicked: [hit.id], write } };
  return { state: { ...base, ids: [hit.id], clicked: [hit.id], write }, selection: [hit.id] };
}

function drag(state: SelectState, event: Move, context: ToolContext): Step<SelectState> {
  const now = event.samples.at(-1);
  if (!now) return { state };
  switch (state.stage) {
    case "idle":
      return { state };
    case "pressed":
      if (distance(state.from.screen, now.screen) < DRAG_THRESHOLD) return { state };
      return drag(dragged(state), event, context);
    case "moving": {
      const by = offset(state.from, now.world, { shift: event.with.shift, zoom: context.zoom });
      return {
        state: { ...state, by },
        shows: { draft: { kind: "move", ids: state.ids, by } },
        selection: state.ids,
      };
    }
    case "marquee": {
      const marquee = boxBetween(state.from, now.world);
      return { state, shows: { marquee }, selection: caught(marquee, state.kept, context) };
    }
    default:
      return unreachable(state);
  }
}

function dragged({ from, ids, before, adds }: Pressed): SelectState {
  if (ids.length > 0) return { stage: "moving", from: from.world, by: { x: 0, y: 0 }, ids };
  return { stage: "marquee", from: from.world, kept: adds ? before : [], before };
}

function release(state: SelectState, { scene }: ToolContext): Step<SelectState> {
  switch (state.stage) {
    case "idle":
    case "marquee":
      return { state: idle };
    case "pressed":
      if (state.write) return { state: idle, selection: [], write: state.write };
      return { state: idle, selection: state.clicked };
    case "moving": {
      if (state.by.x === 0 && state.by.y === 0) return { state: idle };
      const edits = moving(scene, state.ids, state.by);
      return edits.length > 0 ? { state: idle, edits } : { state: idle };
    }
    default:
      return unreachable(state);
  }
}

/** A gesture on its way is undone; without one, Esc deselects. */
function cancel(state: SelectState, { selection }: ToolContext): Step<SelectState> {
  switch (state.stage) {
    case "idle":
      return { state: idle, selection: [] };
    case "pressed":
    case "marquee":
      return { state: idle, selection: state.before };
    case "moving":
      return { state: idle, selection };
    default:
      return unreachable(state);
  }
}

/** Shift keeps a move on one axis. */
function offset(from: Vec, to: Vec, { shift, zoom }: { shift: boolean; zoom: number }): Vec {
  const by = subtract(to, from);
  const wide = Math.abs(by.x) >= Math.abs(by.y);
  const [x, y] = roundPair(shift && !wide ? 0 : by.x, shift && wide ? 0 : by.y, zoom);
  return { x, y };
}

function caught(marquee: Box, kept: readonly ShapeId[], { scene }: ToolContext): readonly ShapeId[] {
  return [...new Set([...kept, ...scene.within(marquee).map(({ id }) => id)])];
}
