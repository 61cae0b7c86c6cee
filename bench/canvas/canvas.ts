/**
 * Gesso and Excalidraw side by side in one run: how much JavaScript until one can draw, how long that takes, and the
 * main thread's frames while panning, zooming and drawing. `deno run -A bench/canvas/canvas.ts [strokes]`
 */

import { gzipSync } from "node:zlib";
import type { Browser, Page, Response } from "playwright-core";
import { launchChromium } from "../../tests/e2e/browser.ts";
import { median, print } from "../numbers.ts";
import type { App } from "./app.ts";
import { serveExcalidraw } from "./excalidraw.ts";
import { serveGesso } from "./gesso.ts";
import { measureMotion, type Motion } from "./measure.ts";
import { makeStrokes, worldSide } from "./strokes.ts";

const VIEWPORT = { width: 1280, height: 720 };
const MOTIONS: readonly Motion[] = ["pan", "zoom", "draw"];
const READY_RUNS = 9;

if (import.meta.main) {
  const count = Number(Deno.args[0] ?? 10_000);
  await using gesso = await serveGesso();
  await using excalidraw = await serveExcalidraw();
  const browser = await launchChromium();
  for (const app of [gesso, excalidraw]) {
    for (const slowdown of [1, 4]) {
      print({ app: app.name, slowdown, ...await measureStart(browser, app, slowdown) });
    }
    print({ app: app.name, strokes: count, ...await measureFrames(browser, app, count) });
  }
  await browser.close();
}

/**
 * KB of script, gzipped, until it can be drawn on; and the median of the time to there from navigation, on a processor
 * that many times slower.
 */
async function measureStart(browser: Browser, app: App, slowdown: number) {
  const times: number[] = [];
  let scriptKB = 0;
  for (let run = 0; run < READY_RUNS; run++) {
    const page = await (await browser.newContext({ viewport: VIEWPORT })).newPage();
    const scripts: Response[] = [];
    page.on("response", (response) => {
      if (/javascript/.test(response.headers()["content-type"] ?? "")) scripts.push(response);
    });
    const session = await page.context().newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
    const start = performance.now();
    await page.goto(app.url, { waitUntil: "commit" });
    await app.ready(page);
    times.push(performance.now() - start);
    // What came until it was ready; a copy, for more may be on its way.
    const sizes = await Promise.all([...scripts].map(async (script) => gzipSync(await script.body()).length));
    scriptKB = sizes.reduce((sum, size) => sum + size, 0) / 1024;
    await page.context().close();
  }
  return { readyMs: Math.round(median(times)), scriptKB: Math.round(scriptKB) };
}

async function measureFrames(browser: Browser, app: App, count: number) {
  const page: Page = await (await browser.newContext({ viewport: VIEWPORT })).newPage();
  await page.goto(app.url);
  await app.ready(page);
  // As one text: the driver takes seconds to hand over so many numbers one by one.
  const loadMs = Math.round(await app.load(page, JSON.stringify(makeStrokes(count))));
  const session = await page.context().newCDPSession(page);
  const result: Record<string, unknown> = { loadMs };
  const middle = worldSide(count) / 2;
  for (const motion of MOTIONS) {
    await app.view(page, middle, middle, 1);
    if (motion === "draw") await app.draw(page);
    await app.settled(page);
    // A first round warms up what compiles and caches itself.
    await measureMotion(page, session, motion);
    const { median, p95, max } = await measureMotion(page, session, motion);
    result[motion] = [median, p95, max].map((ms) => Math.round(ms * 10) / 10).join(" / ");
    const rest = performance.now();
    await app.settled(page);
    result[`${motion}SharpMs`] = Math.round(performance.now() - rest);
  }
  await page.context().close();
  return result;
}
