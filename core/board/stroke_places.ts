/** Where the points of a stroke or a polyline lie on the board, and whether they close. Pure. */

import { lengthOf } from "../geometry/contour.ts";
import { distance, rotate, type Vec } from "../geometry/vec.ts";
import { angleOf, boxOf, middleOf } from "./bounds.ts";
import { shownPoints } from "./paint/stroke.ts";
import type { Polyline, Stroke } from "./shape.ts";

/** World coordinates, in the order of the points. Unpacks them: ask only about shapes that are met. */
export function placesOf(shape: Stroke | Polyline): Vec[] {
  const [x, y] = shape.xy;
  const angle = angleOf(shape), about = middleOf(boxOf(shape));
  return shownPoints(shape).points.map((point) => {
    const place = { x: x + point.x, y: y + point.y };
    return angle === 0 ? place : rotate(place, { about, by: angle });
  });
}

/** Whether a line drawn by hand, so wide, ends about where it began, and so encloses something. */
export function closes(line: readonly Vec[], size: number): boolean {
  const first = line[0], last = line.at(-1);
  if (!first || !last || line.length < 3) return false;
  const length = lengthOf(line);
  return length > LEAST_ROUND * size &&
    distance(first, last) <= Math.max(GAP_PER_SIZE * size, GAP_SHARE * length);
}

/** A loop is longer than so many times its line's width: less is a blot. */
const LEAST_ROUND = 6;
/** The ends are as near as this to each other, over the line's width or over its length. */
const GAP_PER_SIZE = 1.5;
const GAP_SHARE = 0.08;
