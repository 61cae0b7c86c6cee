/**
 * Recognises a figure in a line drawn by hand: line, arrow, rectangle, ellipse, diamond, triangle, star, polyline. What
 * it is not sure of is no figure. Pure.
 */

import { boxBetween, union } from "./box.ts";
import type { DrawnFigure } from "./drawn_figure.ts";
import { recogniseLoop } from "./recognise_loop.ts";
import { recogniseOpen } from "./recognise_open.ts";
import { evenly, trackOf } from "./track.ts";
import { distance, type Vec } from "./vec.ts";

/** `unit`: world units a CSS pixel, when it was drawn. */
export function recognise(
  drawn: readonly Vec[],
  { unit }: { readonly unit: number },
): DrawnFigure | undefined {
  const points = withoutRests(drawn, REST_PX * unit);
  const extent = extentOf(points);
  if (points.length < 3 || extent < LEAST_PX * unit) return undefined;
  const measure = { extent, unit };
  const whole = trackOf(points, { closed: false });
  const line = trackOf(evenly(whole, SAMPLES), { closed: false });
  const loop = loopOf(line.points, extent);
  const figure = loop && recogniseLoop(trackOf(loop, { closed: true }), measure);
  return figure ?? recogniseOpen(line, measure);
}

/** CSS pixels: what is smaller is a dot or a comma. */
const LEAST_PX = 24;
/** CSS pixels: within so few, places at either end are the hand at rest. */
const REST_PX = 4;
const SAMPLES = 240;
/** Parts of the extent: how far the ends of a loop may be apart; parts of the points: how far they may overlap. */
const MOST_GAP = 0.25;
const MOST_OVERLAP = 0.2;
/** What overlaps is left out only where the ends come much nearer by that. */
const OVERLAP_COST = 0.2;

function withoutRests(points: readonly Vec[], still: number): readonly Vec[] {
  const first = points[0], last = points.at(-1);
  if (!first || !last) return points;
  let from = 0, to = points.length - 1;
  while (from < to && near(points[from + 1], first, still)) from++;
  while (to > from && near(points[to - 1], last, still)) to--;
  return [first, ...points.slice(from + 1, to), last];
}

function near(point: Vec | undefined, to: Vec, within: number): boolean {
  return point !== undefined && distance(point, to) < within;
}

function extentOf(points: readonly Vec[]): number {
  const [first] = points;
  if (!first) return 0;
  const { minX, minY, maxX, maxY } = points.map((point) => boxBetween(point, point)).reduce(
    union,
    boxBetween(first, first),
  );
  return Math.hypot(maxX - minX, maxY - minY);
}

/** What of the line closes best: its ends may not quite meet, or run past each other. */
function loopOf(points: readonly Vec[], extent: number): readonly Vec[] | undefined {
  const count = points.length, most = Math.floor(MOST_OVERLAP * count);
  const step = lengthPerPoint(points);
  let best: { from: number; to: number; gap: number; cost: number } | undefined;
  for (let from = 0; from < most; from++) {
    for (let to = count - 1; to >= count - most; to--) {
      const a = points[from], b = points[to];
      if (!a || !b) continue;
      const gap = distance(a, b);
      const cost = gap + OVERLAP_COST * step * (from + count - 1 - to);
      if (!best || cost < best.cost) best = { from, to, gap, cost };
    }
  }
  return best && best.gap <= MOST_GAP * extent ? points.slice(best.from, best.to + 1) : undefined;
}

function lengthPerPoint(points: readonly Vec[]): number {
  const [first, second] = points;
  return first && second ? distance(first, second) : 0;
}
