/** What of a shape can be hit: its line, all of it where it is filled, and what is written in it. Pure; knows no index. */

import { averageWidth } from "../../core/board/average_widths.ts";
import { angleOf, boxOf, middleOf } from "../../core/board/bounds.ts";
import { connectorPath, pathPoints } from "../../core/board/connector_path.ts";
import { piecesOf } from "../../core/board/cuts.ts";
import { figureContour } from "../../core/board/figures.ts";
import { paint } from "../../core/board/paint.ts";
import { partOf, shownPoints } from "../../core/board/paint/stroke.ts";
import type { BoxShape, Frame, Polyline, Shape, Stroke } from "../../core/board/shape.ts";
import type { Box } from "../../core/geometry/box.ts";
import { flatten } from "../../core/geometry/contour.ts";
import { boxPoints, type Path } from "../../core/geometry/hit.ts";
import { rotate, type Vec } from "../../core/geometry/vec.ts";
import { unreachable } from "../../core/unreachable.ts";
import type { Target } from "./target.ts";

/** In world coordinates. Unpacks a stroke's points: ask only for shapes whose bounds are met. */
export function targetOf(shape: Shape): Target {
  const place = placing(shape);
  const paths = pathsOf(shape).map(({ points, solid }) => ({ points: points.map(place), solid }));
  const [path = NOTHING, ...more] = paths;
  return { path, more, reach: reachOf(shape) };
}

const NOTHING: Path = { points: [], solid: false };
/** World units: finer than a hit's tolerance is at any zoom that shows so small a curve. */
const CURVE_TOLERANCE = 0.25;

/** Relative to the shape's `xy`, before its angle. */
function pathsOf(shape: Shape): readonly Path[] {
  switch (shape.kind) {
    case "stroke":
      return strokePaths(shape);
    case "polyline":
      return polylinePaths(shape);
    case "rectangle":
    case "ellipse":
    case "diamond":
    case "triangle":
    case "star":
    case "cloud":
    case "bubble":
      return figurePaths(shape);
    case "line":
      return [{ points: [{ x: 0, y: 0 }, { x: shape.to[0], y: shape.to[1] }], solid: false }];
    case "arrow":
      return [{ points: pathPoints(connectorPath(shape), CURVE_TOLERANCE), solid: false }];
    case "frame":
      return [{ points: boxPoints(ownBox(shape)), solid: false }, ...lettersOf(shape)];
    case "text":
    case "note":
    case "image":
      return [{ points: boxPoints(ownBox(shape)), solid: true }];
    default:
      return unreachable(shape);
  }
}

function strokePaths(shape: Stroke): Path[] {
  const { points } = shownPoints(shape);
  const parts = shape.cuts
    ? piecesOf(points.length, shape.cuts).map((range) => partOf(points, range))
    : [points];
  return parts.map((part) => ({ points: part, solid: shape.fill !== undefined }));
}

function polylinePaths(shape: Polyline): Path[] {
  const { points } = shownPoints(shape);
  const [first] = points;
  const closed = shape.closed && first ? [...points, first] : points;
  return [{ points: closed, solid: shape.fill !== undefined }];
}

function figurePaths(shape: BoxShape): Path[] {
  const solid = shape.fill !== undefined;
  const outline = flatten(figureContour(shape), CURVE_TOLERANCE).map((points) => ({ points, solid }));
  return [...outline, ...lettersOf(shape)];
}

/** The box around what is written in a figure, or above a frame, about as wide as it is on most computers. */
function lettersOf(shape: BoxShape | Frame): Path[] {
  const written = shape.kind === "frame" ? shape.name : shape.text;
  if (!written) return [];
  return paint(shape, { measure: averageWidth }).commands.flatMap((command) => {
    if (command.op !== "text") return [];
    const { lines, align, x, baseline, lineHeight, size } = command;
    const width = lines.reduce((widest, line) => Math.max(widest, line.width), 0);
    const left = x - width * { left: 0, centre: 0.5, right: 1 }[align];
    const top = baseline - size;
    const box = { minX: left, minY: top, maxX: left + width, maxY: top + lines.length * lineHeight };
    return [{ points: boxPoints(box), solid: true }];
  });
}

function ownBox({ wh: [width, height] }: Extract<Shape, { readonly wh: readonly [number, number] }>): Box {
  return { minX: 0, minY: 0, maxX: width, maxY: height };
}

/** From relative to `xy` to the board, turned. */
function placing(shape: Shape): (point: Vec) => Vec {
  const [x, y] = shape.xy;
  const by = angleOf(shape);
  if (by === 0) return (point) => ({ x: point.x + x, y: point.y + y });
  const about = middleOf(boxOf(shape));
  return (point) => rotate({ x: point.x + x, y: point.y + y }, { about, by });
}

function reachOf(shape: Shape): number {
  switch (shape.kind) {
    case "text":
    case "note":
    case "image":
    case "frame":
      return 0;
    default:
      return shape.size / 2;
  }
}
