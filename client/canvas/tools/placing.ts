/** Where a point that is placed by the pointer comes to lie: at 15° steps, on the grid, or where the pointer is. Pure. */

import type { Vec } from "../../../core/geometry/vec.ts";
import { onGrid } from "../grid.ts";
import type { Options } from "../options.ts";
import { snapAngle } from "./constrain.ts";
import type { Modifiers } from "./tool.ts";

export interface Placing {
  /** What 15° are seen from; none of a first point. */
  readonly from?: Vec | undefined;
  /** Ctrl lets it lie where it is. */
  readonly with: Pick<Modifiers, "shift" | "mod">;
  readonly options: Pick<Options, "snapToGrid">;
}

export function placedAt(at: Vec, { from, with: { shift, mod }, options: { snapToGrid } }: Placing): Vec {
  if (shift && from) return snapAngle(from, at);
  return snapToGrid && !mod ? onGrid(at) : at;
}
