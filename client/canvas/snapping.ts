/**
 * What is dragged catches on the edges and middles of shapes nearby, and on even gaps between them. Pure; what there is
 * to catch on is gathered once a gesture, and is never much.
 */

import type { Shape, ShapeId } from "../../core/board/shape.ts";
import { type Box, grow, intersects, move, union } from "../../core/geometry/box.ts";
import { unreachable } from "../../core/unreachable.ts";
import type { Guide } from "./marks.ts";
import type { SceneView } from "./scene.ts";
import { type Axis, evenGaps } from "./snapping_gaps.ts";
import { uprightBox } from "./transform.ts";

export interface SnapField {
  readonly boxes: readonly Box[];
}

/** How far along each axis something is to be shifted; undefined: it catches on nothing there. */
export interface Snap {
  readonly x: number | undefined;
  readonly y: number | undefined;
  readonly guides: readonly Guide[];
}

export const NO_SNAP: Snap = { x: undefined, y: undefined, guides: [] };

/** World units within which things catch, and what of the box does: by default all of it. */
export interface SnapReach {
  readonly reach: number;
  readonly edges?: { readonly x: readonly Edge[]; readonly y: readonly Edge[] };
}

export type Edge = "least" | "middle" | "most";

/** CSS pixels within which things catch. */
export const SNAP_REACH = 6;
export const NO_FIELD: SnapField = { boxes: [] };
const MOST_BOXES = 60;
/** World boxes looked through, from the dragged one outwards, in CSS pixels around it. */
const ROUNDS = [100, 400, Infinity];
const EDGES: readonly Edge[] = ["least", "middle", "most"];
/** Of more than these nobody could tell what catches on what. */
const MOST_MET = 2_000;

/** What is near enough to a box, and seen, to catch on: the nearest first. */
export function snapField(
  scene: SceneView,
  around: Box,
  { view, zoom, except }: {
    readonly view: Box;
    readonly zoom: number;
    readonly except: ReadonlySet<ShapeId>;
  },
): SnapField {
  let found: Shape[] = [];
  for (const round of ROUNDS) {
    const within = overlap(grow(around, round / zoom), view);
    if (!within) continue;
    const met = scene.meeting(within);
    if (met.length > MOST_MET && found.length > 0) break;
    found = met.filter((shape) => canCatch(shape) && !except.has(shape.id));
    if (found.length >= MOST_BOXES || met.length > MOST_MET) break;
  }
  const boxes = found.map(uprightBox).filter((box) => intersects(box, view));
  const near = boxes.map((box) => ({ box, away: distanceBetween(box, around) }));
  return { boxes: near.sort((a, b) => a.away - b.away).slice(0, MOST_BOXES).map(({ box }) => box) };
}

/** How far a box is to be shifted so that it catches, and on what. */
export function snapBox(field: SnapField, box: Box, { reach, edges }: SnapReach): Snap {
  const aligned = {
    x: nearest(field, box, { axis: "x", reach, edges: edges?.x ?? EDGES }),
    y: nearest(field, box, { axis: "y", reach, edges: edges?.y ?? EDGES }),
  };
  // Gaps only where nothing lies in line, and only for what is moved whole.
  const gapX = edges || aligned.x !== undefined
    ? undefined
    : evenGaps(field.boxes, box, { axis: "x", reach });
  const gapY = edges || aligned.y !== undefined
    ? undefined
    : evenGaps(field.boxes, box, { axis: "y", reach });
  const x = aligned.x ?? gapX?.by, y = aligned.y ?? gapY?.by;
  const now = move(box, { x: x ?? 0, y: y ?? 0 });
  return {
    x,
    y,
    guides: [
      ...aligned.x === undefined ? [] : guidesFor(field, now, { axis: "x", edges: edges?.x ?? EDGES }),
      ...aligned.y === undefined ? [] : guidesFor(field, now, { axis: "y", edges: edges?.y ?? EDGES }),
      ...gapX?.guides(now) ?? [],
      ...gapY?.guides(now) ?? [],
    ],
  };
}

/** Ink is drawn by hand, and lines lead somewhere: neither is in line with anything. */
function canCatch({ kind }: Shape): boolean {
  switch (kind) {
    case "stroke":
    case "line":
    case "arrow":
    case "polyline":
      return false;
    case "rectangle":
    case "ellipse":
    case "diamond":
    case "triangle":
    case "star":
    case "cloud":
    case "bubble":
    case "text":
    case "note":
    case "frame":
    case "image":
      return true;
    default:
      return unreachable(kind);
  }
}

interface Lines {
  readonly axis: Axis;
  readonly edges: readonly Edge[];
}

/** The smallest shift along an axis that brings an edge in line with one of the field's. */
function nearest(
  field: SnapField,
  box: Box,
  { axis, edges, reach }: Lines & { reach: number },
): number | undefined {
  let best: number | undefined;
  for (const edge of edges) {
    const at = placeOf(box, axis, edge);
    for (const other of field.boxes) {
      for (const to of EDGES) {
        const by = placeOf(other, axis, to) - at;
        if (Math.abs(by) <= reach && (best === undefined || Math.abs(by) < Math.abs(best))) best = by;
      }
    }
  }
  return best;
}

/** One line for each place in which the box is in line with others, from the first of them to the last. */
function guidesFor(field: SnapField, box: Box, { axis, edges }: Lines): Guide[] {
  return edges.flatMap((edge): Guide[] => {
    const at = placeOf(box, axis, edge);
    const inLine = field.boxes.filter((other) => EDGES.some((to) => isSame(placeOf(other, axis, to), at)));
    const all = inLine.reduce(union, box);
    if (inLine.length === 0) return [];
    return axis === "x"
      ? [{ kind: "edge", from: { x: at, y: all.minY }, to: { x: at, y: all.maxY } }]
      : [{ kind: "edge", from: { x: all.minX, y: at }, to: { x: all.maxX, y: at } }];
  });
}

function placeOf({ minX, minY, maxX, maxY }: Box, axis: Axis, edge: Edge): number {
  const [least, most] = axis === "x" ? [minX, maxX] : [minY, maxY];
  return edge === "least" ? least : edge === "most" ? most : (least + most) / 2;
}

function isSame(a: number, b: number): boolean {
  return Math.abs(a - b) < 1e-6 * Math.max(1, Math.abs(a));
}

function overlap(a: Box, b: Box): Box | undefined {
  const box = {
    minX: Math.max(a.minX, b.minX),
    minY: Math.max(a.minY, b.minY),
    maxX: Math.min(a.maxX, b.maxX),
    maxY: Math.min(a.maxY, b.maxY),
  };
  return box.minX <= box.maxX && box.minY <= box.maxY ? box : undefined;
}

function distanceBetween(a: Box, b: Box): number {
  const x = Math.max(0, a.minX - b.maxX, b.minX - a.maxX);
  const y = Math.max(0, a.minY - b.maxY, b.minY - a.maxY);
  return Math.hypot(x, y);
}
