/** Gesso as it ships: the built islands, the real server, the memory store. */

import type { Page } from "playwright-core";
import { startServerProcess } from "../../tests/e2e/server_process.ts";
import type { App } from "./app.ts";
import type { StrokePoints } from "./strokes.ts";

interface Hook {
  readonly ready: boolean;
  load(strokes: readonly StrokePoints[]): Promise<void>;
  view(x: number, y: number, zoom: number): void;
  draw(): void;
  settled(): Promise<void>;
}

declare global {
  var __gesso: Hook | undefined;
}

export async function serveGesso(): Promise<App> {
  const server = await startServerProcess({ STORE: "memory", OPEN_BOARDS: "bench-*" });
  return {
    name: "Gesso",
    // A board of its own each time: a browser must not find the last run's strokes.
    get url() {
      return `${server.url}/b/bench-${crypto.randomUUID()}?bench`;
    },
    ready: async (page: Page) => void await page.waitForFunction(() => globalThis.__gesso?.ready),
    load: (page, strokes) => page.evaluate((all) => globalThis.__gesso?.load(all), strokes),
    view: (page, x, y, zoom) =>
      page.evaluate(([x, y, zoom]) => globalThis.__gesso?.view(x, y, zoom), [x, y, zoom] as const),
    draw: (page) => page.evaluate(() => globalThis.__gesso?.draw()),
    settled: (page) => page.evaluate(() => globalThis.__gesso?.settled()),
    [Symbol.asyncDispose]: () => server.stop(),
  };
}
