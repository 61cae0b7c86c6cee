/** What of a shape can be hit: its line, and of a text all within its box. Pure; knows no index. */

import type { Pair, Shape } from "../../core/board/shape.ts";
import type { Box } from "../../core/geometry/box.ts";
import { boxPoints, ellipsePoints, type Path } from "../../core/geometry/hit.ts";
import { unpackPoints } from "../../core/geometry/points.ts";
import { unreachable } from "../../core/unreachable.ts";

export interface Target {
  readonly path: Path;
  /** World units from the path to the edge of the paint. */
  readonly reach: number;
}

/** World units: finer than a hit's tolerance is at any zoom that shows so small an ellipse. */
const ELLIPSE_TOLERANCE = 0.25;

/** In world coordinates. Unpacks a stroke's points: ask only for shapes whose bounds are met. */
export function targetOf(shape: Shape): Target {
  const [x, y] = shape.xy;
  const reach = shape.size / 2;
  switch (shape.kind) {
    case "polyline":
    case "stroke": {
      const points = unpackPoints(shape.points).points.map((point) => ({ x: x + point.x, y: y + point.y }));
      return { path: { points, solid: false }, reach };
    }
    case "rectangle":
    case "diamond":
    case "triangle":
    case "star":
    case "cloud":
    case "bubble":
    case "frame":
      return { path: { points: boxPoints(boxAt(shape)), solid: false }, reach };
    case "ellipse":
      return { path: { points: ellipsePoints(boxAt(shape), ELLIPSE_TOLERANCE), solid: false }, reach };
    case "line":
    case "arrow": {
      const points = [{ x, y }, { x: x + shape.to[0], y: y + shape.to[1] }];
      return { path: { points, solid: false }, reach };
    }
    case "text":
    case "note":
    case "image":
      return { path: { points: boxPoints(boxAt(shape)), solid: true }, reach: 0 };
    default:
      return unreachable(shape);
  }
}

function boxAt({ xy: [x, y], wh: [w, h] }: Extract<Shape, { wh: Pair }>): Box {
  return { minX: x, minY: y, maxX: x + w, maxY: y + h };
}
