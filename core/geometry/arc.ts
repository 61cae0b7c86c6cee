/** Arcs of circles, from one point to another: where they pass, how long they are, what box they fill. Knows no shapes. */

import { type Box, boxBetween, union } from "./box.ts";
import { distance, type Vec } from "./vec.ts";

export interface Arc {
  readonly centre: Vec;
  readonly radius: number;
  /** Radians from the centre, clockwise where y points down: where it begins. */
  readonly angle: number;
  /** Radians it runs on from there, clockwise if positive; less than a full turn either way. */
  readonly sweep: number;
}

/**
 * The arc between two points whose middle lies `bend` of their distance to the left of the way. undefined when it is
 * straight, or as good as straight.
 */
export function arcBetween(from: Vec, to: Vec, bend: number): Arc | undefined {
  const chord = distance(from, to);
  if (chord === 0 || Math.abs(bend) < LEAST_BEND) return undefined;
  // Half the angle that the arc spans is four times the one between the chord and the way to the middle, halved.
  const half = 2 * Math.atan(2 * Math.abs(bend));
  const radius = chord / 2 / Math.sin(half);
  const side = Math.sign(bend);
  const dx = (to.x - from.x) / chord, dy = (to.y - from.y) / chord;
  // To the left of the way is (dy, -dx): the centre lies on the other side, once the arc is over a half circle not.
  const aside = -side * radius * Math.cos(half);
  const centre = {
    x: (from.x + to.x) / 2 + dy * aside,
    y: (from.y + to.y) / 2 - dx * aside,
  };
  const angle = Math.atan2(from.y - centre.y, from.x - centre.x);
  return { centre, radius, angle, sweep: side * 2 * half };
}

/** The bend of an arc from `from` through `through` to `to`, as `arcBetween` takes it. */
export function bendThrough(from: Vec, through: Vec, to: Vec): number {
  const chord = distance(from, to);
  const cross = (to.x - from.x) * (through.y - from.y) - (to.y - from.y) * (through.x - from.x);
  if (chord === 0 || cross === 0) return 0;
  const dot = (from.x - through.x) * (to.x - through.x) + (from.y - through.y) * (to.y - through.y);
  // The angle at which a point of an arc sees its ends is the same all along it, and so it is from the arc's middle.
  const seen = Math.atan2(Math.abs(cross), dot);
  return -Math.sign(cross) / (2 * Math.tan(seen / 2));
}

/** The point at a share of the way, from 0 to 1. */
export function arcPoint({ centre, radius, angle, sweep }: Arc, share: number): Vec {
  const at = angle + sweep * share;
  return { x: centre.x + radius * Math.cos(at), y: centre.y + radius * Math.sin(at) };
}

/** Of length 1: where one is heading at a share of the way. */
export function arcHeading({ angle, sweep }: Arc, share: number): Vec {
  const at = angle + sweep * share, side = Math.sign(sweep);
  return { x: -Math.sin(at) * side, y: Math.cos(at) * side };
}

export function arcLength({ radius, sweep }: Arc): number {
  return radius * Math.abs(sweep);
}

export function arcPart(arc: Arc, from: number, to: number): Arc {
  return { ...arc, angle: arc.angle + arc.sweep * from, sweep: arc.sweep * (to - from) };
}

export function arcBox(arc: Arc): Box {
  const { centre, radius, angle, sweep } = arc;
  const ends = boxBetween(arcPoint(arc, 0), arcPoint(arc, 1));
  const least = Math.min(angle, angle + sweep), most = Math.max(angle, angle + sweep);
  let box = ends;
  // It also reaches as far as the circle wherever it passes one of the circle's four sides.
  for (let quarter = Math.ceil(least / (Math.PI / 2)); quarter * Math.PI / 2 <= most; quarter++) {
    const at = quarter * Math.PI / 2;
    const side = { x: centre.x + radius * Math.cos(at), y: centre.y + radius * Math.sin(at) };
    box = union(box, boxBetween(side, side));
  }
  return box;
}

/** Points along it, both ends too, so many (up to 256) that straight pieces between them stray less than `tolerance`. */
export function arcPoints(arc: Arc, tolerance: number): Vec[] {
  // A chord over an angle strays r(1 - cos(angle / 2)), about r angle² / 8, from its arc.
  const step = Math.sqrt(8 * tolerance / arc.radius);
  const pieces = Math.min(256, Math.max(2, Math.ceil(Math.abs(arc.sweep) / step)));
  return Array.from({ length: pieces + 1 }, (_, i) => arcPoint(arc, i / pieces));
}

/** Less than this of its length aside is seen as straight, and its circle would be too large to compute with. */
const LEAST_BEND = 1e-4;
