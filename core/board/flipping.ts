/** Boxes with left and right, or top and bottom, changed. Pure. */

import type { Vec } from "../geometry/vec.ts";
import { unreachable } from "../unreachable.ts";
import type { Flip, Pair } from "./shape.ts";

/** To where a point of a box from 0, 0 to `wh` goes when the box is flipped. */
export function flipping(flip: Flip, [width, height]: Pair): (point: Vec) => Vec {
  switch (flip) {
    case "none":
      return (point) => point;
    case "x":
      return ({ x, y }) => ({ x: width - x, y });
    case "y":
      return ({ x, y }) => ({ x, y: height - y });
    case "both":
      return ({ x, y }) => ({ x: width - x, y: height - y });
    default:
      return unreachable(flip);
  }
}
