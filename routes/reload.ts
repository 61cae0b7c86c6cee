/** Development only: tells a page which start of the server it talks to, so that it reloads after another one. */

import { Hono } from "hono";

/** The browser connects again soon after the server has gone. */
const RETRY_MS = 250;

export function reloadRoute(start: string): Hono {
  return new Hono().get("/dev/reload", () => {
    const events = new ReadableStream<Uint8Array<ArrayBuffer>>({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(`retry: ${RETRY_MS}\ndata: ${start}\n\n`));
      },
    });
    return new Response(events, {
      headers: { "content-type": "text/event-stream", "cache-control": "no-store" },
    });
  });
}
