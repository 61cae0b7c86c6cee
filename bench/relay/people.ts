/** The people of the workloads: how often each draws and moves. */

import { SMALL_VALUE_BYTES } from "./hand.ts";
import type { Crowd } from "./job.ts";

/** Who draws as the goals of this project say: a small update at 20 Hz, a cursor at 25. */
export function drawers(count: number, listeners: number): Crowd {
  return {
    count,
    listeners,
    updateHz: 20,
    cursorHz: 25,
    valueBytes: SMALL_VALUE_BYTES,
    overwrites: false,
    timed: true,
  };
}

/** Who only looks, and times what comes. */
export function watchers(count: number): Crowd {
  return { ...drawers(count, count), updateHz: 0, cursorHz: 0 };
}

/** More of them than this are too many for one process. */
const PEOPLE_A_GENERATOR = 250;

export function generatorsFor(crowds: readonly Crowd[]): number {
  const people = crowds.reduce((sum, { count }) => sum + count, 0);
  return people > PEOPLE_A_GENERATOR ? 2 : 1;
}
