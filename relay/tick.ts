/** When a room sends: at once after a quiet spell, then once a tick. It knows nothing of what is sent. */

import type { Clock } from "./clock.ts";

/** One frame of a screen: who reads slowly is not looked at more often. */
export const TICK_MS = 16;
export const LONGEST_TICK_MS = 50;
/** A send costs 5-15 µs. With few peers it may be sent so often that sending takes a fiftieth of the time. */
const FEW_MS_A_PEER = 0.5;
/** Thirty times a second, for any number: cursors still move as the eye wants them to, and it is half the sends. */
const SMOOTH_MS = 33;
/** With many more peers, so seldom that sending takes no more than a tenth of the time. */
const MANY_MS_A_PEER = 0.1;

/** The peers of all rooms of a process in which something is going on: they share its time. */
export class Audience {
  #peers = 0;

  get peers(): number {
    return this.#peers;
  }

  add(peers: number): void {
    this.#peers += peers;
  }
}

export interface Ticker extends Disposable {
  /** There is something to send. */
  wake(): void;
}

export interface TickerOptions {
  readonly clock: Clock;
  readonly audience: Audience;
  /** In this room. */
  peers(): number;
  /** Sends what there is, and says whether it wants another tick though nobody wakes it. Must not throw. */
  flush(): boolean;
}

type Pulse =
  | { readonly stage: "quiet" }
  | { readonly stage: "flushing"; woken: boolean }
  | { readonly stage: "resting"; readonly timer: Disposable; woken: boolean };

export function createTicker({ clock, audience, peers, flush }: TickerOptions): Ticker {
  let pulse: Pulse = { stage: "quiet" };
  let disposed = false;
  /** What of the audience is this room's. */
  let counted = 0;

  const count = (now: number) => {
    audience.add(now - counted);
    counted = now;
  };

  const beat = (lateMs: number) => {
    const flushing: Pulse = { stage: "flushing", woken: false };
    pulse = flushing;
    const more = flush();
    if (disposed) return;
    count(peers());
    const shortest = tickInterval(audience.peers, lateMs);
    // Who reads slowly is looked at as often as a screen changes, and not more.
    const interval = more ? Math.max(TICK_MS, shortest) : shortest;
    const due = clock.now() + interval;
    const timer = clock.after(interval, () => {
      if (pulse.stage === "resting" && pulse.woken) beat(Math.max(0, clock.now() - due));
      else {
        pulse = { stage: "quiet" };
        count(0);
      }
    });
    pulse = { stage: "resting", timer, woken: more || flushing.woken };
  };

  return {
    wake() {
      if (disposed) return;
      if (pulse.stage === "quiet") beat(0);
      else pulse.woken = true;
    },
    [Symbol.dispose]() {
      disposed = true;
      count(0);
      if (pulse.stage === "resting") pulse.timer[Symbol.dispose]();
    },
  };
}

/**
 * Half a millisecond for each peer up to 33 ms, which more than 330 stretch again; and as much longer as the last tick
 * came late, which says that the event loop is busy. Never more than 50 ms.
 */
export function tickInterval(peers: number, lateMs: number): number {
  const few = Math.min(SMOOTH_MS, peers * FEW_MS_A_PEER);
  return Math.min(LONGEST_TICK_MS, Math.max(few, peers * MANY_MS_A_PEER) + lateMs);
}
