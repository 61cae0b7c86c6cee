/** Where a hand's line has corners, and whether they are meant as such. Pure. */

import { simplify } from "./simplify.ts";
import { placeAt, type Track, trackOf } from "./track.ts";
import { distance, type Vec } from "./vec.ts";

export interface Corner {
  readonly place: Vec;
  /** How far along the track. */
  readonly at: number;
  /** Radians that the straight sides turn by, positive clockwise. Of an end of an open track 0. */
  readonly turn: number;
  /** The part of the turn that is made here and not along the sides: near 1 at a corner, little on an arc. */
  readonly sharpness: number;
}

/** How large what was drawn is. */
export interface Measure {
  /** The diagonal of the box around it. */
  readonly extent: number;
  /** World units a CSS pixel, when it was drawn. */
  readonly unit: number;
}

/** World units that a line may stray: a part of its extent, but never less than a hand trembles. */
export function strayOf({ extent, unit }: Measure, share: number): number {
  return Math.max(share * extent, TREMOR_PX * unit);
}

export interface CornerOptions {
  /** How far the line may stray from the straight sides between corners. */
  readonly tolerance: number;
  /** Radians: less is no corner. */
  readonly leastTurn: number;
}

/** In order along the track; of an open one with both ends. */
export function cornersOf(track: Track, { tolerance, leastTurn }: CornerOptions): Corner[] {
  let at = track.closed ? closedSplits(track, tolerance) : openSplits(track, tolerance);
  // One by one, the flattest first: its neighbours turn more once it is gone.
  for (;;) {
    const turns = at.map((_, i) => turnAt(track, at, i));
    let flattest = -1;
    at.forEach((_, i) => {
      if (isEnd(track, at, i) || Math.abs(turns[i] ?? 0) >= leastTurn) return;
      if (flattest < 0 || Math.abs(turns[i] ?? 0) < Math.abs(turns[flattest] ?? 0)) flattest = i;
    });
    if (flattest < 0 || at.length < 3) break;
    at = at.filter((_, i) => i !== flattest);
  }
  return at.map((s, i) => {
    const turn = turnAt(track, at, i);
    return { place: placeAt(track, s), at: s, turn, sharpness: sharpnessAt(track, s, turn) };
  });
}

/**
 * The same corners where the sides between them meet, each side being the straight line that fits best what was drawn
 * of it: a corner that was cut short is where it was meant.
 */
export function metCorners(track: Track, corners: readonly Corner[]): Vec[] {
  const sides = corners.map((corner, i) => {
    const next = corners[(i + 1) % corners.length];
    if (!next || (!track.closed && i === corners.length - 1)) return undefined;
    const end = next.at > corner.at ? next.at : next.at + track.length;
    return fitLine(track, corner.at, end);
  });
  return corners.map(({ place }, i) => {
    const before = track.closed ? sides.at(i - 1) : sides[i - 1], after = sides[i];
    const met = before && after && meeting(before, after);
    // Nearly parallel sides meet far away.
    return met && distance(met, place) < MOST_MOVED * track.length ? met : place;
  });
}

/** CSS pixels. */
const TREMOR_PX = 3;
/** Parts of the length: how far around a corner its sharpness is measured, and how near two corners may be. */
const WINDOW = 0.04;
const LEAST_APART = 0.05;
const MOST_MOVED = 0.1;
/** Of a side's ends, where the hand was still turning, so much is passed over. */
const SIDE_ENDS = 0.18;

function openSplits(track: Track, tolerance: number): number[] {
  return apart(track, splitsOf(track, tolerance));
}

/** Begins where a corner is likely: at the place farthest from the middle. */
function closedSplits(track: Track, tolerance: number): number[] {
  const { points } = track;
  const middle = meanOf(points);
  let first = 0;
  points.forEach((point, i) => {
    if (distance(point, middle) > distance(points[first] ?? middle, middle)) first = i;
  });
  const start = track.at[first] ?? 0;
  const opened = [...points.slice(first), ...points.slice(0, first), ...points.slice(first, first + 1)];
  const splits = splitsOf(trackOf(opened, { closed: false }), tolerance).slice(0, -1);
  return apart(track, splits.map((s) => (s + start) % track.length).sort((a, b) => a - b));
}

function splitsOf({ points, at }: Track, tolerance: number): number[] {
  const inked = points.map(({ x, y }) => ({ x, y, pressure: 0.5 }));
  const kept = new Set(simplify(inked, tolerance));
  return inked.flatMap((point, i) => kept.has(point) ? at[i] ?? 0 : []);
}

/** Of places that are nearly one, the sharper stays; ends of an open track stay. */
function apart(track: Track, places: readonly number[]): number[] {
  const least = LEAST_APART * track.length;
  const kept: number[] = [];
  for (const s of places) {
    const last = kept.at(-1);
    if (last === undefined || s - last >= least) kept.push(s);
    else if (!isTrackEnd(track, last) && (isTrackEnd(track, s) || bend(track, s) > bend(track, last))) {
      kept[kept.length - 1] = s;
    }
  }
  const first = kept[0], last = kept.at(-1);
  if (track.closed && kept.length > 1 && first !== undefined && last !== undefined) {
    if (first + track.length - last < least) {
      if (bend(track, first) > bend(track, last)) kept.pop();
      else kept.shift();
    }
  }
  return kept;
}

function isTrackEnd({ closed, length }: Track, s: number): boolean {
  return !closed && (s === 0 || s === length);
}

function isEnd({ closed }: Track, at: readonly number[], i: number): boolean {
  return !closed && (i === 0 || i === at.length - 1);
}

function turnAt(track: Track, at: readonly number[], i: number): number {
  if (isEnd(track, at, i)) return 0;
  const before = at.at(i - 1) ?? 0, here = at[i] ?? 0, after = at[(i + 1) % at.length] ?? 0;
  return turnBetween(placeAt(track, before), placeAt(track, here), placeAt(track, after));
}

function sharpnessAt(track: Track, s: number, turn: number): number {
  return turn === 0 ? 1 : bend(track, s) / Math.abs(turn);
}

/** Radians by which the line turns within a window about a place. */
function bend(track: Track, s: number): number {
  const way = WINDOW * track.length;
  return Math.abs(turnBetween(placeAt(track, s - way), placeAt(track, s), placeAt(track, s + way)));
}

export function turnBetween(a: Vec, b: Vec, c: Vec): number {
  const inX = b.x - a.x, inY = b.y - a.y, outX = c.x - b.x, outY = c.y - b.y;
  return Math.atan2(inX * outY - inY * outX, inX * outX + inY * outY);
}

interface Straight {
  readonly through: Vec;
  readonly along: Vec;
}

/** The straight line with the least squares of distances to what was drawn. */
function fitLine(track: Track, from: number, to: number): Straight {
  const COUNT = 24;
  const margin = (to - from) * SIDE_ENDS;
  const places = Array.from(
    { length: COUNT },
    (_, i) => placeAt(track, from + margin + (to - from - 2 * margin) * i / (COUNT - 1)),
  );
  const through = meanOf(places);
  let xx = 0, xy = 0, yy = 0;
  for (const { x, y } of places) {
    xx += (x - through.x) ** 2;
    xy += (x - through.x) * (y - through.y);
    yy += (y - through.y) ** 2;
  }
  const angle = Math.atan2(2 * xy, xx - yy) / 2;
  return { through, along: { x: Math.cos(angle), y: Math.sin(angle) } };
}

function meeting(a: Straight, b: Straight): Vec | undefined {
  const across = a.along.x * b.along.y - a.along.y * b.along.x;
  if (Math.abs(across) < 0.05) return undefined;
  const dx = b.through.x - a.through.x, dy = b.through.y - a.through.y;
  const t = (dx * b.along.y - dy * b.along.x) / across;
  return { x: a.through.x + t * a.along.x, y: a.through.y + t * a.along.y };
}

export function meanOf(points: readonly Vec[]): Vec {
  let x = 0, y = 0;
  for (const point of points) {
    x += point.x;
    y += point.y;
  }
  return { x: x / points.length, y: y / points.length };
}
