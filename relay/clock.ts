/** Time as the relay asks for it, so that tests can hold it. */

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Runs once after at least so many milliseconds, unless disposed before. */
  after(ms: number, run: () => void): Disposable;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return { [Symbol.dispose]: () => clearTimeout(timer) };
  },
};
