/** How long to wait before connecting again. Pure. */

export const LEAST_WAIT_MS = 500;
export const MOST_WAIT_MS = 30_000;

/**
 * Milliseconds to wait after `failures` attempts in a row that failed (1 or more). The range doubles with each, and
 * the wait falls anywhere in it (full jitter), so that the people of a restarted server do not all come back at once.
 * `random` is 0 to 1.
 */
export function waitMs(failures: number, random: number): number {
  const most = Math.min(MOST_WAIT_MS, LEAST_WAIT_MS * 2 ** failures);
  return Math.round(LEAST_WAIT_MS + random * (most - LEAST_WAIT_MS));
}
