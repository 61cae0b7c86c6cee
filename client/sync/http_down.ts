/**
 * The way down over HTTP: one GET after the other, streamed, or, where something on the way holds answers back until
 * they end, polled. It knows when to ask, and nothing of what is answered.
 */

import { Patience } from "./backoff.ts";
import type { Clock } from "./clock.ts";
import { Expiry } from "./expiry.ts";
import { type Exchange, RefusedError } from "./http_exchange.ts";
import { pause } from "./pause.ts";

/** The server says something at once: what is not here by then is being held back. */
export const HELLO_WITHIN_MS = 2_000;
/** A stream has a sign of life every 5 s. */
export const STREAM_QUIET_MS = 12_000;
/** An answer to a poll comes after 20 s at the latest. */
export const POLL_QUIET_MS = 30_000;
/** Streams that end sooner than this are cut on the way. */
const BRIEF_MS = 1_000;
const MAX_BRIEF_STREAMS = 2;

/** What was learnt of the way, for this connection and later ones. */
export interface Way {
  streams: boolean;
}

export interface DownOptions {
  readonly exchange: Exchange;
  readonly clock: Clock;
  readonly way: Way;
  /** Ends it. */
  readonly signal: AbortSignal;
  /** Whether anything was ever answered: an opening that fails is not tried again here. */
  readonly isOpen: () => boolean;
}

/** Resolves when it was ended; rejects with what it failed of. */
export async function listen({ exchange, clock, way, signal, isOpen }: DownOptions): Promise<void> {
  const patience = new Patience(clock);
  let briefStreams = 0;
  while (!signal.aborted) {
    const wait = way.streams ? "stream" : "poll";
    const { failure, heard, isOver, tookMs } = await ask(wait);
    if (signal.aborted) return;
    if (failure instanceof RefusedError) throw failure;
    if (wait === "stream" && heard) {
      briefStreams = tookMs < BRIEF_MS ? briefStreams + 1 : 0;
      way.streams = briefStreams < MAX_BRIEF_STREAMS;
      continue;
    }
    if (wait === "stream" && isOver) {
      way.streams = false;
      continue;
    }
    // A poll may bring nothing, but not at once: that would go round and round.
    if (failure === undefined && (heard || tookMs >= BRIEF_MS)) continue;
    const again = isOpen() ? patience.failed() : undefined;
    if (again === undefined) throw failure ?? new Error("Cannot read answers: they are empty");
    await pause(clock, { ms: again, signal });
  }

  async function ask(wait: "stream" | "poll") {
    const began = clock.now();
    const quietMs = wait === "stream" ? STREAM_QUIET_MS : POLL_QUIET_MS;
    let heard = false;
    let failure: unknown;
    const expiry = new Expiry(clock, signal);
    expiry.allow(wait === "stream" ? HELLO_WITHIN_MS : POLL_QUIET_MS);
    try {
      await exchange({
        method: "GET",
        wait,
        signal: expiry.signal,
        heard: () => {
          heard = true;
          patience.worked();
          expiry.allow(quietMs);
        },
      });
    } catch (error) {
      failure = error;
    } finally {
      expiry.end();
    }
    return { failure, heard, isOver: expiry.isOver, tookMs: clock.now() - began };
  }
}
