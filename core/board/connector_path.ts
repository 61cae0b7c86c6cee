/**
 * The way an arrow or a line takes from its start to its end, for painting, hit tests and bounds. World units relative
 * to the shape's `xy`. Knows the shape alone: where a bound end lies, and how an elbow goes round what it is bound to, is
 * in the shape already (see bindings.ts).
 */

import {
  type Arc,
  arcBetween,
  arcBox,
  arcHeading,
  arcLength,
  arcPart,
  arcPoint,
  arcPoints,
  bendThrough,
} from "../geometry/arc.ts";
import { type Box, boxBetween, union } from "../geometry/box.ts";
import { plainElbow } from "../geometry/plain_elbow.ts";
import { distance, mix, type Vec } from "../geometry/vec.ts";
import { unreachable } from "../unreachable.ts";
import type { Arrow, Pair } from "./shape.ts";

export type ConnectorPath =
  /** Straight pieces from point to point; at least two. */
  | { readonly kind: "lines"; readonly points: readonly Vec[] }
  | { readonly kind: "arc"; readonly arc: Arc };

/** What of an arrow, or a line, says how it runs. */
export type Connector = { readonly to: Pair } & Partial<Pick<Arrow, "route" | "bend" | "via">>;

export function connectorPath(
  { to: [x, y], route = "straight", bend = 0, via }: Connector,
): ConnectorPath {
  const from = { x: 0, y: 0 }, to = { x, y };
  switch (route) {
    case "straight":
      return { kind: "lines", points: [from, to] };
    case "curved": {
      const [middle] = via ?? [];
      const seen = middle ? bendThrough(from, { x: middle[0], y: middle[1] }, to) : bend;
      const arc = arcBetween(from, to, seen);
      return arc ? { kind: "arc", arc } : { kind: "lines", points: [from, to] };
    }
    case "elbow": {
      const between = via?.map(([viaX, viaY]) => ({ x: viaX, y: viaY }));
      return { kind: "lines", points: between ? [from, ...between, to] : plainElbow(from, to) };
    }
    default:
      return unreachable(route);
  }
}

/** Of length 1: which way a head at each end points, out of the line. */
export function pathHeadings(path: ConnectorPath): { readonly start: Vec; readonly end: Vec } {
  if (path.kind === "arc") {
    const back = arcHeading(path.arc, 0);
    return { start: { x: -back.x, y: -back.y }, end: arcHeading(path.arc, 1) };
  }
  const back = [...path.points].reverse();
  return { start: lastHeading(back), end: lastHeading(path.points) };
}

export function pathLength(path: ConnectorPath): number {
  if (path.kind === "arc") return arcLength(path.arc);
  return pieces(path.points).reduce((sum, [from, to]) => sum + distance(from, to), 0);
}

/** The box of the line's middle, exactly: without its width and its heads. */
export function pathBox(path: ConnectorPath): Box {
  if (path.kind === "arc") return arcBox(path.arc);
  return pieces(path.points).map(([from, to]) => boxBetween(from, to)).reduce(union);
}

/** The point at a share of the way: 0.5 is where a bend is taken hold of. */
export function pathPoint(path: ConnectorPath, share: number): Vec {
  if (path.kind === "arc") return arcPoint(path.arc, share);
  let left = pathLength(path) * share;
  for (const [from, to] of pieces(path.points)) {
    const length = distance(from, to);
    if (left <= length && length > 0) return mix(from, to, left / length);
    left -= length;
  }
  return path.points.at(-1) ?? { x: 0, y: 0 };
}

/** The path without so much of its start and its end, as under a head; the middle always stays. */
export function trimPath(path: ConnectorPath, { start, end }: { start: number; end: number }): ConnectorPath {
  const length = pathLength(path);
  if (length === 0) return path;
  const from = Math.min(start / length, 0.5), to = Math.max(1 - end / length, 0.5);
  if (path.kind === "arc") return { kind: "arc", arc: arcPart(path.arc, from, to) };
  const points: Vec[] = [pathPoint(path, from)];
  let passed = 0;
  for (const [a, b] of pieces(path.points)) {
    passed += distance(a, b);
    if (passed > from * length && passed < to * length) points.push(b);
  }
  return { kind: "lines", points: [...points, pathPoint(path, to)] };
}

/** The path in straight pieces that stray less than `tolerance` from it. */
export function pathPoints(path: ConnectorPath, tolerance: number): readonly Vec[] {
  return path.kind === "arc" ? arcPoints(path.arc, tolerance) : path.points;
}

function pieces(points: readonly Vec[]): (readonly [Vec, Vec])[] {
  return points.slice(1).map((to, i) => [points[i] ?? to, to] as const);
}

/** Of the last piece that has a length. */
function lastHeading(points: readonly Vec[]): Vec {
  for (const [from, to] of pieces(points).reverse()) {
    const length = distance(from, to);
    if (length > 0) return { x: (to.x - from.x) / length, y: (to.y - from.y) / length };
  }
  return { x: 1, y: 0 };
}
