/**
 * The way up over HTTP: POSTs one at a time, each numbered, and sent again with the same number until it was answered.
 * What is handed over while one is under way goes together in the next.
 */

import { encodeChunks } from "../../core/protocol/stream_chunks.ts";
import { Patience } from "./backoff.ts";
import type { Clock } from "./clock.ts";
import { Expiry } from "./expiry.ts";
import { type Exchange, RefusedError } from "./http_exchange.ts";
import { pause } from "./pause.ts";

/** One body holds no more, unless a single frame does. */
export const MOST_BODY_BYTES = 256 * 1024;
/** A browser lets requests outlive their page while all of them together have no more than 64 KiB. */
export const MOST_FAREWELL_BYTES = 60 * 1024;
/** Over a line of 100 kbit/s a body takes 20 s. */
const ANSWER_WITHIN_MS = 30_000;
const FAREWELL_WITHIN_MS = 1_000;

export interface Up {
  readonly unsentBytes: number;
  send(frame: Uint8Array<ArrayBuffer>): void;
  /** Asks for what waits for us at who takes our frames, if there is no frame to send anyway. */
  call(): void;
  /** What has not been sent is of no use any more. */
  forget(): void;
  /** The last one: what is not answered yet, as far as a page that ends may still send it, and that we leave. */
  farewell(code: number, reason: string): Promise<void>;
}

export interface UpOptions {
  readonly exchange: Exchange;
  readonly clock: Clock;
  /** Ends it, but for the farewell. */
  readonly signal: AbortSignal;
  failed(error: unknown): void;
}

type Frames = readonly Uint8Array<ArrayBuffer>[];

export function createUp({ exchange, clock, signal, failed }: UpOptions): Up {
  let queue: Frames = [];
  let underWay: Frames | undefined;
  let sequence = 0;

  async function work(frames: Frames): Promise<void> {
    for (let next: Frames = frames; !signal.aborted; next = takeBody()) {
      underWay = next;
      await deliver(++sequence, encode(next));
      underWay = undefined;
      if (queue.length === 0) return;
    }
  }

  function takeBody(): Frames {
    const count = countWithin(queue, MOST_BODY_BYTES);
    const taken = queue.slice(0, Math.max(1, count));
    queue = queue.slice(taken.length);
    return taken;
  }

  async function deliver(number: number, body: Uint8Array<ArrayBuffer>): Promise<void> {
    const patience = new Patience(clock);
    while (!signal.aborted) {
      const expiry = new Expiry(clock, signal);
      expiry.allow(ANSWER_WITHIN_MS);
      try {
        return await exchange({ method: "POST", sequence: number, body, signal: expiry.signal });
      } catch (error) {
        const wait = error instanceof RefusedError ? undefined : patience.failed();
        if (wait === undefined) throw error;
        await pause(clock, { ms: wait, signal });
      } finally {
        expiry.end();
      }
    }
  }

  function start(frames: Frames): void {
    if (!underWay && !signal.aborted) work(frames).catch(failed);
  }

  return {
    get unsentBytes() {
      return bytesOf(queue) + bytesOf(underWay ?? []);
    },
    send(frame) {
      queue = [...queue, frame];
      if (!underWay) start(takeBody());
    },
    call: () => start([]),
    forget() {
      queue = [];
    },
    async farewell(code, reason) {
      const rest = [...underWay ?? [], ...queue];
      const frames = rest.slice(0, countWithin(rest, MOST_FAREWELL_BYTES));
      const body = encodeChunks([
        ...frames.map((frame) => ({ type: "frame", frame }) as const),
        { type: "closed", code, reason },
      ]);
      const expiry = new Expiry(clock);
      expiry.allow(FAREWELL_WITHIN_MS);
      try {
        await exchange({
          method: "POST",
          sequence: ++sequence,
          body,
          signal: expiry.signal,
          keepalive: true,
        });
      } catch {
        // Who is left behind so finds it out by the silence.
      } finally {
        expiry.end();
      }
    },
  };
}

function encode(frames: Frames): Uint8Array<ArrayBuffer> {
  return encodeChunks(frames.map((frame) => ({ type: "frame", frame })));
}

/** How many of the first have no more bytes than this together. */
function countWithin(frames: Frames, most: number): number {
  let bytes = 0;
  const tooMany = frames.findIndex((frame) => (bytes += frame.length) > most);
  return tooMany === -1 ? frames.length : tooMany;
}

function bytesOf(frames: Frames): number {
  return frames.reduce((sum, { length }) => sum + length, 0);
}
