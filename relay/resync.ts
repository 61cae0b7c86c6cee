/** When to ask a peer again for what it sent and could not be taken. It knows only how to ask. */

import type { Clock } from "./clock.ts";

/** Between two questions; doubles with each that did not help. */
export const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

/**
 * Asks at once or a little later, and less and less often as long as the answers cannot be taken either: a peer may
 * itself lack what its updates build on.
 */
export class Resync implements Disposable {
  readonly #clock: Clock;
  readonly #ask: () => void;
  #timer: Disposable | undefined;
  #pauseMs = 0;

  constructor(clock: Clock, ask: () => void) {
    this.#clock = clock;
    this.#ask = ask;
  }

  /** An update was dropped. */
  need({ leastPauseMs }: { leastPauseMs: number }): void {
    if (this.#timer) return;
    const pause = Math.max(leastPauseMs, this.#pauseMs);
    if (pause === 0) this.#askNow();
    else this.#timer = this.#clock.after(pause, () => this.#askNow());
  }

  /** What was dropped may be taken now: if a question is due, it does not wait any longer. */
  retry(): void {
    if (!this.#timer) return;
    this.#timer[Symbol.dispose]();
    this.#askNow();
  }

  /** Nothing is missing any more. */
  settle(): void {
    this[Symbol.dispose]();
    this.#timer = undefined;
    this.#pauseMs = 0;
  }

  [Symbol.dispose](): void {
    this.#timer?.[Symbol.dispose]();
  }

  #askNow(): void {
    this.#timer = undefined;
    this.#pauseMs = Math.min(LONGEST_PAUSE_MS, Math.max(FIRST_PAUSE_MS, this.#pauseMs * 2));
    this.#ask();
  }
}
