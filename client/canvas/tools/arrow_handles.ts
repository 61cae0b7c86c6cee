/**
 * The ends, the bend and the corners that a line, an arrow or a polyline is held at, and what becomes of it when one of
 * them is dragged. Pure: the select tool asks.
 *
 * Use: `handlesOf(shape)` to draw and to hit; while one is dragged, each move
 *   const { props, binding } = dragEnd(shape, handle, { to, with, context });
 *   shows: { draft: { kind: "change", changes: [{ id: shape.id, props }] }, binding }
 * and when it is let go, `edits: [{ op: "set", id: shape.id, props }]`. `shape` is as it was when the drag began.
 */

import { connectorPath, pathPoint } from "../../../core/board/connector_path.ts";
import { aimsOf, clampBend, resolveArrow } from "../../../core/board/bindings.ts";
import type { Arrow, Line, Polyline, Shape, ShapeId, ShapeProps } from "../../../core/board/shape.ts";
import { placesOf } from "../../../core/board/stroke_places.ts";
import { bendThrough } from "../../../core/geometry/arc.ts";
import { packPoints } from "../../../core/geometry/points.ts";
import { distance, mix, type Vec } from "../../../core/geometry/vec.ts";
import { unreachable } from "../../../core/unreachable.ts";
import { bindingAt } from "./arrow_binding.ts";
import { roundPair } from "./constrain.ts";
import { placedAt } from "./placing.ts";
import type { Pressed, ToolContext } from "./tool.ts";

export type Handle =
  | { readonly part: "start" | "end" | "bend" }
  | { readonly part: "corner"; readonly index: number };

export interface PlacedHandle {
  readonly handle: Handle;
  /** World units. */
  readonly at: Vec;
}

/** None of other kinds. The bend comes after the ends, which lie above it where they meet. */
export function handlesOf(shape: Shape): readonly PlacedHandle[] {
  switch (shape.kind) {
    case "line":
      return endsOf(shape);
    case "arrow":
      return shape.route === "curved"
        ? [...endsOf(shape), { handle: { part: "bend" }, at: middleOfWay(shape) }]
        : endsOf(shape);
    case "polyline":
      return placesOf(shape).map((at, index) => ({ handle: { part: "corner", index }, at }));
    default:
      return [];
  }
}

export interface EndDrag {
  readonly to: Vec;
  /** Shift keeps to 15°, seen from the other end or the corner before; Ctrl does not bind. */
  readonly with: Pressed;
  readonly context: ToolContext;
}

export interface DraggedEnd {
  /** For a `set`, and for a draft. */
  readonly props: Partial<ShapeProps>;
  /** What the end would be bound to: to be outlined. */
  readonly binding: readonly ShapeId[];
}

export function dragEnd(shape: Line | Arrow | Polyline, handle: Handle, drag: EndDrag): DraggedEnd {
  switch (shape.kind) {
    case "line":
    case "arrow":
      if (handle.part === "start" || handle.part === "end") return withEnd(shape, handle.part, drag);
      return {
        props: handle.part === "bend" && shape.kind === "arrow" ? bentTo(shape, drag) : {},
        binding: [],
      };
    case "polyline":
      return { props: handle.part === "corner" ? withCorner(shape, handle.index, drag) : {}, binding: [] };
    default:
      return unreachable(shape);
  }
}

/** Less than this of its length aside, a curve that is dragged becomes straight. */
const STRAIGHT = 0.02;

function endsOf(shape: Line | Arrow): readonly PlacedHandle[] {
  const { from, to } = ends(shape);
  return [{ handle: { part: "start" }, at: from }, { handle: { part: "end" }, at: to }];
}

function ends({ xy: [x, y], to: [dx, dy] }: Line | Arrow): { readonly from: Vec; readonly to: Vec } {
  return { from: { x, y }, to: { x: x + dx, y: y + dy } };
}

function middleOfWay(shape: Arrow): Vec {
  const { x, y } = pathPoint(connectorPath(shape), 0.5);
  return { x: shape.xy[0] + x, y: shape.xy[1] + y };
}

function withEnd(shape: Line | Arrow, part: "start" | "end", drag: EndDrag): DraggedEnd {
  const { context, with: { mod, pointer } } = drag;
  const { scene, zoom } = context;
  const { from, to } = ends(shape);
  const found = shape.kind === "arrow" && !mod ? bindingAt(scene, drag.to, { zoom, pointer }) : undefined;
  // What is held by a shape is held by nothing else.
  const at = found
    ? drag.to
    : placedAt(drag.to, { from: part === "start" ? to : from, with: drag.with, options: context.options });
  const [first, last] = part === "start" ? [at, to] : [from, at];
  const xy = roundPair(first.x, first.y, zoom);
  const moved = { xy, to: roundPair(last.x - xy[0], last.y - xy[1], zoom) };
  if (shape.kind === "line") return { props: moved, binding: [] };
  const { start: _start, end: _end, ...bare } = shape;
  const other = part === "start" ? shape.end && { end: shape.end } : shape.start && { start: shape.start };
  const bound: Arrow = { ...bare, ...moved, ...other, ...found && { [part]: found } };
  const seen = resolveArrow(bound, (id) => scene.get(id));
  return {
    props: { xy: roundPair(...seen.xy, zoom), to: roundPair(...seen.to, zoom), [part]: found ?? null },
    binding: found ? [found.id] : [],
  };
}

function bentTo(shape: Arrow, { to, context: { scene, zoom } }: EndDrag): Partial<ShapeProps> {
  const { from, to: end } = ends(shape);
  // Only how far it is dragged aside counts: the middle stays in the middle.
  const length = distance(from, end);
  if (length === 0) return {};
  const along = ((to.x - from.x) * (end.x - from.x) + (to.y - from.y) * (end.y - from.y)) / length ** 2;
  const foot = mix(from, end, along), middle = mix(from, end, 0.5);
  const through = { x: middle.x + to.x - foot.x, y: middle.y + to.y - foot.y };
  const bend = bendThrough(from, through, end);
  if (Math.abs(bend) < STRAIGHT && Math.abs(bend) * length * zoom < 8) return { bend: 0 };
  const aims = aimsOf(shape, (id) => scene.get(id));
  return { bend: clampBend(bendThrough(aims.from, through, aims.to)) };
}

/** The other corners stay where they are seen; they come to lie as they are, neither turned nor flipped. */
function withCorner(shape: Polyline, index: number, drag: EndDrag): Partial<ShapeProps> {
  const { context, with: keys } = drag;
  const places = placesOf(shape);
  const from = places[index - 1] ?? (shape.closed ? places.at(-1) : places[1]) ?? drag.to;
  const at = placedAt(drag.to, { from, with: keys, options: context.options });
  const points = places.map((place, i) => ({ ...(i === index ? at : place), pressure: 0.5 }));
  const { xy, bytes } = packPoints({ points, pressure: "velocity" }, context.zoom);
  const xs = points.map(({ x }) => x), ys = points.map(({ y }) => y);
  return {
    points: bytes,
    xy: [xy.x, xy.y],
    ...shape.wh && { wh: [Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys)] as const },
    ...shape.angle && { angle: 0 },
    ...shape.flip && { flip: "none" as const },
  };
}
