/**
 * What an eraser took out of a stroke, as ranges of its points. Everybody's cuts of a stroke are united, so that two
 * people who erase in it at once get the same stroke, whoever's update comes first. Pure.
 */

import { MAX_POINTS } from "../geometry/points.ts";
import type { Cuts } from "./shape.ts";

/** Counted in a stroke's points from 0: 1.5 is half way from the second to the third. */
export type Range = readonly [from: number, to: number];

/** Of one gesture on one stroke. */
export const MAX_CUTS = 2_000;

/** Whatever of these are cuts, as one. */
export function uniteCuts(lists: Iterable<unknown>): Cuts {
  const ranges: Range[] = [];
  for (const list of lists) if (isCuts(list)) ranges.push(...rangesOf(list));
  return cutsFrom(ranges);
}

export function cutsFrom(ranges: readonly Range[]): Cuts {
  return unite(ranges.map(([from, to]) => [Math.round(from * STEPS), Math.round(to * STEPS)])).flat();
}

export function rangesOf(cuts: Cuts): Range[] {
  return Array.from({ length: cuts.length / 2 }, (_, i): Range => [
    (cuts[2 * i] ?? 0) / STEPS,
    (cuts[2 * i + 1] ?? 0) / STEPS,
  ]);
}

/** What is left of a stroke of so many points, in order: each piece from one place to another, both within it. */
export function piecesOf(count: number, cuts: Cuts): Range[] {
  const end = count - 1;
  const pieces: Range[] = [];
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

const STEPS = 256;

/** The same ground, in order and without overlaps. */
function unite(ranges: readonly Range[]): Range[] {
  const united: [number, number][] = [];
  for (const [from, to] of ranges.filter(([from, to]) => to > from).sort((a, b) => a[0] - b[0])) {
    const last = united.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else united.push([from, to]);
  }
  return united;
}
