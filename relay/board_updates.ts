/**
 * Updates that passed the guard, applied to a document by themselves or several together, and what was new in them. It
 * knows no peers, and nothing of what becomes of the document.
 */

import * as Y from "yjs";
import type { UpdateFacts } from "../core/protocol/guard.ts";
import { splitUpdate } from "../core/protocol/split_update.ts";
import type { Clock } from "./clock.ts";
import type { WaitingUpdate } from "./waiting.ts";

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

/** What became of an update that waited, and how long that took. */
export interface Outcome extends Applied {
  readonly tookMs: number;
}

export type ApplyFacts = Pick<UpdateFacts, "repeats" | "structs" | "reached">;

/** Whether it is applied at one go, and is what is passed on if anything in it is new. */
export function isSmall(update: Uint8Array, { structs }: Pick<UpdateFacts, "structs">): boolean {
  return structs < MANY_STRUCTS && update.length <= COPIED_BYTES;
}

/** When one of its methods throws, the document may hold a part of an update. */
export class BoardUpdates {
  readonly #doc: Y.Doc;
  readonly #clock: Clock;
  /** Of the last transaction. */
  #before = new Map<number, number>();
  #deletions = 0;

  constructor(doc: Y.Doc, clock: Clock) {
    this.#doc = doc;
    this.#clock = clock;
  }

  /** The document has all that is stored. */
  begin(): void {
    this.#dropParked();
    this.#doc.on("afterTransaction", (change: Y.Transaction) => {
      this.#before = change.beforeState;
      this.#deletions += lengthOf(change.deleteSet);
    });
  }

  /** How many clocks were deleted by what was applied last. */
  get deletions(): number {
    return this.#deletions;
  }

  /** `repeats`: it has known structs too, which are left out unread. */
  alone(update: Uint8Array, facts: ApplyFacts): Applied {
    this.#deletions = 0;
    return facts.repeats || !isSmall(update, facts)
      ? this.#watched(update, facts)
      : this.#asItIs(update, facts);
  }

  /**
   * Small ones that follow on one another, in one transaction: each costs a walk past all clients there ever were. As each
   * by itself with `alone`.
   */
  together(waiting: readonly WaitingUpdate[]): Outcome[] {
    this.#deletions = 0;
    const began = this.#clock.now();
    const done: { update: Uint8Array; isNew: boolean; parked: boolean; tookMs: number }[] = [];
    this.#doc.transact(({ deleteSet }) => {
      for (const { update, reached } of waiting) {
        const from = this.#clock.now();
        const deletions = reached.size > 0 ? 0 : rangesIn(deleteSet);
        Y.applyUpdate(this.#doc, update);
        const isNew = reached.size > 0 || rangesIn(deleteSet) > deletions;
        done.push({ update, isNew, parked: this.#dropParked(), tookMs: this.#clock.now() - from });
      }
    });
    // What the transaction cost besides is everybody's.
    const each = done.reduce((rest, { tookMs }) => rest - tookMs, this.#clock.now() - began) / done.length;
    return done.map(({ update, isNew, parked, tookMs }) => ({
      fresh: parked ? [this.#sinceBefore()] : isNew ? [update] : [],
      gap: parked,
      tookMs: tookMs + each,
    }));
  }

  /**
   * All of it is new, or nothing: then the others get it as it came. Having Yjs say what was new in it costs a quarter
   * of applying it.
   */
  #asItIs(update: Uint8Array, { reached }: ApplyFacts): Applied {
    Y.applyUpdate(this.#doc, update);
    const isNew = reached.size > 0 || this.#deletions > 0;
    if (!this.#dropParked()) return { fresh: isNew ? [update] : [], gap: false };
    // The guard keeps such an update out; should it not, what was taken of it must not be forgotten.
    return { fresh: [this.#sinceBefore()], gap: true };
  }

  /** All that came with the last transaction. */
  #sinceBefore(): Uint8Array {
    return Y.encodeStateAsUpdate(this.#doc, Y.encodeStateVector(this.#before));
  }

  #watched(update: Uint8Array, { repeats, structs }: ApplyFacts): Applied {
    const fresh: Uint8Array[] = [];
    const watch = (part: Uint8Array) => void fresh.push(part);
    this.#doc.on("update", watch);
    try {
      const unknown = repeats ? Y.diffUpdate(update, Y.encodeStateVector(this.#doc)) : update;
      let late = false;
      if (structs < MANY_STRUCTS) Y.applyUpdate(this.#doc, unknown);
      else late = !this.#inParts(unknown);
      const parked = this.#dropParked();
      return { fresh, gap: late || parked };
    } finally {
      this.#doc.off("update", watch);
    }
  }

  /** False when it took too long: what was applied by then stays. */
  #inParts(update: Uint8Array): boolean {
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

function rangesIn({ clients }: Y.Transaction["deleteSet"]): number {
  let count = 0;
  for (const ranges of clients.values()) count += ranges.length;
  return count;
}

function lengthOf({ clients }: Y.Transaction["deleteSet"]): number {
  let length = 0;
  for (const ranges of clients.values()) for (const { len } of ranges) length += len;
  return length;
}
