/** Drives a canvas app with real input events and times its frames, the same way for every app. */

import type { CDPSession, Page } from "playwright-core";
import { startTrace, type Traced } from "./trace.ts";

export interface Measured extends Traced {
  /** Milliseconds between animation frames of the main thread: median, 95 %, longest. */
  readonly frames: readonly number[];
}

export type Motion = "pan" | "zoom" | "draw" | "move" | "erase";

export interface MotionOptions {
  readonly motion: Motion;
  /** Which way a zoom goes first. */
  readonly zoomFirst: "in" | "out";
}

const STEPS = 180;
const STEP_MS = 1000 / 60;
const AT = { x: 640, y: 360 };

declare global {
  var benchFrames: number[] | undefined;
}

/** Three seconds of this motion, one input event every sixtieth of a second. */
export async function measureMotion(
  page: Page,
  session: CDPSession,
  { motion, zoomFirst }: MotionOptions,
): Promise<Measured> {
  const browser = page.context().browser();
  if (!browser) throw new Error(`Cannot measure ${motion}: the page has no browser`);
  const root = await browser.newBrowserCDPSession();
  const drags = motion === "draw" || motion === "move" || motion === "erase";
  const send = (type: string, extra: Record<string, unknown>) =>
    session.send("Input.dispatchMouseEvent", { type, ...AT, ...extra } as never);
  if (drags) await send("mousePressed", { button: "left", buttons: 1, clickCount: 1 });
  const stop = await startTrace(root);
  await page.evaluate(startCounting);
  const start = performance.now();
  for (let step = 1; step <= STEPS; step++) {
    await until(start + step * STEP_MS);
    // Not awaited: the answer waits for the page, and the hand of a person does not.
    void sendStep(send, { motion, zoomFirst }, step).catch(() => {
      // The page was given up.
    });
  }
  const frames = summarise(await page.evaluate(stopCounting));
  const traced = await stop();
  if (drags) await send("mouseReleased", { button: "left", clickCount: 1 });
  await root.detach();
  return { frames, ...traced };
}

/** Median, 95 % and longest. */
export function summarise(times: readonly number[]): number[] {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (part: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
  return [at(0.5), at(0.95), sorted.at(-1) ?? Number.NaN].map((ms) => Math.round(ms * 10) / 10);
}

function sendStep(
  send: (type: string, extra: Record<string, unknown>) => Promise<unknown>,
  { motion, zoomFirst }: MotionOptions,
  step: number,
): Promise<unknown> {
  const back = step > STEPS / 2 ? -1 : 1;
  switch (motion) {
    case "pan":
      return send("mouseWheel", { deltaX: 24 * back, deltaY: 18 * back });
    case "zoom":
      return send("mouseWheel", {
        deltaX: 0,
        deltaY: zoomFirst === "out" ? 8 * back : -8 * back,
        modifiers: 2,
      });
    case "draw":
    case "move":
    case "erase": {
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
