/**
 * What one very long stroke costs the main thread of real Chromium: a scribble of 20,000 moves on the real page, with
 * eight moves a frame as a fast mouse sends them. For stretches of it the script's time a move (handling it, and its
 * share of the frame), and all of the thread's time a move. Prints JSON.
 * Run: deno run -A bench/ink/scribble.ts [moves]
 */

import type { CDPSession, Page } from "playwright-core";
import { launchChromium } from "../../tests/e2e/browser.ts";
import { serveGesso } from "../canvas/gesso.ts";
import { print } from "../numbers.ts";

const VIEWPORT = { width: 1280, height: 720 };
const MOVES_A_FRAME = 8;

declare global {
  /** Milliseconds the page spent in its animation frames. */
  var benchFrameMs: number | undefined;
}

if (import.meta.main) {
  const moves = Number(Deno.args[0] ?? 20_000);
  await using gesso = await serveGesso();
  const browser = await launchChromium();
  const page: Page = await (await browser.newContext({ viewport: VIEWPORT })).newPage();
  await page.addInitScript(timeFrames);
  await page.goto(gesso.url);
  await gesso.ready(page);
  await gesso.take(page, "pen");
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  // The browser's own: only a pointer that it knows can be captured.
  await page.mouse.move(640, 360);
  await page.mouse.down();
  const stretches: Record<string, unknown> = {};
  for (
    const [from, to] of [[0, 400], [400, 2_000], [2_000, moves / 2], [moves / 2, moves - 400], [
      moves - 400,
      moves,
    ]]
  ) {
    if (from === undefined || to === undefined || from >= to) continue;
    stretches[`moves ${from}-${to}`] = await measureStretch(page, session, { from, to });
  }
  const before = await taskMs(session);
  await page.mouse.up();
  await gesso.settled(page);
  print({ bench: "ink/scribble", ...stretches, commitMs: round(await taskMs(session) - before) });
  await browser.close();
}

async function measureStretch(page: Page, session: CDPSession, { from, to }: { from: number; to: number }) {
  const before = await taskMs(session);
  const { handling, frames } = await page.evaluate(scribble, { from, to, aFrame: MOVES_A_FRAME });
  const thread = await taskMs(session) - before;
  const count = to - from;
  return {
    handlingMs: round(handling / count),
    frameMs: round(frames / count),
    threadMs: round(thread / count),
  };
}

async function taskMs(session: CDPSession): Promise<number> {
  const { metrics } = await session.send("Performance.getMetrics");
  return 1000 * (metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN);
}

/** Runs in the page: loops of a scribble all over the view, about 12 pixels a move. */
async function scribble({ from, to, aFrame }: { from: number; to: number; aFrame: number }) {
  const canvas = document.querySelector("[role=application]");
  if (!canvas) throw new Error("Cannot scribble: the page has no canvas");
  const framesBefore = globalThis.benchFrameMs ?? 0;
  let handling = 0;
  for (let i = from; i < to;) {
    for (let n = 0; n < aFrame && i < to; n++, i++) {
      const t = i * 0.05;
      const clientX = 640 + 400 * Math.sin(t * 0.31) + 160 * Math.cos(t);
      const clientY = 360 + 140 * Math.sin(t * 0.23) + 150 * Math.sin(t * 1.03);
      const event = new PointerEvent("pointermove", {
        pointerId: 1,
        pointerType: "mouse",
        isPrimary: true,
        buttons: 1,
        bubbles: true,
        clientX,
        clientY,
      });
      const start = performance.now();
      canvas.dispatchEvent(event);
      handling += performance.now() - start;
    }
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  return { handling, frames: (globalThis.benchFrameMs ?? 0) - framesBefore };
}

/** Runs in the page before anything else. */
function timeFrames(): void {
  const request = globalThis.requestAnimationFrame.bind(globalThis);
  globalThis.benchFrameMs = 0;
  globalThis.requestAnimationFrame = (draw) =>
    request((time) => {
      const start = performance.now();
      draw(time);
      globalThis.benchFrameMs = (globalThis.benchFrameMs ?? 0) + performance.now() - start;
    });
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
