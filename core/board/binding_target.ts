/** What an end of an arrow can hold on to: a shape's figure as it lies on the board. Pure; knows no arrows. */

import { type Box, holds } from "../geometry/box.ts";
import { boxAround, flatten } from "../geometry/contour.ts";
import { crossingsOf } from "../geometry/crossings.ts";
import { boxPoints, inside, onSegment } from "../geometry/hit.ts";
import { distance, mix, rotate, type Vec } from "../geometry/vec.ts";
import { unreachable } from "../unreachable.ts";
import { angleOf, boxOf, middleOf } from "./bounds.ts";
import { figureContour } from "./figures.ts";
import { flipping } from "./flipping.ts";
import type { Flip, Pair, Shape, ShapeId } from "./shape.ts";
import { placesOf } from "./stroke_places.ts";

/** World units. */
export interface Figure {
  /** Its corners in order, the first again at the end; curves as pieces that stray less than anybody sees. */
  readonly outline: readonly Vec[];
  readonly box: Box;
  readonly middle: Vec;
  /** How far its line reaches out of the outline. */
  readonly reach: number;
}

/** An end of an arrow before it is known what is seen of it. */
export interface ArrowEnd {
  /** What the arrow aims at, or comes from. */
  readonly aim: Vec;
  /** What it is bound to, if that is there. */
  readonly figure: Figure | undefined;
  readonly id: ShapeId | undefined;
}

/** undefined: nothing can hold on to it. Strokes are ink, not things; a line has no inside. */
export function figureOf(shape: Shape): Figure | undefined {
  const outline = outlineOf(shape);
  const box = outline && boxAround(outline);
  if (!outline || !box) return undefined;
  return { outline, box, middle: middleOf(boxOf(shape)), reach: reachOf(shape) };
}

export function isBindable(shape: Shape): boolean {
  switch (shape.kind) {
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
    case "polyline":
      return shape.closed === true;
    case "stroke":
    case "line":
    case "arrow":
      return false;
    default:
      return unreachable(shape);
  }
}

/** Where a place of a shape's box lies on the board: it turns and flips with the shape. */
export function pointAt(shape: Shape, [across, down]: Pair): Vec {
  const { minX, minY, maxX, maxY } = boxOf(shape);
  const wh: Pair = [maxX - minX, maxY - minY];
  const at = flipping(flipOf(shape), wh)({ x: across * wh[0], y: down * wh[1] });
  return turnedWith(shape, { x: minX + at.x, y: minY + at.y });
}

/** The place of the shape's box that lies at a point, or the nearest one. */
export function placeAt(shape: Shape, point: Vec): Pair {
  const box = boxOf(shape);
  const wh: Pair = [box.maxX - box.minX, box.maxY - box.minY];
  const flat = rotate(point, { about: middleOf(box), by: -angleOf(shape) });
  const at = flipping(flipOf(shape), wh)({ x: flat.x - box.minX, y: flat.y - box.minY });
  const share = (of: number, whole: number) =>
    whole > 0 ? Math.round(Math.min(1, Math.max(0, of / whole)) * PLACES) / PLACES : 0.5;
  return [share(at.x, wh[0]), share(at.y, wh[1])];
}

/** Whether the point lies in the shape's box, turned as it is. */
export function boxHolds(shape: Shape, point: Vec): boolean {
  const box = boxOf(shape);
  return holds(box, rotate(point, { about: middleOf(box), by: -angleOf(shape) }));
}

export function figureHolds({ outline, box }: Figure, point: Vec): boolean {
  return holds(box, point) && inside(outline, point);
}

/** The point itself if the figure holds it: a corner of the box may lie outside of it. Else what lies before it. */
export function withinFigure(figure: Figure, point: Vec): Vec {
  if (figureHolds(figure, point)) return point;
  const { middle, outline } = figure;
  const left = figureHolds(figure, middle) ? crossingsOf([middle, point], outline).at(-1) : undefined;
  return left === undefined ? nearestOf(outline, point) : mix(middle, point, left * JUST_WITHIN);
}

/** Of the way from the middle to the outline. */
const JUST_WITHIN = 0.98;
/** Finer than that no two places are told apart. */
const PLACES = 4096;
/** World units. */
const TOLERANCE = 0.1;

function outlineOf(shape: Shape): Vec[] | undefined {
  if (!isBindable(shape)) return undefined;
  const [x, y] = shape.xy;
  const place = (at: Vec) => turnedWith(shape, { x: x + at.x, y: y + at.y });
  switch (shape.kind) {
    case "rectangle":
    case "ellipse":
    case "diamond":
    case "triangle":
    case "star":
    case "cloud":
    case "bubble":
      return flatten(figureContour(shape), TOLERANCE)[0]?.map(place);
    case "polyline": {
      const corners = placesOf(shape);
      return [...corners, ...corners.slice(0, 1)];
    }
    case "text":
    case "note":
    case "frame":
    case "image":
      return boxPoints(boxOf(shape)).map((at) => turnedWith(shape, at));
    case "stroke":
    case "line":
    case "arrow":
      return undefined;
    default:
      return unreachable(shape);
  }
}

function nearestOf(outline: readonly Vec[], point: Vec): Vec {
  let nearest = point, least = Infinity;
  outline.slice(1).forEach((to, i) => {
    const at = onSegment(point, outline[i] ?? to, to);
    const off = distance(point, at);
    if (off < least) [nearest, least] = [at, off];
  });
  return nearest;
}

function turnedWith(shape: Shape, point: Vec): Vec {
  const by = angleOf(shape);
  return by === 0 ? point : rotate(point, { about: middleOf(boxOf(shape)), by });
}

function flipOf(shape: Shape): Flip {
  return "flip" in shape ? shape.flip ?? "none" : "none";
}

/** Letters, paper and pictures have no line of their own. */
function reachOf(shape: Shape): number {
  return shape.kind === "text" || shape.kind === "note" || shape.kind === "image" ? 0 : shape.size / 2;
}
