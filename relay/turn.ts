/** Long work in slices: each waits for its turn of the event loop, whoever does it. It knows nothing of the work. */

import { setImmediate } from "node:timers";

const waiting: (() => void)[] = [];

/** Resolves in a turn of the event loop that nobody else gets. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    if (waiting.length === 1) setImmediate(take);
  });
}

function take(): void {
  waiting.shift()?.();
  if (waiting.length > 0) setImmediate(take);
}
