/**
 * The way to one peer, and the ladder of what it gets when it reads too slowly. Nothing is queued here: what a slow
 * peer missed is taken from the document once it has caught up.
 */

import { encodeFrame, type Message } from "../core/protocol/message.ts";
import type { Clock } from "./clock.ts";
import type { Broadcast } from "./round.ts";
import type { PeerSocket } from "./socket.ts";

/** Unsent bytes above which a peer gets no presence and no ink. */
export const LIVELY_BYTES = 256 * 1024;
/** Above which it gets no updates either. */
export const BEHIND_BYTES = 1024 * 1024;
/** Above which it is sent away. What it was sent of the board at once does not count. */
export const TOO_SLOW_BYTES = 8 * 1024 * 1024;
/** A peer that is behind is sent away when its unsent bytes did not shrink for so long. */
export const TOO_SLOW_MS = 10_000;

export type Pace = "up to date" | "behind" | "too slow";

/** What a peer may have missed. Asked only when one did. */
export interface Missed {
  /** What a peer knows that had everything before this tick. */
  stateVector(): Uint8Array;
  since(stateVector: Uint8Array): Uint8Array;
  /** Everybody's presence, those who left included; none when there never was any. */
  presence(): Uint8Array | undefined;
}

/** Between two answers to a handshake: each may cost a walk through the whole board. Clients ask once. */
export const ANSWER_EVERY_MS = 1_000;

type Flow =
  | { readonly stage: "flowing" }
  | {
    readonly stage: "behind";
    knows: Uint8Array;
    leastUnsent: number;
    leastAt: number;
    /** Asked too soon after it was answered: not caught up before. */
    readonly notBefore: number;
  };

export class Delivery {
  readonly #socket: PeerSocket;
  readonly #clock: Clock;
  readonly #gesso: boolean;
  #flow: Flow = { stage: "flowing" };
  #missesPresence = false;
  #answeredAt = -Infinity;
  /** Bytes of whole boards on their way: a board may be larger than what a slow peer may leave unread. */
  #boardBytes = 0;

  constructor(socket: PeerSocket, { clock, gesso }: { clock: Clock; gesso: boolean }) {
    this.#socket = socket;
    this.#clock = clock;
    this.#gesso = gesso;
  }

  get tooSlow(): boolean {
    return this.#socket.unsentBytes > TOO_SLOW_BYTES + this.#boardBytes;
  }

  /** At once, past the tick. A stock peer gets one message a frame, and none of the kinds it does not know. */
  send(...messages: readonly Message[]): void {
    const frames = this.#gesso ? [messages] : messages.filter(isStock).map((message) => [message]);
    for (const frame of frames) if (frame.length > 0) this.#socket.send(encodeFrame(frame));
  }

  /** The answer to a handshake. False when it must wait: for the peer to read, or since it asks again so soon. */
  answer(knows: Uint8Array, since: (stateVector: Uint8Array) => Uint8Array): boolean {
    const now = this.#clock.now();
    const notBefore = this.#answeredAt + ANSWER_EVERY_MS;
    if (this.#flow.stage === "behind") this.#flow.knows = knows;
    else if (now < notBefore || this.#socket.unsentBytes > BEHIND_BYTES) this.#fallBehind(knows, notBefore);
    else {
      this.#answeredAt = now;
      this.#sendBoard(since(knows));
    }
    return this.#flow.stage === "flowing";
  }

  /** It asks for everybody's presence: it goes with the next tick. */
  owePresence(): void {
    this.#missesPresence = true;
  }

  /** One tick's share. A peer that is behind wants more ticks, whether or not there is news. */
  tick(news: Broadcast<unknown> | undefined, missed: Missed): Pace {
    if (this.tooSlow) return "too slow";
    const unsent = this.#socket.unsentBytes;
    if (unsent <= LIVELY_BYTES) {
      this.#boardBytes = 0;
      const isEarly = this.#flow.stage === "behind" && this.#clock.now() < this.#flow.notBefore;
      if (isEarly && news?.hasPresence) this.#missesPresence = true;
      if (isEarly) return "behind";
      if (this.#flow.stage === "behind" || this.#missesPresence) return this.#catchUp(news, missed);
      if (news) this.#pass(this.#gesso ? news.everything() : news.stockEverything());
      return "up to date";
    }
    if (news?.hasPresence) this.#missesPresence = true;
    if (this.#flow.stage === "behind") return this.#wait(this.#flow, unsent);
    if (news?.hasUpdate && unsent > BEHIND_BYTES) this.#fallBehind(missed.stateVector());
    else if (news) this.#pass(news.lasting());
    return this.#flow.stage === "flowing" && !this.#missesPresence ? "up to date" : "behind";
  }

  #wait(flow: Flow & { stage: "behind" }, unsent: number): Pace {
    const now = this.#clock.now();
    if (unsent < flow.leastUnsent) {
      flow.leastUnsent = unsent;
      flow.leastAt = now;
    }
    return now - flow.leastAt >= TOO_SLOW_MS ? "too slow" : "behind";
  }

  #fallBehind(knows: Uint8Array, notBefore = -Infinity): void {
    const leastUnsent = this.#socket.unsentBytes;
    this.#flow = { stage: "behind", knows, leastUnsent, leastAt: this.#clock.now(), notBefore };
  }

  #catchUp(news: Broadcast<unknown> | undefined, missed: Missed): Pace {
    if (this.#flow.stage === "behind") {
      this.#answeredAt = this.#clock.now();
      this.#sendBoard(missed.since(this.#flow.knows));
      this.#flow = { stage: "flowing" };
    } else if (news) {
      this.#pass(news.lasting());
    }
    const presence = this.#missesPresence || news?.hasPresence ? missed.presence() : undefined;
    this.#missesPresence = false;
    if (presence) this.send({ type: "awareness", update: presence });
    return "up to date";
  }

  #sendBoard(update: Uint8Array): void {
    this.#boardBytes += update.length;
    this.send({ type: "sync-step-2", update });
  }

  #pass(frames: readonly Uint8Array[]): void {
    for (const frame of frames) this.#socket.send(frame);
  }
}

function isStock({ type }: Message): boolean {
  return type !== "ephemeral" && type !== "ping" && type !== "pong" && type !== "notice";
}
