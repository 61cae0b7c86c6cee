/** A board's document in memory: what was applied, what a peer lacks. It knows no peers and no store. */

import * as Y from "yjs";
import type { UpdateFacts } from "../core/protocol/guard.ts";
import { splitUpdate } from "../core/protocol/split_update.ts";
import { typeDepth } from "../core/protocol/type_depth.ts";
import { type BoardFrame, BoardFrames, type Progress } from "./board_frames.ts";
import { BoardSize } from "./board_size.ts";
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
/** A larger update may be mostly known already: the deletions of a whole board come with every second step. */
const COPIED_BYTES = 1024;
const PART_BYTES = 256;

export interface Applied {
  /** What was new in it, to be passed on and stored; nothing when all of it was known. */
  readonly fresh: readonly Uint8Array[];
  /** Something in it builds on what is not here, or it took too long; that part was dropped. */
  readonly gap: boolean;
}

export type ApplyFacts = Pick<UpdateFacts, "repeats" | "structs" | "clients">;

export interface LiveBoardSource extends BoardContent {
  readonly clock: Clock;
  /** When its encoding is larger, nothing can be added. */
  readonly maxBytes: number;
}

export class LiveBoard implements Disposable {
  // Deleted content is dropped from memory: whoever may still undo it keeps it in their own document.
  readonly #doc = new Y.Doc({ gc: true });
  /** Of the last transaction, and of the last update applied. */
  #before = new Map<number, number>();
  #deletions = 0;
  /** What was known before the first change since `markSent`. */
  #sent: Map<number, number> | undefined;
  readonly #clock: Clock;
  readonly #frames: BoardFrames;
  readonly #size: BoardSize;

  private constructor({ stored, uncommitted, clock, maxBytes }: LiveBoardSource) {
    const bytes = lengthsOf([
      ...stored.snapshot,
      ...stored.entries.map(({ update }) => update),
      ...uncommitted,
    ]);
    this.#clock = clock;
    this.#frames = new BoardFrames(this.#doc, clock);
    this.#size = new BoardSize({ doc: this.#doc, clock, maxBytes, bytes });
  }

  /** Rejects when what is stored, or not stored yet, cannot be read. */
  static async load(source: LiveBoardSource): Promise<LiveBoard> {
    const board = new LiveBoard(source);
    await fill(board.#doc, source);
    board.#dropParked();
    board.#doc.on("afterTransaction", (change: Y.Transaction) => {
      board.#before = change.beforeState;
      board.#deletions += lengthOf(change.deleteSet);
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
  apply(update: Uint8Array, facts: ApplyFacts): Applied {
    this.#deletions = 0;
    let applied: Applied;
    try {
      applied = facts.repeats || facts.structs >= MANY_STRUCTS || update.length > COPIED_BYTES
        ? this.#applyAndWatch(update, facts)
        : this.#applyAsItIs(update, facts);
    } catch (cause) {
      throw new BrokenBoardError(`Cannot apply an update of ${update.length} bytes`, { cause });
    }
    if (applied.fresh.length > 0) {
      this.#frames.changed(this.#deletions);
      this.#size.changed({ bytes: lengthsOf(applied.fresh), deletions: this.#deletions });
    }
    return applied;
  }

  /** Whether it adds something, and there is no room for that. What only deletes can always be applied. */
  isTooLarge(update: Uint8Array, { clients, repeats }: ApplyFacts): boolean {
    if (clients.length === 0 || !this.#size.wouldPass(update.length)) return false;
    return !repeats || this.#size.wouldPass(Y.diffUpdate(update, this.stateVector()).length);
  }

  /** For a peer that has what this state vector says. */
  begin(stateVector: Uint8Array): Progress {
    return this.#frames.begin(Y.decodeStateVector(stateVector));
  }

  /** For a peer that had everything up to the last `markSent`. */
  beginAfterSent(): Progress {
    return this.#frames.begin(this.#sent ?? Y.decodeStateVector(this.stateVector()));
  }

  next(progress: Progress): BoardFrame {
    return this.#frames.next(progress);
  }

  /** All changes so far have been handed to the peers. */
  markSent(): void {
    this.#sent = undefined;
  }

  [Symbol.dispose](): void {
    this.#frames[Symbol.dispose]();
    this.#size[Symbol.dispose]();
    this.#doc.destroy();
  }

  /**
   * All of it is new, or nothing: then the others get it as it came. Having Yjs say what was new in it costs a quarter
   * of applying it.
   */
  #applyAsItIs(update: Uint8Array, { clients }: ApplyFacts): Applied {
    Y.applyUpdate(this.#doc, update);
    const isNew = clients.length > 0 || this.#deletions > 0;
    if (!this.#dropParked()) return { fresh: isNew ? [update] : [], gap: false };
    // The guard keeps such an update out; should it not, what was taken of it must not be forgotten.
    return { fresh: [Y.encodeStateAsUpdate(this.#doc, Y.encodeStateVector(this.#before))], gap: true };
  }

  #applyAndWatch(update: Uint8Array, { repeats, structs }: ApplyFacts): Applied {
    const fresh: Uint8Array[] = [];
    const watch = (part: Uint8Array) => void fresh.push(part);
    this.#doc.on("update", watch);
    try {
      const unknown = repeats ? Y.diffUpdate(update, this.stateVector()) : update;
      let late = false;
      if (structs < MANY_STRUCTS) Y.applyUpdate(this.#doc, unknown);
      else late = !this.#applyInParts(unknown);
      const parked = this.#dropParked();
      return { fresh, gap: late || parked };
    } finally {
      this.#doc.off("update", watch);
    }
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

function lengthsOf(updates: readonly Uint8Array[]): number {
  return updates.reduce((sum, { length }) => sum + length, 0);
}

function lengthOf({ clients }: Y.Transaction["deleteSet"]): number {
  let length = 0;
  for (const ranges of clients.values()) for (const { len } of ranges) length += len;
  return length;
}
