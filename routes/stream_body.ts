/**
 * The bodies of POSTs as they come in: none larger than it may be or longer on its way than its sender waits, and all of
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

/** `cut`: its end did not come, or not in time. `crowded`: there is no room for it now. */
export type Body = Uint8Array | "too large" | "cut" | "crowded";

export class Bodies {
  readonly #clock: Clock;
  #bytes = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async read(request: Request): Promise<Body> {
    // Before the body is touched: what Deno has begun to read and may not end it cuts, and the answer with it.
    if (Number(request.headers.get("content-length") ?? 0) > MAX_BODY_BYTES) return "too large";
    const reader = request.body?.getReader();
    if (!reader) return new Uint8Array();
    let isLate = false;
    using _ = this.#clock.after(BODY_WITHIN_MS, () => {
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
    const whole = new Uint8Array(new ArrayBuffer(0, { maxByteLength: MAX_BODY_BYTES }));
    let length = 0;
    try {
      for (let next = await reader.read(); next.value; next = await reader.read()) {
        const piece = next.value;
        if (length + piece.length > MAX_BODY_BYTES) return "too large";
        if (this.#bytes + piece.length > MAX_BODIES_BYTES) return "crowded";
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
