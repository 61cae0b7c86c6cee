/** A board's document in memory: what was applied, what a peer lacks. It knows no peers and no store. */

import * as Y from "yjs";
import { inspectUpdate, type UpdateFacts } from "../core/protocol/guard.ts";
import { joinUpdates } from "../core/protocol/join_updates.ts";
import { mergeUpdates } from "../core/protocol/merge_updates.ts";
import { typeDepth } from "../core/protocol/type_depth.ts";
import { type BoardFrame, BoardFrames, type Progress } from "./board_frames.ts";
import { type Applied, type ApplyFacts, BoardUpdates, isSmall, type Outcome } from "./board_updates.ts";
import { BoardSize } from "./board_size.ts";
import { type BoardContent, fill } from "./board_loading.ts";
import type { Clock } from "./clock.ts";
import { Waiting, type WaitingUpdate } from "./waiting.ts";

/** Yjs failed in the midst of an update that passed the guard: the document may hold a part of it. */
export class BrokenBoardError extends Error {
  override readonly name = "BrokenBoardError";
}

export interface AppliedTogether {
  /** In the order in which they came. */
  readonly outcomes: readonly Outcome[];
  /** What was new in all of them, as one update; none when nothing was. */
  readonly news: Uint8Array | undefined;
}

export interface Inspected extends UpdateFacts {
  /** It may `wait` for others. If not, and others wait, these facts hold only once these are applied. */
  readonly mayWait: boolean;
}

export interface WaitFacts extends Pick<UpdateFacts, "reached" | "deletionsAt"> {
  /** Whoever sent it. */
  readonly source: object;
}

/** `alone`: each at once, so that the one at fault is found when Yjs fails. */
export type Applying = "together" | "alone";

export interface LiveBoardSource extends BoardContent {
  readonly clock: Clock;
  /** When its encoding is larger, nothing can be added. */
  readonly maxBytes: number;
  readonly applying: Applying;
}

export class LiveBoard implements Disposable {
  // Deleted content is dropped from memory: whoever may still undo it keeps it in their own document.
  readonly #doc = new Y.Doc({ gc: true });
  readonly #updates: BoardUpdates;
  /** What was known before the first change since `markSent`. */
  #sent: Map<number, number> | undefined;
  /** Only there while something waits: most boards are idle. */
  #waiting: Waiting | undefined;
  readonly #applying: Applying;
  readonly #frames: BoardFrames;
  readonly #size: BoardSize;

  private constructor({ stored, uncommitted, clock, maxBytes, applying }: LiveBoardSource) {
    const bytes = lengthsOf([
      ...stored.snapshot,
      ...stored.entries.map(({ update }) => update),
      ...uncommitted,
    ]);
    this.#applying = applying;
    this.#updates = new BoardUpdates(this.#doc, clock);
    this.#frames = new BoardFrames(this.#doc, clock);
    this.#size = new BoardSize({ doc: this.#doc, clock, maxBytes, bytes });
  }

  /** Rejects when what is stored, or not stored yet, cannot be read. */
  static async load(source: LiveBoardSource): Promise<LiveBoard> {
    const board = new LiveBoard(source);
    await fill(board.#doc, source);
    board.#updates.begin();
    board.#doc.on("afterTransaction", ({ beforeState }: Y.Transaction) => {
      board.#sent ??= beforeState;
    });
    return board;
  }

  /** Nobody ever drew here. */
  get isEmpty(): boolean {
    return this.#whole.store.clients.size === 0;
  }

  /** Some updates were taken and are not applied yet: nothing of the board can be read before. */
  get isWaiting(): boolean {
    return this.#waiting !== undefined;
  }

  /** The number of this client's structs that are here, or will be once what waits is applied. */
  clockOf(client: number): number {
    return this.#waiting?.clockOf(client) ?? Y.getState(this.#doc.store, client);
  }

  stateVector(): Uint8Array {
    return Y.encodeStateVector(this.#whole);
  }

  /** What this update would bring. Throws GuardError when no honest client could have sent it. */
  inspect(update: Uint8Array, isForeign: (client: number) => boolean): Inspected {
    let mayWait = this.#applying === "together";
    const facts = inspectUpdate(update, {
      knownClock: (client) => this.clockOf(client),
      depthOf: (client, clock) => {
        // What waits may have made or emptied it.
        mayWait = false;
        return typeDepth(this.#doc, client, clock);
      },
      isForeign,
    });
    const isPlain = isSmall(update, facts) && !facts.repeats && facts.deletionsAt !== undefined;
    return { ...facts, mayWait: mayWait && isPlain };
  }

  /** Takes what may wait. False when what waits is to be applied now. */
  wait(update: Uint8Array, { reached, deletionsAt = update.length, source }: WaitFacts): boolean {
    const waiting = this.#waiting ??= new Waiting();
    waiting.add({ update, deletionsAt, reached, source });
    return !waiting.isFull(source);
  }

  /**
   * Applies what waits, in one transaction: each costs a walk past all clients there ever were. Says of each what became
   * of it, in their order. Throws BrokenBoardError, after which this board must not be used any more.
   */
  applyWaiting(): AppliedTogether {
    const waiting = this.#waiting?.updates;
    if (!waiting) return { outcomes: [], news: undefined };
    this.#waiting = undefined;
    try {
      const outcomes = this.#changed(this.#updates.together(waiting));
      return { outcomes, news: newsOf(waiting, outcomes) };
    } catch (cause) {
      throw new BrokenBoardError(`Cannot apply ${waiting.length} updates together`, { cause });
    }
  }

  /**
   * Takes what passed the guard. `repeats`: it has known structs too, which are left out unread. Throws
   * BrokenBoardError, after which this board must not be used any more.
   */
  apply(update: Uint8Array, facts: ApplyFacts): Applied {
    this.#expectNoneWaiting();
    try {
      const [applied] = this.#changed([this.#updates.alone(update, facts)]);
      return applied;
    } catch (cause) {
      throw new BrokenBoardError(`Cannot apply an update of ${update.length} bytes`, { cause });
    }
  }

  /** Whether it adds something, and there is no room for that. What only deletes can always be applied. */
  isTooLarge(update: Uint8Array, { reached, repeats }: ApplyFacts): boolean {
    if (reached.size === 0 || !this.#size.wouldPass((this.#waiting?.bytes ?? 0) + update.length)) {
      return false;
    }
    return !repeats || this.#size.wouldPass(Y.diffUpdate(update, this.stateVector()).length);
  }

  /** For a peer that has what this state vector says. */
  begin(stateVector: Uint8Array): Progress {
    this.#expectNoneWaiting();
    return this.#frames.begin(Y.decodeStateVector(stateVector));
  }

  /** For a peer that had everything up to the last `markSent`. */
  beginAfterSent(): Progress {
    return this.#frames.begin(this.#sent ?? Y.decodeStateVector(this.stateVector()));
  }

  next(progress: Progress): BoardFrame {
    this.#expectNoneWaiting();
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

  /** The document, in which nothing is missing that was taken. */
  get #whole(): Y.Doc {
    this.#expectNoneWaiting();
    return this.#doc;
  }

  #expectNoneWaiting(): void {
    const waiting = this.#waiting;
    if (waiting) throw new Error(`Cannot use a board while ${waiting.updates.length} updates wait`);
  }

  #changed<T extends readonly Applied[]>(applied: T): T {
    const bytes = applied.reduce((sum, { fresh }) => sum + lengthsOf(fresh), 0);
    if (bytes === 0) return applied;
    const { deletions } = this.#updates;
    this.#frames.changed(deletions);
    this.#size.changed({ bytes, deletions });
    return applied;
  }
}

function lengthsOf(updates: readonly Uint8Array[]): number {
  return updates.reduce((sum, { length }) => sum + length, 0);
}

function newsOf(waiting: readonly WaitingUpdate[], outcomes: readonly Outcome[]): Uint8Array | undefined {
  const fresh = outcomes.flatMap((outcome) => outcome.fresh);
  if (fresh.length === 0) return undefined;
  if (outcomes.some(({ gap }) => gap)) return mergeUpdates(fresh);
  return joinUpdates(waiting.filter((_, i) => (outcomes[i]?.fresh.length ?? 0) > 0));
}
