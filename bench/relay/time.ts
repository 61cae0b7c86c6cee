/** The clock that all processes of a bench share, and waiting by it. */

/** ms since the epoch, finer than Date.now(). */
export function now(): number {
  return performance.timeOrigin + performance.now();
}

export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));
}
