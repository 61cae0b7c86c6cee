/** The box a shape lies in before it is turned, and the box it is painted in. */

import { type Box, boxBetween, grow } from "../geometry/box.ts";
import { packedExtent } from "../geometry/points.ts";
import { rotate, type Vec } from "../geometry/vec.ts";
import { unreachable } from "../unreachable.ts";
import type { Shape } from "./shape.ts";

/** An arrow head's length over the line's width, and the least it is in world units. */
export const ARROW_HEAD = { perSize: 4, least: 10 };

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

/** World units, line width included. Reads the header of packed points, never the points. */
export function boundsOf(shape: Shape): Box {
  const painted = grow(boxOf(shape), reachOf(shape));
  const angle = angleOf(shape);
  return angle === 0 ? painted : turned(painted, angle);
}

/** The box around a box turned about its middle. */
export function turned(box: Box, angle: number): Box {
  const middle = middleOf(box);
  const corner = (x: number, y: number) => rotate({ x, y }, { about: middle, by: angle });
  const a = boxBetween(corner(box.minX, box.minY), corner(box.maxX, box.maxY));
  const b = boxBetween(corner(box.maxX, box.minY), corner(box.minX, box.maxY));
  return {
    minX: Math.min(a.minX, b.minX),
    minY: Math.min(a.minY, b.minY),
    maxX: Math.max(a.maxX, b.maxX),
    maxY: Math.max(a.maxY, b.maxY),
  };
}

/** How far paint may lie outside of the box. */
function reachOf(shape: Shape): number {
  switch (shape.kind) {
    case "stroke":
      return shape.size;
    case "arrow":
      return shape.size / 2 + Math.max(ARROW_HEAD.least, shape.size * ARROW_HEAD.perSize);
    case "text":
    case "note":
    case "image":
      return 0;
    case "frame":
    case "polyline":
    case "line":
    case "rectangle":
    case "ellipse":
    case "diamond":
    case "triangle":
    case "star":
    case "cloud":
    case "bubble":
      return shape.size / 2;
    default:
      return unreachable(shape);
  }
}
