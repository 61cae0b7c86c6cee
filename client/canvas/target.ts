/** Hitting what can be hit: by a point, a sweep or a box. Pure; knows no shapes. */

import { type Box, grow } from "../../core/geometry/box.ts";
import { meetsBox, nearPoint, nearSegment, type Path } from "../../core/geometry/hit.ts";
import type { Vec } from "../../core/geometry/vec.ts";

export interface Target {
  /** Its outline, or its line; of a stroke that was cut, the first piece. */
  readonly path: Path;
  /** What else of it can be hit: further pieces, a label, a name. */
  readonly more: readonly Path[];
  /** World units from the path to the edge of the paint. */
  readonly reach: number;
}

export function hitsPoint({ path, more, reach }: Target, at: Vec, tolerance: number): boolean {
  return [path, ...more].some((each) => nearPoint(each, at, reach + tolerance));
}

/** Whether something swept straight between two points touches it. */
export function hitsSweep(
  { path, more, reach }: Target,
  way: readonly [Vec, Vec],
  tolerance: number,
): boolean {
  return [path, ...more].some((each) => nearSegment(each, way, reach + tolerance));
}

export function hitsBox({ path, more, reach }: Target, box: Box): boolean {
  return [path, ...more].some((each) => meetsBox(each, grow(box, reach)));
}
