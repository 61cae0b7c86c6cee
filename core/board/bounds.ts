/** The box a shape is painted in. */

import { type Box, boxBetween, grow } from "../geometry/box.ts";
import { packedExtent } from "../geometry/points.ts";
import type { Shape } from "./shape.ts";
import { unreachable } from "../unreachable.ts";

/** An arrow head's length over the line's width, and the least it is in world units. */
export const ARROW_HEAD = { perSize: 4, least: 10 };

/** World units, line width included. Reads the header of packed points, never the points. */
export function boundsOf(shape: Shape): Box {
  const [x, y] = shape.xy;
  switch (shape.kind) {
    case "stroke": {
      const { width, height } = packedExtent(shape.points);
      return grow({ minX: x, minY: y, maxX: x + width, maxY: y + height }, shape.size);
    }
    case "rectangle":
    case "ellipse":
      return grow({ minX: x, minY: y, maxX: x + shape.wh[0], maxY: y + shape.wh[1] }, shape.size / 2);
    case "line":
    case "arrow": {
      const head = shape.kind === "arrow" ? Math.max(ARROW_HEAD.least, shape.size * ARROW_HEAD.perSize) : 0;
      const box = boxBetween({ x, y }, { x: x + shape.to[0], y: y + shape.to[1] });
      return grow(box, shape.size / 2 + head);
    }
    case "text":
      return { minX: x, minY: y, maxX: x + shape.wh[0], maxY: y + shape.wh[1] };
    default:
      return unreachable(shape);
  }
}
