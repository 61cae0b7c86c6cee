/** Lines seen while something is selected or dragged, in world coordinates. Plain data; says nothing of how they look. */

import type { Box } from "../../core/geometry/box.ts";
import type { Vec } from "../../core/geometry/vec.ts";

/** A box, turned about its middle by an angle. */
export interface Outline {
  readonly box: Box;
  /** Radians, clockwise. */
  readonly angle: number;
}

/** A line along the outline of something. */
export type Trace = readonly Vec[];

/** What something that is dragged catches on. `gap`: one of several of the same length. */
export interface Guide {
  readonly kind: "edge" | "gap";
  readonly from: Vec;
  readonly to: Vec;
}
