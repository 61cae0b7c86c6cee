/** When a room sends: at once after a quiet spell, then once a tick. It knows nothing of what is sent. */

import type { Clock } from "./clock.ts";

/** One frame of a screen: more often than that nobody sees anything new. */
export const TICK_MS = 16;
export const LONGEST_TICK_MS = 50;
/** A send costs 5-15 µs. With few peers it may be sent so often that sending takes a fiftieth of the time, */
const FEW_MS_A_PEER = 0.5;
/** with many so seldom that it takes no more than a tenth. */
const MANY_MS_A_PEER = 0.1;

export interface Ticker extends Disposable {
  /** There is something to send. */
  wake(): void;
}

export interface TickerOptions {
  readonly clock: Clock;
  /** All there are in this process: they share its time. */
  peers(): number;
  /** Sends what there is, and says whether it wants another tick though nobody wakes it. Must not throw. */
  flush(): boolean;
}

type Pulse =
  | { readonly stage: "quiet" }
  | { readonly stage: "flushing"; woken: boolean }
  | { readonly stage: "resting"; readonly timer: Disposable; woken: boolean };

export function createTicker({ clock, peers, flush }: TickerOptions): Ticker {
  let pulse: Pulse = { stage: "quiet" };
  let disposed = false;

  const beat = (lateMs: number) => {
    const flushing: Pulse = { stage: "flushing", woken: false };
    pulse = flushing;
    const more = flush();
    if (disposed) return;
    const shortest = tickInterval(peers(), lateMs);
    // Who reads slowly is looked at as often as a screen changes, and not more.
    const interval = more ? Math.max(TICK_MS, shortest) : shortest;
    const due = clock.now() + interval;
    const timer = clock.after(interval, () => {
      if (pulse.stage === "resting" && pulse.woken) beat(Math.max(0, clock.now() - due));
      else pulse = { stage: "quiet" };
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
      if (pulse.stage === "resting") pulse.timer[Symbol.dispose]();
    },
  };
}

/**
 * Half a millisecond for each peer up to 16 ms, which more than 160 stretch again; and as much longer as the last tick
 * came late, which says that the event loop is busy. Never more than 50 ms.
 */
export function tickInterval(peers: number, lateMs: number): number {
  const few = Math.min(TICK_MS, peers * FEW_MS_A_PEER);
  return Math.min(LONGEST_TICK_MS, Math.max(few, peers * MANY_MS_A_PEER) + lateMs);
}
