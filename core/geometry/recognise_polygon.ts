/** Which figure a polygon's corners make. Pure. */

import type { DrawnFigure } from "./drawn_figure.ts";
import { meanOf, turnBetween } from "./track_corners.ts";
import { distance, mix, rotate, type Vec } from "./vec.ts";

/** Of three corners or more. */
export function polygonFigure(corners: readonly Vec[]): DrawnFigure {
  const special = corners.length === 3
    ? isosceles(corners)
    : corners.length === 4
    ? rectangle(corners) ?? diamond(corners)
    : undefined;
  return special ?? { kind: "polyline", corners, closed: true };
}

/** Radians. */
const NEARLY_UPRIGHT = 0.19;
const NEARLY_RIGHT = 0.38;
/** One length over another. */
const NEARLY_EQUAL = 0.89;
const NEARLY_ISOSCELES = 0.92;
const NEARLY_BISECTED = 0.14;

/** A triangle with two equal sides, which stands on the third. */
function isosceles(corners: readonly Vec[]): DrawnFigure | undefined {
  const found = corners.flatMap((apex, i) => {
    const a = corners[(i + 1) % 3], b = corners[(i + 2) % 3];
    if (!a || !b || ratio(distance(apex, a), distance(apex, b)) < NEARLY_ISOSCELES) return [];
    const foot = mix(a, b, 0.5);
    const angle = snapped(Math.atan2(apex.x - foot.x, foot.y - apex.y), Math.PI / 2);
    return [{ apex, foot, base: distance(a, b), angle }];
  });
  // Of an equilateral one the corner that points straight.
  const best = found.sort((a, b) => tilt(a.angle) - tilt(b.angle))[0];
  if (!best) return undefined;
  const height = distance(best.apex, best.foot);
  return {
    kind: "triangle",
    middle: mix(best.apex, best.foot, 0.5),
    width: best.base,
    height,
    angle: best.angle,
  };
}

function rectangle(corners: readonly Vec[]): DrawnFigure | undefined {
  const turns = corners.map((corner, i) =>
    Math.abs(turnBetween(corners.at(i - 1) ?? corner, corner, corners[(i + 1) % 4] ?? corner))
  );
  if (turns.some((turn) => Math.abs(turn - Math.PI / 2) > NEARLY_RIGHT)) return undefined;
  const angle = sidesAngle(corners);
  const { middle, width, height } = boxAt(corners, snapped(angle, Math.PI / 2));
  const square = ratio(width, height) >= NEARLY_EQUAL;
  if (square && Math.PI / 4 - Math.abs(angle) < NEARLY_UPRIGHT) return diamond(corners);
  const side = (width + height) / 2;
  return {
    kind: "rectangle",
    middle,
    width: square ? side : width,
    height: square ? side : height,
    angle: snapped(angle, Math.PI / 2),
  };
}

/** Its diagonals are upright, and each halves the other. */
function diamond(corners: readonly Vec[]): DrawnFigure | undefined {
  const [a, b, c, d] = corners;
  if (!a || !b || !c || !d) return undefined;
  const upright = (from: Vec, to: Vec) =>
    tilt(snapped(Math.atan2(to.y - from.y, to.x - from.x), Math.PI / 2)) === 0;
  const apart = distance(mix(a, c, 0.5), mix(b, d, 0.5));
  const longest = Math.max(distance(a, c), distance(b, d));
  if (!upright(a, c) || !upright(b, d) || apart > NEARLY_BISECTED * longest) return undefined;
  const { middle, width, height } = boxAt(corners, 0);
  const side = (width + height) / 2;
  const even = ratio(width, height) >= NEARLY_EQUAL;
  return { kind: "diamond", middle, width: even ? side : width, height: even ? side : height, angle: 0 };
}

/** The mean direction of the sides, a longer one counting more, from the nearest upright one: within 45° of 0. */
function sidesAngle(corners: readonly Vec[]): number {
  let sin = 0, cos = 0;
  corners.forEach((from, i) => {
    const to = corners[(i + 1) % corners.length] ?? from;
    const length = distance(from, to), angle = Math.atan2(to.y - from.y, to.x - from.x);
    sin += length * Math.sin(4 * angle);
    cos += length * Math.cos(4 * angle);
  });
  return Math.atan2(sin, cos) / 4;
}

/** The box at an angle that the corners fill: of its two sides each way the mean, so that one corner amiss tells little. */
export function boxAt(
  corners: readonly Vec[],
  angle: number,
): { readonly middle: Vec; readonly width: number; readonly height: number } {
  const about = meanOf(corners);
  const level = corners.map((corner) => rotate(corner, { about, by: -angle }));
  const xs = spanOf(level.map(({ x }) => x)), ys = spanOf(level.map(({ y }) => y));
  const middle = rotate({ x: (xs.from + xs.to) / 2, y: (ys.from + ys.to) / 2 }, { about, by: angle });
  return { middle, width: xs.to - xs.from, height: ys.to - ys.from };
}

/** Of four numbers the mean of the lower two and of the higher two, where those lie together; else the ends. */
function spanOf(numbers: readonly number[]): { readonly from: number; readonly to: number } {
  const [a = 0, b = 0, c = 0, d = 0] = [...numbers].sort((one, other) => one - other);
  const ends = { from: Math.min(...numbers), to: Math.max(...numbers) };
  if (numbers.length !== 4 || b - a > 0.25 * (d - a) || d - c > 0.25 * (d - a)) return ends;
  return { from: (a + b) / 2, to: (c + d) / 2 };
}

function snapped(angle: number, step: number): number {
  const nearest = Math.round(angle / step) * step;
  // Adding 0 makes 0 of -0.
  return Math.abs(angle - nearest) <= NEARLY_UPRIGHT ? nearest + 0 : angle;
}

/** How far from the nearest upright direction. */
function tilt(angle: number): number {
  return Math.abs(angle - Math.round(angle / (Math.PI / 2)) * (Math.PI / 2));
}

function ratio(a: number, b: number): number {
  return Math.min(a, b) / Math.max(a, b);
}
