/**
 * Where bound arrows really start and end: on the outlines of what they are bound to, which may have moved since. Pure,
 * and the same for everybody who has the same shapes. The document keeps what an arrow was given when it was last edited.
 */

import { type Arc, arcBetween, arcLength, arcPoint, arcPoints, bendThrough } from "../geometry/arc.ts";
import { crossingsOf } from "../geometry/crossings.ts";
import { distance, mix, type Vec } from "../geometry/vec.ts";
import { elbowCorners } from "./binding_elbow.ts";
import {
  type ArrowEnd,
  type Figure,
  figureHolds,
  figureOf,
  pointAt,
  withinFigure,
} from "./binding_target.ts";
import type { Arrow, Binding, Pair, Shape, ShapeId, ShapeProps } from "./shape.ts";

export type GetShape = (id: ShapeId) => Shape | undefined;

/** World units between a target's line and an end of an arrow, without half of the arrow's own line. */
export const BINDING_GAP = 4;

/** The arrow as it is seen. An end whose target is gone stays where it is. Doing it again changes nothing. */
export function resolveArrow(arrow: Arrow, get: GetShape): Arrow {
  const { via: _, ...bare } = arrow;
  const ends = endsOf(arrow, get);
  if (!ends.start.figure && !ends.end.figure) return bare;
  return placed(bare, wayOf(ends));
}

/** What an arrow comes from and aims at: a curve's `bend` is that of the whole way between them, of which less is seen. */
export function aimsOf(arrow: Arrow, get: GetShape): { readonly from: Vec; readonly to: Vec } {
  const { start, end } = endsOf(arrow, get);
  return { from: start.aim, to: end.aim };
}

/** What to write down about an arrow, given as it is seen, so that it stays so with no other targets than `get` gives. */
export function storedAsSeen(arrow: Arrow, get: GetShape): AsSeen {
  const ends = { xy: rounded(arrow.xy), to: rounded(arrow.to) };
  const [middle] = arrow.via ?? [];
  if (arrow.route !== "curved" || !middle) return ends;
  const { from, to } = aimsOf(arrow, get);
  const bend = bendThrough(from, { x: arrow.xy[0] + middle[0], y: arrow.xy[1] + middle[1] }, to);
  return { ...ends, bend: clampBend(bend) };
}

export type AsSeen = Pick<ShapeProps, "xy" | "to"> & Partial<Pick<ShapeProps, "bend">>;

/** As short as bends are written down. */
export function clampBend(bend: number): number {
  return Math.round(Math.max(-MAX_BEND, Math.min(MAX_BEND, bend)) * 1024) / 1024;
}

/** All of them, with their arrows as they are seen: for those who have no `BoundArrows`, as when a board is exported. */
export function resolveAll(shapes: Iterable<Shape>): Shape[] {
  const byId = new Map([...shapes].map((shape) => [shape.id, shape]));
  return [...byId.values()].map((shape) =>
    shape.kind === "arrow" && isBound(shape) ? resolveArrow(shape, (id) => byId.get(id)) : shape
  );
}

/**
 * Shapes that are copied, as they are seen and with the ids they have: bound among each other's copies as they are, and
 * to nothing else. `ids`: from what is copied to its copy.
 */
export function rebind(shapes: readonly Shape[], ids: ReadonlyMap<ShapeId, ShapeId>): Shape[] {
  const copied = new Map(shapes.flatMap((shape) => ids.has(shape.id) ? [[shape.id, shape] as const] : []));
  return shapes.map((shape) => {
    if (shape.kind !== "arrow" || !isBound(shape)) return shape;
    const { start, end, via: _, ...rest } = { ...shape, ...storedAsSeen(shape, (id) => copied.get(id)) };
    const first = reboundTo(start, ids), last = reboundTo(end, ids);
    return { ...rest, ...first && { start: first }, ...last && { end: last } };
  });
}

export function isBound({ start, end }: Arrow): boolean {
  return start !== undefined || end !== undefined;
}

/** What it is bound to: none, one or two. */
export function targetsOf({ start, end }: Arrow): readonly ShapeId[] {
  const ids = [start, end].flatMap((binding) => binding ? [binding.id] : []);
  return ids.length === 2 && ids[0] === ids[1] ? ids.slice(1) : ids;
}

interface Ends {
  readonly start: ArrowEnd;
  readonly end: ArrowEnd;
  readonly arrow: Arrow;
}

function endsOf(arrow: Arrow, get: GetShape): Ends {
  const [x, y] = arrow.xy;
  return {
    start: endAt(arrow.start, { x, y }, get),
    end: endAt(arrow.end, { x: x + arrow.to[0], y: y + arrow.to[1] }, get),
    arrow,
  };
}

function endAt(binding: Binding | undefined, stored: Vec, get: GetShape): ArrowEnd {
  const target = binding && get(binding.id);
  const figure = target && figureOf(target);
  if (!binding || !target || !figure) return { aim: stored, figure: undefined, id: undefined };
  return { aim: withinFigure(figure, pointAt(target, binding.at)), figure, id: binding.id };
}

/** The points that say how it is seen: both ends, and what it passes between them. */
function wayOf({ start, end, arrow }: Ends): readonly Vec[] {
  const arc = arrow.route === "curved" ? arcBetween(start.aim, end.aim, arrow.bend ?? 0) : undefined;
  const { from, to } = seenPart({ start, end, arrow }, arc);
  if (arc) return [from, (from + to) / 2, to].map((share) => arcPoint(arc, share));
  const seen = { from: mix(start.aim, end.aim, from), to: mix(start.aim, end.aim, to) };
  const round = arrow.route === "elbow" && elbowCorners({ start, end, seen, gap: gapOf(arrow) });
  return round || [seen.from, seen.to];
}

/** World units. */
const TOLERANCE = 0.05;
/** As much as a board takes: see schema.ts. */
const MAX_BEND = 4;

/** From which to which share of the way between the aims it is seen. */
function seenPart({ start, end, arrow }: Ends, arc: Arc | undefined): { from: number; to: number } {
  const way = arc ? arcPoints(arc, TOLERANCE) : [start.aim, end.aim];
  const length = arc ? arcLength(arc) : distance(start.aim, end.aim);
  const whole = { from: 0, to: 1 };
  if (length === 0 || (start.id !== undefined && start.id === end.id)) return whole;
  // What holds the other end too is not left, or not entered: the arrow stays within it.
  const leaves = start.figure && !figureHolds(start.figure, end.aim) ? start.figure : undefined;
  const enters = end.figure && !figureHolds(end.figure, start.aim) ? end.figure : undefined;
  const left = leaves && crossingsOf(way, leaves.outline).at(-1);
  const entered = enters && crossingsOf(way, enters.outline).at(0);
  const from = left ?? 0, to = entered ?? 1;
  // They overlap where it would run.
  if (to <= from) return whole;
  // Between two that nearly touch, the gaps are smaller than elsewhere.
  const most = (to - from) / 4;
  const gap = (figure: Figure) => Math.min(most, (gapOf(arrow) + figure.reach) / length);
  return {
    from: leaves && left !== undefined ? from + gap(leaves) : from,
    to: enters && entered !== undefined ? to - gap(enters) : to,
  };
}

function gapOf({ size }: Arrow): number {
  return BINDING_GAP + size / 2;
}

/** From the first of the points to the last, by way of those between. */
function placed(arrow: Omit<Arrow, "via">, points: readonly Vec[]): Arrow {
  const first = points[0] ?? { x: 0, y: 0 }, last = points.at(-1) ?? first;
  const from = ({ x, y }: Vec): Pair => [x - first.x, y - first.y];
  const between = points.slice(1, -1);
  return {
    ...arrow,
    xy: [first.x, first.y],
    to: from(last),
    ...between.length > 0 && { via: between.map(from) },
  };
}

function reboundTo(binding: Binding | undefined, ids: ReadonlyMap<ShapeId, ShapeId>): Binding | undefined {
  const id = binding && ids.get(binding.id);
  return binding && id !== undefined ? { id, at: binding.at } : undefined;
}

/** To 1/64 of a world unit: finer than anybody sees, and short to write down. */
function rounded([x, y]: Pair): Pair {
  return [Math.round(x * 64) / 64, Math.round(y * 64) / 64];
}
