/** One connection to a board, in the dialect of its server: it joins, answers, and hears as much as it is asked to. */

import {
  beginsStep1,
  boardPartIn,
  type Dialect,
  type DialectName,
  DIALECTS,
  type Heard,
  MESSAGE_HEAD_BYTES,
  readFrame,
  wrap,
} from "./dialect.ts";
import type { Hand } from "./hand.ts";
import { knownOf } from "./hand_reader.ts";
import { type Traffic, Wire, type WireReader } from "./wire.ts";

/** Where a server listens, and how it is spoken to. */
export interface Target {
  readonly port: number;
  readonly dialect: DialectName;
}

export interface GuestOptions {
  readonly board: string;
  readonly hand: Hand;
  /** The state vector it comes with; nothing known when left out. */
  readonly knows?: Uint8Array;
  readonly bufferBytes?: number;
  /** Hears all that comes. Without it what comes after joining is counted and no more. */
  readonly onHeard?: (heard: Heard) => void;
  /** With the code of the close frame, if one came. */
  readonly onClosed?: (code: number | undefined) => void;
}

const NOTHING_KNOWN = Uint8Array.of(0);

export class Guest {
  readonly hand: Hand;
  /** When its request to join was sent, when the first part of the board had come, and when the last; by performance.now(). */
  readonly times: { asked: number; firstPart: number | undefined; joined: number | undefined };
  /** How often the server asked for what it lacked. */
  resyncs = 0;
  /** The last the server told. */
  serverKnows: Uint8Array = NOTHING_KNOWN;
  #wire: Wire | undefined;
  readonly #options: GuestOptions;
  readonly #dialect: Dialect;
  readonly #prefix: Uint8Array;
  readonly #joined = Promise.withResolvers<void>();
  /** The part of the board whose end is awaited. */
  #coming: "step 2" | "update" | undefined;
  #stage: "joining" | "joined" | "gone" = "joining";

  private constructor(dialect: Dialect, options: GuestOptions) {
    this.hand = options.hand;
    this.#options = options;
    this.#dialect = dialect;
    this.#prefix = dialect.prefix(options.board);
    this.times = { asked: performance.now(), firstPart: undefined, joined: undefined };
  }

  /** Resolves once it has the board. Throws WireError when it is not let in. */
  static async join(target: Target, options: GuestOptions): Promise<Guest> {
    const guest = new Guest(DIALECTS[target.dialect], options);
    await guest.#open(target.port);
    await guest.#joined.promise;
    return guest;
  }

  get traffic(): Traffic {
    return this.#wire?.traffic ?? { frames: 0, bytes: 0 };
  }

  get closeCode(): number | undefined {
    return this.#wire?.closeCode;
  }

  get isGone(): boolean {
    return this.#stage === "gone";
  }

  get localPort(): number {
    return this.#wire?.localPort ?? 0;
  }

  draw(now: number): void {
    this.#send(wrap.update(this.hand.draw(now)));
  }

  show(x: number, y: number): void {
    this.#send(wrap.awareness(this.hand.show(x, y)));
  }

  /** Somebody else's update, such as a part of a board. */
  bring(update: Uint8Array): void {
    this.#send(wrap.update(update));
  }

  stall(): void {
    this.#wire?.pause();
  }

  resume(): void {
    this.#wire?.resume();
  }

  cut(): void {
    this.#wire?.cut();
  }

  async #open(port: number): Promise<void> {
    const { board, bufferBytes, knows = NOTHING_KNOWN } = this.#options;
    const { protocol, path, greeting } = this.#dialect;
    const options = {
      port,
      path: path(board),
      ...(protocol === undefined ? {} : { protocol }),
      ...(bufferBytes === undefined ? {} : { bufferBytes }),
    };
    this.#wire = await Wire.open(options, this.#reader());
    if (greeting) this.#send(greeting);
    this.#send(wrap.step1(knows));
    // It binds the client id where there is such a thing.
    this.show(0, 0);
  }

  #reader(): WireReader {
    const prefixBytes = this.#prefix.length;
    const { many } = this.#dialect;
    const listens = this.#options.onHeard !== undefined;
    return {
      peekBytes: prefixBytes + MESSAGE_HEAD_BYTES,
      wants: ({ chunk, from, length }) => {
        const at = from + prefixBytes;
        if (listens || beginsStep1(chunk, at)) return "whole";
        if (this.#stage !== "joining") return "nothing";
        this.#coming = boardPartIn(chunk, at, from + length);
        return this.#coming ? "its end" : "whole";
      },
      passed: () => this.#takePart(this.#coming === "step 2"),
      frame: (payload) => readFrame(payload, { prefixBytes, many }, (heard) => this.#hear(heard)),
      closed: () => this.#close(),
    };
  }

  #hear(heard: Heard): void {
    switch (heard.type) {
      case "step 1":
        this.#answer(heard.stateVector);
        break;
      case "step 2":
      case "update":
        if (this.#stage === "joining") this.#takePart(heard.type === "step 2");
        break;
      case "awareness":
        break;
    }
    this.#options.onHeard?.(heard);
  }

  #answer(stateVector: Uint8Array): void {
    this.serverKnows = stateVector.slice();
    const known = knownOf(stateVector, this.hand.client);
    if (known < this.hand.sentAt.length) this.resyncs++;
    this.#send(wrap.step2(this.hand.since(known)));
  }

  #takePart(isLast: boolean): void {
    this.times.firstPart ??= performance.now();
    if (!isLast) return;
    this.times.joined = performance.now();
    this.#stage = "joined";
    this.#joined.resolve();
  }

  #close(): void {
    if (this.#stage === "joining") {
      this.#joined.reject(new Error(`Cannot join ${this.#options.board}: closed with ${this.closeCode}`));
    }
    this.#stage = "gone";
    this.#options.onClosed?.(this.closeCode);
  }

  #send(message: Uint8Array): void {
    if (this.#prefix.length === 0) return this.#wire?.send(message);
    const prefixed = new Uint8Array(this.#prefix.length + message.length);
    prefixed.set(this.#prefix);
    prefixed.set(message, this.#prefix.length);
    this.#wire?.send(prefixed);
  }
}
