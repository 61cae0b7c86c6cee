/** One connection in a room, from its joining to its leaving: what it is sent, and when. It knows no WebSocket. */

import { CLOSE, type CloseCode } from "../core/protocol/close.ts";
import { GuardError } from "../core/protocol/guard.ts";
import { MAX_FRAME_BYTES } from "../core/protocol/limits.ts";
import { encodeFrame, type Message, type NoticeKind, ProtocolError } from "../core/protocol/message.ts";
import type { Attendant } from "./attendance.ts";
import { Delivery, type Missed } from "./delivery.ts";
import { BrokenBoardError, type LiveBoard } from "./live_board.ts";
import { describe, type Log } from "./log.ts";
import { Reader, type ReaderHost, type Speaker, TOO_SLOW } from "./reader.ts";
import { Receipt } from "./receipt.ts";
import type { Broadcast } from "./round.ts";
import type { Peer, PeerOptions, PeerSocket } from "./socket.ts";

/** What a peer asks of its room. */
export interface PeerHost extends ReaderHost<RoomPeer> {
  readonly log: Log;
  /** Entries on disk of those handed to the log so far. */
  readonly committed: number;
  /** What was taken goes out: now, or with the next tick. */
  flush(): void;
  left(peer: RoomPeer): void;
  /** The board in memory is not to be trusted any more. */
  broken(error: BrokenBoardError): void;
}

/** Frames that came before the board was loaded may take so much. */
const MAX_WAITING_BYTES = 2 * MAX_FRAME_BYTES;
/** What a frame takes in memory beside its bytes. */
const FRAME_COST_BYTES = 128;

type Stage =
  | { readonly stage: "waiting"; readonly frames: Uint8Array[]; bytes: number }
  | { readonly stage: "joined"; readonly board: LiveBoard; readonly early: Uint8Array[] }
  | { readonly stage: "gone" };

export class RoomPeer implements Peer, Attendant, Speaker {
  readonly gesso: boolean;
  readonly mayWrite: boolean;
  readonly #host: PeerHost;
  readonly #socket: PeerSocket;
  readonly #delivery: Delivery;
  readonly #receipt: Receipt;
  readonly #reader: Reader<RoomPeer>;
  #stage: Stage = { stage: "waiting", frames: [], bytes: 0 };

  constructor(socket: PeerSocket, { role, gesso, firstQuestion = 0 }: PeerOptions, host: PeerHost) {
    this.gesso = gesso;
    this.mayWrite = role !== "view";
    this.#host = host;
    this.#socket = socket;
    this.#delivery = new Delivery(socket, { clock: host.clock, dialect: gesso ? "gesso" : "stock" });
    this.#receipt = new Receipt({ clock: host.clock, firstQuestion, ask: () => this.askAll() });
    this.#reader = new Reader<RoomPeer>(this, { host, delivery: this.#delivery, receipt: this.#receipt });
  }

  receive(frame: Uint8Array): void {
    this.#safely("frame", () => {
      if (this.#stage.stage === "gone") return;
      if (frame.length > MAX_FRAME_BYTES) {
        return this.close(CLOSE.tooLarge, `a frame has ${frame.length} bytes, more than ${MAX_FRAME_BYTES}`);
      }
      if (this.#stage.stage === "waiting") this.#keep(this.#stage, frame);
      else this.#read(frame);
    });
  }

  refuseText(): void {
    this.close(CLOSE.textFrame, "this server reads binary frames only");
  }

  missed(): void {
    this.#safely("gap", () => {
      if (this.#stage.stage === "gone") return;
      if (this.mayWrite) this.#receipt.missed();
      else this.#receipt.refused();
    });
  }

  left(): void {
    if (this.#stage.stage === "gone") return;
    this.#stage = { stage: "gone" };
    this.#receipt[Symbol.dispose]();
    this.#safely("leaving", () => this.#host.left(this));
  }

  get board(): LiveBoard | undefined {
    return this.#stage.stage === "joined" ? this.#stage.board : undefined;
  }

  get isGone(): boolean {
    return this.#stage.stage === "gone";
  }

  /** Leaves the room, then closes: a stuck connection may never say that it is closed. */
  close(code: CloseCode, reason: string): void {
    if (this.#stage.stage === "gone") return;
    this.left();
    try {
      this.#socket.close(code, fitting(reason));
    } catch (error) {
      this.#host.log.warn("closing a connection failed", { code, error: describe(error) });
    }
  }

  /** The board is loaded: greets. What came meanwhile is for `catchUp`, once all who waited are there to hear of it. */
  join(board: LiveBoard, notices: readonly NoticeKind[]): void {
    this.#safely("handshake", () => {
      if (this.#stage.stage === "gone") return;
      const early = this.#stage.stage === "waiting" ? this.#stage.frames : [];
      this.#stage = { stage: "joined", board, early };
      const greeting: Message[] = [];
      // A viewer's answer would be refused: it is not asked.
      if (this.mayWrite) greeting.push(...this.#receipt.question(board.stateVector()));
      const everyone = this.#host.attendance.encodeShown();
      if (everyone) greeting.push({ type: "awareness", update: everyone });
      if (!this.mayWrite) greeting.push({ type: "notice", kind: "read-only" });
      for (const kind of notices) greeting.push({ type: "notice", kind });
      this.#delivery.send(...greeting);
    });
  }

  /** Reads what came before the board was loaded. */
  catchUp(): void {
    this.#safely("frame", () => {
      for (let frame; (frame = this.#early());) this.#read(frame);
    });
  }

  /** The board is being loaded anew: frames wait again. */
  wait(): void {
    if (this.#stage.stage !== "joined") return;
    const { early } = this.#stage;
    const bytes = early.reduce((sum, { length }) => sum + length + FRAME_COST_BYTES, 0);
    this.#stage = { stage: "waiting", frames: early, bytes };
  }

  /** This tick's share of the news. True when it wants another tick. */
  tick(news: Broadcast<RoomPeer> | undefined, missed: Missed): boolean {
    if (this.#stage.stage !== "joined") return false;
    const pace = this.#safely("tick", () => this.#delivery.tick(news, missed));
    if (pace === "too slow") this.#tooSlow();
    return pace === "behind";
  }

  /** Sends one part of the board, if it lacks some. True when another could follow at once. */
  advance(board: LiveBoard): boolean {
    if (this.#stage.stage !== "joined" || !this.#delivery.isBehind) return false;
    return this.#safely("part", () => this.#delivery.advance(board)) ?? false;
  }

  /** An update of it that was to be taken soon was applied. */
  applied(outcome: { gap: boolean; tookMs: number }): void {
    this.#safely("update", () => this.#reader.applied(outcome));
  }

  /** All that came before it wanted this version is with the log. */
  mayHear(version: number): void {
    this.#receipt.wants(version, this.#host.added);
  }

  /** This has to be read once more: the board broke before it was done. */
  repeat(message: Message): void {
    if (this.#stage.stage === "waiting") this.#keep(this.#stage, encodeFrame([message]));
  }

  /** Yjs failed at something of its making. */
  broke(error: BrokenBoardError): void {
    this.close(CLOSE.badData, error.message);
  }

  /** More of the log is on disk. */
  acknowledge(): void {
    this.#safely("ack", () => {
      const version = this.#stage.stage === "gone" ? undefined : this.#receipt.due(this.#host.committed);
      if (version !== undefined) this.#delivery.send({ type: "saved", version });
    });
  }

  send(message: Message): void {
    this.#safely("message", () => {
      if (this.#stage.stage === "joined") this.#delivery.send(message);
    });
  }

  /** Asks for all that is missing here. Of a viewer only its presence, for its updates are not taken. */
  askAll(): void {
    if (this.#stage.stage !== "joined") return;
    if (!this.mayWrite) return this.send({ type: "query-awareness" });
    this.#safely("question", () => {
      this.#host.settle();
      const { board } = this;
      if (board) this.#delivery.send(...this.#receipt.question(board.stateVector()));
    });
  }

  retry(): void {
    this.#receipt.retry();
  }

  tellPresence(update: Uint8Array): void {
    this.send({ type: "awareness", update });
  }

  tellRefused(why: "full" | "read-only"): void {
    if (this.gesso) this.#delivery.send({ type: "notice", kind: why });
    else this.#delivery.send({ type: "denied", reason: REFUSED[why] });
  }

  oust(): void {
    this.close(CLOSE.goingAway, "a newer connection of this client took over");
  }

  #keep(waiting: Stage & { stage: "waiting" }, frame: Uint8Array): void {
    waiting.bytes += frame.length + FRAME_COST_BYTES;
    if (waiting.bytes > MAX_WAITING_BYTES) {
      return this.close(
        CLOSE.tooLarge,
        `more than ${MAX_WAITING_BYTES} bytes came before the board was loaded`,
      );
    }
    waiting.frames.push(frame);
  }

  #read(frame: Uint8Array): void {
    this.#host.attendance.heard(this);
    try {
      this.#reader.read(frame);
    } finally {
      // Also when a later message was bad: what came before it was taken.
      this.acknowledge();
      this.#host.flush();
    }
  }

  #early(): Uint8Array | undefined {
    return this.#stage.stage === "joined" ? this.#stage.early.shift() : undefined;
  }

  #tooSlow(): void {
    this.close(CLOSE.tooSlow, TOO_SLOW);
  }

  /** A throw in a socket's or a timer's handler would end the process. */
  #safely<T>(doing: string, act: () => T): T | undefined {
    try {
      return act();
    } catch (error) {
      if (error instanceof ProtocolError || error instanceof GuardError) {
        this.#host.log.warn("bad data", { reason: error.message });
        this.close(CLOSE.badData, error.message);
      } else if (error instanceof BrokenBoardError) {
        this.close(CLOSE.badData, error.message);
        this.#host.broken(error);
      } else {
        this.#host.log.error("a peer's handler failed", { doing, error: describe(error) });
        this.close(CLOSE.internal, "the server made a mistake; try again");
      }
      return undefined;
    }
  }
}

/** To a stock client, in y-protocols' own words. */
const REFUSED = {
  "full": "this board is full: nothing can be added",
  "read-only": "this link is for viewing only",
};

/** As much of the reason as a close frame holds: 123 bytes of UTF-8. */
function fitting(reason: string): string {
  const { read } = new TextEncoder().encodeInto(reason, new Uint8Array(123));
  return reason.slice(0, read);
}
