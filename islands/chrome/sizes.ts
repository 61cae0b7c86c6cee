/** The steps of the size slider: even to the eye, not in numbers. World units. */

import type { EngineState } from "../../client/canvas/engine.ts";

const WIDTHS = [1, 1.5, 2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 26, 32, 40, 52, 64];
const TEXT_SIZES = [12, 14, 16, 20, 24, 28, 32, 40, 48, 64, 80, 96, 128];

export function sizesFor(what: EngineState["sizes"]): readonly number[] {
  return what === "texts" ? TEXT_SIZES : WIDTHS;
}

/** The index of the step that comes closest, by ratio. */
export function nearestSize(sizes: readonly number[], size: number): number {
  let best = 0;
  const away = (i: number) => Math.abs(Math.log((sizes[i] ?? 1) / size));
  sizes.forEach((_, i) => {
    if (away(i) < away(best)) best = i;
  });
  return best;
}
