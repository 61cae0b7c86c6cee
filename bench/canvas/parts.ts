/** One measurement of one app in one page: motions on a board of many strokes, or opening such a board. */

import type { Page } from "playwright-core";
import type { App, OpeningApp } from "./app.ts";
import { type Measured, measureMotion, type Motion, summarise } from "./measure.ts";
import { rendererMemory } from "./memory.ts";
import { worldSide } from "./strokes.ts";

export interface Part {
  readonly name: string;
  readonly motions: readonly Motion[];
  /** At 100 % in the middle of the board, or zoomed out to see all of it, or as much as the app lets one see. */
  readonly at: "detail" | "overview";
  /** How many times slower the processor is. */
  readonly slowdown: number;
}

/** Places looked at one after the other to time sharpness where nothing is prepared. */
const JUMPS = 6;
const HEIGHT = 720;

export async function measureMotions(
  page: Page,
  app: App,
  { part, strokes }: { part: Part; strokes: number },
): Promise<Record<string, unknown>> {
  await page.goto(app.url);
  await app.ready(page);
  const result: Record<string, unknown> = { loadMs: Math.round(await app.load(page, strokes)) };
  result["shownMs"] = await took(() => app.settled(page));
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: part.slowdown });
  const home = homeOf(app, part, strokes);
  result["atZoom"] = Math.round(home.zoom * 1000) / 1000;
  result["firstSharpMs"] = await took(() => look(page, app, home));
  result["jumpSharpMs"] = summarise(await jumps(page, app, { part, strokes }));
  for (const motion of part.motions) {
    await look(page, app, home);
    await prepare(page, app, motion);
    const options = { motion, zoomFirst: part.at === "overview" ? "in" : "out" } as const;
    // A first round warms up what compiles and caches itself; what was moved or erased is so for good.
    if (part.motions.length > 1) await measureMotion(page, session, options);
    const measured = await measureMotion(page, session, options);
    const sharpMs = await took(() => app.settled(page));
    result[motion] = told(motion, measured, sharpMs);
  }
  return { ...result, ...await memoryOf(page) };
}

/** A board that is on the server, opened by somebody who has never been there. */
export async function measureOpening(
  page: Page,
  app: OpeningApp,
  strokes: number,
): Promise<Record<string, unknown>> {
  const { url } = await app.fill(strokes);
  const start = performance.now();
  await page.goto(url);
  await app.has(page, strokes);
  const hasMs = Math.round(performance.now() - start);
  const shownMs = await took(() => app.settled(page));
  const home = homeOf(app, { at: "overview" }, strokes);
  const overviewMs = await took(() => look(page, app, home));
  // Time to collect garbage, as there is when somebody looks on.
  await new Promise((resolve) => setTimeout(resolve, 3000));
  return { hasMs, shownMs, overviewMs, ...await memoryOf(page) };
}

function told(
  motion: Motion,
  { frames, presentedPerSecond, toDisplay, inHandlers }: Measured,
  sharpMs: number,
) {
  const wheel = motion === "pan" || motion === "zoom";
  return {
    frames: frames.join(" / "),
    presentedPerSecond,
    ...wheel ? {} : { toDisplay: summarise(toDisplay).join(" / ") },
    inHandlers: summarise(inHandlers).join(" / "),
    sharpMs,
  };
}

interface Home {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

function homeOf(app: App, { at }: Pick<Part, "at">, strokes: number): Home {
  const side = worldSide(strokes);
  if (at === "detail") return { x: side / 2, y: side / 2, zoom: 1 };
  const zoom = Math.max(app.leastZoom, HEIGHT / side);
  return { x: side / 2 - 640 / zoom, y: side / 2 - 360 / zoom, zoom };
}

async function jumps(
  page: Page,
  app: App,
  { part, strokes }: { part: Part; strokes: number },
): Promise<number[]> {
  const home = homeOf(app, part, strokes);
  const times: number[] = [];
  for (let n = 1; n <= JUMPS; n++) {
    const [right, down] = part.at === "detail" ? [1400 * n, 800 * n] : [0, 0];
    const zoom = part.at === "detail" ? 1 : home.zoom * (1 + n / 10);
    times.push(await took(() => look(page, app, { x: home.x - right, y: home.y - down, zoom })));
  }
  return times;
}

async function look(page: Page, app: App, { x, y, zoom }: Home): Promise<void> {
  await app.view(page, x, y, zoom);
  await app.settled(page);
}

async function prepare(page: Page, app: App, motion: Motion): Promise<void> {
  if (motion === "draw") await app.take(page, "pen");
  if (motion === "erase") await app.take(page, "eraser");
  if (motion !== "move") return;
  await app.take(page, "selection");
  await page.keyboard.press("Control+a");
}

async function memoryOf(page: Page) {
  const browser = page.context().browser();
  return browser ? await rendererMemory(browser) : undefined;
}

async function took(what: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await what();
  return Math.round(performance.now() - start);
}
