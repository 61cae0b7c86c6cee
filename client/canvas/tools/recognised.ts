/** Figures recognised in ink, as the shapes that are put in its place. Pure. */

import type { Pair, Shape, Stroke } from "../../../core/board/shape.ts";
import { type DrawnBox, type DrawnFigure, pulled } from "../../../core/geometry/drawn_figure.ts";
import { packPoints } from "../../../core/geometry/points.ts";
import { recognise } from "../../../core/geometry/recognise.ts";
import type { Vec } from "../../../core/geometry/vec.ts";
import { unreachable } from "../../../core/unreachable.ts";
import { styled } from "../style.ts";
import { roundPair } from "./constrain.ts";
import type { Placed, Recognition, StraightStroke } from "./recognition.ts";

export const RECOGNITION: Recognition = { recognise, pulled, figureShape, straightStroke };

/** In the style in hand, as its own tool would have drawn it. */
function figureShape(figure: DrawnFigure, { style, zoom, ...beginnings }: Placed): Shape {
  const look = { ...beginnings, ...styled(figure.kind, style), kind: figure.kind };
  switch (figure.kind) {
    case "line":
    case "arrow": {
      const { from, to } = figure;
      const xy = roundPair(from.x, from.y, zoom), to_ = roundPair(to.x - from.x, to.y - from.y, zoom);
      return { ...look, xy, to: to_ } as Shape;
    }
    case "polyline": {
      const { xy, points } = packed(figure.corners, zoom);
      return { ...look, xy, points, ...figure.closed && { closed: true } } as Shape;
    }
    case "ellipse":
    case "rectangle":
    case "diamond":
    case "triangle":
    case "star":
      return { ...look, ...boxed(figure, zoom) } as Shape;
    default:
      return unreachable(figure);
  }
}

/** A line drawn with a nib that figures do not have: a stroke of two points. */
function straightStroke(
  { from, to }: { readonly from: Vec; readonly to: Vec },
  { zoom, ...look }: StraightStroke,
): Stroke {
  return { ...look, kind: "stroke", ...packed([from, to], zoom) };
}

function boxed({ middle, width, height, angle }: DrawnBox, zoom: number): Record<string, unknown> {
  return {
    xy: roundPair(middle.x - width / 2, middle.y - height / 2, zoom),
    wh: roundPair(width, height, zoom),
    ...angle !== 0 && { angle },
  };
}

function packed(places: readonly Vec[], zoom: number): { readonly xy: Pair; readonly points: Uint8Array } {
  const points = places.map(({ x, y }) => ({ x, y, pressure: 0.5 }));
  const { xy, bytes } = packPoints({ points, pressure: "velocity" }, zoom);
  return { xy: [xy.x, xy.y], points: bytes };
}
