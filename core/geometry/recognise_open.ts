/** Figures in a line whose ends do not meet: straight lines, arrows with a head, polylines. Pure. */

import type { DrawnFigure } from "./drawn_figure.ts";
import { toSegment } from "./hit.ts";
import type { Track } from "./track.ts";
import { type Corner, cornersOf, type Measure, metCorners, strayOf, turnBetween } from "./track_corners.ts";
import { distance, mix, type Vec } from "./vec.ts";

export function recogniseOpen(line: Track, measure: Measure): DrawnFigure | undefined {
  return straight(line, measure) ?? arrow(line, measure) ?? polyline(line, measure);
}

/** How far a line may bend aside over its length, and how much longer than straight it may be. */
const MOST_BEND = 0.06;
const MOST_DETOUR = 1.12;

function straight({ points, length }: Track, measure: Measure): DrawnFigure | undefined {
  const from = points[0], to = points.at(-1);
  if (!from || !to) return undefined;
  const across = distance(from, to);
  if (length > MOST_DETOUR * across) return undefined;
  const off = Math.max(...points.map((point) => toSegment(point, from, to)));
  return off <= strayOf({ ...measure, extent: across }, MOST_BEND) ? { kind: "line", from, to } : undefined;
}

/** Parts of the shaft. */
const HEAD_TOLERANCE = 0.03;
const LEAST_HEAD = 0.06;
const MOST_HEAD = 0.6;
/** Of a barb's length: how near the pen comes back to the tip between the barbs. */
const BACK_AT_TIP = 0.4;
/** Radians between the shaft and a barb. */
const MOST_BARB = 1.2;
const LEAST_BARB = 0.15;

/** A straight shaft, then from its tip two barbs, one to each side; the pen may go back over the tip, or close the head. */
function arrow(line: Track, measure: Measure): DrawnFigure | undefined {
  const tolerance = strayOf(measure, HEAD_TOLERANCE);
  const [start, end, ...rest] = cornersOf(line, { tolerance, leastTurn: 0.5 }).map(({ place }) => place);
  if (!start || !end || rest.length < 2 || rest.length > 4) return undefined;
  const shaft = distance(start, end);
  const reach = Math.max(...rest.map((place) => distance(place, end)));
  if (reach < LEAST_HEAD * shaft || reach > MOST_HEAD * shaft) return undefined;
  const barbs = rest.filter((place) => distance(place, end) > BACK_AT_TIP * reach);
  const sides = barbs.map((barb) => turnBetween(start, end, barb));
  const [left, right] = sides;
  if (barbs.length !== 2 || left === undefined || right === undefined || left * right >= 0) return undefined;
  // A barb that lay along the shaft would turn right round.
  const spread = sides.map((turn) => Math.PI - Math.abs(turn));
  const isHead = spread.every((angle) => angle >= LEAST_BARB && angle <= MOST_BARB);
  return isHead ? { kind: "arrow", from: start, to: end } : undefined;
}

const SIDE_TOLERANCE = 0.035;
const LEAST_TURN = 0.4;
const MOST_CORNERS = 10;
/** Part of the length. */
const LEAST_SIDE = 0.06;
const LEAST_SHARPNESS = 0.55;
/** Radians: of turns as sharp as these a scribble is made. */
const HAIRPIN = 2.5;
const MOST_HAIRPINS = 2;

function polyline(line: Track, measure: Measure): DrawnFigure | undefined {
  const tolerance = strayOf(measure, SIDE_TOLERANCE);
  const corners = cornersOf(line, { tolerance, leastTurn: LEAST_TURN });
  if (corners.length < 3 || corners.length > MOST_CORNERS) return undefined;
  const inner = corners.slice(1, -1);
  const hairpins = inner.filter(({ turn }) => Math.abs(turn) > HAIRPIN).length;
  if (hairpins > MOST_HAIRPINS || inner.some(({ sharpness }) => sharpness < LEAST_SHARPNESS)) {
    return undefined;
  }
  const isLong = (corner: Corner, i: number) =>
    i === 0 || corner.at - (corners[i - 1]?.at ?? 0) >= LEAST_SIDE * line.length;
  if (!corners.every(isLong) || !sidesAreStraight(line, corners, tolerance)) return undefined;
  return { kind: "polyline", corners: metCorners(line, corners), closed: false };
}

/** Whether what was drawn between the corners keeps to the straight sides, on the whole. */
export function sidesAreStraight(track: Track, corners: readonly Corner[], tolerance: number): boolean {
  return corners.every((corner, i) => {
    const next = corners[(i + 1) % corners.length];
    if (!next || (!track.closed && i === corners.length - 1)) return true;
    const end = next.at > corner.at ? next.at : next.at + track.length;
    const drawn = track.points.filter((_, n) => {
      const at = track.at[n] ?? 0;
      return (at > corner.at && at < end) || at + track.length < end;
    });
    const off = drawn.map((point) => toSegment(point, corner.place, next.place));
    const mean = off.reduce((sum, each) => sum + each, 0) / Math.max(1, off.length);
    return mean <= tolerance * MEAN_STRAY && isNotBowed(drawn, [corner.place, next.place], tolerance);
  });
}

const MEAN_STRAY = 0.8;

/** An arc's middle lies aside of its chord, a trembling line's does not. */
function isNotBowed(drawn: readonly Vec[], [from, to]: readonly [Vec, Vec], tolerance: number): boolean {
  const middle = drawn[Math.floor(drawn.length / 2)];
  return !middle ||
    toSegment(middle, from, to) <= Math.max(tolerance, distance(from, mix(from, to, MOST_BOW)));
}

const MOST_BOW = 0.09;
