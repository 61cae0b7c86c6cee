/**
 * Gesso and Excalidraw side by side in one run: starting, and on boards of many strokes frames, what the display showed,
 * latency, sharpness and memory.
 *
 * `deno run -A bench/canvas/canvas.ts [--apps gesso,excalidraw] [--strokes 10000,100000] [--dpr 1] [--limit 120]
 * [--parts start,detail,overview,slow,move,erase,open]`
 *
 * Each part of `--parts` loads a board of its own in a browser of its own; one that takes longer than `--limit` seconds
 * is given up, and that is printed.
 */

import { parseArgs } from "node:util";
import type { Page } from "playwright-core";
import { launchChromium } from "../../tests/e2e/browser.ts";
import { print } from "../numbers.ts";
import type { App } from "./app.ts";
import { serveEmptyPage } from "./empty_page.ts";
import { serveExcalidraw } from "./excalidraw.ts";
import { serveGesso } from "./gesso.ts";
import { measureMotions, measureOpening, type Part } from "./parts.ts";
import { measureStarts } from "./starts.ts";

const VIEWPORT = { width: 1280, height: 720 };
const MOTIONS: readonly Part[] = [
  { name: "detail", motions: ["pan", "zoom", "draw"], at: "detail", slowdown: 1 },
  { name: "overview", motions: ["pan", "zoom", "draw"], at: "overview", slowdown: 1 },
  { name: "slow", motions: ["pan", "zoom", "draw"], at: "detail", slowdown: 4 },
  { name: "move", motions: ["move"], at: "overview", slowdown: 1 },
  { name: "erase", motions: ["erase"], at: "overview", slowdown: 1 },
];

if (import.meta.main) {
  const { values } = parseArgs({
    args: Deno.args,
    options: {
      apps: { type: "string", default: "gesso,excalidraw" },
      strokes: { type: "string", default: "10000,100000" },
      parts: { type: "string", default: "start,open,detail,overview,slow,move,erase" },
      limit: { type: "string", default: "120" },
      dpr: { type: "string", default: "1" },
    },
  });
  const parts = values.parts.split(","), apps = values.apps.split(",");
  await using stack = new AsyncDisposableStack();
  const gesso = apps.includes("gesso") ? stack.use(await serveGesso()) : undefined;
  const excalidraw = apps.includes("excalidraw") ? stack.use(await serveExcalidraw()) : undefined;
  const served: App[] = [gesso, excalidraw].filter((app) => app !== undefined);
  if (parts.includes("start")) await compareStarts(served);
  for (const strokes of values.strokes.split(",").map(Number)) {
    const options = { strokes, dpr: Number(values.dpr), limitMs: Number(values.limit) * 1000 };
    if (gesso && parts.includes("open")) {
      await limited(gesso, "open", { ...options, run: (page) => measureOpening(page, gesso, strokes) });
    }
    for (const part of MOTIONS.filter(({ name }) => parts.includes(name))) {
      for (const app of served) {
        await limited(app, part.name, {
          ...options,
          run: (page) => measureMotions(page, app, { part, strokes }),
        });
      }
    }
  }
}

async function compareStarts(apps: readonly App[]): Promise<void> {
  const browser = await launchChromium();
  await using empty = serveEmptyPage();
  for (const slowdown of [1, 4]) await measureStarts(browser, [...apps, empty], slowdown);
  await browser.close();
}

interface Limited {
  readonly strokes: number;
  readonly dpr: number;
  readonly limitMs: number;
  readonly run: (page: Page) => Promise<Record<string, unknown>>;
}

/** Runs a part in a browser of its own and prints what it found, or that it took too long. */
async function limited(app: App, part: string, { strokes, dpr, limitMs, run }: Limited): Promise<void> {
  const browser = await launchChromium();
  const context = await browser.newContext({ viewport: VIEWPORT, deviceScaleFactor: dpr });
  const head = { app: app.name, part, strokes };
  const late = Promise.withResolvers<Record<string, unknown>>();
  const timer = setTimeout(() => late.resolve({ gaveUpAfterS: limitMs / 1000 }), limitMs);
  const running = run(await context.newPage()).catch((error) => ({ failed: `${error}` }));
  print({ ...head, ...await Promise.race([running, late.promise]) });
  clearTimeout(timer);
  await browser.close();
}
