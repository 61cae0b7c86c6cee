/**
 * Keeps one connection to a board's room: connects, watches whether it lives, connects again. It knows frames, messages
 * and close codes, and nothing of documents.
 */

import { CLOSE, isFinal } from "../../core/protocol/close.ts";
import { decodeFrame, encodeFrame, type Message } from "../../core/protocol/message.ts";
import { unreachable } from "../../core/unreachable.ts";
import { waitMs } from "./backoff.ts";
import type { Cancel, Clock } from "./clock.ts";
import type { ConnectionStatus, Farewell } from "./status.ts";
import type { OpenTransport, Transport } from "./transport.ts";
import type { Wake } from "./wake.ts";

export const PING_EVERY_MS = 5_000;
/** A live connection from which nothing at all comes for this long is dead, and so is one that does not open. */
export const SILENCE_MS = 15_000;
/** After this long the next failure counts as the first again. */
export const STEADY_AFTER_MS = 10_000;

export interface ConnectionOptions {
  readonly open: OpenTransport;
  readonly clock: Clock;
  /** 0 to 1. */
  readonly random: () => number;
  readonly wake: Wake;
}

export interface ConnectionEvents {
  /** Messages can be sent; nothing has come yet. Told again in the midst when the other end begins anew. */
  opened(): void;
  /** Never a pong. What it throws ends the connection: it comes again, with a fresh handshake. */
  received(message: Message): void;
  /** Nothing that was sent and not answered can be relied on. Told once, however often it was `opened`. */
  lost(): void;
  changed(status: ConnectionStatus): void;
}

export interface Connection {
  readonly status: ConnectionStatus;
  readonly unsentBytes: number;
  /** One frame. Without effect while not open. */
  send(messages: readonly Message[]): void;
  /** A message that was received could not be taken, as one found later: as if `received` had thrown it. */
  fail(error: unknown): void;
  /** The server said no in a message: as with a final close code, there is no further attempt. */
  refuse(reason: string): void;
  close(): void;
}

type Link =
  | { readonly stage: "opening"; readonly transport: Transport; readonly giveUp: Cancel }
  /** Open, but the server has said nothing: it may yet refuse. */
  | { readonly stage: "open"; readonly transport: Transport; readonly giveUp: Cancel }
  | {
    readonly stage: "live";
    readonly transport: Transport;
    readonly since: number;
    /** When the first ping went out that nothing has followed; undefined when something has. */
    unansweredSince: number | undefined;
    nextPing: Cancel;
  }
  | { readonly stage: "waiting"; readonly retry: Cancel }
  | { readonly stage: "ended" };

// Browsers let a page close with 1000 or 4000 to 4999 only.
const DONE = 1000, DEAD = 4000, BAD_FRAME = 4001;
const MAX_REASON = 100;

export function createConnection(options: ConnectionOptions, events: ConnectionEvents): Connection {
  const { clock } = options;
  let link: Link = { stage: "ended" };
  let status: ConnectionStatus = { stage: "connecting" };
  let failures = 0;
  let farewell: Farewell | undefined;
  const stopWaking = options.wake(woken);
  dial();

  function dial(): void {
    const mine = () => "transport" in link && link.transport === transport;
    const transport = options.open({
      opened: () => {
        if (mine()) opened();
      },
      received: (frame) => {
        if (mine()) receive(frame);
      },
      closed: (code, reason) => {
        if (mine()) closed(code, reason);
      },
    });
    const giveUp = clock.after(SILENCE_MS, silent);
    link = { stage: "opening", transport, giveUp };
    if (status.stage !== "connecting") tell({ stage: "connecting" });
  }

  function opened(): void {
    switch (link.stage) {
      case "opening":
      case "open":
        link.giveUp();
        link = { ...link, stage: "open", giveUp: clock.after(SILENCE_MS, silent) };
        return events.opened();
      case "live":
        // Whoever uses the board need not notice.
        link.unansweredSince = undefined;
        events.opened();
        tell({ stage: "live", latencyMs: undefined, transport: link.transport.kind });
        return ping();
      case "waiting":
      case "ended":
        return;
      default:
        return unreachable(link);
    }
  }

  function receive(frame: Uint8Array): void {
    try {
      const messages = decodeFrame(frame);
      heard();
      for (const message of messages) {
        // Any message may be the one that ended this connection.
        if (link.stage === "live") take(message);
      }
    } catch (error) {
      fail(error);
    }
  }

  function fail(error: unknown): void {
    // The reason goes to the server, whose log is read; a page has nobody to tell.
    drop(BAD_FRAME, error instanceof Error ? error.message : String(error));
  }

  function heard(): void {
    if (link.stage === "live") {
      link.unansweredSince = undefined;
    } else if (link.stage === "open") {
      link.giveUp();
      link = {
        stage: "live",
        transport: link.transport,
        since: clock.now(),
        unansweredSince: undefined,
        nextPing: () => {},
      };
      farewell = undefined;
      tell({ stage: "live", latencyMs: undefined, transport: link.transport.kind });
      ping();
    }
  }

  function take(message: Message): void {
    if (message.type !== "pong") return events.received(message);
    if (!("transport" in link)) return;
    const latencyMs = Math.max(0, clock.now() - message.time);
    tell({ stage: "live", latencyMs, transport: link.transport.kind });
  }

  function ping(): void {
    if (link.stage !== "live") return;
    const now = clock.now();
    // Counted from the ping, not from the last message: a hidden page's timers come so rarely that a healthy
    // connection is silent between two of them.
    if (link.unansweredSince !== undefined && now - link.unansweredSince >= SILENCE_MS - PING_EVERY_MS) {
      return silent();
    }
    link.unansweredSince ??= now;
    link.nextPing();
    link.nextPing = clock.after(PING_EVERY_MS, ping);
    send([{ type: "ping", time: Math.round(now) }]);
  }

  function send(messages: readonly Message[]): void {
    if (link.stage === "open" || link.stage === "live") link.transport.send(encodeFrame(messages));
  }

  function silent(): void {
    drop(DEAD, "Nothing came");
  }

  /** We end it: the transport may take its time to close, so it is left behind at once. */
  function drop(code: number, reason: string): void {
    if (!("transport" in link)) return;
    const { transport } = link;
    closed(code, reason);
    transport.close(code, reason.slice(0, MAX_REASON));
  }

  function closed(code: number, reason: string): void {
    if (isFinal(code)) return end({ stage: "refused", reason: inWords(code, reason) });
    const steady = link.stage === "live" && clock.now() - link.since >= STEADY_AFTER_MS;
    failures = steady ? 1 : failures + 1;
    const wait = waitMs(failures, options.random());
    leave({ stage: "waiting", retry: clock.after(wait, dial) });
    const retryAt = clock.now() + wait;
    // One that went away, and cannot be reached since, is still away.
    if (isOfServer(code)) farewell = { code, reason };
    else if (farewell?.code !== CLOSE.goingAway) farewell = undefined;
    tell({ stage: "offline", retryAt, ...farewell && { said: farewell } });
  }

  function end(last: ConnectionStatus): void {
    stopWaking();
    leave({ stage: "ended" });
    tell(last);
  }

  /** Stops what the present stage has running, and says so if it was open. */
  function leave(next: Link): void {
    const left = link;
    link = next;
    switch (left.stage) {
      case "opening":
        return left.giveUp();
      case "open":
        left.giveUp();
        return events.lost();
      case "live":
        left.nextPing();
        return events.lost();
      case "waiting":
        return left.retry();
      case "ended":
        return;
      default:
        return unreachable(left);
    }
  }

  function woken(): void {
    if (link.stage === "live") return ping();
    if (link.stage !== "waiting") return;
    link.retry();
    dial();
  }

  function tell(next: ConnectionStatus): void {
    status = next;
    events.changed(next);
  }

  return {
    get status() {
      return status;
    },
    get unsentBytes() {
      return "transport" in link ? link.transport.unsentBytes : 0;
    },
    send,
    fail,
    refuse(reason) {
      const transport = "transport" in link ? link.transport : undefined;
      end({ stage: "refused", reason });
      transport?.close(DONE, "");
    },
    close() {
      stopWaking();
      const transport = "transport" in link ? link.transport : undefined;
      leave({ stage: "ended" });
      transport?.close(DONE, "");
    },
  };
}

/** Whether the server closes connections with this code, and so is there and has a reason. */
function isOfServer(code: number): boolean {
  return Object.values(CLOSE).some((known) => known === code);
}

function inWords(code: number, reason: string): string {
  if (code === CLOSE.unauthorized) {
    return "This link does not open this board. It may be incomplete or revoked.";
  }
  if (code === CLOSE.noSuchBoard) return "There is no board at this address.";
  return reason || `The server closed the board (${code}).`;
}
