/** A board's document in memory: what was applied, what a peer lacks. It knows no peers and no store. */

import * as Y from "yjs";
import { splitUpdate } from "../core/protocol/split_update.ts";
import { typeDepth } from "../core/protocol/type_depth.ts";
import { type BoardContent, fill } from "./board_loading.ts";
import type { Clock } from "./clock.ts";

/** Yjs failed in the midst of an update that passed the guard: the document may hold a part of it. */
export class BrokenBoardError extends Error {
  override readonly name = "BrokenBoardError";
}

/**
 * Yjs goes through all that lies between an item's neighbours, so that an update of 30 KB can keep it busy for seconds,
 * and one of 4 MB for minutes. Nothing in the bytes tells, so time does: an update of many structs is applied in small
 * parts, and what is left of it after so long is dropped as if it had not come. It is asked for again, so that a slow
 * machine only takes longer. Honest texts of 20,000 characters take 0.1 s, and a client of ours sends 256 KB at most.
 */
const LONGEST_MS = 500;
const MANY_STRUCTS = 32;
const PART_BYTES = 256;

export interface Applied {
  /** What was new in it, to be passed on and stored; nothing when all of it was known. */
  readonly fresh: readonly Uint8Array[];
  /** Something in it builds on what is not here, or it took too long; that part was dropped. */
  readonly gap: boolean;
}

export interface LiveBoardSource extends BoardContent {
  readonly clock: Clock;
}

export class LiveBoard implements Disposable {
  // Deleted content is dropped from memory: whoever may still undo it keeps it in their own document.
  readonly #doc = new Y.Doc({ gc: true });
  #fresh: Uint8Array[] = [];
  #whole: Uint8Array | undefined;
  /** What was known before the first change since `markSent`. */
  #sent: Map<number, number> | undefined;

  readonly #clock: Clock;

  private constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Rejects when what is stored, or not stored yet, cannot be read. */
  static async load({ stored, uncommitted, clock }: LiveBoardSource): Promise<LiveBoard> {
    const board = new LiveBoard(clock);
    await fill(board.#doc, { stored, uncommitted });
    board.#dropParked();
    board.#doc.on("update", (update: Uint8Array, _origin: unknown, _doc: Y.Doc, change: Y.Transaction) => {
      board.#fresh.push(update);
      board.#whole = undefined;
      board.#sent ??= change.beforeState;
    });
    return board;
  }

  /** Nobody ever drew here. */
  get isEmpty(): boolean {
    return this.#doc.store.clients.size === 0;
  }

  /** The number of this client's structs that are here. */
  clockOf(client: number): number {
    return Y.getState(this.#doc.store, client);
  }

  /** In how many types this struct lies; undefined when it is not here any more. */
  depthOf(client: number, clock: number): number | undefined {
    return typeDepth(this.#doc, client, clock);
  }

  stateVector(): Uint8Array {
    return Y.encodeStateVector(this.#doc);
  }

  /**
   * Takes what passed the guard. `repeats`: it has known structs too, which are left out unread. Throws
   * BrokenBoardError, after which this board must not be used any more.
   */
  apply(update: Uint8Array, { repeats, structs }: { repeats: boolean; structs: number }): Applied {
    this.#fresh = [];
    let late = false;
    try {
      const unknown = repeats ? Y.diffUpdate(update, this.stateVector()) : update;
      if (structs < MANY_STRUCTS) Y.applyUpdate(this.#doc, unknown);
      else late = !this.#applyInParts(unknown);
    } catch (cause) {
      throw new BrokenBoardError(`Cannot apply an update of ${update.length} bytes`, { cause });
    }
    const parked = this.#dropParked();
    return { fresh: this.#fresh, gap: late || parked };
  }

  /** The whole board as one update. Encoded once for all who join between two changes. */
  whole(): Uint8Array {
    this.#whole ??= Y.encodeStateAsUpdate(this.#doc);
    return this.#whole;
  }

  /** What whoever knows this much lacks. */
  since(stateVector: Uint8Array): Uint8Array {
    return knowsNothing(stateVector) ? this.whole() : Y.encodeStateAsUpdate(this.#doc, stateVector);
  }

  /** What a peer knows that had everything up to the last `markSent`. */
  sentStateVector(): Uint8Array {
    return this.#sent ? Y.encodeStateVector(this.#sent) : this.stateVector();
  }

  /** All changes so far have been handed to the peers. */
  markSent(): void {
    this.#sent = undefined;
  }

  [Symbol.dispose](): void {
    this.#doc.destroy();
  }

  /** False when it took too long: what was applied by then stays. */
  #applyInParts(update: Uint8Array): boolean {
    const until = this.#clock.now() + LONGEST_MS;
    // One transaction, and so one update to pass on.
    return this.#doc.transact(() => {
      for (const part of splitUpdate(update, PART_BYTES)) {
        if (this.#clock.now() > until) return false;
        Y.applyUpdate(this.#doc, part);
      }
      return true;
    });
  }

  // What Yjs would park until its missing part comes is not to be kept: parked updates cost time at every later one.
  #dropParked(): boolean {
    const { store } = this.#doc;
    const parked = store.pendingStructs !== null || store.pendingDs !== null;
    store.pendingStructs = null;
    store.pendingDs = null;
    return parked;
  }
}

/** An empty state vector is the count 0 in one byte. */
function knowsNothing(stateVector: Uint8Array): boolean {
  return stateVector.length === 1 && stateVector[0] === 0;
}
