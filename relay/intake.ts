/** How much one connection may send: messages and bytes. It knows only the clock, and nothing of what is sent. */

import type { Clock } from "./clock.ts";

/**
 * At once, and from then on each second. A client of ours sends up to 62 frames a second with four messages each; a
 * stock one sends a frame a change, so that a paste of a thousand shapes is a burst. Deno hands over what has come in
 * one go: as many small updates take 50 ms, in which nobody else is heard.
 */
const MESSAGES = { burst: 1_200, perSecond: 400 };
/** Work done offline comes in parts of 256 KB, as fast as the network is: half a large board passes at once. */
const BYTES = { burst: 32 * 1024 * 1024, perSecond: 2 * 1024 * 1024 };
/** Each is a send. Clients ask every few seconds. */
const PONGS = { burst: 20, perSecond: 10 };
/** Without too much for so long, a connection has slowed down. */
const CALM_MS = 1_000;
/** And if it has not for so long, it is closed. */
export const PATIENCE_MS = 5_000;

/** Too much is not to be read: the first time one is told, and who goes on is sent away. */
export type Pace = "fine" | "just too much" | "still too much" | "flood";

export class Intake {
  readonly #clock: Clock;
  readonly #messages: Bucket;
  readonly #bytes: Bucket;
  readonly #pongs: Bucket;
  #excess: { readonly since: number; last: number } | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
    const now = clock.now();
    this.#messages = new Bucket(MESSAGES, now);
    this.#bytes = new Bucket(BYTES, now);
    this.#pongs = new Bucket(PONGS, now);
  }

  /** A frame came. */
  count({ messages, bytes }: { messages: number; bytes: number }): Pace {
    const now = this.#clock.now();
    const isFine = this.#messages.has(now) && this.#bytes.has(now);
    if (isFine) {
      this.#messages.take(messages);
      this.#bytes.take(bytes);
      return "fine";
    }
    const excess = this.#excess;
    if (!excess || now - excess.last > CALM_MS) {
      this.#excess = { since: now, last: now };
      return "just too much";
    }
    excess.last = now;
    return now - excess.since > PATIENCE_MS ? "flood" : "still too much";
  }

  /** Whether one more answer may go out, which it then counts. */
  get mayAnswer(): boolean {
    const has = this.#pongs.has(this.#clock.now());
    if (has) this.#pongs.take(1);
    return has;
  }
}

class Bucket {
  readonly #burst: number;
  readonly #perMs: number;
  #left: number;
  #at: number;

  constructor({ burst, perSecond }: { burst: number; perSecond: number }, now: number) {
    this.#burst = burst;
    this.#perMs = perSecond / 1000;
    this.#left = burst;
    this.#at = now;
  }

  /** Something is left. What is taken may be more than that: it is made up for later. */
  has(now: number): boolean {
    this.#left = Math.min(this.#burst, this.#left + Math.max(0, now - this.#at) * this.#perMs);
    this.#at = now;
    return this.#left > 0;
  }

  take(amount: number): void {
    this.#left -= amount;
  }
}
