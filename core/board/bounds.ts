/** The box a shape lies in before it is turned, and the box it is painted in. */

import { type Box, boxBetween, grow, move, union } from "../geometry/box.ts";
import { boxAround } from "../geometry/contour.ts";
import { packedExtent } from "../geometry/points.ts";
import { rotate, type Vec } from "../geometry/vec.ts";
import { unreachable } from "../unreachable.ts";
import { connectorPath, pathBox } from "./connector_path.ts";
import { piecesOf } from "./cuts.ts";
import { LINE_HEIGHT } from "./fonts.ts";
import { FRAME_BORDER, frameNameBox, shadowReach } from "./paint/sheet_box.ts";
import { partOf, shownPoints } from "./paint/stroke.ts";
import type { Arrow, Shape, Stroke, TextShape } from "./shape.ts";

/** An arrow head's length over the line's width, and the least it is in world units. */
export const ARROW_HEAD = { perSize: 4, least: 10 };

export function headLength(size: number): number {
  return Math.max(ARROW_HEAD.least, size * ARROW_HEAD.perSize);
}

/** World units, before its angle, without the line's width: what it is stretched and turned by. */
export function boxOf(shape: Shape): Box {
  const [x, y] = shape.xy;
  switch (shape.kind) {
    case "stroke":
    case "polyline": {
      const { width, height } = shape.wh
        ? { width: shape.wh[0], height: shape.wh[1] }
        : packedExtent(shape.points);
      return { minX: x, minY: y, maxX: x + width, maxY: y + height };
    }
    case "line":
    case "arrow":
      return boxBetween({ x, y }, { x: x + shape.to[0], y: y + shape.to[1] });
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
      return { minX: x, minY: y, maxX: x + shape.wh[0], maxY: y + shape.wh[1] };
    default:
      return unreachable(shape);
  }
}

export function middleOf({ minX, minY, maxX, maxY }: Box): Vec {
  return { x: (minX + maxX) / 2, y: (minY + maxY) / 2 };
}

export function angleOf(shape: Shape): number {
  return "angle" in shape ? shape.angle ?? 0 : 0;
}

/**
 * World units: all paint lies within. Reads the header of packed points, never the points, but of a stroke that was cut:
 * that is kept as long as the shape is.
 */
export function boundsOf(shape: Shape): Box {
  const box = boxOf(shape);
  const painted = paintedBox(shape, box);
  const angle = angleOf(shape);
  return angle === 0 ? painted : turnedAbout(painted, { angle, about: middleOf(box) });
}

/** The box around a box turned about its middle. */
export function turned(box: Box, angle: number): Box {
  return turnedAbout(box, { angle, about: middleOf(box) });
}

function turnedAbout(box: Box, { angle, about }: { readonly angle: number; readonly about: Vec }): Box {
  const corner = (x: number, y: number) => rotate({ x, y }, { about, by: angle });
  const a = boxBetween(corner(box.minX, box.minY), corner(box.maxX, box.maxY));
  const b = boxBetween(corner(box.maxX, box.minY), corner(box.minX, box.maxY));
  return union(a, b);
}

/** Before its angle. */
function paintedBox(shape: Shape, box: Box): Box {
  const { size } = shape;
  switch (shape.kind) {
    case "stroke":
      return grow(shape.cuts ? leftOf(shape) ?? box : box, size);
    case "arrow":
      return grow(wayOf(shape), arrowReach(shape));
    case "text":
      return grow(writtenBox(shape, box), OVERHANG * size);
    case "note":
      return grow(box, shadowReach(shape.wh));
    case "frame":
      return grow(
        shape.name ? union(box, move(frameNameBox(shape.wh), { x: shape.xy[0], y: shape.xy[1] })) : box,
        FRAME_BORDER,
      );
    case "image":
      return box;
    case "polyline":
    case "line":
    case "rectangle":
    case "ellipse":
    case "diamond":
    case "triangle":
    case "star":
    case "cloud":
    case "bubble":
      return grow(box, size / 2);
    default:
      return unreachable(shape);
  }
}

/** How far letters reach out of their lines, over their size. */
const OVERHANG = 0.15;

/** World units, before its angle: around what erasers left of its points; none when that is nothing. */
function leftOf(shape: Stroke): Box | undefined {
  const known = left.get(shape);
  if (known) return known;
  const { points } = shownPoints(shape);
  const parts = piecesOf(points.length, shape.cuts ?? []).flatMap((range) => partOf(points, range));
  const around = boxAround(parts);
  const box = around && move(around, { x: shape.xy[0], y: shape.xy[1] });
  if (box) left.set(shape, box);
  return box;
}

const left = new WeakMap<Stroke, Box>();

function wayOf(shape: Arrow): Box {
  return move(pathBox(connectorPath(shape)), { x: shape.xy[0], y: shape.xy[1] });
}

function arrowReach({ size, heads, route = "straight" }: Arrow): number {
  if (heads?.every((head) => head === "none")) return size / 2;
  // A head on a bent way may lie beside all of the way.
  return headLength(size) + (route === "straight" ? size / 2 : size);
}

/** Somebody may just have written a line more than its box was measured for. */
function writtenBox({ text, size }: TextShape, box: Box): Box {
  let lines = 1;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines++;
  return { ...box, maxY: Math.max(box.maxY, box.minY + lines * size * LINE_HEIGHT) };
}
