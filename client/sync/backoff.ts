/** How long to wait before trying again. It knows nothing of what is tried. */

import type { Clock } from "./clock.ts";

export const LEAST_WAIT_MS = 500;
export const MOST_WAIT_MS = 30_000;
/** What fails for longer than this is given up. */
export const PATIENCE_MS = 5_000;

/** Between attempts at something that should work again in a moment; the first is made at once. */
const SHORT_WAITS_MS = [0, 250, 500] as const;
const LAST_SHORT_WAIT_MS = 1_000;

/**
 * Milliseconds to wait after `failures` attempts in a row that failed (1 or more). The range doubles with each, and
 * the wait falls anywhere in it (full jitter), so that the people of a restarted server do not all come back at once.
 * `random` is 0 to 1.
 */
export function waitMs(failures: number, random: number): number {
  const most = Math.min(MOST_WAIT_MS, LEAST_WAIT_MS * 2 ** failures);
  return Math.round(LEAST_WAIT_MS + random * (most - LEAST_WAIT_MS));
}

/** For what may fail for a moment without anybody being told. */
export class Patience {
  readonly #clock: Clock;
  #failures = 0;
  #since = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  worked(): void {
    this.#failures = 0;
  }

  /** Milliseconds to wait before the next attempt; undefined when it has failed for too long. */
  failed(): number | undefined {
    const now = this.#clock.now();
    if (this.#failures === 0) this.#since = now;
    const wait = SHORT_WAITS_MS[this.#failures] ?? LAST_SHORT_WAIT_MS;
    this.#failures++;
    return now - this.#since + wait > PATIENCE_MS ? undefined : wait;
  }
}
