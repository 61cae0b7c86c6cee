/**
 * The pen: a pointer's path becomes a stroke. Shift draws straight on from where it was pressed, in steps of 15°, and
 * a Shift-click joins on to one's last stroke. Held still at its end, a stroke becomes the figure that it looks like.
 */

import type { InkDraft } from "../../../core/board/draft.ts";
import { orderAfter } from "../../../core/board/order.ts";
import type { Nib, Shape, ShapeId, ShapeProps, Stroke } from "../../../core/board/shape.ts";
import { closes, placesOf } from "../../../core/board/stroke_places.ts";
import type { DrawnFigure } from "../../../core/geometry/drawn_figure.ts";
import { PointList } from "../../../core/geometry/point_list.ts";
import { type InkPoint, MAX_POINTS, packPoints, type PressureSource } from "../../../core/geometry/points.ts";
import { simplify, thin } from "../../../core/geometry/simplify.ts";
import { distance, type Vec } from "../../../core/geometry/vec.ts";
import { unreachable } from "../../../core/unreachable.ts";
import { type Style, styled } from "../style.ts";
import { DRAG_THRESHOLD, snapAngle } from "./constrain.ts";
import type { Placed, Recognition } from "./recognition.ts";
import { NO_RUN, type Run, smoothOn } from "./smoothing.ts";
import type { PointerKind, Sample, Shows, Step, Tool, ToolContext, ToolEvent, ToolId } from "./tool.ts";

export type PenState = Idle | Drawing | Shaping;

interface Idle {
  readonly stage: "idle";
  /** One's last stroke, for what joins on to it. */
  readonly last?: ShapeId;
}

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
  /** A press that is a click so far, and joins its place to this one. */
  readonly joins?: { readonly to: InkPoint; readonly pressedAt: Vec<"screen"> };
}

/** The ink was taken for a figure, which goes with the pointer until it is lifted. */
interface Shaping {
  readonly stage: "shaping";
  readonly id: ShapeId;
  readonly recognition: Recognition;
  /** As it was recognised, with the pointer here. */
  readonly figure: DrawnFigure;
  readonly from: Vec;
  /** As it is now. */
  readonly shape: Shape;
}

export type InkLook = Pick<Stroke, "color" | "size"> & { readonly nib: Nib; readonly opacity: number };

export interface InkToolOptions {
  readonly id: ToolId;
  look(style: Style): InkLook & Partial<ShapeProps>;
  /** What ink becomes that was recognised as a figure; undefined: it stays ink. */
  shapeOf(recognition: Recognition, figure: DrawnFigure, placed: Placed): Shape | undefined;
}

interface Showing extends ToolContext {
  readonly predicted?: readonly InkPoint[];
}

type Move = Extract<ToolEvent, { type: "move" }>;
type Down = Extract<ToolEvent, { type: "down" }>;

/** CSS pixels: nearer points tell only of the sensor's noise. */
const LEAST_STEP = 0.5;
/** CSS pixels by which smoothing may move a point. */
const JITTER = 1.5;
/** CSS pixels a simplified stroke may stray from the recorded one. */
const STRAY = 0.35;

export const pen = inkTool({
  id: "pen",
  look: (style) => ({ ...styled("stroke", style), nib: style.nib, opacity: style.opacity }),
  shapeOf: (recognition, figure, placed) => recognition.figureShape(figure, placed),
});

export function inkTool({ id, look, shapeOf }: InkToolOptions): Tool<PenState> {
  const on = (state: Drawing, context: Showing): Step<PenState> => ({
    state,
    shows: shown(state, look(context.style), context.predicted),
  });
  const onShape = (state: Shaping): Step<PenState> => ({
    state,
    shows: { draft: { kind: "shape", shape: state.shape } },
  });
  const placed = (shapeId: ShapeId, { scene, style, zoom }: ToolContext): Placed => ({
    id: shapeId,
    z: orderAfter(scene.top),
    style,
    zoom,
  });
  const move = (state: Drawing, event: Move, context: ToolContext): Step<PenState> => {
    if (!event.held) return on(follow(state, event, context), { ...context, predicted: predictedBy(event) });
    const { recognition } = context;
    const figure = context.options.figures ? figureIn(state, context) : undefined;
    const shape = recognition && figure && shapeOf(recognition, figure, placed(state.id, context));
    const from = event.samples.at(-1)?.world;
    return shape && from
      ? onShape({ stage: "shaping", id: state.id, recognition, figure, from, shape })
      : on(state, context);
  };
  const pull = (state: Shaping, { samples, with: { shift } }: Move, context: ToolContext): Step<PenState> => {
    const to = samples.at(-1)?.world ?? state.from;
    const { recognition } = state;
    const figure = recognition.pulled(state.figure, state.from, to);
    const isWay = figure.kind === "line" || figure.kind === "arrow";
    const meant = isWay && shift ? { ...figure, to: snapAngle(figure.from, figure.to) } : figure;
    return onShape({
      ...state,
      shape: shapeOf(recognition, meant, placed(state.id, context)) ?? state.shape,
    });
  };
  return {
    id,
    idle: { stage: "idle" },
    step(state, event, context) {
      switch (event.type) {
        case "down":
          return on(begin(state, event, context), context);
        case "move":
          if (state.stage === "idle") return { state };
          return state.stage === "shaping" ? pull(state, event, context) : move(state, event, context);
        case "up": {
          if (state.stage === "idle") return { state };
          const shape = state.stage === "shaping"
            ? state.shape
            : strokeOf(state, look(context.style), context);
          return { state: { stage: "idle", last: state.id }, edits: [{ op: "put", shape }] };
        }
        case "cancel":
          return { state: state.stage === "idle" ? state : { stage: "idle" } };
        default:
          return unreachable(event);
      }
    },
  };
}

function begin(state: PenState, { at, with: pressed }: Down, context: ToolContext): Drawing {
  const point = inkPoint(at, pressed.pointer);
  const drawing: Drawing = {
    stage: "drawing",
    id: context.newId(),
    source: pressed.pointer === "pen" ? "device" : "velocity",
    settled: PointList.of(),
    tail: [],
    run: NO_RUN,
  };
  const end = pressed.shift && state.stage === "idle" ? endOf(state.last, context) : undefined;
  const begun = draw(drawing, [point], context);
  if (!end) return begun;
  return { ...begun, joins: { to: { ...end, pressure: point.pressure }, pressedAt: at.screen } };
}

function endOf(id: ShapeId | undefined, { scene }: ToolContext): Vec | undefined {
  const last = id === undefined ? undefined : scene.get(id);
  return last?.kind === "stroke" ? placesOf(last).at(-1) : undefined;
}

function follow(state: Drawing, event: Move, context: ToolContext): Drawing {
  const { samples, with: pressed } = event;
  const { joins, ...free } = state;
  const tip = samples.at(-1);
  if (joins && tip && distance(joins.pressedAt, tip.screen) < DRAG_THRESHOLD) return state;
  const points = samples.map((sample) => inkPoint(sample, pressed.pointer));
  return pressed.shift ? drawStraight(free, points) : draw(free, points, context);
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

/** What is drawn straight with Shift is meant as it is. */
function figureIn(state: Drawing, { zoom, recognition }: ToolContext): DrawnFigure | undefined {
  return state.run && recognition?.recognise(pointsOf(state), { unit: 1 / zoom });
}

function strokeOf(state: Drawing, look: InkLook & Partial<ShapeProps>, { scene, zoom }: ToolContext): Stroke {
  const points = withinLimit(pointsOf(state), STRAY / zoom);
  const { xy, bytes } = packPoints({ points, pressure: state.source }, zoom);
  const { fill, ...hollow } = look;
  return {
    ...closes(points, look.size) ? { ...hollow, fill } : hollow,
    id: state.id,
    kind: "stroke",
    z: orderAfter(scene.top),
    xy: [xy.x, xy.y],
    points: bytes,
  } as Stroke;
}

function pointsOf({ settled, tail, joins }: Drawing): readonly InkPoint[] {
  const drawn = [...settled.slice(), ...tail];
  return joins ? [joins.to, ...drawn] : drawn;
}

/** Simplified, and more so while it is more than a stroke may hold. */
function withinLimit(points: readonly InkPoint[], tolerance: number): readonly InkPoint[] {
  const simple = simplify(points, tolerance);
  if (simple.length <= MAX_POINTS) return simple;
  // Thinned as well: a pressure that goes up and down keeps its points at any tolerance.
  return withinLimit(thin(simple, tolerance), tolerance * 2);
}

function shown(
  state: Drawing,
  { color, size, nib, opacity }: InkLook,
  predicted: readonly InkPoint[] = [],
): Shows {
  const { id, source, joins } = state;
  const line = joins ? { settled: PointList.of(), tail: pointsOf(state) } : state;
  const draft: InkDraft = {
    kind: "ink",
    id,
    color,
    size,
    pressure: source,
    ...nib !== "pen" && { nib },
    ...opacity < 1 && { opacity },
    settled: line.settled,
    tail: line.tail,
    predicted,
  };
  return { draft };
}

function inkPoint({ world, pressure }: Sample, pointer: PointerKind): InkPoint {
  return { x: world.x, y: world.y, pressure: pointer === "pen" ? pressure : 0.5 };
}
