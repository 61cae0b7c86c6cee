/** Gesso as it ships: the built islands, the real server, the memory store. */

import { isReady } from "../../tests/e2e/board_page.ts";
import { startServerProcess } from "../../tests/e2e/server_process.ts";
import type { App } from "./app.ts";

export async function serveGesso(): Promise<App> {
  const server = await startServerProcess({ STORE: "memory", OPEN_BOARDS: "bench-*" });
  return {
    name: "Gesso",
    // A board of its own each time: a browser must not find the last run's strokes.
    get url() {
      return `${server.url}/b/bench-${crypto.randomUUID()}?bench`;
    },
    ready: isReady,
    load: (page, strokes) =>
      page.evaluate(async (json) => {
        const all = JSON.parse(json);
        const start = performance.now();
        await globalThis.__gesso?.load(all);
        return performance.now() - start;
      }, strokes),
    view: (page, x, y, zoom) =>
      page.evaluate(([x, y, zoom]) => globalThis.__gesso?.view(x, y, zoom), [x, y, zoom] as const),
    draw: (page) => page.evaluate(() => globalThis.__gesso?.draw()),
    settled: (page) => page.evaluate(() => globalThis.__gesso?.settled()),
    [Symbol.asyncDispose]: () => server.stop(),
  };
}
