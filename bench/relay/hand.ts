/**
 * One person's Yjs updates and presence without a Y.Doc: each update is one struct, written by hand in Yjs's first
 * encoding, and carries when it was sent. It knows no sockets and no protocol around an update.
 */

import { ByteWriter } from "./varint.ts";

export interface HandOptions {
  /** Counts the people of a run from 0. */
  readonly index: number;
  /** What the value of each update takes; 8 are the time. */
  readonly valueBytes: number;
  /** Each update goes over the last one's value, so that the board does not grow. */
  readonly overwrites: boolean;
}

/** Above it a client id takes 5 bytes, as nearly all of Yjs's do. */
const FIRST_CLIENT = 2 ** 28;
const ROOT = "shapes";
const ANY_VALUES = 8, HAS_LEFT = 0x80, HAS_KEY = 0x20;
const ANY_BYTES = 116;
/** With this and its key, an update is of about 60 bytes. */
export const SMALL_VALUE_BYTES = 28;
export const TIME_BYTES = 8;

export function clientOf(index: number): number {
  return FIRST_CLIENT + index;
}

export function indexOf(client: number): number {
  return client - FIRST_CLIENT;
}

export class Hand {
  readonly client: number;
  /** When each update was sent: its place is its clock. */
  readonly sentAt: number[] = [];
  readonly #options: HandOptions;
  readonly #filler: Uint8Array;
  #presenceClock = 0;

  constructor(options: HandOptions) {
    this.#options = options;
    this.client = clientOf(options.index);
    this.#filler = new Uint8Array(options.valueBytes - TIME_BYTES);
  }

  /** The next update. `now` is in ms since the epoch; NaN says that nobody is to take its time. */
  draw(now: number): Uint8Array {
    this.sentAt.push(now);
    return this.since(this.sentAt.length - 1);
  }

  /** All of it from this clock on, as one update. */
  since(clock: number): Uint8Array {
    const count = this.sentAt.length - clock;
    const writer = new ByteWriter(64 + count * (64 + this.#options.valueBytes));
    if (count <= 0) return writer.byte(0).byte(0).done();
    writer.uint(1).uint(count).uint(this.client).uint(clock);
    for (let at = clock; at < this.sentAt.length; at++) this.#writeStruct(writer, at);
    this.#writeDeletions(writer, clock);
    return writer.done();
  }

  /** The next awareness update: a name, a colour, and this cursor. */
  show(x: number, y: number): Uint8Array {
    const color = `#${(0x100000 + this.#options.index).toString(16)}`;
    const user = { name: `Person ${this.#options.index}`, color };
    const state = JSON.stringify({ user, cursor: [Math.round(x * 10) / 10, Math.round(y * 10) / 10] });
    return new ByteWriter(96).uint(1).uint(this.client).uint(++this.#presenceClock).string(state).done();
  }

  #writeStruct(writer: ByteWriter, clock: number): void {
    const { overwrites } = this.#options;
    if (overwrites && clock > 0) {
      writer.byte(ANY_VALUES | HAS_LEFT | HAS_KEY).uint(this.client).uint(clock - 1);
    } else {
      writer.byte(ANY_VALUES | HAS_KEY).uint(1).string(ROOT).string(this.#keyOf(overwrites ? 0 : clock));
    }
    writer.uint(1).byte(ANY_BYTES).uint(this.#options.valueBytes);
    writer.float64(this.sentAt[clock] ?? Number.NaN).raw(this.#filler);
  }

  #writeDeletions(writer: ByteWriter, from: number): void {
    const first = Math.max(0, from - 1);
    const count = this.sentAt.length - 1 - first;
    if (!this.#options.overwrites || count <= 0) writer.uint(0);
    else writer.uint(1).uint(this.client).uint(1).uint(first).uint(count);
  }

  #keyOf(clock: number): string {
    return this.#options.index.toString(36).padStart(3, "0") + clock.toString(36).padStart(5, "0");
  }
}
