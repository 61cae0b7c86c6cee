/** Frames only while something changes: at rest none is asked for. */

export interface FrameLoop {
  /** A frame is wanted: the next one draws. */
  request(): void;
  /** Draws at once: for what may not wait, as a canvas emptied by a new size. */
  now(): void;
  /** Resolves after the wanted frame is drawn, at once when none is. */
  drawn(): Promise<void>;
  dispose(): void;
}

/** `draw` tells in how many ms it wants to be called again: 0 is the next frame, undefined is when it is asked for. */
export function createFrameLoop(draw: (time: number) => number | undefined): FrameLoop {
  let frame: number | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waiting: (() => void)[] = [];

  const request = () => {
    frame ??= requestAnimationFrame(run);
  };
  const run = (time: number) => {
    frame = undefined;
    clearTimeout(timer);
    const again = draw(time);
    if (again === 0) request();
    else if (again !== undefined) timer = setTimeout(request, again);
    const done = waiting;
    waiting = [];
    for (const resolve of done) resolve();
  };
  return {
    request,
    now: () => {
      if (frame !== undefined) cancelAnimationFrame(frame);
      run(performance.now());
    },
    drawn: () => frame === undefined ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve)),
    dispose: () => {
      if (frame !== undefined) cancelAnimationFrame(frame);
      clearTimeout(timer);
      for (const resolve of waiting) resolve();
    },
  };
}
