/** Distances and meetings of points, segments and paths: the arithmetic under hit tests. Knows no shapes. */

import { type Box, holds } from "./box.ts";
import { distance, mix, type Vec } from "./vec.ts";

/** Straight pieces from point to point. A solid path is closed, and what lies inside belongs to it. */
export interface Path {
  readonly points: readonly Vec[];
  readonly solid: boolean;
}

export function nearPoint(path: Path, at: Vec, within: number): boolean {
  if (path.solid && inside(path.points, at)) return true;
  return somePiece(path, (from, to) => toSegment(at, from, to) <= within);
}

/** Whether something swept straight from `a` to `b` passes the path within this distance. */
export function nearSegment(path: Path, [a, b]: readonly [Vec, Vec], within: number): boolean {
  if (path.solid && (inside(path.points, a) || inside(path.points, b))) return true;
  return somePiece(path, (from, to) => betweenSegments([a, b], [from, to]) <= within);
}

/** Whether any of the path lies in the box, or all of the box in a solid path. */
export function meetsBox(path: Path, box: Box): boolean {
  const corner = { x: box.minX, y: box.minY };
  if (path.solid && inside(path.points, corner)) return true;
  return somePiece(path, (from, to) => segmentMeetsBox(from, to, box));
}

/** The distance from a point to the nearest point of a segment. */
export function toSegment(at: Vec, from: Vec, to: Vec): number {
  return distance(at, onSegment(at, from, to));
}

/** The point of a segment that is nearest to this one. */
export function onSegment(at: Vec, from: Vec, to: Vec): Vec {
  const dx = to.x - from.x, dy = to.y - from.y;
  const length2 = dx * dx + dy * dy;
  if (length2 === 0) return from;
  const t = ((at.x - from.x) * dx + (at.y - from.y) * dy) / length2;
  return mix(from, to, Math.min(1, Math.max(0, t)));
}

/** Whether a point lies within a closed outline. Counts the crossings of a ray to the right: odd is inside. */
export function inside(corners: readonly Vec[], at: Vec): boolean {
  let odd = false;
  let from = corners.at(-1);
  for (const to of corners) {
    if (from && (from.y > at.y) !== (to.y > at.y)) {
      const x = from.x + (at.y - from.y) / (to.y - from.y) * (to.x - from.x);
      if (at.x < x) odd = !odd;
    }
    from = to;
  }
  return odd;
}

/** The points of an ellipse in this box, so many (up to 256) that the straight pieces stray less than `tolerance`. */
export function ellipsePoints(box: Box, tolerance: number): Vec[] {
  const rx = (box.maxX - box.minX) / 2, ry = (box.maxY - box.minY) / 2;
  const x = box.minX + rx, y = box.minY + ry;
  // A chord over the angle 2π/n strays r(1 - cos(π/n)) ≈ rπ²/2n² from its arc.
  const needed = Math.ceil(Math.PI * Math.sqrt(Math.max(rx, ry) / (2 * tolerance)));
  const count = Math.min(256, Math.max(12, needed));
  return Array.from({ length: count + 1 }, (_, i) => {
    const angle = 2 * Math.PI * i / count;
    return { x: x + rx * Math.cos(angle), y: y + ry * Math.sin(angle) };
  });
}

/** The corners of a box, the first again at the end. */
export function boxPoints({ minX, minY, maxX, maxY }: Box): Vec[] {
  return [
    { x: minX, y: minY },
    { x: maxX, y: minY },
    { x: maxX, y: maxY },
    { x: minX, y: maxY },
    { x: minX, y: minY },
  ];
}

/** A path of one point is a piece of no length. */
function somePiece(path: Path, test: (from: Vec, to: Vec) => boolean): boolean {
  let from = path.points[0];
  if (from && path.points.length === 1) return test(from, from);
  for (let i = 1; i < path.points.length; i++) {
    const to = path.points[i];
    if (from && to && test(from, to)) return true;
    from = to;
  }
  return false;
}

function betweenSegments([a, b]: readonly [Vec, Vec], [c, d]: readonly [Vec, Vec]): number {
  if (cross(a, b, c, d)) return 0;
  return Math.min(toSegment(a, c, d), toSegment(b, c, d), toSegment(c, a, b), toSegment(d, a, b));
}

/** Whether two segments cross at a point within both; those that only touch have a distance of 0 anyway. */
function cross(a: Vec, b: Vec, c: Vec, d: Vec): boolean {
  const side = (p: Vec, q: Vec, r: Vec) => (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x);
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

function segmentMeetsBox(from: Vec, to: Vec, box: Box): boolean {
  if (holds(box, from) || holds(box, to)) return true;
  const [a, b, c, d] = boxPoints(box);
  if (!a || !b || !c || !d) return false;
  // What enters and leaves a box crosses one of its diagonals.
  return betweenSegments([from, to], [a, c]) === 0 || betweenSegments([from, to], [b, d]) === 0;
}
