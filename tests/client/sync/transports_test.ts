import { type Clock, systemClock } from "../../../client/sync/clock.ts";
import type { Fetch } from "../../../client/sync/http_exchange.ts";
import { HELLO_WITHIN_MS } from "../../../client/sync/http_down.ts";
import { createHttpTransport } from "../../../client/sync/http_transport.ts";
import { createWebSocketTransport } from "../../../client/sync/websocket_transport.ts";
import { testTransport } from "./transport_conformance.ts";

/** As where something on the way holds streams back for good. */
const fetchNoStream: Fetch = (url, init) => {
  if (new Headers(init.headers).get("gesso-wait") !== "stream") return fetch(url, init);
  return new Promise((_, reject) =>
    init.signal?.addEventListener("abort", () => reject(new Error("aborted")))
  );
};

/** That is found out after two seconds: nobody wants to wait for it here. */
const hastyClock: Clock = {
  now: systemClock.now,
  after: (ms, run) => systemClock.after(ms === HELLO_WITHIN_MS ? 1 : ms, run),
};

testTransport("WebSocket", { kind: "websocket", open: createWebSocketTransport });
testTransport("HTTP, streamed", { kind: "stream", open: createHttpTransport });
testTransport("HTTP, polled", {
  kind: "poll",
  open: (address) => createHttpTransport(address, { fetch: fetchNoStream, clock: hastyClock }),
});
