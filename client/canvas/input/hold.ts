/** Notices that a pressed pointer rests. Knows no DOM; time is passed in. */

import { distance, type Vec } from "../../../core/geometry/vec.ts";

/** Does something later, unless the returned function is called before. */
export type After = (ms: number, act: () => void) => () => void;

export interface Hold {
  /** The pointer is pressed and here. */
  at(place: Vec<"screen">): void;
  /** It is not pressed any more, or what it does is over. */
  stop(): void;
}

export const HOLD_MS = 500;
/** CSS pixels: a hand that holds still trembles. */
const STILL = 5;

/** `held` is told once each time the pointer has come to rest. */
export function createHold(after: After, held: () => void): Hold {
  let rest: Vec<"screen"> | undefined;
  let cancel = () => {};

  const stop = () => {
    cancel();
    rest = undefined;
  };
  return {
    at(place) {
      if (rest && distance(rest, place) < STILL) return;
      cancel();
      rest = place;
      cancel = after(HOLD_MS, held);
    },
    stop,
  };
}
