/** Stars with five points, drawn around or in one go across. Pure. */

import type { DrawnBox } from "./drawn_figure.ts";
import { boxAt } from "./recognise_polygon.ts";
import { type Corner, meanOf } from "./track_corners.ts";
import { distance, type Vec } from "./vec.ts";

/** `corners` with their places where the sides meet. */
export function starFigure(corners: readonly Corner[]): DrawnBox | undefined {
  const tips = tipsAcross(corners) ?? tipsAround(corners);
  if (!tips) return undefined;
  const angle = angleOf(tips);
  return { kind: "star", ...boxAt(tips, angle), angle };
}

const POINTS = 5;
const FULL_TURN = 2 * Math.PI;
/** Radians by which a turn may differ from that of an even star. */
const UNEVEN = 0.6;
/** The nearest point over the farthest, from the middle. */
const LEAST_EVEN = 0.6;
const UPRIGHT = 0.2;

/** Five lines from point to point: each turns by two fifths of a full turn, all the same way. */
function tipsAcross(corners: readonly Corner[]): Vec[] | undefined {
  if (corners.length !== POINTS) return undefined;
  const way = Math.sign(corners[0]?.turn ?? 0);
  const even = corners.every(({ turn }) => Math.abs(turn * way - 2 * FULL_TURN / POINTS) < UNEVEN);
  return even ? evenTips(corners.map(({ place }) => place)) : undefined;
}

/** Ten sides around: points and notches by turns. */
function tipsAround(corners: readonly Corner[]): Vec[] | undefined {
  if (corners.length !== 2 * POINTS) return undefined;
  const way = Math.sign(corners.reduce((sum, { turn }) => sum + turn, 0));
  const tips = corners.filter(({ turn }) => turn * way > 0);
  const byTurns = corners.every(({ turn }, i) => turn * (corners[(i + 1) % corners.length]?.turn ?? 0) < 0);
  return byTurns && tips.length === POINTS ? evenTips(tips.map(({ place }) => place)) : undefined;
}

function evenTips(tips: Vec[]): Vec[] | undefined {
  const middle = meanOf(tips);
  const far = tips.map((tip) => distance(tip, middle));
  return Math.min(...far) >= LEAST_EVEN * Math.max(...far) ? tips : undefined;
}

/** Of the point that is nearest to the top, from straight up; upright where it nearly is. */
function angleOf(tips: readonly Vec[]): number {
  const middle = meanOf(tips);
  let sin = 0, cos = 0;
  for (const { x, y } of tips) {
    const angle = Math.atan2(x - middle.x, middle.y - y);
    sin += Math.sin(POINTS * angle);
    cos += Math.cos(POINTS * angle);
  }
  const angle = Math.atan2(sin, cos) / POINTS;
  return Math.abs(angle) <= UPRIGHT ? 0 : angle;
}
