/**
 * The transport that works here: a WebSocket, or HTTP where something on the way does not let WebSockets be. It changes
 * from one to the other by itself, and for who uses it the connection only begins anew: `opened` comes again. It knows
 * when a WebSocket is to be mistrusted, and nothing of what either carries.
 */

import { isFinal } from "../../core/protocol/close.ts";
import { unreachable } from "../../core/unreachable.ts";
import type { Cancel, Clock } from "./clock.ts";
import { CUT, type OpenTransport, type Transport, type TransportEvents } from "./transport.ts";
import type { Wake } from "./wake.ts";
import { createProbe, FIRST_PROBE_MS, type FoundSocket, type Probe } from "./websocket_probe.ts";

export const OPENS_WITHIN_MS = 2_500;
/** The server greets once it has loaded the board. */
export const SPEAKS_WITHIN_MS = 10_000;
/** A WebSocket that worked, and was cut sooner than this, may have been cut on purpose. */
export const BRIEF_MS = 15_000;
export const MOST_CUTS = 2;
/** How long the goodbye over HTTP may hold up the WebSocket that takes its place. */
const GOODBYE_WITHIN_MS = 1_500;
const DONE = 1000;

export interface BestTransportOptions {
  readonly webSocket: OpenTransport;
  readonly http: OpenTransport;
  readonly clock: Clock;
  /** A moment at which WebSockets may be possible again. */
  readonly wake: Wake;
}

/** What was learnt of WebSockets here, as long as the page lives. */
interface Memory {
  /** In a row, each soon after it had worked. */
  cuts: number;
  /** HTTP worked where the last one did not. */
  blocked: boolean;
  probeAfterMs: number;
}

type Way =
  | { readonly stage: "opening"; readonly socket: Transport; readonly limit: Cancel }
  /** Open, but nothing came through it. */
  | { readonly stage: "silent"; readonly socket: Transport; readonly limit: Cancel }
  | { readonly stage: "socket"; readonly socket: Transport; readonly since: number }
  | { readonly stage: "http"; readonly http: Transport; readonly probe: Probe }
  /** From HTTP, which says goodbye, to a WebSocket. */
  | {
    readonly stage: "changing";
    readonly http: Transport;
    readonly found: FoundSocket;
    readonly limit: Cancel;
  }
  | { readonly stage: "closing"; readonly last: Transport }
  | { readonly stage: "closed" };

export function createBestTransport(options: BestTransportOptions): OpenTransport {
  const memory: Memory = { cuts: 0, blocked: false, probeAfterMs: FIRST_PROBE_MS };
  return (events) => openBest(options, { memory, events });
}

function openBest(
  options: BestTransportOptions,
  { memory, events }: { readonly memory: Memory; readonly events: TransportEvents },
): Transport {
  const { clock } = options;
  let way = trySocket();

  function trySocket(): Way {
    const socket = options.webSocket({
      opened: () => {
        if (way.stage !== "opening") return;
        way.limit();
        const patience = memory.blocked ? OPENS_WITHIN_MS : SPEAKS_WITHIN_MS;
        way = { stage: "silent", socket, limit: clock.after(patience, mistrust) };
        events.opened();
      },
      received: (frame) => {
        if (!isInUse(socket)) return;
        if (way.stage === "silent") works(way);
        events.received(frame);
      },
      closed: (code, reason) => socketClosed(socket, { code, reason }),
    });
    return { stage: "opening", socket, limit: clock.after(OPENS_WITHIN_MS, mistrust) };
  }

  function works({ socket, limit }: Way & { stage: "silent" }): void {
    limit();
    memory.blocked = false;
    way = { stage: "socket", socket, since: clock.now() };
  }

  /** It does not open, or says nothing. */
  function mistrust(): void {
    if (way.stage !== "opening" && way.stage !== "silent") return;
    const { socket } = way;
    useHttp();
    socket.close(DONE, "");
  }

  function socketClosed(socket: Transport, { code, reason }: Ending): void {
    if (!isInUse(socket)) return;
    if (way.stage === "opening" || way.stage === "silent") {
      way.limit();
      if (isServersWord(code, reason)) return end(code, reason);
      return useHttp();
    }
    if (way.stage === "socket" && !isServersWord(code, reason)) {
      remember(clock.now() - way.since);
      if (memory.cuts >= MOST_CUTS) return useHttp();
    }
    end(code, reason);
  }

  function remember(lastedMs: number): void {
    if (lastedMs < BRIEF_MS) {
      memory.cuts++;
    } else {
      memory.cuts = 0;
      memory.probeAfterMs = FIRST_PROBE_MS;
    }
  }

  function useHttp(): void {
    const http = options.http({
      opened: () => {
        if (!isInUse(http)) return;
        memory.blocked = true;
        events.opened();
      },
      received: (frame) => {
        if (isInUse(http)) events.received(frame);
      },
      closed: (code, reason) => {
        if (way.stage === "changing" && way.http === http) changed(way);
        else if (isInUse(http)) end(code, reason);
      },
    });
    const probe = createProbe({
      open: options.webSocket,
      clock,
      wake: options.wake,
      firstAfterMs: memory.probeAfterMs,
      mustLast: () => memory.cuts >= MOST_CUTS,
      found: change,
    });
    way = { stage: "http", http, probe };
  }

  /** A WebSocket works. Its other end takes us for somebody else as long as we are there over HTTP too. */
  function change(found: FoundSocket): void {
    if (way.stage !== "http") return found.close();
    const { http, probe } = way;
    // Longer still the next time, should it be cut soon: until one has lasted.
    memory.probeAfterMs = probe.nextAfterMs;
    const limit = clock.after(GOODBYE_WITHIN_MS, () => {
      if (way.stage === "changing") changed(way);
    });
    way = { stage: "changing", http, found, limit };
    http.close(DONE, "");
  }

  function changed({ found, limit }: Way & { stage: "changing" }): void {
    limit();
    memory.blocked = false;
    const { socket } = found;
    way = { stage: "socket", socket, since: clock.now() };
    events.opened();
    found.adopt({
      received: (frame) => {
        if (isInUse(socket)) events.received(frame);
      },
      closed: (code, reason) => socketClosed(socket, { code, reason }),
    });
  }

  function isInUse(transport: Transport): boolean {
    return current() === transport;
  }

  function current(): Transport | undefined {
    switch (way.stage) {
      case "opening":
      case "silent":
      case "socket":
        return way.socket;
      case "http":
      case "changing":
        return way.http;
      case "closing":
        return way.last;
      case "closed":
        return undefined;
      default:
        return unreachable(way);
    }
  }

  /** Lets go of all that goes on beside the transport in use. */
  function settle(): void {
    switch (way.stage) {
      case "opening":
      case "silent":
        return way.limit();
      case "http":
        return way.probe.end();
      case "changing":
        way.limit();
        return way.found.close();
      case "socket":
      case "closing":
      case "closed":
        return;
      default:
        return unreachable(way);
    }
  }

  function end(code: number, reason: string): void {
    settle();
    way = { stage: "closed" };
    events.closed(code, reason);
  }

  return {
    get kind() {
      return current()?.kind ?? "websocket";
    },
    get unsentBytes() {
      return current()?.unsentBytes ?? 0;
    },
    send(frame) {
      // While it changes there is nobody to send to: the handshake that comes brings it over.
      if (way.stage === "silent" || way.stage === "socket") way.socket.send(frame);
      else if (way.stage === "http") way.http.send(frame);
    },
    close(code, reason) {
      const last = current();
      if (!last || way.stage === "closing") return;
      settle();
      way = { stage: "closing", last };
      last.close(code, reason);
    },
  };
}

interface Ending {
  readonly code: number;
  readonly reason: string;
}

/** Whether the server itself closed it, and nothing on the way: it gives a reason, or a code of its own. */
function isServersWord(code: number, reason: string): boolean {
  return isFinal(code) || code >= 4000 || (code !== CUT && reason !== "");
}
