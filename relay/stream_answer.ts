/**
 * The body of one answer over HTTP, made as it is read: whoever reads slowly is given slowly. It knows chunks and time,
 * and neither a request nor a peer.
 */

import { type Chunk, encodeChunks } from "../core/protocol/stream_chunks.ts";
import type { Clock } from "./clock.ts";

/** A stream in which nothing was sent for so long says that it lives. */
export const ALIVE_MS = 5_000;
/** A poll that has nothing to bring ends. */
export const POLL_MS = 20_000;
/** What is handed to the network at a time. */
const PIECE_BYTES = 64 * 1024;
/** An answer that is to end soon ends after this much, and the next one goes on. */
const MOST_POLLED_BYTES = 1024 * 1024;

/** What to do when nothing is left: `stream` waits for ever, `poll` if it brought nothing yet, `none` ends. */
export type Patience = "stream" | "poll" | "none";

export interface AnswerOptions {
  readonly patience: Patience;
  readonly clock: Clock;
  /** The next chunks, about so many bytes if there are; none when there is nothing to say now. */
  take(bytes: number): readonly Chunk[];
  /** Nobody reads on, or there is nothing more to read. */
  ended(): void;
}

type Stage =
  | { readonly stage: "ready" }
  | {
    readonly stage: "waiting";
    readonly timer: Disposable | undefined;
    resolve(piece: Uint8Array<ArrayBuffer> | undefined): void;
  }
  | { readonly stage: "over" };

export class Answer {
  readonly patience: Patience;
  readonly #options: AnswerOptions;
  readonly #pollUntil: number;
  #stage: Stage = { stage: "ready" };
  #rest = new Uint8Array();
  #given = 0;
  #isLast = false;

  constructor(options: AnswerOptions) {
    this.patience = options.patience;
    this.#options = options;
    this.#pollUntil = options.clock.now() + POLL_MS;
    if (options.patience === "stream") this.#rest = encodeChunks([{ type: "alive" }]);
  }

  /** Bytes that were taken and not read. */
  get unsentBytes(): number {
    return this.#rest.length;
  }

  /** The next piece, as soon as there is one; undefined at the end. One at a time. */
  read(): Promise<Uint8Array<ArrayBuffer> | undefined> {
    if (this.#stage.stage === "over") return Promise.resolve(undefined);
    const piece = this.#next();
    if (piece) return Promise.resolve(piece);
    if (this.#isDone()) {
      this.end();
      return Promise.resolve(undefined);
    }
    return new Promise((resolve) => {
      this.#stage = { stage: "waiting", resolve, timer: this.#limit() };
    });
  }

  /** There is something to take. */
  wake(): void {
    if (this.#stage.stage !== "waiting") return;
    const piece = this.#next();
    if (piece) this.#resume(piece);
  }

  /** At once, or as soon as it is read again. What it was giving may be cut in two. */
  end(): void {
    if (this.#stage.stage === "over") return;
    this.#resume(undefined);
    this.#stage = { stage: "over" };
    this.#rest = new Uint8Array();
    this.#options.ended();
  }

  #next(): Uint8Array<ArrayBuffer> | undefined {
    if (this.#rest.length === 0) {
      if (this.#isLast || this.#isFull()) return undefined;
      const chunks = this.#options.take(PIECE_BYTES);
      if (chunks.length === 0) return undefined;
      this.#isLast = chunks.at(-1)?.type === "closed";
      this.#rest = encodeChunks(chunks);
    }
    const piece = this.#rest.subarray(0, PIECE_BYTES);
    this.#rest = this.#rest.subarray(piece.length);
    this.#given += piece.length;
    return piece;
  }

  #isDone(): boolean {
    if (this.#isLast || this.patience === "none") return true;
    return this.patience === "poll" && this.#given > 0;
  }

  #isFull(): boolean {
    return this.patience !== "stream" && this.#given >= MOST_POLLED_BYTES;
  }

  #limit(): Disposable | undefined {
    const { clock } = this.#options;
    if (this.patience === "poll") {
      return clock.after(Math.max(0, this.#pollUntil - clock.now()), () => this.end());
    }
    return clock.after(ALIVE_MS, () => this.#resume(encodeChunks([{ type: "alive" }])));
  }

  #resume(piece: Uint8Array<ArrayBuffer> | undefined): void {
    if (this.#stage.stage !== "waiting") return;
    const { timer, resolve } = this.#stage;
    this.#stage = { stage: "ready" };
    timer?.[Symbol.dispose]();
    resolve(piece);
  }
}

/** One that has all it will say. */
export function wholeAnswer(chunks: readonly Chunk[], clock: Clock): Answer {
  let waiting = chunks;
  const take = () => {
    const taken = waiting;
    waiting = [];
    return taken;
  };
  return new Answer({ patience: "none", clock, take, ended: () => {} });
}
