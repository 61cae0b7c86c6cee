/**
 * Tries again and again, beside a connection that works, whether a WebSocket can be had. It counts only once something
 * came through it: some proxies let it open and swallow the rest.
 */

import type { Cancel, Clock } from "./clock.ts";
import type { OpenTransport, Transport, TransportEvents } from "./transport.ts";
import type { Wake } from "./wake.ts";

export const FIRST_PROBE_MS = 30_000;
export const MOST_PROBE_MS = 5 * 60_000;
/** Where WebSockets were cut again and again, one has to last for so long. */
export const PROVEN_AFTER_MS = 20_000;
/** What opened must have been heard by then. */
const HEARD_WITHIN_MS = 10_000;
const DONE = 1000;

/** An open WebSocket with what came through it, which nobody has heard yet. */
export interface FoundSocket {
  readonly socket: Transport;
  /** Tells what came, and from now on what comes. */
  adopt(events: Omit<TransportEvents, "opened">): void;
  /** It is not wanted. */
  close(): void;
}

export interface ProbeOptions {
  readonly open: OpenTransport;
  readonly clock: Clock;
  readonly wake: Wake;
  readonly firstAfterMs: number;
  readonly mustLast: () => boolean;
  /** The last that is heard of the probe. */
  found(socket: FoundSocket): void;
}

export interface Probe {
  /** How long to wait after the one that is waited for, or under way, now. */
  readonly nextAfterMs: number;
  end(): void;
}

type Stage =
  | { readonly stage: "waiting"; readonly timer: Cancel }
  | { readonly stage: "trying"; readonly attempt: FoundSocket; readonly timer: Cancel }
  | { readonly stage: "over" };

export function createProbe({ open, clock, wake, firstAfterMs, mustLast, found }: ProbeOptions): Probe {
  let afterMs = firstAfterMs;
  const stopWaking = wake(() => {
    if (stage.stage === "waiting") begin();
  });
  let stage: Stage = waiting();

  function waiting(): Stage {
    return { stage: "waiting", timer: clock.after(afterMs, begin) };
  }

  function begin(): void {
    leave();
    const attempt = hold(open, {
      heard: () => {
        if (stage.stage !== "trying" || stage.attempt !== attempt) return;
        if (!mustLast()) return succeed(attempt);
        stage.timer();
        stage = { stage: "trying", attempt, timer: clock.after(PROVEN_AFTER_MS, () => succeed(attempt)) };
      },
      closed: () => {
        if (stage.stage === "trying" && stage.attempt === attempt) fail();
      },
    });
    stage = { stage: "trying", attempt, timer: clock.after(HEARD_WITHIN_MS, fail) };
  }

  function succeed(attempt: FoundSocket): void {
    if (stage.stage === "trying") stage.timer();
    stage = { stage: "over" };
    stopWaking();
    found(attempt);
  }

  function fail(): void {
    leave();
    afterMs = next();
    stage = waiting();
  }

  function next(): number {
    return Math.min(MOST_PROBE_MS, afterMs * 2);
  }

  function leave(): void {
    if (stage.stage === "over") return;
    stage.timer();
    if (stage.stage === "trying") stage.attempt.close();
    stage = { stage: "over" };
  }

  return {
    get nextAfterMs() {
      return next();
    },
    end() {
      leave();
      stopWaking();
    },
  };
}

/** Opens one, and keeps what comes until it is adopted. */
function hold(open: OpenTransport, { heard, closed }: { heard(): void; closed(): void }): FoundSocket {
  const frames: Uint8Array[] = [];
  let ending: { readonly code: number; readonly reason: string } | undefined;
  let adopted: Omit<TransportEvents, "opened"> | undefined;
  const socket = open({
    opened: () => {},
    received: (frame) => {
      if (adopted) return adopted.received(frame);
      frames.push(frame);
      if (frames.length === 1) heard();
    },
    closed: (code, reason) => {
      ending = { code, reason };
      if (adopted) adopted.closed(code, reason);
      else closed();
    },
  });
  return {
    socket,
    adopt(events) {
      for (const frame of frames.splice(0)) events.received(frame);
      adopted = events;
      if (ending) events.closed(ending.code, ending.reason);
    },
    close: () => socket.close(DONE, ""),
  };
}
