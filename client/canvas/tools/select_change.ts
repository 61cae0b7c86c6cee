/** Handles being dragged: what is resized, turned or bent, and what is seen of it on the way. Pure. */

import type { ShapeChange } from "../../../core/board/draft.ts";
import { changedProps, withProps } from "../../../core/board/schema.ts";
import type { Shape, ShapeProps, TextShape } from "../../../core/board/shape.ts";
import type { Box } from "../../../core/geometry/box.ts";
import type { Vec } from "../../../core/geometry/vec.ts";
import { unreachable } from "../../../core/unreachable.ts";
import type { Guide, Outline } from "../marks.ts";
import { onGrid } from "../grid.ts";
import { handleCursor } from "../handle_cursor.ts";
import { type Edge, NO_FIELD, NO_SNAP, SNAP_REACH, snapBox, type SnapField, snapField } from "../snapping.ts";
import { resized } from "../text_place.ts";
import { outlineOf, type Stretch, stretched, turnedBy } from "../transform.ts";
import {
  pointOf,
  type Side,
  type StretchDrag,
  stretchedOutline,
  stretchOf,
  turnedOutline,
  turnOf,
} from "../transform_drag.ts";
import { dragEnd, type Handle as PointHandle } from "./arrow_handles.ts";
import { roundPair } from "./constrain.ts";
import { type Handle, type Hold, holdable, holdOf } from "./select_handles.ts";
import type { Pressed, Sample, Shows, ToolContext } from "./tool.ts";

/** A handle in hand: of what, and as all of it was when it was taken. */
export interface Grab {
  readonly handle: Handle;
  readonly hold: Hold;
  readonly shapes: readonly Shape[];
  readonly from: Vec;
  readonly field: SnapField;
}

export interface Changing {
  /** Worked out when asked for: of thousands, only once they are let go. */
  changes(): ShapeChange[];
  readonly shows: Shows;
}

/** Of more shapes only the box around them is seen changing. */
export const MAX_LIVE = 200;
const ANGLE_STEP = Math.PI / 12;

/** undefined: what it belonged to is gone. */
export function grab(
  handle: Handle,
  from: Vec,
  { scene, selection, view, zoom }: ToolContext,
): Grab | undefined {
  const shapes = holdable(scene, selection);
  const hold = holdOf(shapes, scene.looks);
  if (!hold) return undefined;
  const catches = handle.kind === "size" && hold.angle === 0;
  const field = catches
    ? snapField(scene, hold.box, { view, zoom, except: new Set(shapes.map(({ id }) => id)) })
    : NO_FIELD;
  return { handle, hold, shapes, from, field };
}

export function change(grab: Grab, at: Sample, pressed: Pressed, context: ToolContext): Changing {
  const { handle } = grab;
  switch (handle.kind) {
    case "size":
      return resize(grab, handle.side, { to: at.world, pressed, context });
    case "turn":
      return turn(grab, { to: at.world, pressed, context });
    case "point":
      return dragPoint(grab, handle.handle, { to: at.world, pressed, context });
    default:
      return unreachable(handle);
  }
}

interface Dragged {
  readonly to: Vec;
  readonly pressed: Pressed;
  readonly context: ToolContext;
}

function resize(grab: Grab, side: Side, { to, pressed, context }: Dragged): Changing {
  const { hold, shapes, from } = grab;
  const { zoom } = context;
  const only = shapes.length === 1 ? shapes[0] : undefined;
  const isCorner = side.length === 2;
  const keepsAspect = pressed.shift || (isCorner && shapes.some(hasOwnAspect));
  const drag = {
    side,
    from,
    to,
    about: pressed.alt ? "middle" : "opposite",
    keeps: keepsAspect ? "aspect" : "nothing",
    least: 1 / zoom,
  } as const;
  const free = stretchOf(hold, drag);
  const caught = caughtBy(grab, free, { side, keepsAspect, pressed, context });
  const stretch = caught ? stretchOf(hold, { ...drag, ...caught }) : free;
  const changes = only?.kind === "text" && !isCorner
    ? () => [{ id: only.id, props: setWide(only, stretch, context) }]
    : () => shapes.map((shape) => ({ id: shape.id, props: stretched(shape, stretch, zoom) }));
  const outline = only ? changedOutline(only, changes()) : stretchedOutline(hold, stretch);
  return {
    changes,
    shows: {
      ...live(shapes, changes),
      ...outline && { outline, reading: sizeOf(outline) },
      guides: caught?.guides ?? [],
      cursor: handleCursor(grab.handle, hold.angle),
    },
  };
}

/** Letters and pictures are never drawn wide or narrow by a corner. */
function hasOwnAspect({ kind }: Shape): boolean {
  return kind === "text" || kind === "image";
}

interface Caught extends Pick<StretchDrag, "to" | "keeps"> {
  readonly guides: readonly Guide[];
}

/** Where the drag leads to instead, if the dragged side catches on something. */
function caughtBy(
  { hold, field, from }: Grab,
  stretch: Stretch,
  { side, keepsAspect, pressed, context: { options, zoom } }: Omit<Dragged, "to"> & {
    readonly side: Side;
    readonly keepsAspect: boolean;
  },
): Caught | undefined {
  if (hold.angle !== 0) return undefined;
  const { box } = stretchedOutline(hold, stretch);
  const edges = { x: edgesOf(side, ["w", "e"], stretch.by.x), y: edgesOf(side, ["n", "s"], stretch.by.y) };
  const at = { x: placeOf(box, edges.x[0], "x"), y: placeOf(box, edges.y[0], "y") };
  const grid = onGrid(at);
  const reach = SNAP_REACH / zoom;
  const near = (only: typeof edges) =>
    options.snapToShapes !== pressed.mod ? snapBox(field, box, { reach, edges: only }) : NO_SNAP;
  const shift = (snapped: number | undefined, onGrid: number) =>
    snapped ?? (options.snapToGrid ? onGrid : undefined);
  let snap = near(edges);
  // In its proportions, only one axis can be where it should.
  if (keepsAspect && snap.x !== undefined && snap.y !== undefined) snap = near({ x: edges.x, y: [] });
  const x = edges.x.length > 0 ? shift(snap.x, grid.x - at.x) : undefined;
  const y = edges.y.length > 0 && !(keepsAspect && x !== undefined)
    ? shift(snap.y, grid.y - at.y)
    : undefined;
  if (x === undefined && y === undefined) return undefined;
  const handle = pointOf(hold.box, side);
  return {
    to: { x: from.x + at.x + (x ?? 0) - handle.x, y: from.y + at.y + (y ?? 0) - handle.y },
    keeps: !keepsAspect ? "nothing" : x !== undefined ? "aspect-x" : "aspect-y",
    guides: snap.guides,
  };
}

/** Which edge of the box is dragged: drawn across the other one, it is the other one. */
function edgesOf(side: Side, [least, most]: readonly [string, string], by: number): readonly Edge[] {
  if (side.includes(least)) return [by < 0 ? "most" : "least"];
  return side.includes(most) ? [by < 0 ? "least" : "most"] : [];
}

function placeOf(box: Box, edge: Edge | undefined, axis: "x" | "y"): number {
  const corner = pointOf(box, edge === "least" ? "nw" : "se");
  return corner[axis];
}

/** A text that is made wide or narrow breaks its lines there, and is as high as they are. */
function setWide(shape: TextShape, stretch: Stretch, { measure, zoom }: ToolContext): Partial<ShapeProps> {
  const wide = stretchedOutline({ box: outlineBox(shape), angle: shape.angle ?? 0 }, {
    ...stretch,
    by: { x: Math.max(Math.abs(stretch.by.x), shape.size / Math.max(1, shape.wh[0])), y: 1 },
  });
  const { minX, minY, maxX } = wide.box;
  const there: TextShape = {
    ...shape,
    fixed: true,
    xy: roundPair(minX, minY, zoom),
    wh: roundPair(maxX - minX, shape.wh[1], zoom),
  };
  const { xy, wh } = resized(there, measure);
  return { fixed: true, xy, wh };
}

function outlineBox({ xy: [x, y], wh: [width, height] }: TextShape): Box {
  return { minX: x, minY: y, maxX: x + width, maxY: y + height };
}

function turn({ handle, hold, shapes, from }: Grab, { to, pressed, context }: Dragged): Changing {
  const by = turnOf(hold, { from, to, ...pressed.shift && { step: ANGLE_STEP } });
  const changes = () => shapes.map((shape) => ({ id: shape.id, props: turnedBy(shape, by, context.zoom) }));
  const outline = turnedOutline(hold, by);
  return {
    changes,
    shows: {
      ...live(shapes, changes),
      outline,
      reading: `${Math.round(outline.angle * 180 / Math.PI)}°`,
      cursor: handleCursor(handle, outline.angle),
    },
  };
}

function dragPoint({ shapes }: Grab, handle: PointHandle, { to, pressed, context }: Dragged): Changing {
  const [shape] = shapes;
  if (shape?.kind !== "line" && shape?.kind !== "arrow" && shape?.kind !== "polyline") {
    return { changes: () => [], shows: {} };
  }
  const { props, binding } = dragEnd(shape, handle, { to, with: pressed, context });
  const changes = () => [{ id: shape.id, props }];
  return { changes, shows: { ...live(shapes, changes), binding, cursor: "grabbing" } };
}

function live(shapes: readonly Shape[], changes: () => ShapeChange[]): Pick<Shows, "draft"> {
  return shapes.length > MAX_LIVE ? {} : { draft: { kind: "change", changes: changes() } };
}

function changedOutline(shape: Shape, [change]: readonly ShapeChange[]): Outline | undefined {
  const props = change && changedProps(shape, change.props);
  return outlineOf([props ? withProps(shape, props) : shape]);
}

function sizeOf({ box: { minX, minY, maxX, maxY } }: Outline): string {
  return `${Math.round(maxX - minX)} × ${Math.round(maxY - minY)}`;
}
