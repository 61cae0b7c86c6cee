/** Shapes being dragged: how far they go, what they catch on, and whether copies go in their place. Pure. */

import type { Edit } from "../../../core/board/edit.ts";
import type { ShapeId } from "../../../core/board/shape.ts";
import { type Box, move, union } from "../../../core/geometry/box.ts";
import { subtract, type Vec } from "../../../core/geometry/vec.ts";
import { onGrid } from "../grid.ts";
import type { Guide } from "../marks.ts";
import { unlocked } from "../selected.ts";
import { draggedWith, duplicating, moving } from "../selection.ts";
import { NO_FIELD, NO_SNAP, SNAP_REACH, snapBox, type SnapField, snapField } from "../snapping.ts";
import { uprightBox } from "../transform.ts";
import { roundPair } from "./constrain.ts";
import type { Pressed, Sample, Shows, ToolContext } from "./tool.ts";

/** What is dragged, as it was when the drag began. */
export interface Carry {
  readonly ids: readonly ShapeId[];
  /** With what goes along, without what follows by itself. */
  readonly dragged: readonly ShapeId[];
  readonly box: Box | undefined;
  readonly field: SnapField;
  readonly from: Vec;
}

export interface Carried {
  readonly by: Vec;
  /** Copies are dragged. */
  readonly copies: boolean;
  readonly guides: readonly Guide[];
}

/** Of more shapes than these nobody watches the edges. */
const MOST_CATCHING = 500;

export function carry(ids: readonly ShapeId[], from: Vec, { scene, view, zoom }: ToolContext): Carry {
  const dragged = draggedWith(scene, ids);
  const boxes = unlocked(scene, ids).map(uprightBox);
  const box = boxes.length > 0 ? boxes.reduce(union) : undefined;
  const field = box && boxes.length <= MOST_CATCHING
    ? snapField(scene, box, { view, zoom, except: new Set(dragged) })
    : NO_FIELD;
  return { ids, dragged, box, field, from };
}

/** Shift keeps to one axis; Alt drags copies. */
export function carryTo(
  { box, field, from }: Carry,
  at: Sample,
  pressed: Pressed,
  context: ToolContext,
): Carried {
  const { options, zoom } = context;
  const way = subtract(at.world, from);
  const wide = Math.abs(way.x) >= Math.abs(way.y);
  const axes = { x: !pressed.shift || wide, y: !pressed.shift || !wide };
  const free = { x: axes.x ? way.x : 0, y: axes.y ? way.y : 0 };
  const there = box && move(box, free);
  const snap = there && options.snapToShapes !== pressed.mod
    ? snapBox(field, there, { reach: SNAP_REACH / zoom })
    : NO_SNAP;
  const corner = there && { x: there.minX, y: there.minY };
  const grid = corner && options.snapToGrid ? subtract(onGrid(corner), corner) : { x: 0, y: 0 };
  const [x, y] = roundPair(
    axes.x ? free.x + (snap.x ?? grid.x) : 0,
    axes.y ? free.y + (snap.y ?? grid.y) : 0,
    zoom,
  );
  return { by: { x, y }, copies: pressed.alt, guides: pressed.shift ? [] : snap.guides };
}

export function carryingShows({ dragged }: Carry, { by, copies, guides }: Carried): Shows {
  return { draft: { kind: "move", ids: dragged, by, ...copies && { copies } }, guides };
}

/** What comes of it when it is let go. */
export function drop(
  { ids }: Carry,
  { by, copies }: Carried,
  { scene, newId }: ToolContext,
): { readonly edits: readonly Edit[]; readonly selection: readonly ShapeId[] } {
  if (!copies) return { edits: by.x === 0 && by.y === 0 ? [] : moving(scene, ids, by), selection: ids };
  const copied = duplicating(scene, ids, { by, newId });
  return { edits: copied.edits, selection: copied.copies };
}
