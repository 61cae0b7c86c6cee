/**
 * The bodies of requests as they come in: none larger than it may be or longer on its way than its sender waits, and all of
 * them together no larger than the process can spare. It knows nothing of what is in them.
 */

import { MAX_FRAME_BYTES } from "../core/protocol/limits.ts";
import type { Clock } from "../relay/clock.ts";

/** A frame as large as can be, and what is around it. */
export const MAX_BODY_BYTES = MAX_FRAME_BYTES + 1024;
/** By then a client of ours has given it up, and sends it again. */
export const BODY_WITHIN_MS = 30_000;
/** Of all that are on their way: anybody can begin hundreds and never end them. */
export const MAX_BODIES_BYTES = 32 * MAX_BODY_BYTES;

export interface BodyLimits {
  readonly maxBytes: number;
  /** Of all that are on their way. */
  readonly maxBytesTogether: number;
  readonly withinMs: number;
}

const FRAMES: BodyLimits = {
  maxBytes: MAX_BODY_BYTES,
  maxBytesTogether: MAX_BODIES_BYTES,
  withinMs: BODY_WITHIN_MS,
};

/** `cut`: its end did not come, or not in time. `crowded`: there is no room for it now. */
export type Body = Uint8Array | "too large" | "cut" | "crowded";

export class Bodies {
  readonly #clock: Clock;
  readonly #limits: BodyLimits;
  #bytes = 0;

  constructor(clock: Clock, limits: BodyLimits = FRAMES) {
    this.#clock = clock;
    this.#limits = limits;
  }

  async read(request: Request): Promise<Body> {
    const { maxBytes, withinMs } = this.#limits;
    // Before the body is touched: what Deno has begun to read and may not end it cuts, and the answer with it.
    if (Number(request.headers.get("content-length") ?? 0) > maxBytes) return "too large";
    const reader = request.body?.getReader();
    if (!reader) return new Uint8Array();
    let isLate = false;
    using _ = this.#clock.after(withinMs, () => {
      isLate = true;
      reader.cancel().catch(() => {});
    });
    const read = await this.#readAll(reader);
    if (isLate) return "cut";
    // What was not read is not wanted.
    if (typeof read === "string") reader.cancel().catch(() => {});
    return read;
  }

  async #readAll(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<Body> {
    const { maxBytes, maxBytesTogether } = this.#limits;
    const whole = new Uint8Array(new ArrayBuffer(0, { maxByteLength: maxBytes }));
    let length = 0;
    try {
      for (let next = await reader.read(); next.value; next = await reader.read()) {
        const piece = next.value;
        if (length + piece.length > maxBytes) return "too large";
        if (this.#bytes + piece.length > maxBytesTogether) return "crowded";
        this.#bytes += piece.length;
        whole.buffer.resize(length + piece.length);
        whole.set(piece, length);
        length += piece.length;
      }
      return whole.slice();
    } catch {
      return "cut";
    } finally {
      this.#bytes -= length;
    }
  }
}
