/**
 * A peer over HTTP as one process knows it: its frames down wait here for an answer that takes them, its bodies up are
 * told apart by their numbers. It knows answers, and no requests.
 */

import { CLOSE } from "../core/protocol/close.ts";
import { ProtocolError } from "../core/protocol/message.ts";
import { type Chunk, readChunks } from "../core/protocol/stream_chunks.ts";
import type { Clock } from "./clock.ts";
import type { Peer, PeerSocket } from "./socket.ts";
import { Answer, type Patience, wholeAnswer } from "./stream_answer.ts";
import { Backlog, KEPT_BYTES } from "./stream_backlog.ts";

/** Without a request for so long the answer ends, so that its reader shows whether it is there; and then the session. */
export const SILENCE_MS = 15_000;

export interface StreamSessionOptions {
  /** What this process calls the session. */
  readonly epoch: string;
  readonly clock: Clock;
  join(socket: PeerSocket): Peer;
  /** It is closed, and holds nothing but what to tell whoever asks next. May be said more than once. */
  closed(session: StreamSession): void;
  /** It is over, and nothing of it is left. */
  ended(): void;
}

/** `lost`: what follows the frames that were received is not here any more. */
export type Reply = Answer | "nothing" | "lost";

type Closing = Extract<Chunk, { type: "closed" }>;

export class StreamSession implements PeerSocket {
  readonly epoch: string;
  readonly #clock: Clock;
  readonly #closed: (session: StreamSession) => void;
  readonly #ended: () => void;
  readonly #backlog = new Backlog();
  #peer: Peer | undefined;
  #answer: Answer | undefined;
  #silence: Disposable;
  /** The number of the last body that was read. */
  #sequence = 0;
  /** What other processes call its peer, as it said last: what it answers may be meant for them. */
  #others: readonly string[] = [];
  #closing: Closing | undefined;
  #isOver = false;

  constructor({ epoch, clock, join, closed, ended }: StreamSessionOptions) {
    this.epoch = epoch;
    this.#clock = clock;
    this.#closed = closed;
    this.#ended = ended;
    this.#silence = clock.after(SILENCE_MS, () => this.#silent());
    this.#peer = join(this);
    // The room may have refused it while it joined.
    if (this.#closing) this.#letGo();
  }

  // What the room does with it

  get unsentBytes(): number {
    return this.#backlog.unsentBytes + (this.#answer?.unsentBytes ?? 0);
  }

  send(frame: Uint8Array): void {
    if (this.#closing || this.#isOver) return;
    this.#backlog.push(frame);
    this.#answer?.wake();
  }

  close(code: number, reason: string): void {
    if (this.#closing || this.#isOver) return;
    this.#closing = { type: "closed", code, reason };
    // Who is sent away because nothing is read would not read this either.
    if (this.unsentBytes > KEPT_BYTES) this.#backlog.clear();
    if (this.#answer) this.#answer.wake();
    else this.#letGo();
  }

  // What its requests do with it

  /** To a GET of who has received so many frames. The answer before ends. */
  listen(received: number, patience: "stream" | "poll"): Reply {
    this.#heard();
    if (this.#closing) return this.#open(patience);
    const position = this.#backlog.begin(received);
    if (position === "lost") return "lost";
    // It was overtaken by a later request: what follows its count has arrived.
    return position === "stale" ? wholeAnswer([{ type: "alive" }], this.#clock) : this.#open(patience);
  }

  /** Reads a body up, unless it was read before. `others`: the epochs of other processes its sender has heard. */
  take(sequence: number, { bytes, others }: { bytes: Uint8Array; others: readonly string[] }): void {
    this.#heard();
    if (this.#closing || sequence <= this.#sequence) return;
    // For its sender all began anew with each of them, and it waits to be asked: by whom it does not care.
    const meets = others.some((epoch) => !this.#others.includes(epoch));
    if (sequence > this.#sequence + 1 || meets) this.#peer?.missed();
    this.#others = others;
    this.#sequence = sequence;
    try {
      for (const chunk of readChunks(bytes)) this.#read(chunk);
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      this.fail(CLOSE.badData, error.message);
    }
  }

  /** To a POST of who has received so many frames. */
  reply(received: number): Reply {
    if (this.#isOver) return "nothing";
    if (this.#answer && this.#answer.patience !== "none") {
      this.#backlog.name(received);
      return "nothing";
    }
    if (this.#closing) return this.#open("none");
    const position = this.#backlog.begin(received);
    if (position === "lost") return "lost";
    return position === "stale" ? "nothing" : this.#open("none");
  }

  /** What came cannot be taken. */
  fail(code: number, reason: string): void {
    this.#peer?.left();
    this.close(code, reason);
  }

  /** Ends it here and now; whoever asks next is not known. */
  leave(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#answer?.end();
    this.#silence[Symbol.dispose]();
    this.#peer?.left();
    this.#ended();
  }

  #read(chunk: Chunk): void {
    if (this.#closing || this.#isOver) return;
    if (chunk.type === "frame") this.#peer?.receive(chunk.frame);
    else if (chunk.type === "closed") this.leave();
  }

  #open(patience: Patience): Answer {
    this.#answer?.end();
    const answer: Answer = new Answer({
      patience,
      clock: this.#clock,
      take: (bytes) => this.#next(bytes),
      ended: () => this.#answerEnded(answer),
    });
    return this.#answer = answer;
  }

  #next(bytes: number): Chunk[] {
    // The answer asks again once it has given what it took.
    if (this.#answer?.patience === "stream") this.#backlog.trim();
    const chunks: Chunk[] = [];
    for (let taken = 0; taken < bytes;) {
      const frame = this.#backlog.next();
      if (!frame) break;
      taken += frame.length;
      chunks.push({ type: "frame", frame });
    }
    if (this.#closing && this.#backlog.unsentBytes === 0) chunks.push(this.#closing);
    return chunks;
  }

  #answerEnded(answer: Answer): void {
    if (this.#answer !== answer) return;
    this.#answer = undefined;
    this.#heard();
    if (this.#closing) this.#letGo();
  }

  /** Who comes next is told why it is closed, and comes again as another: nothing else is for it. */
  #letGo(): void {
    this.#peer?.left();
    this.#peer = undefined;
    this.#backlog.clear();
    this.#others = [];
    if (!this.#isOver) this.#closed(this);
  }

  #heard(): void {
    if (this.#isOver) return;
    this.#silence[Symbol.dispose]();
    this.#silence = this.#clock.after(SILENCE_MS, () => this.#silent());
  }

  #silent(): void {
    if (this.#answer) this.#answer.end();
    else this.leave();
  }
}
