/**
 * One person at one board: document, history, connection, local copy, presence and drafts put together. What is done
 * here is in the document at once, connected or not. It knows nothing of how a board is drawn.
 *
 * On each connection: `opened` → we send our presence (it binds our client id) and our sync step 1; the server's step 1
 * → we answer with all it lacks, and only from then on are single updates sent, so that none arrives before what it
 * builds on.
 */

import * as Y from "yjs";
import { createBoard } from "../../core/board/board.ts";
import { createHistory } from "../../core/board/history.ts";
import { Listeners } from "../../core/board/listeners.ts";
import { LOCAL } from "../../core/board/origin.ts";
import type { Message, NoticeKind } from "../../core/protocol/message.ts";
import { unreachable } from "../../core/unreachable.ts";
import { createBestTransport } from "./best_transport.ts";
import { type Clock, systemClock } from "./clock.ts";
import { type Connection, createConnection } from "./connection.ts";
import { applyRemote, watchOwnChanges } from "./document_changes.ts";
import { createDrafts } from "./drafts.ts";
import { createHttpTransport } from "./http_transport.ts";
import { createIncoming, type DocumentMessage, type OtherMessage } from "./incoming.ts";
import { createOutbox } from "./outbox.ts";
import { createOutgoing } from "./outgoing.ts";
import { openIndexedDbCopy } from "./persistence.ts";
import { createPeers } from "./presence.ts";
import type { Session, SessionOptions } from "./session_api.ts";
import { browserPace } from "./slices.ts";
import { type ConnectionStatus, sameStatus, type Status } from "./status.ts";
import type { OpenTransport } from "./transport.ts";
import { browserWake, type Wake } from "./wake.ts";
import { createWebSocketTransport } from "./websocket_transport.ts";
import { whileWritable } from "./writable_history.ts";

export type { RemotePeer } from "./presence.ts";
export type { Session, SessionOptions } from "./session_api.ts";
export type { Status } from "./status.ts";

/**
 * The local copy is read first, so that the handshake asks only for what is new; but when nothing of it was read for so
 * long, nobody waits for it.
 */
export const LOCAL_COPY_WAIT_MS = 1_000;

const NOT_YET: ConnectionStatus = { stage: "connecting" };

/** How far the present connection is. */
type Handshake =
  | { readonly stage: "none" }
  /** For the server's step 1. `readOnly`: it has said that it takes no edits. */
  | { readonly stage: "awaited"; readonly readOnly: boolean }
  /** The server has been sent all that is not in `vector`. */
  | { readonly stage: "done"; readonly vector: Uint8Array };

export function openSession(options: SessionOptions): Session {
  const { role, clock = systemClock, random = Math.random, wake = browserWake, pace = browserPace } = options;
  const open = options.openTransport ?? openBest(options, { clock, wake });
  const doc = new Y.Doc();
  const board = createBoard(doc);
  const ownHistory = createHistory(board);
  const drafts = createDrafts(board, clock);
  const outbox = createOutbox();
  const statuses = new Listeners<Status>();
  let connection: Connection | undefined;
  let handshake: Handshake = { stage: "none" };
  let noticedReadOnly = false;
  let isFull = false;
  let isSlowedDown = false;
  let isLoaded = false;
  let isClosed = false;

  const outgoing = createOutgoing({
    clock,
    unsentBytes: () => connection?.unsentBytes ?? 0,
    send: (messages) => connection?.send(messages),
    afterUpdates: () => ask(outbox.sent()),
    tooLarge: () => {
      outbox.stuck();
      tellStatus();
    },
  });
  const peers = createPeers({ doc, clock, presence: options.presence, send: sendPresence });
  peers.onLeft((clientId) => drafts.drop(clientId));
  const incoming = createIncoming({
    pace,
    apply: (update) => applyRemote(doc, update),
    applied,
    take,
    failed: (error) => connection?.fail(error),
  });

  const openCopy = options.openLocalCopy ?? openIndexedDbCopy;
  const copy = openCopy(options.boardId, { doc, clock, pace, changed: tellStatus });
  let status = currentStatus();
  const stopWatching = watchOwnChanges(doc, changed);
  let stopWaiting = clock.after(LOCAL_COPY_WAIT_MS, () => lookAtCopy(0));
  void copy.loaded.then(copyLoaded);

  /** A large board takes a while to read: it is waited for as long as that goes on. */
  function lookAtCopy(readBefore: number): void {
    const { readBytes } = copy;
    if (readBytes <= readBefore) return connect();
    stopWaiting = clock.after(LOCAL_COPY_WAIT_MS, () => lookAtCopy(readBytes));
  }

  function connect(): void {
    stopWaiting();
    if (connection || isClosed) return;
    const events = { opened, received, lost, changed: tellStatus };
    connection = createConnection({ open, clock, random, wake }, events);
    tellStatus();
  }

  function copyLoaded(hadSomething: boolean): void {
    if (isClosed) return;
    if (hadSomething) {
      isLoaded = true;
      // Nothing tells whether the server has it all: its next answer does.
      if (!isReadOnly()) outbox.changed();
    }
    // Read after the handshake, then: what the copy has, the server may lack.
    if (handshake.stage === "done") sendAllSince(handshake.vector);
    connect();
    tellStatus();
  }

  function opened(): void {
    incoming.lost();
    // In the midst of a connection the other end may begin anew: of what it was told and asked nothing counts.
    outgoing.clear();
    outbox.disconnected();
    isFull = isSlowedDown = false;
    handshake = { stage: "awaited", readOnly: false };
    drafts.restart();
    peers.announce();
    outgoing.flush();
    outgoing.send({ type: "sync-step-1", stateVector: Y.encodeStateVector(doc) });
  }

  function lost(): void {
    handshake = { stage: "none" };
    incoming.lost();
    outgoing.clear();
    outbox.disconnected();
    peers.forgetOthers();
  }

  function received(message: Message): void {
    incoming.push(message);
    tellStatus();
  }

  function applied({ type, update }: DocumentMessage, { isNew }: { readonly isNew: boolean }): void {
    // Each handshake tells again what was deleted.
    if (isNew) copy.keep(update);
    if (type === "sync-step-2") isLoaded = true;
    tellStatus();
  }

  function take(message: OtherMessage): void {
    switch (message.type) {
      case "sync-step-1":
        return answer(message.stateVector);
      case "awareness":
        return peers.receive(message.update);
      case "query-awareness":
        return sendPresence();
      case "saved":
        outgoing.send(...ask(outbox.answered(message.version)));
        // Others may have made room meanwhile.
        if (outbox.saving === "saved") isFull = isSlowedDown = false;
        return;
      case "ephemeral":
        if (message.from !== doc.clientID) drafts.receive(message.from, message.payload);
        return;
      case "notice":
        return heed(message.kind);
      case "denied":
        return connection?.refuse(message.reason);
      case "ping":
        // Behind what was asked before it: that is how a server that may have missed something knows that it has all.
        return outgoing.send({ type: "pong", time: message.time });
      case "pong":
        return;
      default:
        return unreachable(message);
    }
  }

  /** The server says what it has: it is sent the rest. */
  function answer(vector: Uint8Array): void {
    // It asks again in the midst of a connection when it could not take something.
    if (handshake.stage === "awaited") {
      noticedReadOnly = handshake.readOnly;
      outbox.connected();
    }
    const { asked } = outbox;
    sendAllSince(vector);
    // It may be another process than the one that was asked: with all of it here, this one can answer, too.
    outgoing.send(...ask(asked));
  }

  function sendAllSince(vector: Uint8Array): void {
    handshake = { stage: "done", vector };
    if (!isReadOnly()) outgoing.sendDifference(Y.encodeStateAsUpdate(doc, vector));
  }

  function heed(kind: NoticeKind): void {
    switch (kind) {
      case "read-only":
        if (handshake.stage === "awaited") handshake = { stage: "awaited", readOnly: true };
        noticedReadOnly = true;
        return;
      case "saving-fails":
        return outbox.savingFails();
      case "slow-down":
        isSlowedDown = true;
        return;
      case "full":
        isFull = true;
        return;
      case "restarting":
        // The close that follows is answered by connecting again, as any other.
        return;
      default:
        return unreachable(kind);
    }
  }

  function changed(update: Uint8Array): void {
    copy.keep(update);
    outbox.changed();
    if (handshake.stage === "done" && !isReadOnly()) outgoing.update(update);
    tellStatus();
  }

  function ask(version: number | undefined): readonly Message[] {
    return version === undefined ? [] : [{ type: "saved", version }];
  }

  function sendPresence(): void {
    if (handshake.stage !== "none") {
      outgoing.latest("presence", () => ({ type: "awareness", update: peers.encodeOwn() }));
    }
  }

  function isReadOnly(): boolean {
    return role === "view" || noticedReadOnly;
  }

  function currentStatus(): Status {
    return {
      connection: connection?.status ?? NOT_YET,
      saving: outbox.saving === "saving" && isReadOnly() ? "local" : outbox.saving,
      readOnly: isReadOnly(),
      full: isFull,
      slowDown: isSlowedDown,
      loaded: isLoaded,
      // Opening it takes a moment; a browser that blocks it says nothing.
      keptHere: copy.stage === "keeping" || (copy.stage === "opening" && !connection),
    };
  }

  function tellStatus(): void {
    const now = currentStatus();
    if (isClosed || sameStatus(now, status)) return;
    status = now;
    statuses.tell(now);
  }

  return {
    board,
    history: whileWritable(ownHistory, () => !isReadOnly()),
    clientId: doc.clientID,
    get status() {
      return status;
    },
    get unsentBytes() {
      return (connection?.unsentBytes ?? 0) + outgoing.waitingBytes;
    },
    onStatus: (listener) => statuses.add(listener),
    apply(edits, step) {
      if (!isReadOnly()) ownHistory.record(() => board.apply(edits, LOCAL), step);
    },
    setPresence: (presence) => peers.set(presence),
    onPeers: (listener) => peers.onPeers(listener),
    sendDraft(draft) {
      if (handshake.stage !== "done" || isReadOnly()) return;
      outgoing.latest("draft", () => {
        const payload = drafts.encode(draft);
        return payload && { type: "ephemeral", from: doc.clientID, payload };
      });
    },
    onDraft: (listener) => drafts.onDraft(({ from, draft }) => listener(from, draft)),
    close() {
      if (isClosed) return;
      isClosed = true;
      stopWaiting();
      // Leaving is one's last presence: it goes out with what else is waiting.
      peers.close();
      outgoing.flush();
      connection?.close();
      incoming.close();
      stopWatching();
      drafts.close();
      statuses.clear();
      ownHistory.dispose();
      board.dispose();
      copy.close();
      doc.destroy();
    },
  };
}

function openBest(options: SessionOptions, { clock, wake }: { clock: Clock; wake: Wake }): OpenTransport {
  const [webSocket, http] = [createWebSocketTransport(options), createHttpTransport(options, { clock })];
  return createBestTransport({ webSocket, http, clock, wake });
}
