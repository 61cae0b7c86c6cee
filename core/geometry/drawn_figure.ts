/** What a hand's line can mean: a figure in numbers, and the same one larger or elsewhere. Pure. */

import { distance, mix, type Vec } from "./vec.ts";
import { unreachable } from "../unreachable.ts";

export type DrawnFigure = DrawnWay | DrawnCorners | DrawnBox;

export interface DrawnWay {
  readonly kind: "line" | "arrow";
  readonly from: Vec;
  readonly to: Vec;
}

export interface DrawnCorners {
  readonly kind: "polyline";
  readonly corners: readonly Vec[];
  readonly closed: boolean;
}

export interface DrawnBox {
  readonly kind: "ellipse" | "rectangle" | "diamond" | "triangle" | "star";
  readonly middle: Vec;
  readonly width: number;
  readonly height: number;
  /** Radians, clockwise, about the middle. */
  readonly angle: number;
}

/**
 * The figure pulled from one place to another: the end of a line comes along, anything else grows from its middle,
 * as much farther from there as the pointer is.
 */
export function pulled(figure: DrawnFigure, from: Vec, to: Vec): DrawnFigure {
  switch (figure.kind) {
    case "line":
    case "arrow":
      return { ...figure, to: { x: figure.to.x + to.x - from.x, y: figure.to.y + to.y - from.y } };
    case "polyline": {
      const middle = middleOf(figure.corners);
      const by = growth(middle, from, to);
      return { ...figure, corners: figure.corners.map((corner) => mix(middle, corner, by)) };
    }
    case "ellipse":
    case "rectangle":
    case "diamond":
    case "triangle":
    case "star": {
      const by = growth(figure.middle, from, to);
      return { ...figure, width: figure.width * by, height: figure.height * by };
    }
    default:
      return unreachable(figure);
  }
}

/** It does not vanish, however near the pointer comes to its middle. */
const LEAST_GROWTH = 0.05;

function growth(middle: Vec, from: Vec, to: Vec): number {
  const before = distance(middle, from);
  return before === 0 ? 1 : Math.max(LEAST_GROWTH, distance(middle, to) / before);
}

function middleOf(points: readonly Vec[]): Vec {
  const xs = points.map(({ x }) => x), ys = points.map(({ y }) => y);
  return {
    x: (Math.min(...xs) + Math.max(...xs)) / 2,
    y: (Math.min(...ys) + Math.max(...ys)) / 2,
  };
}
