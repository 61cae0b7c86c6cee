/** A page with one script and one canvas: what browser and driver take by themselves, whatever the app. */

import type { StartingApp } from "./app.ts";

declare global {
  var emptyPageRan: boolean | undefined;
}

const PAGE = `<!doctype html><meta charset="utf-8"><title>Empty</title>
<script type="module" src="/main.js"></script><canvas></canvas>`;

export function serveEmptyPage(): StartingApp {
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, (request) => {
    const isScript = new URL(request.url).pathname === "/main.js";
    const body = isScript ? "globalThis.emptyPageRan = true;" : PAGE;
    return new Response(body, { headers: { "content-type": isScript ? "text/javascript" : "text/html" } });
  });
  return {
    name: "an empty page",
    url: `http://127.0.0.1:${server.addr.port}/`,
    ready: async (page) => void await page.waitForFunction(() => globalThis.emptyPageRan),
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}
