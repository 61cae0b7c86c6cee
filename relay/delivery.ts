/**
 * The way to one peer: the board in parts when it lacks some of it, then each tick's news, and the ladder of what it
 * gets when it reads too slowly. Nothing is queued here: what a peer lacks is taken from the document, as it reads.
 */

import type { Box } from "../core/geometry/box.ts";
import type { BoardFrame, Progress } from "./board_frames.ts";
import { encodeFrame, type Message } from "../core/protocol/message.ts";
import type { Clock } from "./clock.ts";
import type { Broadcast, Dialect, Share } from "./round.ts";
import type { PeerSocket } from "./socket.ts";

/** Unsent bytes above which a peer gets no presence, no ink, and no part of the board that it lacks. */
export const LIVELY_BYTES = 256 * 1024;
/** Above which it gets no updates either. */
export const BEHIND_BYTES = 1024 * 1024;
/** Above which it is sent away. What it was sent of the board at once does not count. */
export const TOO_SLOW_BYTES = 8 * 1024 * 1024;
/**
 * A peer that is behind is sent away when its unsent bytes did not shrink for so long. It read nothing for a second or
 * two before: so much the system's own buffers hold.
 */
export const TOO_SLOW_MS = 8_000;

export type Pace = "up to date" | "behind" | "too slow";

/** Where the board is read from by those who lack some of it. */
export interface BoardSource {
  /** For who has what the state vector says. */
  begin(stateVector: Uint8Array): Progress;
  /** For who had everything before this tick. */
  beginAfterSent(): Progress;
  /** The next part: who is sent it has it. */
  next(progress: Progress): BoardFrame;
}

/** What a peer may have missed. Asked only when one did. */
export interface Missed {
  readonly board: BoardSource;
  /** In a crowd: what of the world the peer has on its screen, if it says so. */
  readonly view?: Box | undefined;
  /** Everybody's presence, those who left included; none when there never was any. */
  presence(): Uint8Array | undefined;
}

/** Parts of the board in one tick, to who reads all of them before the next: a megabyte. Others get one. */
const LARGEST_BURST = 4;

/** Between two answers to a handshake: each may cost a walk through the whole board. Clients ask once. */
export const ANSWER_EVERY_MS = 1_000;

type Flow = { readonly stage: "flowing" } | Behind;

/** It lacks some of the board, is given that in parts as it reads, and gets no updates until it has them all. */
interface Behind {
  readonly stage: "behind";
  readonly progress: Progress;
  /** Asked too soon after it was answered: nothing before. */
  readonly notBefore: number;
  isAnswered: boolean;
  /** How many parts it may be sent in this tick, and how many of these are left. */
  burst: number;
  left: number;
  leastUnsent: number;
  leastAt: number;
}

export class Delivery {
  readonly #socket: PeerSocket;
  readonly #clock: Clock;
  readonly #dialect: Dialect;
  #flow: Flow = { stage: "flowing" };
  #missesPresence = false;
  #answeredAt = -Infinity;
  /** Bytes of whole boards on their way: a board may be larger than what a slow peer may leave unread. */
  #boardBytes = 0;

  constructor(socket: PeerSocket, { clock, dialect }: { clock: Clock; dialect: Dialect }) {
    this.#socket = socket;
    this.#clock = clock;
    this.#dialect = dialect;
  }

  /** It lacks some of the board. */
  get isBehind(): boolean {
    return this.#flow.stage === "behind";
  }

  get tooSlow(): boolean {
    return this.#socket.unsentBytes > TOO_SLOW_BYTES + this.#boardBytes;
  }

  /** At once, past the tick. A stock peer gets one message a frame, and none of the kinds it does not know. */
  send(...messages: readonly Message[]): void {
    const frames = this.#dialect === "gesso"
      ? [messages]
      : messages.filter(isStock).map((message) => [message]);
    for (const frame of frames) if (frame.length > 0) this.#socket.send(encodeFrame(frame));
  }

  /**
   * It has so much: it is told the rest, the first part at once. False when more is to come with the next ticks. Who
   * asks again, or has not read what it was sent, waits.
   */
  answer(knows: Uint8Array, board: BoardSource): boolean {
    const flow = this.#fallBehind(board.begin(knows), this.#answeredAt + ANSWER_EVERY_MS);
    if (this.#socket.unsentBytes <= LIVELY_BYTES) flow.left = flow.burst;
    this.advance(board);
    return this.#flow.stage === "flowing";
  }

  /** It asks for everybody's presence: it goes with the next tick. */
  owePresence(): void {
    this.#missesPresence = true;
  }

  /** One tick's share of the news. A peer that is behind wants more ticks, whether or not there is news. */
  tick(news: Broadcast<unknown> | undefined, missed: Missed): Pace {
    if (this.tooSlow) return "too slow";
    const unsent = this.#socket.unsentBytes;
    if (unsent <= LIVELY_BYTES) {
      this.#boardBytes = 0;
      if (this.#flow.stage === "behind") allow(this.#flow, unsent);
      return this.#keepUp(news, missed);
    }
    if (news?.hasPresence) this.#missesPresence = true;
    if (this.#flow.stage === "behind") return this.#wait(this.#flow, unsent);
    if (news?.hasUpdate && unsent > BEHIND_BYTES) this.#fallBehind(missed.board.beginAfterSent());
    else if (news) this.#pass(news, "lasting");
    return this.#flow.stage === "flowing" && !this.#missesPresence ? "up to date" : "behind";
  }

  /** Sends one part of what it lacks. True when another may follow at once. */
  advance(board: BoardSource): boolean {
    const flow = this.#flow;
    const now = this.#clock.now();
    if (flow.stage === "flowing" || flow.left === 0 || now < flow.notBefore) return false;
    if (!flow.isAnswered) this.#answeredAt = now;
    flow.isAnswered = true;
    const { bytes, isLast } = board.next(flow.progress);
    this.#boardBytes += bytes.length;
    this.#socket.send(bytes);
    if (isLast) this.#flow = { stage: "flowing" };
    flow.left--;
    flow.leastUnsent = this.#socket.unsentBytes;
    flow.leastAt = now;
    return !isLast && flow.left > 0;
  }

  /** It reads: it gets all of the news, or while it is behind, what of it is not in the board. */
  #keepUp(news: Broadcast<unknown> | undefined, missed: Missed): Pace {
    const isBehind = this.#flow.stage === "behind";
    const missesPresence = this.#missesPresence;
    this.#missesPresence = false;
    if (news && !missesPresence) this.#pass(news, isBehind ? "fleeting" : "everything", missed.view);
    else if (news && !isBehind) this.#pass(news, "lasting");
    const presence = missesPresence ? missed.presence() : undefined;
    if (presence) this.send({ type: "awareness", update: presence });
    return isBehind ? "behind" : "up to date";
  }

  #wait(flow: Behind, unsent: number): Pace {
    const now = this.#clock.now();
    if (unsent < flow.leastUnsent) {
      flow.leastUnsent = unsent;
      flow.leastAt = now;
    }
    return now - flow.leastAt >= TOO_SLOW_MS ? "too slow" : "behind";
  }

  #fallBehind(progress: Progress, notBefore = -Infinity): Behind {
    const leastUnsent = this.#socket.unsentBytes;
    const leastAt = this.#clock.now();
    return this.#flow = {
      stage: "behind",
      progress,
      notBefore,
      isAnswered: false,
      burst: 1,
      left: 0,
      leastUnsent,
      leastAt,
    };
  }

  #pass(news: Broadcast<unknown>, share: Share, view?: Box): void {
    const frames = view && this.#dialect === "gesso"
      ? news.framesWithin(view, share)
      : news.frames(this.#dialect, share);
    for (const frame of frames) this.#socket.send(frame);
  }
}

/** Who has read all that it was sent may be sent more at once. */
function allow(flow: Behind, unsent: number): void {
  flow.burst = unsent === 0 ? Math.min(LARGEST_BURST, 2 * flow.burst) : 1;
  flow.left = flow.burst;
}

function isStock({ type }: Message): boolean {
  return type !== "ephemeral" && type !== "ping" && type !== "pong" && type !== "notice";
}
