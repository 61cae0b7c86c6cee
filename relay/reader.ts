/** What each message of a peer is worth: read, counted, and answered or handed on. It knows no connection. */

import type { AwarenessEntry } from "../core/protocol/guard.ts";
import { CLOSE, type CloseCode } from "../core/protocol/close.ts";
import { inspectAwareness, inspectStateVector } from "../core/protocol/guard.ts";
import { MAX_EPHEMERAL_BYTES, MAX_MESSAGES_PER_FRAME } from "../core/protocol/limits.ts";
import { decodeFrame, type Message, ProtocolError } from "../core/protocol/message.ts";
import { unreachable } from "../core/unreachable.ts";
import { Contribution, type ContributionHost, type Contributor } from "./contribution.ts";
import type { Delivery } from "./delivery.ts";
import { Intake } from "./intake.ts";
import type { LiveBoard } from "./live_board.ts";
import type { Receipt } from "./receipt.ts";

/** Whose messages they are. */
export interface Speaker extends Contributor {
  /** None while it is being loaded, and once the peer is gone. */
  readonly board: LiveBoard | undefined;
  readonly isGone: boolean;
  send(message: Message): void;
  /** This has to be read once more: the board broke before it was done. */
  repeat(message: Message): void;
  close(code: CloseCode, reason: string): void;
}

/** What reading asks of the room. */
export interface ReaderHost<Peer> extends ContributionHost<Peer> {
  /** Entries handed to the log so far. */
  readonly added: number;
  readonly attendance: {
    heard(peer: Peer): void;
    idOf(peer: Peer): number | undefined;
    show(peer: Peer, entries: readonly AwarenessEntry[]): void;
    encodeShown(): Uint8Array | undefined;
  };
  /** The peer wants to hear of this version: it may once all that was taken so far is with the log. */
  wants(peer: Peer, version: number): void;
  passOn(peer: Peer, message: Message & { type: "ephemeral" }): void;
  /** This peer wants a tick though there is no news. */
  wake(): void;
}

export interface ReaderOptions<Peer> {
  readonly host: ReaderHost<Peer>;
  readonly delivery: Delivery;
  readonly receipt: Receipt;
}

export const TOO_SLOW = "too slow: what was sent is not being read";

export class Reader<Peer extends Speaker> {
  readonly #peer: Peer;
  readonly #host: ReaderHost<Peer>;
  readonly #delivery: Delivery;
  readonly #receipt: Receipt;
  readonly #contribution: Contribution<Peer>;
  readonly #intake: Intake;

  constructor(peer: Peer, { host, delivery, receipt }: ReaderOptions<Peer>) {
    this.#peer = peer;
    this.#host = host;
    this.#delivery = delivery;
    this.#receipt = receipt;
    this.#contribution = new Contribution<Peer>(peer, { receipt, host });
    this.#intake = new Intake(host.clock);
  }

  /** Throws ProtocolError or GuardError at what no client of this protocol sends; what came before that was taken. */
  read(frame: Uint8Array): void {
    const peer = this.#peer;
    const messages = decodeFrame(frame);
    if (messages.length > MAX_MESSAGES_PER_FRAME) {
      throw new ProtocolError(`Cannot take a frame of ${messages.length} messages`);
    }
    const pace = this.#intake.count({ messages: messages.length, bytes: frame.length });
    if (pace === "flood") {
      return peer.close(CLOSE.tooMuch, "too much came from this connection, and it did not slow down");
    }
    if (pace === "just too much") peer.send({ type: "notice", kind: "slow-down" });
    for (const message of messages) {
      if (peer.isGone) break;
      if (pace !== "fine") this.#drop(message);
      else if (!this.#take(message)) peer.repeat(message);
    }
  }

  /** An update that was to be taken soon was applied. */
  applied(outcome: { gap: boolean; tookMs: number }): void {
    this.#contribution.applied(outcome);
  }

  /** False when the board broke before it was done. */
  #take(message: Message): boolean {
    if (readsBoard(message)) this.#host.settle();
    const { board } = this.#peer;
    if (!board) return false;
    if (isQuestion(message) && this.#delivery.tooSlow) {
      this.#peer.close(CLOSE.tooSlow, TOO_SLOW);
      return true;
    }
    switch (message.type) {
      case "sync-step-1":
        inspectStateVector(message.stateVector);
        if (!this.#delivery.answer(message.stateVector, board)) this.#host.wake();
        return true;
      case "sync-step-2": {
        const verdict = this.#contribution.take(message.update, board);
        if (verdict === "broken" || !this.#host.settle()) return false;
        if (verdict === "known" && this.#peer.mayWrite) this.#receipt.answered(this.#host.added);
        return true;
      }
      case "update":
        return this.#contribution.take(message.update, board) !== "broken";
      case "awareness":
        this.#host.attendance.show(this.#peer, inspectAwareness(message.update));
        return true;
      case "query-awareness":
        // Once a tick, however often it is asked for: of a full room it is megabytes.
        this.#delivery.owePresence();
        this.#host.wake();
        return true;
      case "saved":
        // Answered at the end of the frame: of several versions the last speaks for all.
        this.#host.wants(this.#peer, message.version);
        return true;
      case "ephemeral":
        this.#takeEphemeral(message);
        return true;
      case "ping":
        if (this.#intake.mayAnswer) this.#delivery.send({ type: "pong", time: message.time });
        return true;
      case "pong":
        if (!this.#receipt.echoed(message.time, this.#host.added)) throw notAClients(message);
        return true;
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
    if (message.type === "saved") this.#host.wants(this.#peer, message.version);
    else if (message.type === "update" || message.type === "sync-step-2") this.#contribution.drop();
  }

  #takeEphemeral(message: Message & { type: "ephemeral" }): void {
    const { from, payload } = message;
    if (payload.length > MAX_EPHEMERAL_BYTES) {
      throw new ProtocolError(`Cannot pass on ${payload.length} bytes: ${MAX_EPHEMERAL_BYTES} is the most`);
    }
    const id = this.#host.attendance.idOf(this.#peer);
    // Until its presence is bound nobody could tell whose ink it is.
    if (id === undefined || !this.#peer.mayWrite) return;
    if (id !== from) {
      throw new ProtocolError(`Cannot pass on ink of client ${from}: this connection is ${id}`);
    }
    this.#host.passOn(this.#peer, message);
  }
}

/** It is answered from the board, or says that all of an answer has come. */
function readsBoard({ type }: Message): boolean {
  return type === "sync-step-1" || type === "sync-step-2" || type === "pong";
}

/** It is answered, perhaps before a tick sees how much has not been read. */
function isQuestion({ type }: Message): boolean {
  return type === "sync-step-1" || type === "ping";
}

function notAClients({ type }: Message): ProtocolError {
  return new ProtocolError(`Cannot take a message from a client: ${type} is the server's to send`);
}
