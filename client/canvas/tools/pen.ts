/** The pen: a pointer's path becomes a stroke. Shift draws straight on from where it was pressed, in steps of 15°. */

import type { InkDraft } from "../../../core/board/draft.ts";
import { orderAfter } from "../../../core/board/order.ts";
import type { ShapeId, Stroke } from "../../../core/board/shape.ts";
import { type InkPoint, MAX_POINTS, packPoints, type PressureSource } from "../../../core/geometry/points.ts";
import { simplify, thin } from "../../../core/geometry/simplify.ts";
import { distance } from "../../../core/geometry/vec.ts";
import { unreachable } from "../../../core/unreachable.ts";
import { snapAngle } from "./constrain.ts";
import { smooth } from "./smoothing.ts";
import type { PointerKind, Sample, Shows, Step, Tool, ToolContext } from "./tool.ts";

export type PenState = { readonly stage: "idle" } | Drawing;

interface Drawing {
  readonly stage: "drawing";
  readonly id: ShapeId;
  readonly source: PressureSource;
  /** Done with: not smoothed any more. */
  readonly done: readonly InkPoint[];
  /** The freehand run on its way, as it came. */
  readonly run: readonly InkPoint[];
  /** Where the straight piece ends, while Shift is held. */
  readonly straight: InkPoint | undefined;
}

/** CSS pixels: nearer points tell only of the sensor's noise. */
const LEAST_STEP = 0.5;
/** CSS pixels by which smoothing may move a point. */
const JITTER = 1.5;
/** CSS pixels a simplified stroke may stray from the recorded one. */
const STRAY = 0.35;

const idle: PenState = { stage: "idle" };

export const pen: Tool<PenState> = {
  id: "pen",
  idle,
  step(state, event, context) {
    switch (event.type) {
      case "down": {
        const source = event.with.pointer === "pen" ? "device" : "velocity";
        const first = inkPoint(event.at, event.with.pointer);
        return on({
          stage: "drawing",
          id: context.newId(),
          source,
          done: [],
          run: [first],
          straight: undefined,
        }, context);
      }
      case "move":
        if (state.stage === "idle") return { state };
        return on(follow(state, event.samples, { ...event.with, zoom: context.zoom }), context);
      case "up":
        return state.stage === "idle" ? { state } : commit(state, context);
      case "cancel":
        return { state: idle };
      default:
        return unreachable(event);
    }
  },
};

function on(state: Drawing, context: ToolContext): Step<PenState> {
  return { state, shows: shown(state, context) };
}

function follow(
  state: Drawing,
  samples: readonly Sample[],
  { shift, pointer, zoom }: { shift: boolean; pointer: PointerKind; zoom: number },
): Drawing {
  const points = samples.map((sample) => inkPoint(sample, pointer));
  const tip = points.at(-1);
  if (!tip) return state;
  if (shift) {
    const done = state.straight ? state.done : [...state.done, ...smooth(state.run, JITTER / zoom)];
    const from = done.at(-1) ?? tip;
    return { ...state, done, run: [], straight: { ...snapAngle(from, tip), pressure: tip.pressure } };
  }
  const done = state.straight ? [...state.done, state.straight] : state.done;
  const run = [...state.run];
  let last = run.at(-1) ?? done.at(-1) ?? tip;
  for (const point of points) {
    if (distance(last, point) * zoom < LEAST_STEP) continue;
    run.push(point);
    last = point;
  }
  return { ...state, done, run, straight: undefined };
}

function commit(state: Drawing, context: ToolContext): Step<PenState> {
  const packed = packPoints(
    { points: withinLimit(pointsOf(state, context.zoom), STRAY / context.zoom), pressure: state.source },
    context.zoom,
  );
  const shape: Stroke = {
    id: state.id,
    kind: "stroke",
    z: orderAfter(context.scene.top),
    xy: [packed.xy.x, packed.xy.y],
    color: context.color,
    size: context.size,
    points: packed.bytes,
  };
  return { state: idle, edits: [{ op: "put", shape }] };
}

/** Simplified, and more so while it is more than a stroke may hold. */
function withinLimit(points: readonly InkPoint[], tolerance: number): readonly InkPoint[] {
  const simple = simplify(points, tolerance);
  if (simple.length <= MAX_POINTS) return simple;
  // Thinned as well: a pressure that goes up and down keeps its points at any tolerance.
  return withinLimit(thin(simple, tolerance), tolerance * 2);
}

function shown(state: Drawing, { color, size, zoom }: ToolContext): Shows {
  const draft: InkDraft = {
    kind: "ink",
    id: state.id,
    color,
    size,
    pressure: state.source,
    points: pointsOf(state, zoom),
  };
  return { draft };
}

function pointsOf({ done, run, straight }: Drawing, zoom: number): InkPoint[] {
  return [...done, ...smooth(run, JITTER / zoom), ...straight ? [straight] : []];
}

function inkPoint({ world, pressure }: Sample, pointer: PointerKind): InkPoint {
  return { x: world.x, y: world.y, pressure: pointer === "pen" ? pressure : 0.5 };
}
