/**
 * What an eraser took out of a stroke, as ranges of its points. Everybody's cuts of a stroke are united, so that two
 * people who erase in it at once get the same stroke, whoever's update comes first. Pure.
 */

import type { PointRange } from "../geometry/ink_pieces.ts";
import { MAX_POINTS } from "../geometry/points.ts";
import type { Cuts } from "./shape.ts";

/** Of one gesture on one stroke. */
export const MAX_CUTS = 2_000;

/** Whatever of these are cuts, as one. */
export function uniteCuts(lists: Iterable<unknown>): Cuts {
  const ranges: PointRange[] = [];
  for (const list of lists) if (isCuts(list)) ranges.push(...rangesOf(list));
  return cutsFrom(ranges);
}

/** Rounded outwards: what was to be cut out is. */
export function cutsFrom(ranges: readonly PointRange[]): Cuts {
  return unite(ranges.map(([from, to]) => [Math.floor(from * STEPS), Math.ceil(to * STEPS)])).flat();
}

/** Whether something is in `cuts` that is not in `known`. */
export function goesBeyond(cuts: Cuts, known: Cuts): boolean {
  const before = uniteCuts([known]), all = uniteCuts([known, cuts]);
  return all.length !== before.length || all.some((at, i) => at !== before[i]);
}

/** As many as one gesture may write under one name. */
export function cutsInParts(cuts: Cuts): Cuts[] {
  const parts: Cuts[] = [];
  for (let at = 0; at < cuts.length; at += 2 * MAX_CUTS) parts.push(cuts.slice(at, at + 2 * MAX_CUTS));
  return parts;
}

export function rangesOf(cuts: Cuts): PointRange[] {
  return Array.from({ length: cuts.length / 2 }, (_, i): PointRange => [
    (cuts[2 * i] ?? 0) / STEPS,
    (cuts[2 * i + 1] ?? 0) / STEPS,
  ]);
}

/** What is left of a stroke of so many points, in order: each piece from one place to another, both within it. */
export function piecesOf(count: number, cuts: Cuts): PointRange[] {
  const end = count - 1;
  const pieces: PointRange[] = [];
  let from = 0;
  for (const [cutFrom, cutTo] of rangesOf(cuts)) {
    if (cutFrom > from) pieces.push([from, Math.min(cutFrom, end)]);
    from = Math.max(from, cutTo);
    if (from >= end) break;
  }
  // A dot is one point: whole, or gone.
  if (from < end || (end === 0 && cuts.length === 0)) pieces.push([from, end]);
  return pieces;
}

export function isCuts(list: unknown): list is Cuts {
  return Array.isArray(list) && list.length <= 2 * MAX_CUTS && list.length % 2 === 0 &&
    list.every((at) => Number.isInteger(at) && at >= 0 && at <= MAX_POINTS * STEPS);
}

/** Fine enough for a straight line of two points across the screen, and small enough for 32 bits. */
const STEPS = 4096;

/** The same ground, in order and without overlaps. */
function unite(ranges: readonly PointRange[]): PointRange[] {
  const united: [number, number][] = [];
  for (const [from, to] of ranges.filter(([from, to]) => to > from).sort((a, b) => a[0] - b[0])) {
    const last = united.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else united.push([from, to]);
  }
  return united;
}
