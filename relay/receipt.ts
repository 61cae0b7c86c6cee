/**
 * What has come from one peer as far as it knows: what was dropped or missed and is to be asked for, and which of its
 * versions may be called saved. It knows neither the connection nor the board.
 */

import type { Message } from "../core/protocol/message.ts";
import { Acks } from "./acks.ts";
import type { Clock } from "./clock.ts";
import { Inquiry } from "./inquiry.ts";
import { Resync } from "./resync.ts";

export interface ReceiptOptions {
  readonly clock: Clock;
  /** For one that speaks to several processes: a random number from which to count the questions to it. */
  readonly firstQuestion: number;
  /** Has a `question` go out. */
  ask(): void;
}

export class Receipt implements Disposable {
  readonly #options: ReceiptOptions;
  readonly #acks = new Acks();
  readonly #resync: Resync;
  /** There as soon as something went missing on the way: other processes may ask this peer too. */
  #inquiry: Inquiry | undefined;
  /** Something was dropped since the last question: perhaps a part of its answer. */
  #answerLacks = false;

  constructor(options: ReceiptOptions) {
    this.#options = options;
    this.#resync = new Resync(options.clock, options.ask);
  }

  /** It wants to be told when all before this version is on disk; `added` entries were logged before it. */
  wants(version: number, added: number): void {
    this.#acks.ask(version, added);
  }

  /** The last version it may be told is saved, now that so many entries are on disk, if there is one. */
  due(committed: number): number | undefined {
    return this.#acks.due(committed);
  }

  /** It sent what is not taken from it: nothing after that is saved. */
  refused(): void {
    this.#acks.hold();
  }

  /** An update was dropped: it is asked for, at once or after a pause. */
  dropped(leastPauseMs: number): void {
    this.#acks.hold();
    this.#answerLacks = true;
    this.#inquiry?.dropped();
    this.#resync.need({ leastPauseMs });
  }

  /** Something it sent went to another process. */
  missed(): void {
    const { clock, firstQuestion, ask } = this.#options;
    this.#acks.hold();
    this.#inquiry ??= new Inquiry({ clock, first: firstQuestion, ask });
    this.#inquiry.missed();
  }

  /** What was dropped may be taken now: if a question is due, it goes out. */
  retry(): void {
    this.#resync.retry();
  }

  /** Asks for all that is not in the state vector. */
  question(stateVector: Uint8Array): Message[] {
    this.#answerLacks = false;
    const step: Message = { type: "sync-step-1", stateVector };
    if (!this.#inquiry) return [step];
    // The pongs come around the answer, however many parts that has, and name whose question was answered.
    const ping: Message = { type: "ping", time: this.#inquiry.next() };
    return [ping, step, ping];
  }

  /** A second step was taken: it has whatever was dropped before the question, or the parts ahead of it have. */
  answered(added: number): void {
    if (!this.#answerLacks && !this.#inquiry) this.#settle(added);
  }

  /** A pong came. False when nobody asked for one. */
  echoed(number: number, added: number): boolean {
    if (!this.#inquiry) return false;
    if (this.#inquiry.isAnswered(number)) this.#settle(added);
    return true;
  }

  [Symbol.dispose](): void {
    this.#resync[Symbol.dispose]();
    this.#inquiry?.[Symbol.dispose]();
  }

  #settle(added: number): void {
    this.#resync.settle();
    this.#acks.release(added);
  }
}
