/** Drives a canvas app with real input events and times its frames, the same way for every app. */

import type { CDPSession, Page } from "playwright-core";

interface Frames {
  /** Milliseconds between animation frames of the main thread. */
  readonly median: number;
  readonly p95: number;
  readonly max: number;
}

export type Motion = "pan" | "zoom" | "draw";

const STEPS = 180;
const STEP_MS = 1000 / 60;
const AT = { x: 640, y: 360 };

declare global {
  var benchFrames: number[] | undefined;
}

/** Three seconds of this motion, one input event every sixtieth of a second. */
export async function measureMotion(page: Page, session: CDPSession, motion: Motion): Promise<Frames> {
  await page.evaluate(startCounting);
  const send = (type: string, extra: Record<string, unknown>) =>
    session.send("Input.dispatchMouseEvent", { type, ...AT, ...extra } as never);
  if (motion === "draw") await send("mousePressed", { button: "left", buttons: 1, clickCount: 1 });
  const start = performance.now();
  for (let step = 1; step <= STEPS; step++) {
    await until(start + step * STEP_MS);
    // Not awaited: the answer waits for the page, and the hand of a person does not.
    void sendStep(send, motion, step);
  }
  if (motion === "draw") await send("mouseReleased", { button: "left", clickCount: 1 });
  return summarise(await page.evaluate(stopCounting));
}

function sendStep(
  send: (type: string, extra: Record<string, unknown>) => Promise<unknown>,
  motion: Motion,
  step: number,
): Promise<unknown> {
  const back = step > STEPS / 2 ? -1 : 1;
  switch (motion) {
    case "pan":
      return send("mouseWheel", { deltaX: 24 * back, deltaY: 18 * back });
    case "zoom":
      return send("mouseWheel", { deltaX: 0, deltaY: 8 * back, modifiers: 2 });
    case "draw": {
      const turn = (step / STEPS) * 6 * Math.PI;
      const radius = 60 + step;
      const at = { x: AT.x + Math.cos(turn) * radius, y: AT.y + Math.sin(turn) * radius * 0.6 };
      return send("mouseMoved", { ...at, button: "left", buttons: 1 });
    }
  }
}

function until(time: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, time - performance.now())));
}

function summarise(intervals: readonly number[]): Frames {
  const sorted = [...intervals].sort((a, b) => a - b);
  const at = (part: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
  return { median: at(0.5), p95: at(0.95), max: sorted.at(-1) ?? Number.NaN };
}

/** Runs in the page. */
function startCounting(): void {
  const frames: number[] = globalThis.benchFrames = [];
  let last = performance.now();
  const count = () => {
    const now = performance.now();
    frames.push(now - last);
    last = now;
    if (globalThis.benchFrames === frames) requestAnimationFrame(count);
  };
  requestAnimationFrame(count);
}

/** Runs in the page. */
function stopCounting(): number[] {
  const frames = globalThis.benchFrames ?? [];
  globalThis.benchFrames = undefined;
  // The first interval began outside a frame.
  return frames.slice(1);
}
