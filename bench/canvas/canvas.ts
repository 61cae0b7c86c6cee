/**
 * Gesso and Excalidraw side by side in one run: how much JavaScript until one can draw, how long that takes, and the
 * main thread's frames while panning, zooming and drawing. `deno run -A bench/canvas/canvas.ts [strokes]`
 */

import { gzipSync } from "node:zlib";
import type { Browser, Page, Response } from "playwright-core";
import { launchChromium } from "../../tests/e2e/browser.ts";
import { median, print } from "../numbers.ts";
import type { App, StartingApp } from "./app.ts";
import { serveEmptyPage } from "./empty_page.ts";
import { serveExcalidraw } from "./excalidraw.ts";
import { serveGesso } from "./gesso.ts";
import { measureMotion, type Motion } from "./measure.ts";
import { makeStrokes, worldSide } from "./strokes.ts";

const VIEWPORT = { width: 1280, height: 720 };
const MOTIONS: readonly Motion[] = ["pan", "zoom", "draw"];
const START_ROUNDS = 21;

if (import.meta.main) {
  const count = Number(Deno.args[0] ?? 10_000);
  await using gesso = await serveGesso();
  await using excalidraw = await serveExcalidraw();
  const browser = await launchChromium();
  await using empty = serveEmptyPage();
  for (const slowdown of [1, 4]) await measureStarts(browser, [gesso, excalidraw, empty], slowdown);
  for (const app of [gesso, excalidraw]) {
    print({ app: app.name, strokes: count, ...await measureFrames(browser, app, count) });
  }
  await browser.close();
}

/**
 * From navigation until each app can be drawn on, in turns, so that a change of the machine's mood meets all of them;
 * on a processor that many times slower.
 */
async function measureStarts(
  browser: Browser,
  apps: readonly StartingApp[],
  slowdown: number,
): Promise<void> {
  const starts = new Map<StartingApp, Start[]>(apps.map((app) => [app, []]));
  for (let round = 0; round < START_ROUNDS; round++) {
    for (const [app, times] of starts) times.push(await start(browser, app, slowdown));
  }
  for (const [app, all] of starts) {
    const ms = all.map((one) => Math.round(one.ms)).toSorted((a, b) => a - b);
    const [least, most] = [ms[0], ms.at(-1)];
    const scriptKB = Math.round(median(all.map((one) => one.scriptKB)));
    print({ app: app.name, slowdown, readyMs: median(ms), least, most, scriptKB });
  }
}

interface Start {
  readonly ms: number;
  /** Gzipped, what came until it was ready. */
  readonly scriptKB: number;
}

async function start(browser: Browser, app: StartingApp, slowdown: number): Promise<Start> {
  const page = await (await browser.newContext({ viewport: VIEWPORT })).newPage();
  const scripts: Response[] = [];
  page.on("response", (response) => {
    if (/javascript/.test(response.headers()["content-type"] ?? "")) scripts.push(response);
  });
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
  const before = performance.now();
  await page.goto(app.url, { waitUntil: "commit" });
  await app.ready(page);
  const ms = performance.now() - before;
  // A copy: more may be on its way.
  const sizes = await Promise.all([...scripts].map(async (script) => gzipSync(await script.body()).length));
  await page.context().close();
  return { ms, scriptKB: sizes.reduce((sum, size) => sum + size, 0) / 1024 };
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
