/**
 * The transport over HTTP, where no WebSocket can be had: answers down, streamed or polled, POSTs up. What it says on
 * the way is in docs/protocol.md, "Over HTTP". It puts the two ways together and tells when the connection begins anew.
 */

import { toBase64Url } from "../../core/board/base64url.ts";
import { CLOSE } from "../../core/protocol/close.ts";
import { type BoardAddress, hasBrokenKey } from "./board_address.ts";
import { type Cancel, type Clock, systemClock } from "./clock.ts";
import { listen, type Way } from "./http_down.ts";
import { createExchange, type Fetch, type HttpRequest, RefusedError } from "./http_exchange.ts";
import { createUp } from "./http_up.ts";
import { CUT, type OpenTransport, refused, type Transport, type TransportEvents } from "./transport.ts";

/** How long one's frames may wait at a process that streams to us nothing, as it knows us only by our POSTs. */
export const CALL_EVERY_MS = 1_000;

export interface HttpTransportOptions {
  readonly fetch?: Fetch;
  readonly clock?: Clock;
  /** n cryptographically random bytes. */
  readonly randomBytes?: (count: number) => Uint8Array;
}

/** What one connection does learns the next: that answers are held back on the way. */
export function createHttpTransport(
  address: BoardAddress,
  options: HttpTransportOptions = {},
): OpenTransport {
  const way: Way = { streams: true };
  return (events) => {
    if (hasBrokenKey(address)) return refused(events, { kind: "stream", code: CLOSE.unauthorized });
    return openOver(way, { address, events, ...options });
  };
}

interface Opening extends HttpTransportOptions {
  readonly address: BoardAddress;
  readonly events: TransportEvents;
}

function openOver(way: Way, { address, events, ...options }: Opening): Transport {
  const { clock = systemClock, randomBytes = browserBytes } = options;
  const ending = new AbortController();
  const { signal } = ending;
  const epochs: { GET?: string; POST?: string } = {};
  let stage: "opening" | "open" | "leaving" | "closed" = "opening";
  let nextCall: Cancel = () => {};

  const exchangeWith = createExchange({
    address,
    session: toBase64Url(randomBytes(16)),
    fetch: options.fetch ?? ((url, init) => fetch(url, init)),
  });
  const exchange = (request: HttpRequest) =>
    exchangeWith(request, {
      answered(epoch, { isNew }) {
        epochs[request.method] = epoch;
        if (isNew) began();
      },
      received: (frame) => {
        if (stage === "open") events.received(frame);
      },
      closed: end,
    }).then(callSoon);
  const up = createUp({ exchange, clock, signal, failed });
  listen({ exchange, clock, way, signal, isOpen: () => stage === "open" }).catch(failed);

  function began(): void {
    if (stage !== "opening" && stage !== "open") return;
    stage = "open";
    // It was meant for who is there no more, and the handshake that comes covers it.
    up.forget();
    events.opened();
  }

  /** Several processes may serve one board: what the one that has our POSTs says comes with their answers only. */
  function callSoon(): void {
    nextCall();
    if (stage !== "open" || epochs.POST === undefined || epochs.POST === epochs.GET) return;
    nextCall = clock.after(CALL_EVERY_MS, up.call);
  }

  function failed(error: unknown): void {
    end(CUT, error instanceof RefusedError ? error.message : "");
  }

  function end(code: number, reason: string): void {
    if (stage === "closed") return;
    stage = "closed";
    ending.abort();
    nextCall();
    events.closed(code, reason);
  }

  return {
    get kind() {
      return way.streams ? "stream" : "poll";
    },
    get unsentBytes() {
      return up.unsentBytes;
    },
    send(frame) {
      if (stage === "open") up.send(frame);
    },
    close(code, reason) {
      const before = stage;
      if (before === "leaving" || before === "closed") return;
      stage = "leaving";
      ending.abort();
      nextCall();
      // Who never answered need not be told.
      const told = before === "open" ? up.farewell(code, reason) : Promise.resolve();
      void told.then(() => end(code, reason));
    },
  };
}

function browserBytes(count: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(count));
}
