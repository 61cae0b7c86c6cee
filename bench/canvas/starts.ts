/** From navigation until each app can be drawn on, and how much JavaScript has come by then. */

import { gzipSync } from "node:zlib";
import type { Browser, Response } from "playwright-core";
import { median, print } from "../numbers.ts";
import type { StartingApp } from "./app.ts";

const VIEWPORT = { width: 1280, height: 720 };
const ROUNDS = 21;

/**
 * The apps in turns, so that a change of the machine's mood meets all of them; on a processor that many times slower.
 */
export async function measureStarts(
  browser: Browser,
  apps: readonly StartingApp[],
  slowdown: number,
): Promise<void> {
  const starts = new Map<StartingApp, Start[]>(apps.map((app) => [app, []]));
  for (let round = 0; round < ROUNDS; round++) {
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
