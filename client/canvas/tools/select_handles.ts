/** Where what is selected can be taken hold of, and what lies under a pointer of that. Pure; draws nothing. */

import { isLocked, type Looks } from "../../../core/board/looks.ts";
import { hasProp } from "../../../core/board/schema.ts";
import type { Shape, ShapeId } from "../../../core/board/shape.ts";
import type { Box } from "../../../core/geometry/box.ts";
import { middleOf } from "../../../core/board/bounds.ts";
import { distance, rotate, type Vec } from "../../../core/geometry/vec.ts";
import type { Outline } from "../marks.ts";
import type { SceneView } from "../scene.ts";
import { shapesOf, unlocked } from "../selected.ts";
import { outlineOf } from "../transform.ts";
import { type Handle as PointHandle, handlesOf, type PlacedHandle } from "./arrow_handles.ts";
import { type Corner, CORNERS, pointOf, type Side, SIDES } from "../transform_drag.ts";
import type { PointerKind } from "./tool.ts";

export type Handle =
  | { readonly kind: "size"; readonly side: Side }
  /** `corner`: by which the pointer is; none of the handle that a finger turns by. */
  | { readonly kind: "turn"; readonly corner: Corner | undefined }
  /** Of a line, an arrow or a polyline. */
  | { readonly kind: "point"; readonly handle: PointHandle };

/** What can be done with a selection by its handles. */
export interface Hold extends Outline {
  readonly sides: readonly Side[];
  readonly turns: boolean;
  /** Single points of a shape, which go before its sides. */
  readonly points: readonly PlacedHandle[];
  /** Whether a box is drawn: a line alone shows its points. */
  readonly boxed: boolean;
  readonly locked: boolean;
}

export interface HandlePointer {
  /** CSS pixels a world unit. */
  readonly zoom: number;
  readonly pointer: PointerKind;
}

/** CSS pixels from a corner, or a side, to where it can be taken hold of. */
const REACH = 7;
const REACH_OF_A_FINGER = 16;
/** CSS pixels further out, where a corner turns. */
const TURNING = 18;
/** CSS pixels from the box to the handle that a finger turns by. */
const TURN_HANDLE_AWAY = 36;
/** A polyline of more corners has too many to take one by one. */
const MOST_POINTS = 200;

/** Those of a selection that handles are for: the locked ones only where there are no others. */
export function holdable(scene: SceneView, selection: readonly ShapeId[]): readonly Shape[] {
  const free = unlocked(scene, selection);
  return free.length > 0 ? free : shapesOf(scene, selection);
}

/** undefined when nothing is selected. */
export function holdOf(shapes: readonly Shape[], looks: Looks): Hold | undefined {
  const outline = outlineOf(shapes);
  const [first] = shapes;
  if (!outline || !first) return undefined;
  const only = shapes.length === 1 ? first : undefined;
  const nothing = { ...outline, sides: [], turns: false, points: [], boxed: true };
  if (shapes.every((shape) => isLocked(looks, shape))) return { ...nothing, locked: true };
  const points = only ? handlesOf(only) : [];
  if (only?.kind === "line" || only?.kind === "arrow") {
    return { ...nothing, boxed: false, points, locked: false };
  }
  return {
    ...nothing,
    points: points.length > MOST_POINTS ? [] : points,
    // A text is as high as its lines.
    sides: only?.kind === "text" ? [...CORNERS, "e", "w"] : [...CORNERS, ...SIDES],
    turns: shapes.some(({ kind }) => hasProp(kind, "angle") || kind === "line" || kind === "arrow"),
    locked: false,
  };
}

/** What of it lies under a pointer. */
export function handleAt(hold: Hold, at: Vec, { zoom, pointer }: HandlePointer): Handle | undefined {
  const reach = (pointer === "touch" ? REACH_OF_A_FINGER : REACH) / zoom;
  const point = hold.points.find((each) => distance(each.at, at) <= pointReach(hold, reach));
  if (point) return { kind: "point", handle: point.handle };
  if (hold.sides.length === 0) return undefined;
  const local = rotate(at, { about: middleOf(hold.box), by: -hold.angle });
  if (hold.turns && pointer === "touch" && distance(turnHandleOf(hold.box, zoom), local) <= reach) {
    return { kind: "turn", corner: undefined };
  }
  const side = sideAt(hold.box, local, reach);
  if (side && hold.sides.includes(side)) return { kind: "size", side };
  if (!hold.turns || pointer === "touch") return undefined;
  const corner = CORNERS.find((each) => distance(pointOf(hold.box, each), local) <= reach + TURNING / zoom);
  return corner && isOutside(hold.box, local) ? { kind: "turn", corner } : undefined;
}

/** What is drawn of it: corners, points, and for fingers the handle to turn by. World coordinates. */
export function gripsOf(hold: Hold, { zoom, pointer }: HandlePointer): { corners: Vec[]; rounds: Vec[] } {
  const turn = { about: middleOf(hold.box), by: hold.angle };
  const corners = CORNERS.filter((side) => hold.sides.includes(side));
  const rounds = hold.points.map(({ at }) => at);
  if (hold.turns && hold.sides.length > 0 && pointer === "touch") {
    rounds.push(rotate(turnHandleOf(hold.box, zoom), turn));
  }
  return { corners: corners.map((side) => rotate(pointOf(hold.box, side), turn)), rounds };
}

/** Of a short line, the middle is left to drag it by. */
function pointReach({ points, boxed }: Hold, reach: number): number {
  const first = points[0], second = points[1];
  return boxed || !first || !second ? reach : Math.min(reach, distance(first.at, second.at) / 3);
}

/** Below the box, where no bar lies. Before the box is turned. */
function turnHandleOf({ minX, maxX, maxY }: Box, zoom: number): Vec {
  return { x: (minX + maxX) / 2, y: maxY + TURN_HANDLE_AWAY / zoom };
}

function sideAt(box: Box, at: Vec, reach: number): Side | undefined {
  const y = edgeAt(at.y, [box.minY, box.maxY], reach), x = edgeAt(at.x, [box.minX, box.maxX], reach);
  if (y === undefined || x === undefined) return undefined;
  const name = `${["n", "", "s"][y + 1]}${["w", "", "e"][x + 1]}`;
  return [...CORNERS, ...SIDES].find((side) => side === name);
}

/** At the first edge (-1), between both (0), at the second (1), or beside (undefined). */
function edgeAt(at: number, [from, to]: readonly [number, number], reach: number): -1 | 0 | 1 | undefined {
  // Of a small box the inside is left to drag it by.
  const inner = Math.min(reach, (to - from) / 4);
  if (at < from - reach || at > to + reach) return undefined;
  if (at <= from + inner && at - from <= to - at) return -1;
  return at >= to - inner ? 1 : 0;
}

function isOutside({ minX, minY, maxX, maxY }: Box, { x, y }: Vec): boolean {
  return x < minX || x > maxX || y < minY || y > maxY;
}
