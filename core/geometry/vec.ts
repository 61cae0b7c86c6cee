/** Points and offsets. A `Vec<"screen">` (CSS pixels) is never taken for a `Vec` of the world, and the reverse. */

export type Space = "world" | "screen";

export interface Vec<S extends Space = "world"> {
  readonly x: number;
  readonly y: number;
  /** Only for the type checker: never set. */
  readonly space?: S;
}

export function subtract<S extends Space>(a: Vec<S>, b: Vec<S>): Vec<S> {
  return { x: a.x - b.x, y: a.y - b.y };
}

export function distance<S extends Space>(a: Vec<S>, b: Vec<S>): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

/** The point `t` of the way from `a` (0) to `b` (1). */
export function mix<S extends Space>(a: Vec<S>, b: Vec<S>, t: number): Vec<S> {
  return { x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t };
}

/** Turned about a point, clockwise where y points down. */
export function rotate({ x, y }: Vec, { about, by }: { readonly about: Vec; readonly by: number }): Vec {
  const cos = Math.cos(by), sin = Math.sin(by);
  const dx = x - about.x, dy = y - about.y;
  return { x: about.x + dx * cos - dy * sin, y: about.y + dx * sin + dy * cos };
}
