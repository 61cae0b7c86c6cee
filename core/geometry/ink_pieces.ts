/** Ink of parts of a stroke, as wide as the whole stroke is there. Pure; knows neither canvas nor shapes. */

import { outline, type Ring } from "./ink.ts";
import { InkSamples, type InkStyle, Sampler } from "./ink_samples.ts";
import { MeasuredLine } from "./measured_line.ts";
import type { InkPoint } from "./points.ts";

/** Counted in points from 0: 1.5 is half way from the second to the third. */
export type PointRange = readonly [from: number, to: number];

/**
 * Rings as `inkOutline` makes them, of these parts only, in their order. Each ends in the round. Speed and smoothing are
 * those of the whole stroke, so that what an eraser leaves does not change.
 */
export function inkPieces(
  points: readonly InkPoint[],
  { ranges, ...style }: InkStyle & { readonly ranges: readonly PointRange[] },
): Ring[] {
  const { line, at } = measureEach(points);
  if (line.count === 0) return [];
  const sampler = new Sampler(line, style);
  return ranges.flatMap(([from, to]) => {
    const start = lengthAt(at, from), end = Math.max(lengthAt(at, to), start + LEAST);
    const samples = new InkSamples();
    sampler.turnBack(start);
    samples.add(sampler.x, sampler.y, sampler.radius);
    while (sampler.next < end - LEAST && sampler.s < line.length) {
      sampler.goTo(sampler.next);
      samples.add(sampler.x, sampler.y, sampler.radius);
    }
    if (end <= line.length) {
      sampler.goTo(end);
      samples.add(sampler.x, sampler.y, sampler.radius);
    } else samples.add(sampler.x + LEAST, sampler.y, sampler.radius);
    return outline(samples);
  });
}

/** World units: shorter than this a part is a dot. */
const LEAST = 1e-3;

/** The line, and how far along it each of the points lies, those included that the line leaves out. */
function measureEach(points: readonly InkPoint[]): { line: MeasuredLine; at: Float64Array } {
  const line = new MeasuredLine(points.length);
  const at = new Float64Array(points.length);
  points.forEach(({ x, y, pressure }, i) => {
    line.add(x, y, pressure);
    at[i] = line.length;
  });
  return { line, at };
}

function lengthAt(at: Float64Array, place: number): number {
  const i = Math.floor(place);
  const from = at[Math.min(i, at.length - 1)] ?? 0;
  return from + ((at[i + 1] ?? from) - from) * (place - i);
}
