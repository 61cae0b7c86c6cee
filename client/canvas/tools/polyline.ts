/**
 * The polyline tool: each click adds a corner. A double click, Enter or a click on the last corner ends it; a click on the
 * first one closes it. Esc takes the last corner back, and with the first all of it. Shift keeps to 15°.
 */

import { orderAfter } from "../../../core/board/order.ts";
import type { Polyline, ShapeId } from "../../../core/board/shape.ts";
import { MAX_POINTS, packPoints } from "../../../core/geometry/points.ts";
import { distance, type Vec } from "../../../core/geometry/vec.ts";
import { unreachable } from "../../../core/unreachable.ts";
import { styled } from "../style.ts";
import { DRAG_THRESHOLD } from "./constrain.ts";
import { placedAt } from "./placing.ts";
import type { PointerKind, Pressed, Sample, Shows, Step, Tool, ToolContext } from "./tool.ts";

export type PolylineState =
  | { readonly stage: "idle" }
  | (Drawing & { readonly stage: "drawing" })
  /** `first`: this press placed the first corner. */
  | (Drawing & { readonly stage: "pressed"; readonly from: Sample; readonly first: boolean });

interface Drawing {
  readonly id: ShapeId;
  /** At least one. */
  readonly corners: readonly Vec[];
  /** Where the next one would be. */
  readonly next: Vec;
}

/** CSS pixels: so near to a corner a click is on it. */
const ON_CORNER: Record<PointerKind, number> = { mouse: 8, pen: 10, touch: 16 };

const idle: PolylineState = { stage: "idle" };

export const polyline: Tool<PolylineState> = {
  id: "polyline",
  idle,
  step(state, event, context) {
    switch (event.type) {
      case "down":
        return press(state, event, context);
      case "move": {
        const at = event.samples.at(-1);
        return at ? follow(state, at, { with: event.with, context }) : { state };
      }
      case "up":
        return release(state, event.at, { with: event.with, context });
      case "cancel":
        return cancel(state, context);
      default:
        return unreachable(event);
    }
  },
  hover(state, hover, context) {
    if (hover) return follow(state, hover.at, { with: hover.with, context });
    return state.stage === "idle" ? { state } : { state, shows: shown(state, context) };
  },
  finish(state, context) {
    if (state.stage === "idle") return undefined;
    return state.corners.length > 1 ? commit(state, { closed: false }, context) : { state: idle };
  },
};

interface Pointing {
  readonly with: Pressed;
  readonly context: ToolContext;
}

function press(
  state: PolylineState,
  { at, with: pressed, clicks }: { readonly at: Sample; readonly with: Pressed; readonly clicks: 1 | 2 },
  context: ToolContext,
): Step<PolylineState> {
  if (state.stage === "idle") {
    const corner = placedAt(at.world, { with: pressed, options: context.options });
    const drawing = { id: context.newId(), corners: [corner], next: corner };
    return { state: { ...drawing, stage: "pressed", from: at, first: true } };
  }
  if (clicks === 2 && state.corners.length > 1) return commit(state, { closed: false }, context);
  const next = nextCorner(state, at, { with: pressed, context });
  const drawing = { id: state.id, corners: state.corners, next };
  return { state: { ...drawing, stage: "pressed", from: at, first: false }, shows: shown(drawing, context) };
}

function follow(state: PolylineState, at: Sample, pointing: Pointing): Step<PolylineState> {
  if (state.stage === "idle") return { state };
  const next = nextCorner(state, at, pointing);
  return { state: { ...state, next }, shows: shown({ ...state, next }, pointing.context) };
}

function release(state: PolylineState, at: Sample, pointing: Pointing): Step<PolylineState> {
  if (state.stage !== "pressed") return { state };
  const { context, with: { pointer } } = pointing;
  const { id, corners } = state;
  const next = nextCorner(state, at, pointing);
  const clicked = distance(state.from.screen, at.screen) < DRAG_THRESHOLD;
  const on = (corner: Vec | undefined) => corner !== undefined && isOn(corner, at, { pointer, context });
  // The press that placed the first corner adds another only if it was dragged away from it.
  if (state.first && clicked) return { state: { stage: "drawing", id, corners, next } };
  if (isClosing(state, next)) return commit(state, { closed: true }, context);
  if (clicked && on(corners.at(-1))) {
    return corners.length > 1 ? commit(state, { closed: false }, context) : { state: idle };
  }
  const drawing = { id, corners: [...corners, next], next };
  if (drawing.corners.length >= MAX_POINTS) return commit(drawing, { closed: false }, context);
  return { state: { ...drawing, stage: "drawing" }, shows: shown(drawing, context) };
}

/** While pressed, only the press never was. */
function cancel(state: PolylineState, context: ToolContext): Step<PolylineState> {
  switch (state.stage) {
    case "idle":
      return { state };
    case "pressed": {
      if (state.first) return { state: idle };
      const { id, corners, next } = state;
      return { state: { stage: "drawing", id, corners, next }, shows: shown({ id, corners, next }, context) };
    }
    case "drawing": {
      const { id, next } = state;
      const corners = state.corners.slice(0, -1);
      if (corners.length === 0) return { state: idle };
      return { state: { stage: "drawing", id, corners, next }, shows: shown({ id, corners, next }, context) };
    }
    default:
      return unreachable(state);
  }
}

/** On the first corner, if the pointer is there and the line can be closed; else where it is placed. */
function nextCorner({ corners }: Drawing, at: Sample, { with: pressed, context }: Pointing): Vec {
  const first = corners[0];
  if (first && corners.length > 2 && isOn(first, at, { pointer: pressed.pointer, context })) return first;
  return placedAt(at.world, { from: corners.at(-1), with: pressed, options: context.options });
}

function isOn(
  corner: Vec,
  at: Sample,
  { pointer, context: { zoom } }: { readonly pointer: PointerKind; readonly context: ToolContext },
): boolean {
  return distance(corner, at.world) * zoom <= ON_CORNER[pointer];
}

function isClosing({ corners }: Drawing, next: Vec): boolean {
  return corners.length > 2 && next === corners[0];
}

function shown(drawing: Drawing, context: ToolContext): Shows {
  const closed = isClosing(drawing, drawing.next);
  const corners = closed ? drawing.corners : [...drawing.corners, drawing.next];
  return { draft: { kind: "shape", shape: drawn({ ...drawing, corners }, { closed }, context) } };
}

function commit(
  drawing: Drawing,
  { closed }: { readonly closed: boolean },
  context: ToolContext,
): Step<PolylineState> {
  const shape = drawn(drawing, { closed }, context);
  const edits = [{ op: "put", shape }] as const;
  if (context.options.keepTool) return { state: idle, edits };
  return { state: idle, edits, selection: [shape.id], next: "select" };
}

function drawn(
  { id, corners }: Pick<Drawing, "id" | "corners">,
  { closed }: { readonly closed: boolean },
  { scene, style, zoom }: ToolContext,
): Polyline {
  const points = corners.map((corner) => ({ ...corner, pressure: 0.5 }));
  const { xy, bytes } = packPoints({ points, pressure: "velocity" }, zoom);
  return {
    ...styled("polyline", style),
    id,
    kind: "polyline",
    z: orderAfter(scene.top),
    xy: [xy.x, xy.y],
    points: bytes,
    ...closed && { closed: true },
  } as Polyline;
}
