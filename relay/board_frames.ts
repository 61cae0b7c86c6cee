/**
 * A board as frames for those who lack some of it, made part by part as they are asked for. What a whole board takes is
 * encoded once for all who join within a few seconds. It knows neither peers nor sockets.
 */

import * as Y from "yjs";
import { nextPart, type Told } from "../core/protocol/board_parts.ts";
import { encodeFrame } from "../core/protocol/message.ts";
import type { Clock } from "./clock.ts";

/** One part: the browser that gets it applies it between two frames of its screen, or nearly so. */
export const PART_BYTES = 256 * 1024;
/** How long frames are kept for who joins next. A storm of joiners is over by then, and a board takes memory. */
export const KEPT_MS = 6_000;
/** So many clocks deleted, and frames are made anew: what they hold of these is sent for nothing. */
const MANY_DELETIONS = 1_000;

export interface BoardFrame {
  readonly bytes: Uint8Array;
  readonly reached: Told;
  /** Now everything has been told: this one is the second step of the handshake. */
  readonly isLast: boolean;
}

/** How far one peer has been told of the board. */
export interface Progress {
  readonly told: Map<number, number>;
  /** Which frames it shares with others, and the next of them. */
  shared: { readonly generation: symbol; next: number } | undefined;
}

interface Shared {
  /** Like no other, also of the same board loaded anew: its parts may be others then. */
  readonly generation: symbol;
  readonly frames: BoardFrame[];
  /** After all of these frames. */
  readonly told: Map<number, number>;
  /** What the board has beyond them, until it changes. */
  rest: BoardFrame | undefined;
  deletions: number;
  readonly timer: Disposable;
}

export class BoardFrames implements Disposable {
  readonly #doc: Y.Doc;
  readonly #clock: Clock;
  #shared: Shared | undefined;

  constructor(doc: Y.Doc, clock: Clock) {
    this.#doc = doc;
    this.#clock = clock;
  }

  /** For a peer that has this much. */
  begin(knows: Told): Progress {
    if (knows.size > 0) return { told: new Map(knows), shared: undefined };
    const { generation } = this.#shared ??= this.#share();
    return { told: new Map(), shared: { generation, next: 0 } };
  }

  /** The next frame for this peer, which is taken to have it then. */
  next(progress: Progress): BoardFrame {
    const frame = this.#sharedFrame(progress) ?? this.#make(progress.told);
    tell(progress.told, frame);
    return frame;
  }

  /** The board is another, and so many clocks of it were deleted. */
  changed(deletions: number): void {
    if (!this.#shared) return;
    this.#shared.rest = undefined;
    this.#shared.deletions += deletions;
    if (this.#shared.deletions > MANY_DELETIONS) this.#forget();
  }

  [Symbol.dispose](): void {
    this.#forget();
  }

  #sharedFrame({ shared: mine }: Progress): BoardFrame | undefined {
    const shared = this.#shared;
    // Whoever is slow goes on alone, so that what is kept for it is not many boards.
    if (!shared || mine?.generation !== shared.generation) return undefined;
    const kept = shared.frames[mine.next++] ?? shared.rest;
    if (kept) return kept;
    const frame = this.#make(shared.told);
    if (frame.isLast) shared.rest = frame;
    else {
      shared.frames.push(frame);
      tell(shared.told, frame);
    }
    return frame;
  }

  #make(told: Told): BoardFrame {
    const { update, reached, isLast } = nextPart(this.#doc, told, PART_BYTES);
    const bytes = encodeFrame([{ type: isLast ? "sync-step-2" : "update", update }]);
    return { bytes, reached, isLast };
  }

  #share(): Shared {
    const timer = this.#clock.after(KEPT_MS, () => this.#forget());
    return { generation: Symbol(), frames: [], told: new Map(), rest: undefined, deletions: 0, timer };
  }

  #forget(): void {
    this.#shared?.timer[Symbol.dispose]();
    this.#shared = undefined;
  }
}

function tell(told: Map<number, number>, { reached }: BoardFrame): void {
  for (const [client, clock] of reached) told.set(client, clock);
}
