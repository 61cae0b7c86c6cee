/** How strokes and polylines are painted: ink of what is left of a stroke, and what it encloses. Pure. */

import { type Contour, polygon } from "../../geometry/contour.ts";
import { inkOutline, type Ring } from "../../geometry/ink.ts";
import { inkPieces, type PointRange } from "../../geometry/ink_pieces.ts";
import { type InkPoint, type PressureSource, unpackPoints } from "../../geometry/points.ts";
import { mix, type Vec } from "../../geometry/vec.ts";
import { piecesOf } from "../cuts.ts";
import { flipping } from "../flipping.ts";
import type { Nib, Polyline, Stroke } from "../shape.ts";
import { dashesFor, fillCommands } from "./fill.ts";
import type { Blend, PaintCommand } from "./painting.ts";

export function strokeCommands(shape: Stroke): PaintCommand[] {
  const { size, cuts, nib = "pen" } = shape;
  const { points, pressure } = shownPoints(shape);
  const style = { size, pressure: pressureOf(nib, pressure) };
  const held = heldEvenly(points, nib);
  const ranges = cuts && piecesOf(points.length, cuts);
  const rings: Ring[] = ranges ? inkPieces(held, { ...style, ranges }) : inkOutline(held, style);
  const enclosed = shape.fill === undefined ? [] : fillCommands(enclosedBy(points, ranges), shape);
  return [...enclosed, { op: "ink", rings, paint: { tone: inkTone(nib), color: shape.color } }];
}

/** Of a highlighter's ink, flat: ends and crossings do not show. */
const HIGHLIGHTER_OPACITY = 0.5;

/** How a stroke lies on what is below it. */
export function seeThrough(
  { nib, opacity = 1 }: Pick<Stroke, "nib" | "opacity">,
): { readonly opacity: number; readonly blend: Blend } {
  return nib === "highlighter"
    ? { opacity: opacity * HIGHLIGHTER_OPACITY, blend: "under" }
    : { opacity, blend: "over" };
}

export function inkTone(nib: Nib): "highlight" | "ink" {
  return nib === "highlighter" ? "highlight" : "ink";
}

export function polylineCommands(shape: Polyline): PaintCommand[] {
  const { points } = shownPoints(shape);
  const contour = polygon(points, { closed: shape.closed === true });
  return [
    ...fillCommands(shape.fill === undefined ? [] : polygon(points, { closed: true }), shape),
    {
      op: "line",
      contour,
      width: shape.size,
      dashes: dashesFor(contour, shape),
      paint: { tone: "ink", color: shape.color },
    },
  ];
}

/** Where its points are seen, relative to its `xy`: stretched and flipped, not turned. Throws as `unpackPoints`. */
export function shownPoints(
  { points: packed, wh, flip = "none" }: Pick<Stroke, "points" | "wh" | "flip">,
): { readonly points: readonly InkPoint[]; readonly pressure: PressureSource } {
  const { points, pressure } = unpackPoints(packed);
  if (!wh && flip === "none") return { points, pressure };
  let width = 0, height = 0;
  for (const { x, y } of points) {
    width = Math.max(width, x);
    height = Math.max(height, y);
  }
  const across = wh && width > 0 ? wh[0] / width : 1, down = wh && height > 0 ? wh[1] / height : 1;
  const place = flipping(flip, wh ?? [width, height]);
  return {
    points: points.map(({ x, y, pressure }) => ({ ...place({ x: x * across, y: y * down }), pressure })),
    pressure,
  };
}

/** The corners of a part of a line, from one place to another, both counted in points from 0. */
export function partOf(points: readonly Vec[], [from, to]: PointRange): Vec[] {
  const at = (place: number): Vec[] => {
    const a = points[Math.floor(place)], b = points[Math.ceil(place)];
    return a && b ? [mix(a, b, place - Math.floor(place))] : [];
  };
  return [...at(from), ...points.slice(Math.floor(from) + 1, Math.ceil(to)), ...at(to)];
}

/** What an `even` nib or a highlighter makes of a pressure: the same width everywhere. */
export function heldEvenly(points: readonly InkPoint[], nib: Nib): readonly InkPoint[] {
  return nib === "pen" ? points : points.map(({ x, y }) => ({ x, y, pressure: EVEN }));
}

export function pressureOf(nib: Nib, recorded: PressureSource): PressureSource {
  return nib === "pen" ? recorded : "device";
}

/** At this pressure a line is as wide as its size (see `pressedRadius`). */
const EVEN = 0.5;

/** Each part is closed by itself, so that a nick in a blob's edge takes no more than a sliver of the blob. */
function enclosedBy(points: readonly Vec[], ranges: readonly PointRange[] | undefined): Contour {
  const parts = ranges ? ranges.map((range) => partOf(points, range)) : [points];
  return parts.filter((part) => part.length > 2).flatMap((part) => polygon(part, { closed: true }));
}
