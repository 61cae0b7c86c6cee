/** Waiting, in a function that is written as a sequence. */

import type { Clock } from "./clock.ts";

/** Resolves after `ms`, or as soon as the signal says that nobody waits any more. */
export function pause(clock: Clock, { ms, signal }: { ms: number; signal: AbortSignal }): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      cancel();
      signal.removeEventListener("abort", end);
      resolve();
    };
    const cancel = clock.after(ms, end);
    if (signal.aborted) end();
    else signal.addEventListener("abort", end);
  });
}
