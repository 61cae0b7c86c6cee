/** How long something may take: a signal that ends it when its time is over, or when all it belongs to ends. */

import type { Cancel, Clock } from "./clock.ts";

export class Expiry {
  readonly #clock: Clock;
  readonly #parent: AbortSignal | undefined;
  readonly #ending = new AbortController();
  readonly #abort = () => this.#ending.abort();
  #timer: Cancel = () => {};
  #isOver = false;

  constructor(clock: Clock, parent?: AbortSignal) {
    this.#clock = clock;
    this.#parent = parent;
    if (parent?.aborted) this.#abort();
    parent?.addEventListener("abort", this.#abort);
  }

  get signal(): AbortSignal {
    return this.#ending.signal;
  }

  /** Its own time was over. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** From now on it may take so long. */
  allow(ms: number): void {
    this.#timer();
    this.#timer = this.#clock.after(ms, () => {
      this.#isOver = true;
      this.#abort();
    });
  }

  /** It is done: nothing is ended any more. */
  end(): void {
    this.#timer();
    this.#parent?.removeEventListener("abort", this.#abort);
  }
}
