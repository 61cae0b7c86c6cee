/** One connection in a room: reads its frames, decides what each message is worth, answers it. It knows no WebSocket. */

import { CLOSE, type CloseCode } from "../core/protocol/close.ts";
import {
  GuardError,
  inspectAwareness,
  inspectStateVector,
  inspectUpdate,
  type UpdateFacts,
} from "../core/protocol/guard.ts";
import { MAX_EPHEMERAL_BYTES, MAX_FRAME_BYTES, MAX_MESSAGES_PER_FRAME } from "../core/protocol/limits.ts";
import { decodeFrame, type Message, type NoticeKind, ProtocolError } from "../core/protocol/message.ts";
import { unreachable } from "../core/unreachable.ts";
import { Allowance } from "./allowance.ts";
import type { Attendance, Attendant } from "./attendance.ts";
import type { Clock } from "./clock.ts";
import { Delivery, type Missed } from "./delivery.ts";
import { BrokenBoardError, type LiveBoard } from "./live_board.ts";
import { describe, type Log } from "./log.ts";
import { Receipt } from "./receipt.ts";
import { FIRST_PAUSE_MS } from "./resync.ts";
import { Intake } from "./intake.ts";
import type { Broadcast } from "./round.ts";
import type { Peer, PeerOptions, PeerSocket } from "./socket.ts";

/** What a peer asks of its room. */
export interface PeerHost {
  readonly clock: Clock;
  readonly log: Log;
  /** Entries handed to the log so far, and how many of them are on disk. */
  readonly added: number;
  readonly committed: number;
  readonly attendance: Attendance<RoomPeer>;
  /** Applies, passes on and logs; false when the update builds on what is not here. */
  take(peer: RoomPeer, update: Uint8Array, facts: UpdateFacts): boolean;
  passOn(peer: RoomPeer, message: Message & { type: "ephemeral" }): void;
  /** What was taken goes out: now, or with the next tick. */
  flush(): void;
  /** This peer wants a tick though there is no news. */
  wake(): void;
  left(peer: RoomPeer): void;
  /** The board in memory is not to be trusted any more. */
  broken(error: BrokenBoardError): void;
}

/** Frames that came before the board was loaded may take so much. */
const MAX_WAITING_BYTES = 2 * MAX_FRAME_BYTES;
/** What a frame takes in memory beside its bytes. */
const FRAME_COST_BYTES = 128;

/** Before somebody is asked again, and told again, because the board is full: others may delete something meanwhile. */
const FULL_PAUSE_MS = 15_000;

type Stage =
  | { readonly stage: "waiting"; readonly frames: Uint8Array[]; bytes: number }
  | { readonly stage: "joined"; readonly board: LiveBoard; readonly early: Uint8Array[] }
  | { readonly stage: "gone" };

export class RoomPeer implements Peer, Attendant {
  readonly gesso: boolean;
  readonly mayWrite: boolean;
  readonly #host: PeerHost;
  readonly #socket: PeerSocket;
  readonly #delivery: Delivery;
  readonly #receipt: Receipt;
  readonly #allowance: Allowance;
  readonly #intake: Intake;
  #stage: Stage = { stage: "waiting", frames: [], bytes: 0 };
  #saidFullAt = -Infinity;

  constructor(socket: PeerSocket, { role, gesso, firstQuestion = 0 }: PeerOptions, host: PeerHost) {
    this.gesso = gesso;
    this.mayWrite = role !== "view";
    this.#host = host;
    this.#socket = socket;
    this.#delivery = new Delivery(socket, { clock: host.clock, dialect: gesso ? "gesso" : "stock" });
    this.#receipt = new Receipt({ clock: host.clock, firstQuestion, ask: () => this.askAll() });
    this.#allowance = new Allowance(host.clock);
    this.#intake = new Intake(host.clock);
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
      if (this.#stage.stage !== "joined") return;
      for (const frame of this.#stage.early.splice(0)) if (this.#stage.stage === "joined") this.#read(frame);
    });
  }

  /** The board is being loaded anew: frames wait again. */
  wait(): void {
    if (this.#stage.stage === "joined") this.#stage = { stage: "waiting", frames: [], bytes: 0 };
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
    const { board } = this.#stage;
    this.#safely("question", () => this.#delivery.send(...this.#receipt.question(board.stateVector())));
  }

  retry(): void {
    this.#receipt.retry();
  }

  tellPresence(update: Uint8Array): void {
    this.send({ type: "awareness", update });
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
    if (this.#delivery.tooSlow) return this.#tooSlow();
    try {
      const messages = decodeFrame(frame);
      if (messages.length > MAX_MESSAGES_PER_FRAME) {
        throw new ProtocolError(`Cannot take a frame of ${messages.length} messages`);
      }
      const pace = this.#intake.count({ messages: messages.length, bytes: frame.length });
      if (pace === "flood") return this.#tooMuch();
      if (pace === "just too much") this.send({ type: "notice", kind: "slow-down" });
      for (const message of messages) {
        if (this.#stage.stage !== "joined") break;
        if (pace === "fine") this.#take(message, this.#stage.board);
        else this.#drop(message);
      }
    } finally {
      // Also when a later message was bad: what came before it was taken.
      this.acknowledge();
      this.#host.flush();
    }
  }

  #take(message: Message, board: LiveBoard): void {
    switch (message.type) {
      case "sync-step-1":
        inspectStateVector(message.stateVector);
        if (!this.#delivery.answer(message.stateVector, board)) this.#host.wake();
        return;
      case "sync-step-2":
        if (this.#takeUpdate(message.update, board) && this.mayWrite) {
          this.#receipt.answered(this.#host.added);
        }
        return;
      case "update":
        this.#takeUpdate(message.update, board);
        return;
      case "awareness":
        return this.#host.attendance.show(this, inspectAwareness(message.update));
      case "query-awareness":
        // Once a tick, however often it is asked for: of a full room it is megabytes.
        this.#delivery.owePresence();
        return this.#host.wake();
      case "saved":
        // Answered at the end of the frame: of several versions the last speaks for all.
        return this.#receipt.wants(message.version, this.#host.added);
      case "ephemeral":
        return this.#takeEphemeral(message);
      case "ping":
        if (this.#intake.mayAnswer) this.#delivery.send({ type: "pong", time: message.time });
        return;
      case "pong":
        if (!this.#receipt.echoed(message.time, this.#host.added)) throw notAClients(message);
        return;
      case "denied":
      case "notice":
        throw notAClients(message);
      default:
        return unreachable(message);
    }
  }

  /**
   * Too much came. What is shown to others is shown anew soon or never; updates are asked for later. A version is
   * remembered: until they have come, it is not called saved.
   */
  #drop(message: Message): void {
    if (message.type === "saved") this.#receipt.wants(message.version, this.#host.added);
    else if (message.type === "update" || message.type === "sync-step-2") this.#dropUpdate();
  }

  /** Whether all of it is known here now. */
  #takeUpdate(update: Uint8Array, board: LiveBoard): boolean {
    if (!this.#allowance.isSpent) return this.#allowance.spend(() => this.#inspectAndTake(update, board));
    this.#dropUpdate();
    return false;
  }

  /** Unread. A viewer's would not be taken either: it is not asked again. */
  #dropUpdate(): void {
    if (this.mayWrite) this.#receipt.dropped(FIRST_PAUSE_MS);
    else this.#receipt.refused();
  }

  #inspectAndTake(update: Uint8Array, board: LiveBoard): boolean {
    const facts = inspectUpdate(update, {
      knownClock: (client) => board.clockOf(client),
      depthOf: (client, clock) => board.depthOf(client, clock),
      isForeign: (client) => this.#host.attendance.isForeign(client, this),
    });
    if (facts.empty) return true;
    if (!this.mayWrite) {
      this.#receipt.refused();
      this.#refuseEdits();
      return false;
    }
    if (facts.foreignClients.length > 0) {
      this.#receipt.dropped(FIRST_PAUSE_MS);
      return false;
    }
    if (!facts.gap && board.isTooLarge(update, facts)) {
      this.#receipt.dropped(FULL_PAUSE_MS);
      this.#sayFull();
      return false;
    }
    if (facts.gap || !this.#host.take(this, update, facts)) {
      this.#receipt.dropped(0);
      return false;
    }
    return true;
  }

  #takeEphemeral(message: Message & { type: "ephemeral" }): void {
    const { from, payload } = message;
    if (payload.length > MAX_EPHEMERAL_BYTES) {
      throw new ProtocolError(`Cannot pass on ${payload.length} bytes: ${MAX_EPHEMERAL_BYTES} is the most`);
    }
    const id = this.#host.attendance.idOf(this);
    // Until its presence is bound nobody could tell whose ink it is.
    if (id === undefined || !this.mayWrite) return;
    if (id !== from) {
      throw new ProtocolError(`Cannot pass on ink of client ${from}: this connection is ${id}`);
    }
    this.#host.passOn(this, message);
  }

  /** Now and then: who draws without looking would be told so at every frame. */
  #sayFull(): void {
    const now = this.#host.clock.now();
    if (now - this.#saidFullAt < FULL_PAUSE_MS) return;
    this.#saidFullAt = now;
    if (this.gesso) this.#delivery.send({ type: "notice", kind: "full" });
    else this.#delivery.send({ type: "denied", reason: "this board is full: nothing can be added" });
  }

  #refuseEdits(): void {
    if (this.gesso) this.#delivery.send({ type: "notice", kind: "read-only" });
    else this.#delivery.send({ type: "denied", reason: "this link is for viewing only" });
  }

  #tooMuch(): void {
    this.close(CLOSE.tooMuch, "too much came from this connection, and it did not slow down");
  }

  #tooSlow(): void {
    this.close(CLOSE.tooSlow, "too slow: what was sent is not being read");
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

function notAClients({ type }: Message): ProtocolError {
  return new ProtocolError(`Cannot take a message from a client: ${type} is the server's to send`);
}

/** As much of the reason as a close frame holds: 123 bytes of UTF-8. */
function fitting(reason: string): string {
  const { read } = new TextEncoder().encodeInto(reason, new Uint8Array(123));
  return reason.slice(0, read);
}
