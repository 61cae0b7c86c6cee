/** The pen: a pointer's path becomes a stroke. Shift draws straight on from where it was pressed, in steps of 15°. */

import type { InkDraft } from "../../../core/board/draft.ts";
import { orderAfter } from "../../../core/board/order.ts";
import type { ShapeId, Stroke } from "../../../core/board/shape.ts";
import { PointList } from "../../../core/geometry/point_list.ts";
import { type InkPoint, MAX_POINTS, packPoints, type PressureSource } from "../../../core/geometry/points.ts";
import { simplify, thin } from "../../../core/geometry/simplify.ts";
import { distance } from "../../../core/geometry/vec.ts";
import { unreachable } from "../../../core/unreachable.ts";
import { snapAngle } from "./constrain.ts";
import { NO_RUN, type Run, smoothOn } from "./smoothing.ts";
import type { PointerKind, Sample, Shows, Step, Tool, ToolContext, ToolEvent } from "./tool.ts";

export type PenState = { readonly stage: "idle" } | Drawing;

interface Drawing {
  readonly stage: "drawing";
  readonly id: ShapeId;
  readonly source: PressureSource;
  /** Done with: no later point moves these. */
  readonly settled: PointList;
  /** What follows on them: the end of a run as smoothed so far, or the end of a straight piece. */
  readonly tail: readonly InkPoint[];
  /** The freehand run on its way; none while Shift is held. */
  readonly run: Run | undefined;
}

interface Showing extends ToolContext {
  readonly predicted?: readonly InkPoint[];
}

type Move = Extract<ToolEvent, { type: "move" }>;

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
        const nothing: Drawing = {
          stage: "drawing",
          id: context.newId(),
          source,
          settled: PointList.of(),
          tail: [],
          run: NO_RUN,
        };
        return on(draw(nothing, [inkPoint(event.at, event.with.pointer)], context), context);
      }
      case "move":
        if (state.stage === "idle") return { state };
        return on(follow(state, event, context), { ...context, predicted: predictedBy(event) });
      case "up":
        return state.stage === "idle" ? { state } : commit(state, context);
      case "cancel":
        return { state: idle };
      default:
        return unreachable(event);
    }
  },
};

function on(state: Drawing, context: Showing): Step<PenState> {
  return { state, shows: shown(state, context) };
}

function follow(state: Drawing, { samples, with: pressed }: Move, context: ToolContext): Drawing {
  const points = samples.map((sample) => inkPoint(sample, pressed.pointer));
  return pressed.shift ? drawStraight(state, points) : draw(state, points, context);
}

function draw(state: Drawing, points: readonly InkPoint[], { zoom }: ToolContext): Drawing {
  const before = state.run ? state.settled : state.settled.with(state.tail);
  const run = state.run ?? NO_RUN;
  let last = run.recent.at(-1) ?? before.at(-1);
  const more = points.filter((point) => {
    const moved = !last || distance(last, point) * zoom >= LEAST_STEP;
    if (moved) last = point;
    return moved;
  });
  const smoothed = smoothOn(run, more, { most: JITTER / zoom });
  return { ...state, settled: before.with(smoothed.settled), tail: smoothed.tail, run: smoothed.run };
}

function drawStraight(state: Drawing, points: readonly InkPoint[]): Drawing {
  const tip = points.at(-1);
  if (!tip) return state;
  const settled = state.run ? state.settled.with(state.tail) : state.settled;
  const end = { ...snapAngle(settled.at(-1) ?? tip, tip), pressure: tip.pressure };
  return { ...state, settled, tail: [end], run: undefined };
}

/** A straight piece ends at the pointer. */
function predictedBy({ predicted = [], with: { shift, pointer } }: Move): readonly InkPoint[] {
  return shift ? [] : predicted.map((sample) => inkPoint(sample, pointer));
}

function commit(state: Drawing, context: ToolContext): Step<PenState> {
  const packed = packPoints(
    {
      points: withinLimit([...state.settled.slice(), ...state.tail], STRAY / context.zoom),
      pressure: state.source,
    },
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

function shown({ id, source, settled, tail }: Drawing, { color, size, predicted = [] }: Showing): Shows {
  const draft: InkDraft = { kind: "ink", id, color, size, pressure: source, settled, tail, predicted };
  return { draft };
}

function inkPoint({ world, pressure }: Sample, pointer: PointerKind): InkPoint {
  return { x: world.x, y: world.y, pressure: pointer === "pen" ? pressure : 0.5 };
}
