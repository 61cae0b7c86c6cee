/** When a room sends: at once after a quiet spell, then once a tick. It knows nothing of what is sent. */

import type { Clock } from "./clock.ts";

export const TICK_MS = 16;
export const LONGEST_TICK_MS = 50;
/** A send costs 5-15 µs, so that at this pace sending takes no more than a third of the time. */
const TICK_MS_A_PEER = 0.05;

export interface Ticker extends Disposable {
  /** There is something to send. */
  wake(): void;
}

export interface TickerOptions {
  readonly clock: Clock;
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
    const interval = tickInterval(peers(), lateMs);
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
 * 16 ms, longer with the peers there are to send to, and with how late the last tick came: a late one says that the
 * event loop is busy. Never more than 50 ms.
 */
export function tickInterval(peers: number, lateMs: number): number {
  return Math.min(LONGEST_TICK_MS, Math.max(TICK_MS, peers * TICK_MS_A_PEER) + lateMs);
}
