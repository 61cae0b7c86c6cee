/** Takes the jitter out of a hand's points as they come, without lagging behind it. Pure. */

import type { InkPoint } from "../../../core/geometry/points.ts";

/** A run of points on its way: all that later points may still have a say in. */
export interface Run {
  /** As they came: up to two whose smoothed places are final, then those whose are not. */
  readonly recent: readonly InkPoint[];
  readonly final: number;
}

export const NO_RUN: Run = { recent: [], final: 0 };

export interface Smoothed {
  readonly run: Run;
  /** Smoothed for good. */
  readonly settled: readonly InkPoint[];
  /** Smoothed by what is known so far. It ends where the run ends: the tip is always at the pointer. */
  readonly tail: readonly InkPoint[];
}

/** Binomial weights of a point's neighbours at the distances 0, 1 and 2. */
const WEIGHTS = [6, 4, 1] as const;
const REACH = 2;

/**
 * Each point becomes the weighted mean of itself and two neighbours on either side. Looking both ways shifts nothing in
 * time, as a running mean would, and a run's first and last point stay. No point moves by more than `most` (world
 * units): jitter is small, and what is larger was meant.
 */
export function smoothOn(run: Run, more: readonly InkPoint[], { most }: { most: number }): Smoothed {
  const recent = [...run.recent, ...more];
  const smoothed = recent.map((point, i) => smooth(point, neighbours(recent, i), most));
  const final = Math.max(run.final, recent.length - REACH);
  const forgotten = Math.max(0, final - REACH);
  return {
    run: { recent: recent.slice(forgotten), final: final - forgotten },
    settled: smoothed.slice(run.final, final),
    tail: smoothed.slice(final),
  };
}

/** The same number on either side, also near the ends. */
function neighbours(points: readonly InkPoint[], i: number): readonly InkPoint[] {
  const reach = Math.min(REACH, i, points.length - 1 - i);
  return points.slice(i - reach, i + reach + 1);
}

/** `around` has the point in its middle. */
function smooth(point: InkPoint, around: readonly InkPoint[], most: number): InkPoint {
  if (around.length === 1) return point;
  const middle = (around.length - 1) / 2;
  let x = 0, y = 0, pressure = 0, sum = 0;
  around.forEach((near, i) => {
    const weight = WEIGHTS[Math.abs(i - middle)] ?? 0;
    x += near.x * weight;
    y += near.y * weight;
    pressure += near.pressure * weight;
    sum += weight;
  });
  const dx = x / sum - point.x, dy = y / sum - point.y;
  const kept = most / Math.max(most, Math.hypot(dx, dy));
  return { x: point.x + dx * kept, y: point.y + dy * kept, pressure: pressure / sum };
}
