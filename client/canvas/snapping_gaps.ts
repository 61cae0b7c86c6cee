/** Even gaps: a box dragged in a row of others catches where its gaps are as wide as theirs. Pure. */

import type { Box } from "../../core/geometry/box.ts";
import type { Guide } from "./marks.ts";

export type Axis = "x" | "y";

export interface GapSnap {
  /** To be shifted by, along the axis. */
  readonly by: number;
  /** The gaps, once the box is there. */
  guides(box: Box): Guide[];
}

/** Along the axis, and across it. */
interface Span {
  readonly from: number;
  readonly to: number;
  readonly low: number;
  readonly high: number;
}

/** Between, after or before two neighbours of one row. */
interface Fit {
  readonly by: number;
  readonly pairs: (self: Span) => readonly (readonly [Span, Span])[];
}

export function evenGaps(
  boxes: readonly Box[],
  box: Box,
  { axis, reach }: { readonly axis: Axis; readonly reach: number },
): GapSnap | undefined {
  const self = spanOf(box, axis);
  const row = boxes.map((each) => spanOf(each, axis)).filter((each) =>
    each.low < self.high && each.high > self.low
  )
    .sort((a, b) => a.from - b.from);
  let best: Fit | undefined;
  for (let i = 1; i < row.length; i++) {
    const a = row[i - 1], b = row[i];
    if (!a || !b || b.from <= a.to) continue;
    for (const fit of fitsOf([a, b], self, [row[i - 2], row[i + 1]])) {
      if (Math.abs(fit.by) <= reach && (!best || Math.abs(fit.by) < Math.abs(best.by))) best = fit;
    }
  }
  if (!best) return undefined;
  const { by, pairs } = best;
  return { by, guides: (now) => pairs(spanOf(now, axis)).map(([a, b]) => guideBetween(a, b, axis)) };
}

function fitsOf(
  [a, b]: readonly [Span, Span],
  self: Span,
  [before, after]: readonly (Span | undefined)[],
): Fit[] {
  const length = self.to - self.from, gap = b.from - a.to;
  const fits: Fit[] = [];
  if (gap > length) {
    const by = (a.to + b.from - length) / 2 - self.from;
    fits.push({ by, pairs: (now) => [[a, now], [now, b]] });
  }
  if (!after || after.from >= b.to + gap + length) {
    fits.push({ by: b.to + gap - self.from, pairs: (now) => [[a, b], [b, now]] });
  }
  if (!before || before.to <= a.from - gap - length) {
    fits.push({ by: a.from - gap - self.to, pairs: (now) => [[now, a], [a, b]] });
  }
  return fits;
}

function spanOf({ minX, minY, maxX, maxY }: Box, axis: Axis): Span {
  return axis === "x"
    ? { from: minX, to: maxX, low: minY, high: maxY }
    : { from: minY, to: maxY, low: minX, high: maxX };
}

/** In the middle of what both have in common across the axis. */
function guideBetween(a: Span, b: Span, axis: Axis): Guide {
  const across = (Math.max(a.low, b.low) + Math.min(a.high, b.high)) / 2;
  return axis === "x"
    ? { kind: "gap", from: { x: a.to, y: across }, to: { x: b.from, y: across } }
    : { kind: "gap", from: { x: across, y: a.to }, to: { x: across, y: b.from } };
}
