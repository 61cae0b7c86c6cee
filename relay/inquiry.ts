/**
 * Which of a peer's answers is complete, where parts of what it says may go to another process, and that one asks it
 * too. A question goes out between two pings with its number. The first pong comes ahead of the answer, which has all
 * that went missing before; the second comes behind it. It knows no messages.
 */

import type { Clock } from "./clock.ts";

/** What follows on what went missing may build on it: one question is enough for all. */
const GATHERING_MS = 20;
/** Between two questions, as long as more goes missing; doubles with each. */
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 4_000;
/**
 * A question that nothing comes back to is asked again: mostly its answer went to another process, and as often as not the
 * next one does too. The first pong is a few bytes and comes ahead of all else, so that this can be known soon.
 */
const FIRST_PATIENCE_MS = 3_000;
const LONGEST_PATIENCE_MS = 6_000;
/** An answer that has begun to come may be a whole board: it has longer, and twice as long the next time. */
const FIRST_ANSWER_MS = 5_000;
const LONGEST_ANSWER_MS = 40_000;

export interface InquiryOptions {
  readonly clock: Clock;
  /** Where the numbers begin: far from those of other processes. */
  readonly first: number;
  /** Has a question go out with the `next` number. */
  ask(): void;
}

/** When it is asked next: because something is missing, or because nothing was answered. */
interface Plan {
  readonly at: number;
  readonly why: "missing" | "unanswered";
  readonly timer: Disposable;
}

export class Inquiry implements Disposable {
  readonly #clock: Clock;
  readonly #ask: () => void;
  readonly #first: number;
  #last: number;
  /** Whose answer has begun to come, with nothing missing of it so far. */
  #begun: number | undefined;
  #notBefore = -Infinity;
  #pauseMs = FIRST_PAUSE_MS;
  #patienceMs = FIRST_PATIENCE_MS;
  #answerMs = FIRST_ANSWER_MS;
  #planned: Plan | undefined;

  constructor({ clock, first, ask }: InquiryOptions) {
    this.#clock = clock;
    this.#ask = ask;
    this.#first = first;
    this.#last = first;
  }

  /** Something went missing on the way: it is asked for soon. */
  missed(): void {
    this.dropped();
    this.#plan("missing", Math.max(this.#clock.now() + GATHERING_MS, this.#notBefore));
  }

  /** Something came and could not be taken: an answer that it was of is not complete. */
  dropped(): void {
    this.#begun = undefined;
  }

  /** The number of the question that goes out now. */
  next(): number {
    const now = this.#clock.now();
    this.#cancel();
    this.#notBefore = now + this.#pauseMs;
    this.#plan("unanswered", now + this.#patienceMs);
    this.#pauseMs = Math.min(LONGEST_PAUSE_MS, this.#pauseMs * 2);
    this.#patienceMs = Math.min(LONGEST_PATIENCE_MS, this.#patienceMs * 2);
    return ++this.#last;
  }

  /** A pong with this number came. True when it ends an answer of which nothing is missing. */
  isAnswered(number: number): boolean {
    const isAsked = number > this.#first && number <= this.#last;
    const isEnd = isAsked && number === this.#begun;
    this.#begun = isAsked && !isEnd ? number : undefined;
    if (isEnd) {
      this.#cancel();
      this.#pauseMs = FIRST_PAUSE_MS;
      this.#patienceMs = FIRST_PATIENCE_MS;
      this.#answerMs = FIRST_ANSWER_MS;
    } else if (number === this.#last) this.#waitForAnswer();
    return isEnd;
  }

  [Symbol.dispose](): void {
    this.#cancel();
  }

  /** What went missing meanwhile is asked for soon all the same. */
  #waitForAnswer(): void {
    if (this.#planned?.why === "missing") return;
    this.#cancel();
    this.#plan("unanswered", this.#clock.now() + this.#answerMs);
    this.#answerMs = Math.min(LONGEST_ANSWER_MS, this.#answerMs * 2);
  }

  #plan(why: Plan["why"], at: number): void {
    if (this.#planned && this.#planned.at <= at) return;
    this.#cancel();
    const timer = this.#clock.after(at - this.#clock.now(), () => {
      this.#planned = undefined;
      this.#ask();
    });
    this.#planned = { at, why, timer };
  }

  #cancel(): void {
    this.#planned?.timer[Symbol.dispose]();
    this.#planned = undefined;
  }
}
