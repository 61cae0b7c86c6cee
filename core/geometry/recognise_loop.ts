/** Figures in a line that closes: ellipses, and polygons with their corners. Pure. */

import type { DrawnFigure } from "./drawn_figure.ts";
import { fitEllipse, type FittedEllipse } from "./fit_ellipse.ts";
import { polygonFigure } from "./recognise_polygon.ts";
import { starFigure } from "./recognise_star.ts";
import { sidesAreStraight } from "./recognise_open.ts";
import { evenly, type Track } from "./track.ts";
import { cornersOf, type Measure, metCorners, strayOf, turnBetween } from "./track_corners.ts";

export function recogniseLoop(loop: Track, measure: Measure): DrawnFigure | undefined {
  const tolerance = strayOf(measure, CORNER_TOLERANCE);
  const corners = cornersOf(loop, { tolerance, leastTurn: LEAST_TURN });
  const met = metCorners(loop, corners);
  const star = starFigure(corners.map((corner, i) => ({ ...corner, place: met[i] ?? corner.place })));
  if (star) return star;
  // Going round twice, or in an eight, is no figure.
  if (Math.abs(timesRound(loop)) !== 1) return undefined;
  const sharp = corners.length >= 3 && corners.length <= MOST_CORNERS &&
    corners.every(({ sharpness }) => sharpness >= LEAST_SHARPNESS) &&
    sidesAreStraight(loop, corners, tolerance);
  const round = fitEllipse(loop.points);
  const isRound = round !== undefined && round.off <= MOST_OFF_ROUND && isOfSize(round, measure);
  if (isRound && !(sharp && (corners.length <= FEW_CORNERS || round.off > OFF_WITH_CORNERS))) {
    const { off: _off, ...figure } = round;
    return figure;
  }
  return sharp ? polygonFigure(met) : undefined;
}

/** Neither a line there and back, nor round a middle far away, as a tangle's may be. */
function isOfSize({ width, height }: FittedEllipse, { extent }: Measure): boolean {
  return Math.min(width, height) >= LEAST_BREADTH * extent &&
    Math.max(width, height) <= MOST_BREADTH * extent;
}

/** How often the line turns full circle, clockwise. */
function timesRound(loop: Track): number {
  const places = evenly(loop, AROUND);
  const turned = places.reduce((sum, place, i) => {
    const before = places.at(i - 1) ?? place, after = places[(i + 1) % places.length] ?? place;
    return sum + turnBetween(before, place, after);
  }, 0);
  return Math.round(turned / (2 * Math.PI));
}

const CORNER_TOLERANCE = 0.045;
const LEAST_TURN = 0.4;
const MOST_CORNERS = 10;
const LEAST_SHARPNESS = 0.55;
/** With more than these it is an ellipse all the same where it is nearly one. */
const FEW_CORNERS = 5;
const OFF_WITH_CORNERS = 0.03;
/** On average, over the radius. */
const MOST_OFF_ROUND = 0.065;
/** Over the extent. */
const LEAST_BREADTH = 0.1;
const MOST_BREADTH = 1.2;
const AROUND = 40;
