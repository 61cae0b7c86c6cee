/**
 * Line and arrow: from where the drag began to where it ends, or from one click to the next. An arrow binds to what its
 * ends lie on, unless Ctrl is held; Shift keeps to 15°. Two clicks at one place draw nothing.
 */

import { resolveArrow } from "../../../core/board/bindings.ts";
import { orderAfter } from "../../../core/board/order.ts";
import type { Arrow, Binding, Line, ShapeId } from "../../../core/board/shape.ts";
import { distance, type Vec } from "../../../core/geometry/vec.ts";
import { unreachable } from "../../../core/unreachable.ts";
import { FIRST_BEND, styled } from "../style.ts";
import { bindingAt } from "./arrow_binding.ts";
import { DRAG_THRESHOLD, roundPair } from "./constrain.ts";
import { placedAt } from "./placing.ts";
import type { Hover, Pressed, Sample, Shows, Step, Tool, ToolContext } from "./tool.ts";

export type LineState =
  | { readonly stage: "idle" }
  /** Not yet known whether it is a click or a drag. */
  | { readonly stage: "pressed"; readonly id: ShapeId; readonly start: End; readonly from: Sample }
  | { readonly stage: "dragging"; readonly id: ShapeId; readonly start: End; readonly end: End }
  /** After a click: the end goes with the pointer, pressed or not. */
  | { readonly stage: "placing"; readonly id: ShapeId; readonly start: End; readonly end: End };

interface End {
  readonly at: Vec;
  readonly binding: Binding | undefined;
}

type Kind = "line" | "arrow";

const idle: LineState = { stage: "idle" };

export const line = lineTool("line");
export const arrow = lineTool("arrow");

function lineTool(kind: Kind): Tool<LineState> {
  return {
    id: kind,
    idle,
    step(state, event, context) {
      switch (event.type) {
        case "down": {
          if (state.stage !== "idle") return follow(state, event.at, { kind, pressed: event.with, context });
          const start = endAt(event.at.world, undefined, { kind, pressed: event.with, context });
          return {
            state: { stage: "pressed", id: context.newId(), start, from: event.at },
            shows: { binding: boundTo(start) },
          };
        }
        case "move": {
          const at = event.samples.at(-1);
          return at ? follow(state, at, { kind, pressed: event.with, context }) : { state };
        }
        case "up":
          return release(state, event.at, { kind, pressed: event.with, context });
        case "cancel":
          return { state: idle };
        default:
          return unreachable(event);
      }
    },
    hover: (state, hover, context) => hovered(state, hover, { kind, context }),
    // A drag goes on until the button is let go, as one of a box does.
    finish: (state) => state.stage === "idle" || state.stage === "dragging" ? undefined : { state: idle },
  };
}

interface Drawing {
  readonly kind: Kind;
  readonly pressed: Pressed;
  readonly context: ToolContext;
}

function hovered(
  state: LineState,
  hover: Hover | undefined,
  { kind, context }: Omit<Drawing, "pressed">,
): Step<LineState> {
  if (!hover) {
    return state.stage === "placing" ? { state, shows: shown(state, { kind, context }) } : { state };
  }
  const drawing = { kind, context, pressed: hover.with };
  if (state.stage !== "idle") return follow(state, hover.at, drawing);
  return { state, shows: { binding: boundTo(endAt(hover.at.world, undefined, drawing)) } };
}

function follow(state: LineState, at: Sample, drawing: Drawing): Step<LineState> {
  switch (state.stage) {
    case "idle":
      return { state };
    case "pressed": {
      if (distance(state.from.screen, at.screen) < DRAG_THRESHOLD) {
        return { state, shows: { binding: boundTo(state.start) } };
      }
      const { id, start } = state;
      return follow({ stage: "dragging", id, start, end: start }, at, drawing);
    }
    case "dragging":
    case "placing": {
      const { id, start } = state;
      const end = endAt(at.world, start.at, drawing);
      return { state: { ...state, end }, shows: shown({ id, start, end }, drawing) };
    }
    default:
      return unreachable(state);
  }
}

function release(state: LineState, at: Sample, drawing: Drawing): Step<LineState> {
  switch (state.stage) {
    case "idle":
      return { state };
    case "pressed": {
      const { id, start } = state;
      return { state: { stage: "placing", id, start, end: start }, shows: { binding: boundTo(start) } };
    }
    case "dragging":
    case "placing": {
      const { id, start } = state;
      return commit({ id, start, end: endAt(at.world, start.at, drawing) }, drawing);
    }
    default:
      return unreachable(state);
  }
}

interface Ends {
  readonly id: ShapeId;
  readonly start: End;
  readonly end: End;
}

function commit(ends: Ends, drawing: Drawing): Step<LineState> {
  const { context } = drawing;
  if (distance(ends.start.at, ends.end.at) * context.zoom < DRAG_THRESHOLD) return { state: idle };
  const shape = drawn(ends, drawing);
  const edits = [{ op: "put", shape: withoutWay(shape, context) }] as const;
  if (context.options.keepTool) return { state: idle, edits };
  return { state: idle, edits, selection: [shape.id], next: "select" };
}

function shown(ends: Ends, drawing: Omit<Drawing, "pressed">): Shows {
  return {
    draft: { kind: "shape", shape: drawn(ends, drawing) },
    binding: [...new Set([...boundTo(ends.start), ...boundTo(ends.end)])],
  };
}

function drawn(
  { id, start, end }: Ends,
  { kind, context: { scene, style, zoom } }: Omit<Drawing, "pressed">,
): Line | Arrow {
  const xy = roundPair(start.at.x, start.at.y, zoom);
  const beginnings = {
    id,
    z: orderAfter(scene.top),
    xy,
    to: roundPair(end.at.x - xy[0], end.at.y - xy[1], zoom),
  };
  if (kind === "line") return { ...styled("line", style), ...beginnings, kind } as Line;
  const shape = {
    ...styled("arrow", style),
    ...beginnings,
    kind,
    ...style.route === "curved" && { bend: FIRST_BEND },
    ...start.binding && { start: start.binding },
    ...end.binding && { end: end.binding },
  } as Arrow;
  return resolveArrow(shape, (target) => scene.get(target));
}

/** What is found anew whenever it is seen is not written down, and the rest no finer than it is seen. */
function withoutWay(shape: Line | Arrow, { zoom }: ToolContext): Line | Arrow {
  const ends = { xy: roundPair(...shape.xy, zoom), to: roundPair(...shape.to, zoom) };
  if (shape.kind === "line") return { ...shape, ...ends };
  const { via: _, ...rest } = shape;
  return { ...rest, ...ends };
}

/** What is held by a shape is held by nothing else. */
function endAt(at: Vec, from: Vec | undefined, { kind, pressed, context }: Drawing): End {
  const { scene, zoom, options } = context;
  const { mod, pointer } = pressed;
  const binding = kind === "arrow" && !mod ? bindingAt(scene, at, { zoom, pointer }) : undefined;
  return { at: binding ? at : placedAt(at, { from, with: pressed, options }), binding };
}

function boundTo({ binding }: End): ShapeId[] {
  return binding ? [binding.id] : [];
}
