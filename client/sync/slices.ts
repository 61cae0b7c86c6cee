/**
 * Long work done a slice of time after the other, so that the page can be drawn, and drawn on, in between. It knows
 * nothing of the work.
 */

export interface Pace {
  /** Milliseconds. */
  now(): number;
  /** Calls back when the browser has had its turn: painting, input, the network. */
  turn(run: () => void): void;
}

/**
 * Half a frame: the other half is for drawing. On a processor four times slower, and with a step that has just begun
 * when it is over, it stays far below the 50 ms from which on a hand feels it.
 */
export const SLICE_MS = 8;

/** The first slice is done at once. Resolves when the last step is done; rejects with what a step throws. */
export function inSlices(steps: Iterator<unknown>, pace: Pace): Promise<void> {
  return new Promise((resolve, reject) => {
    const slice = () => {
      try {
        const until = pace.now() + SLICE_MS;
        do {
          if (steps.next().done) return resolve();
        } while (pace.now() < until);
        pace.turn(slice);
      } catch (error) {
        reject(error);
      }
    };
    slice();
  });
}

export const browserPace: Pace = {
  now: () => performance.now(),
  turn(run) {
    // A timer would wait four milliseconds each time, and a second in a tab that nobody sees.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      run();
    };
    port2.postMessage(undefined);
  },
};
