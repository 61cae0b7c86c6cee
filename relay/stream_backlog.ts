/**
 * The frames on their way to one peer over HTTP, counted from 1: those not handed out yet, and those that may have to be
 * handed out again. It knows no answers, no time and no peer.
 */

/** Of what went into a stream so much can be handed out again. */
export const KEPT_BYTES = 256 * 1024;

/** `lost`: what comes after that count is not here any more. `stale`: a later count was named already. */
export type Position = "found" | "stale" | "lost";

export class Backlog {
  #frames: Uint8Array[] = [];
  /** The count of the last frame that is not here any more. */
  #before = 0;
  /** The count of the last frame handed out; and of the last that is known to have arrived. */
  #at = 0;
  #named = 0;
  #handedBytes = 0;
  #unsentBytes = 0;

  get unsentBytes(): number {
    return this.#unsentBytes;
  }

  push(frame: Uint8Array): void {
    this.#frames.push(frame);
    this.#unsentBytes += frame.length;
  }

  /** So many frames have arrived: they are let go of. */
  name(count: number): void {
    if (count <= this.#named || count > this.#at) return;
    this.#named = count;
    this.#drop(count);
  }

  /** The next frame handed out is the one after `count`. */
  begin(count: number): Position {
    if (count > this.#at) return "lost";
    this.name(count);
    if (count < this.#before) return this.#before > this.#named ? "lost" : "stale";
    this.#at = count;
    this.#unsentBytes += this.#handedBytes;
    this.#handedBytes = 0;
    return "found";
  }

  next(): Uint8Array | undefined {
    const frame = this.#frames[this.#at - this.#before];
    if (!frame) return undefined;
    this.#at++;
    this.#handedBytes += frame.length;
    this.#unsentBytes -= frame.length;
    return frame;
  }

  /** Lets go of the oldest that were handed out, to what is kept of a stream. */
  trim(): void {
    let count = this.#before;
    for (let bytes = this.#handedBytes; bytes > KEPT_BYTES; count++) {
      bytes -= this.#frames[count - this.#before]?.length ?? bytes;
    }
    if (count > this.#before) this.#drop(count);
  }

  clear(): void {
    this.#at = this.#before += this.#frames.length;
    this.#frames = [];
    this.#handedBytes = this.#unsentBytes = 0;
  }

  /** All up to this count, which were handed out. */
  #drop(count: number): void {
    const dropped = this.#frames.splice(0, Math.max(0, count - this.#before));
    this.#before += dropped.length;
    for (const frame of dropped) this.#handedBytes -= frame.length;
  }
}
