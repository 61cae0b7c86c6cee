/**
 * Shapes resized, mirrored and turned: what becomes of each. Pure; knows no pointers and no handles.
 *
 * A shape stays a shape: it has a box and an angle and cannot lean. Where a stretch does not go along its sides, each
 * side takes the share of it that points that way (to the power of the squared cosine), so that along the sides this is
 * exact, the area is always right, and stretching back gives back what was there.
 */

import { angleOf, boxOf, middleOf, turned } from "../../core/board/bounds.ts";
import { hasProp, MAX_SIZE } from "../../core/board/schema.ts";
import type { Arrow, Flip, Line, Pair, Shape, ShapeProps } from "../../core/board/shape.ts";
import { type Box, union } from "../../core/geometry/box.ts";
import { rotate, type Vec } from "../../core/geometry/vec.ts";
import type { Outline } from "./marks.ts";
import { isLettersOnly } from "./style.ts";
import { roundPair } from "./tools/constrain.ts";

/** A stretch along the sides of something turned by `angle`, away from a point that stays. Below 0 mirrors. */
export interface Stretch {
  readonly about: Vec;
  readonly angle: number;
  readonly by: Vec;
}

export interface Turn {
  readonly about: Vec;
  /** Radians, clockwise. */
  readonly by: number;
}

/** Around all of these, as they are held: without the width of lines; with the angle of one alone. */
export function outlineOf(shapes: readonly Shape[]): Outline | undefined {
  const [first, ...more] = shapes;
  if (!first) return undefined;
  if (more.length === 0) return { box: boxOf(first), angle: angleOf(first) };
  return { box: shapes.map(uprightBox).reduce(union), angle: 0 };
}

/** The box around a shape, without the width of its line. */
export function uprightBox(shape: Shape): Box {
  const angle = angleOf(shape);
  return angle === 0 ? boxOf(shape) : turned(boxOf(shape), angle);
}

/** Numbers are as exact as the zoom (CSS pixels a world unit) needs. */
export function stretched(shape: Shape, stretch: Stretch, zoom: number): Partial<ShapeProps> {
  if (shape.kind === "line" || shape.kind === "arrow") {
    return withEnds(shape, (point) => stretchedPoint(point, stretch), {
      zoom,
      mirrored: stretch.by.x * stretch.by.y < 0,
    });
  }
  const { by } = stretch;
  const box = boxOf(shape);
  const width = box.maxX - box.minX, height = box.maxY - box.minY;
  const aside = angleOf(shape) - stretch.angle;
  const along = Math.cos(aside) ** 2;
  const x = Math.abs(by.x), y = Math.abs(by.y);
  const size = sizeBy(shape, { x: x ** along * y ** (1 - along), y: x ** (1 - along) * y ** along });
  const middle = stretchedPoint(middleOf(box), stretch);
  const wh: Pair = [width * size.x, height * size.y];
  const mirrored = by.x * by.y < 0;
  return {
    xy: roundPair(middle.x - wh[0] / 2, middle.y - wh[1] / 2, zoom),
    ...(size.x !== 1 || size.y !== 1) && { wh: roundPair(...wh, zoom) },
    ...size.letters !== 1 && { size: Math.fround(shape.size * size.letters) },
    ...hasProp(shape.kind, "angle") && mirrored && aside !== 0 && { angle: upTo(stretch.angle - aside) },
    ...isMirrored(shape, by) && { flip: flipped(shape, by) },
  };
}

/** A frame has no angle: it stays as it is. */
export function turnedBy(shape: Shape, turn: Turn, zoom: number): Partial<ShapeProps> {
  if (shape.kind === "line" || shape.kind === "arrow") {
    return withEnds(shape, (point) => rotate(point, turn), { zoom, mirrored: false });
  }
  if (!hasProp(shape.kind, "angle")) return {};
  const box = boxOf(shape);
  const middle = rotate(middleOf(box), turn);
  return {
    xy: roundPair(middle.x - (box.maxX - box.minX) / 2, middle.y - (box.maxY - box.minY) / 2, zoom),
    angle: upTo(angleOf(shape) + turn.by),
  };
}

export function stretchedPoint(point: Vec, { about, angle, by }: Stretch): Vec {
  const { x, y } = rotate(point, { about, by: -angle });
  const moved = { x: about.x + (x - about.x) * by.x, y: about.y + (y - about.y) * by.y };
  return rotate(moved, { about, by: angle });
}

/** The same direction, from just above -π to π. */
export function upTo(angle: number): number {
  const whole = 2 * Math.PI;
  const within = angle - whole * Math.ceil(angle / whole - 0.5);
  // Half the bytes, and turns the far end of a box of a million units by less than a tenth of one.
  const short = Math.fround(within);
  return Math.abs(short) < 1e-6 ? 0 : short;
}

function withEnds(
  shape: Line | Arrow,
  map: (point: Vec) => Vec,
  { zoom, mirrored }: { readonly zoom: number; readonly mirrored: boolean },
): Partial<ShapeProps> {
  const [x, y] = shape.xy;
  const from = map({ x, y }), to = map({ x: x + shape.to[0], y: y + shape.to[1] });
  const xy = roundPair(from.x, from.y, zoom);
  return {
    xy,
    to: roundPair(to.x - xy[0], to.y - xy[1], zoom),
    ...mirrored && shape.kind === "arrow" && shape.bend !== undefined && { bend: -shape.bend },
  };
}

/** By how much its sides, and of a text its letters, grow: those are never drawn wide or narrow. */
function sizeBy(shape: Shape, { x, y }: Vec): Vec & { readonly letters: number } {
  if (shape.kind !== "text") return { x, y, letters: 1 };
  if (Math.abs(x / y - 1) > 1e-3) return { x: 1, y: 1, letters: 1 };
  const letters = Math.min(MAX_SIZE, Math.max(LEAST_LETTERS, shape.size * x)) / shape.size;
  return { x: letters, y: letters, letters };
}

/** Letters stay readable. */
function isMirrored({ kind }: Shape, by: Vec): boolean {
  return (by.x < 0 || by.y < 0) && hasProp(kind, "flip") && !isLettersOnly(kind);
}

function flipped(shape: Shape, by: Vec): Flip {
  const now = "flip" in shape ? shape.flip ?? "none" : "none";
  const x = (now === "x" || now === "both") !== by.x < 0;
  const y = (now === "y" || now === "both") !== by.y < 0;
  if (x) return y ? "both" : "x";
  return y ? "y" : "none";
}

const LEAST_LETTERS = 1;
