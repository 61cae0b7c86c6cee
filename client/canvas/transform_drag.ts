/** What dragging a side, a corner, or around a box does to it: the stretch, or the turn. Pure; catches on nothing. */

import { middleOf } from "../../core/board/bounds.ts";
import type { Box } from "../../core/geometry/box.ts";
import { boxBetween } from "../../core/geometry/box.ts";
import { rotate, subtract, type Vec } from "../../core/geometry/vec.ts";
import type { Outline } from "./marks.ts";
import { type Stretch, stretchedPoint, type Turn, upTo } from "./transform.ts";

export const CORNERS = ["nw", "ne", "se", "sw"] as const;
export const SIDES = ["n", "e", "s", "w"] as const;
export type Corner = (typeof CORNERS)[number];
export type Side = Corner | (typeof SIDES)[number];

export interface StretchDrag {
  readonly side: Side;
  readonly from: Vec;
  readonly to: Vec;
  /** What stays: the opposite side, or the middle. */
  readonly about: "opposite" | "middle";
  /** `aspect`: as wide for its height as it was. With a letter: that axis says how large, else the larger one. */
  readonly keeps: "nothing" | "aspect" | "aspect-x" | "aspect-y";
  /** World units: a side never gets shorter. */
  readonly least: number;
}

/** A corner, or the middle of a side, before the box is turned. */
export function pointOf({ minX, minY, maxX, maxY }: Box, side: Side): Vec {
  const x = side.includes("w") ? minX : side.includes("e") ? maxX : (minX + maxX) / 2;
  const y = side.includes("n") ? minY : side.includes("s") ? maxY : (minY + maxY) / 2;
  return { x, y };
}

export function stretchOf({ box, angle }: Outline, drag: StretchDrag): Stretch {
  const { side, about, keeps, least } = drag;
  const middle = middleOf(box);
  const way = rotate(subtract(drag.to, drag.from), { about: { x: 0, y: 0 }, by: -angle });
  const handle = pointOf(box, side);
  const fixed = about === "middle" ? middle : { x: 2 * middle.x - handle.x, y: 2 * middle.y - handle.y };
  const width = box.maxX - box.minX, height = box.maxY - box.minY;
  const along = (reach: number, by: number, extent: number) =>
    reach === 0 || extent === 0 ? undefined : atLeast((reach + by) / reach, least / extent);
  const x = along(handle.x - fixed.x, way.x, width), y = along(handle.y - fixed.y, way.y, height);
  return {
    about: rotate(fixed, { about: middle, by: angle }),
    angle,
    by: keeps === "nothing" ? { x: x ?? 1, y: y ?? 1 } : evenly({ x, y }, keeps),
  };
}

/** What becomes of a box with an angle of its own when it is stretched along its sides. */
export function stretchedOutline({ box, angle }: Outline, stretch: Stretch): Outline {
  const middle = stretchedPoint(middleOf(box), stretch);
  const x = (box.maxX - box.minX) / 2 * Math.abs(stretch.by.x);
  const y = (box.maxY - box.minY) / 2 * Math.abs(stretch.by.y);
  return {
    angle,
    box: boxBetween({ x: middle.x - x, y: middle.y - y }, { x: middle.x + x, y: middle.y + y }),
  };
}

/** `step`: of the angle that the box then has, in radians; none turns freely. */
export function turnOf(
  { box, angle }: Outline,
  { from, to, step }: { from: Vec; to: Vec; step?: number },
): Turn {
  const about = middleOf(box);
  const before = subtract(from, about), after = subtract(to, about);
  const by = Math.atan2(after.y, after.x) - Math.atan2(before.y, before.x);
  return { about, by: upTo(step === undefined ? by : Math.round((angle + by) / step) * step - angle) };
}

export function turnedOutline({ box, angle }: Outline, { by }: Turn): Outline {
  return { box, angle: upTo(angle + by) };
}

/** Both axes by as much, each mirrored for itself. An axis that is not dragged goes along. */
function evenly(
  { x, y }: { readonly x: number | undefined; readonly y: number | undefined },
  keeps: Exclude<StretchDrag["keeps"], "nothing">,
): Vec {
  const wide = Math.abs(x ?? 0), high = Math.abs(y ?? 0);
  const leads = keeps === "aspect"
    ? Math.max(wide, high)
    : keeps === "aspect-x"
    ? wide || high
    : high || wide;
  const size = leads || 1;
  return { x: x !== undefined && x < 0 ? -size : size, y: y !== undefined && y < 0 ? -size : size };
}

function atLeast(factor: number, least: number): number {
  if (Math.abs(factor) >= least) return factor;
  return factor < 0 ? -least : least;
}
