/** How much of the process's time one peer's updates may take. It knows only the clock. */

import type { Clock } from "./clock.ts";

/** At once: twice what the largest honest frame takes. */
export const MOST_MS = 1_000;
/** Nobody waits for longer than this takes to come back, should the machine's clock jump. */
const MOST_DEBT_MS = 5_000;
/** Of the time that passes, what comes back. */
const SHARE = 0.25;

/**
 * A few bytes can keep Yjs busy for long, and whoever may edit one board must not stop all others. When it is spent,
 * updates are dropped unread and asked for again later, as those that build on what is not here.
 */
export class Allowance {
  readonly #clock: Clock;
  #leftMs = MOST_MS;
  #countedAt: number;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#countedAt = clock.now();
  }

  get isSpent(): boolean {
    const now = this.#clock.now();
    this.#leftMs = Math.min(MOST_MS, this.#leftMs + Math.max(0, now - this.#countedAt) * SHARE);
    this.#countedAt = now;
    return this.#leftMs <= 0;
  }

  /** Does it, and counts how long it took. */
  spend<T>(act: () => T): T {
    const from = this.#clock.now();
    try {
      return act();
    } finally {
      this.took(this.#clock.now() - from);
    }
  }

  /** Something was done for this peer, which took so long. */
  took(ms: number): void {
    this.#leftMs = Math.max(-MOST_DEBT_MS, this.#leftMs - ms);
  }
}
