/**
 * How large a board is, encoded, and whether there is room for more. Counted as it grows, which is too much when things
 * are overwritten or deleted; so it is measured now and then when it is nearly full. It knows no peers and no store.
 */

import type * as Y from "yjs";
import { nextPart } from "../core/protocol/board_parts.ts";
import type { Clock } from "./clock.ts";
import { nextTurn } from "./turn.ts";

/** Measured from this share of the limit on, */
const NEARLY_FULL = 7 / 8;
/** when so much of the limit came since, or anything was deleted, */
const MUCH = 1 / 32;
/** and not more often: it takes as long as to encode the board, in slices. */
export const MEASURE_EVERY_MS = 10_000;
const SLICE_BYTES = 256 * 1024;

export interface BoardSizeOptions {
  readonly doc: Y.Doc;
  readonly clock: Clock;
  readonly maxBytes: number;
  /** Of all that is stored of it: no less than what it takes. */
  readonly bytes: number;
}

export class BoardSize implements Disposable {
  readonly #options: BoardSizeOptions;
  #bytes: number;
  /** Since it was measured. */
  #grownBy = 0;
  #deletions: number;
  #measuredAt = -Infinity;
  #stage: "resting" | "measuring" | "disposed" = "resting";

  constructor(options: BoardSizeOptions) {
    this.#options = options;
    this.#bytes = options.bytes;
    // What is stored may hold any number of them.
    this.#deletions = 1;
  }

  /** Whether so much more is too much. */
  wouldPass(bytes: number): boolean {
    const { maxBytes } = this.#options;
    if (this.#bytes + bytes <= maxBytes * NEARLY_FULL) return false;
    if (this.#deletions > 0 || this.#grownBy > maxBytes * MUCH) void this.#measure();
    return this.#bytes + bytes > maxBytes;
  }

  changed({ bytes, deletions }: { bytes: number; deletions: number }): void {
    this.#bytes += bytes;
    this.#grownBy += bytes;
    this.#deletions += deletions;
  }

  [Symbol.dispose](): void {
    this.#stage = "disposed";
  }

  /** Never rejects: encoding what is in memory does not fail. */
  async #measure(): Promise<void> {
    const { doc, clock } = this.#options;
    if (this.#stage !== "resting" || clock.now() - this.#measuredAt < MEASURE_EVERY_MS) return;
    this.#stage = "measuring";
    this.#measuredAt = clock.now();
    this.#grownBy = 0;
    this.#deletions = 0;
    const told = new Map<number, number>();
    let bytes = 0;
    for (let isLast = false; !isLast;) {
      await nextTurn();
      if (this.#stage !== "measuring") return;
      const part = nextPart(doc, told, SLICE_BYTES);
      for (const [client, clock] of part.reached) told.set(client, clock);
      bytes += part.update.length;
      isLast = part.isLast;
    }
    this.#bytes = bytes;
    this.#stage = "resting";
  }
}
