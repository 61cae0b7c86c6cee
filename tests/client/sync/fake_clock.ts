/** A clock that stands still until a test lets time pass. */

import type { Clock } from "../../../client/sync/clock.ts";

export class FakeClock implements Clock {
  #now = 1_000_000;
  #timers: { readonly at: number; readonly run: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  after(ms: number, run: () => void): () => void {
    const timer = { at: this.#now + ms, run };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** How many timers are set. */
  get waiting(): number {
    return this.#timers.length;
  }

  /** Lets so much time pass, timer by timer, and whatever follows each of them. */
  async pass(ms: number): Promise<void> {
    const until = this.#now + ms;
    await microtasks();
    for (let next; (next = this.#next(until)); await microtasks()) {
      const due = next;
      this.#timers = this.#timers.filter((other) => other !== due);
      this.#now = due.at;
      due.run();
    }
    this.#now = until;
  }

  #next(until: number) {
    const due = this.#timers.filter(({ at }) => at <= until);
    return due.length === 0 ? undefined : due.reduce((first, other) => other.at < first.at ? other : first);
  }
}

async function microtasks(): Promise<void> {
  for (let i = 0; i < 10; i++) await Promise.resolve();
}
