/** Contours: straight lines and curves, open or closed, as data. Pure; knows neither canvas nor shapes. */

import { type Arc, arcHeading, arcPart, arcPoint } from "./arc.ts";
import { type Box, boxBetween } from "./box.ts";
import { distance, mix, type Vec } from "./vec.ts";

/** Move, line, cubic curve, close: what a canvas's and an SVG's paths have in common. */
export type ContourStep =
  | readonly ["M", x: number, y: number]
  | readonly ["L", x: number, y: number]
  | readonly ["C", x1: number, y1: number, x2: number, y2: number, x: number, y: number]
  | readonly ["Z"];

/** Begins with a move; after a close comes a move or nothing. */
export type Contour = readonly ContourStep[];

export function polygon(points: readonly Vec[], { closed }: { readonly closed: boolean }): Contour {
  const [first, ...rest] = points;
  if (!first) return [];
  const steps: ContourStep[] = [["M", first.x, first.y]];
  for (const { x, y } of rest) steps.push(["L", x, y]);
  // A line of no length would be dropped, and with it the round caps that make a dot.
  if (rest.length === 0) steps.push(["L", first.x + DOT, first.y]);
  if (closed) steps.push(["Z"]);
  return steps;
}

/** A closed polygon whose corners are cut off at this distance, or at half of a shorter side, by a curve. */
export function roundedPolygon(corners: readonly Vec[], radius: number): Contour {
  const steps: ContourStep[] = [];
  corners.forEach((corner, i) => {
    const before = corners.at(i - 1) ?? corner, after = corners[(i + 1) % corners.length] ?? corner;
    steps.push(...roundedCorner([before, corner, after], { radius, first: i === 0 }));
  });
  steps.push(["Z"]);
  return steps;
}

/** The same of an open line: its ends stay. */
export function roundedLine(points: readonly Vec[], radius: number): Contour {
  const first = points[0], last = points.at(-1);
  if (!first || !last || points.length < 3) return polygon(points, { closed: false });
  const steps: ContourStep[] = [["M", first.x, first.y]];
  for (let i = 1; i < points.length - 1; i++) {
    const before = points[i - 1], corner = points[i], after = points[i + 1];
    if (before && corner && after) {
      steps.push(...roundedCorner([before, corner, after], { radius, first: false }));
    }
  }
  steps.push(["L", last.x, last.y]);
  return steps;
}

export function arcContour(arc: Arc): Contour {
  const pieces = Math.max(1, Math.ceil(Math.abs(arc.sweep) / (Math.PI / 4)));
  const start = arcPoint(arc, 0);
  const steps: ContourStep[] = [["M", start.x, start.y]];
  for (let i = 0; i < pieces; i++) {
    const part = arcPart(arc, i / pieces, (i + 1) / pieces);
    const reach = arc.radius * 4 / 3 * Math.tan(Math.abs(part.sweep) / 4);
    const from = arcPoint(part, 0),
      to = arcPoint(part, 1),
      out = arcHeading(part, 0),
      into = arcHeading(part, 1);
    steps.push([
      "C",
      from.x + out.x * reach,
      from.y + out.y * reach,
      to.x - into.x * reach,
      to.y - into.y * reach,
      to.x,
      to.y,
    ]);
  }
  return steps;
}

export function roundedBox({ minX, minY, maxX, maxY }: Box, radius: number): Contour {
  const corners = [
    { x: minX, y: minY },
    { x: maxX, y: minY },
    { x: maxX, y: maxY },
    { x: minX, y: maxY },
  ];
  return roundedPolygon(corners, radius);
}

export function ellipse({ minX, minY, maxX, maxY }: Box): Contour {
  const x = (minX + maxX) / 2, y = (minY + maxY) / 2;
  const dx = (maxX - minX) / 2 * CIRCLE, dy = (maxY - minY) / 2 * CIRCLE;
  return [
    ["M", maxX, y],
    ["C", maxX, y + dy, x + dx, maxY, x, maxY],
    ["C", x - dx, maxY, minX, y + dy, minX, y],
    ["C", minX, y - dy, x - dx, minY, x, minY],
    ["C", x + dx, minY, maxX, y - dy, maxX, y],
    ["Z"],
  ];
}

/** Each of its points elsewhere. Straight stays straight only where the mapping keeps it so. */
export function mapped(contour: Contour, map: (point: Vec) => Vec): Contour {
  return contour.map((step): ContourStep => {
    switch (step[0]) {
      case "Z":
        return step;
      case "C": {
        const a = map({ x: step[1], y: step[2] }), b = map({ x: step[3], y: step[4] });
        const to = map({ x: step[5], y: step[6] });
        return ["C", a.x, a.y, b.x, b.y, to.x, to.y];
      }
      default: {
        const to = map({ x: step[1], y: step[2] });
        return [step[0], to.x, to.y];
      }
    }
  });
}

/** As corners of straight pieces that stray less than the tolerance; what is closed ends where it begins. */
export function flatten(contour: Contour, tolerance: number): Vec[][] {
  const lines: Vec[][] = [];
  let line: Vec[] = [];
  for (const step of contour) {
    const from = line.at(-1);
    if (step[0] === "M") {
      line = [{ x: step[1], y: step[2] }];
      lines.push(line);
    } else if (step[0] === "L") line.push({ x: step[1], y: step[2] });
    else if (step[0] === "Z") {
      if (line[0]) line.push(line[0]);
    } else if (from) {
      const [, x1, y1, x2, y2, x, y] = step;
      line.push(...alongCurve([from, { x: x1, y: y1 }, { x: x2, y: y2 }, { x, y }], tolerance));
    }
  }
  return lines;
}

/** The box around it; none of an empty one. */
export function boxOfContour(contour: Contour): Box | undefined {
  return boxAround(flatten(contour, BOX_TOLERANCE).flat());
}

export function boxAround(points: readonly Vec[]): Box | undefined {
  const [first] = points;
  if (!first) return undefined;
  let { minX, minY, maxX, maxY } = boxBetween(first, first);
  for (const { x, y } of points) {
    minX = Math.min(minX, x);
    minY = Math.min(minY, y);
    maxX = Math.max(maxX, x);
    maxY = Math.max(maxY, y);
  }
  return { minX, minY, maxX, maxY };
}

export function lengthOf(points: readonly Vec[]): number {
  let length = 0;
  let from = points[0];
  for (const to of points) {
    if (from) length += distance(from, to);
    from = to;
  }
  return length;
}

/** How far a curve's handles reach to come closest to a quarter of a circle. */
const CIRCLE = 0.5522847498;
/** Of the way to the corner: rounder than a circle's arc would be, as handles of a quarter circle are. */
const ROUND = CIRCLE;
const DOT = 0.01;
const BOX_TOLERANCE = 0.01;
const MAX_PIECES = 64;

function roundedCorner(
  [before, corner, after]: readonly [Vec, Vec, Vec],
  { radius, first }: { readonly radius: number; readonly first: boolean },
): ContourStep[] {
  const from = towards(corner, before, radius), to = towards(corner, after, radius);
  const line: ContourStep = [first ? "M" : "L", from.x, from.y];
  if (radius <= 0) return [line];
  const a = mix(from, corner, ROUND), b = mix(to, corner, ROUND);
  return [line, ["C", a.x, a.y, b.x, b.y, to.x, to.y]];
}

function towards(from: Vec, to: Vec, way: number): Vec {
  const length = distance(from, to);
  return length === 0 ? from : mix(from, to, Math.min(0.5, way / length));
}

function alongCurve([a, b, c, d]: readonly [Vec, Vec, Vec, Vec], tolerance: number): Vec[] {
  // A cubic in n pieces strays by at most √3/18 of its second differences, over n².
  const bend = Math.max(
    Math.hypot(a.x - 2 * b.x + c.x, a.y - 2 * b.y + c.y),
    Math.hypot(b.x - 2 * c.x + d.x, b.y - 2 * c.y + d.y),
  );
  const pieces = Math.min(MAX_PIECES, Math.max(1, Math.ceil(Math.sqrt(0.75 * bend / tolerance))));
  return Array.from({ length: pieces }, (_, i) => {
    const t = (i + 1) / pieces, u = 1 - t;
    const [wa, wb, wc, wd] = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t];
    return {
      x: wa * a.x + wb * b.x + wc * c.x + wd * d.x,
      y: wa * a.y + wb * b.y + wc * c.y + wd * d.y,
    };
  });
}
