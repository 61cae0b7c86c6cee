/**
 * One person at one board: document, history, connection, local copy, presence and drafts put together. What is done
 * here is in the document at once, connected or not. It knows nothing of how a board is drawn.
 *
 * On each connection: `opened` → we send our presence (it binds our client id) and our sync step 1; the server's step 1
 * → we answer with all it lacks, and only from then on are single updates sent, so that none arrives before what it
 * builds on.
 */

import * as Y from "yjs";
import { type Board, createBoard } from "../../core/board/board.ts";
import type { Role } from "../../core/board/capability.ts";
import type { Draft } from "../../core/board/draft.ts";
import type { Edit } from "../../core/board/edit.ts";
import { createHistory, type History } from "../../core/board/history.ts";
import { Listeners } from "../../core/board/listeners.ts";
import { LOCAL, REMOTE, STORE } from "../../core/board/origin.ts";
import type { Message, NoticeKind } from "../../core/protocol/message.ts";
import type { Presence } from "../../core/protocol/presence.ts";
import { unreachable } from "../../core/unreachable.ts";
import { type Clock, systemClock } from "./clock.ts";
import { type Connection, createConnection } from "./connection.ts";
import { createDrafts } from "./drafts.ts";
import { createOutbox } from "./outbox.ts";
import { createOutgoing } from "./outgoing.ts";
import { openIndexedDbCopy, type OpenLocalCopy } from "./persistence.ts";
import { createPeers, type RemotePeer } from "./presence.ts";
import { type ConnectionStatus, sameStatus, type Status } from "./status.ts";
import type { OpenTransport } from "./transport.ts";
import { browserWake, type Wake } from "./wake.ts";
import { createWebSocketTransport } from "./websocket_transport.ts";

export type { RemotePeer } from "./presence.ts";
export type { ConnectionStatus, Saving, Status } from "./status.ts";

/** The local copy is read first, so that the handshake asks only for what is new; but not for longer than this. */
export const LOCAL_COPY_WAIT_MS = 1_000;

export interface SessionOptions {
  readonly boardId: string;
  readonly key: string | undefined;
  /** As `location.origin`. */
  readonly origin: string;
  /** What the link says; the server decides. */
  readonly role: Role;
  readonly presence: Presence;
  /** The browser's own unless a test brings others. */
  readonly openTransport?: OpenTransport;
  readonly openLocalCopy?: OpenLocalCopy;
  readonly clock?: Clock;
  /** 0 to 1. */
  readonly random?: () => number;
  readonly wake?: Wake;
}

export interface Session {
  readonly board: Board;
  /** Does nothing while the board is read-only. */
  readonly history: History;
  /** Yjs's number for this document instance: by it others know us. */
  readonly clientId: number;
  readonly status: Status;
  onStatus(listener: (status: Status) => void): () => void;
  /** One transaction, one undo step. Refused, without effect, while the board is read-only. */
  apply(edits: readonly Edit[]): void;
  setPresence(presence: Presence): void;
  /** Everybody else, whenever somebody came, moved or left. */
  onPeers(listener: (peers: readonly RemotePeer[]) => void): () => void;
  /** undefined: the gesture is over, committed or not. */
  sendDraft(draft: Draft | undefined): void;
  onDraft(listener: (from: number, draft: Draft | undefined) => void): () => void;
  /** Sends what is waiting, says goodbye, and lets go of everything. */
  close(): Promise<void>;
}

const NOT_YET: ConnectionStatus = { stage: "connecting" };

/** How far the present connection is. */
type Handshake =
  | { readonly stage: "none" }
  /** For the server's step 1. `readOnly`: it has said that it takes no edits. */
  | { readonly stage: "awaited"; readonly readOnly: boolean }
  /** The server has been sent all that is not in `vector`. */
  | { readonly stage: "done"; readonly vector: Uint8Array };

export function openSession(options: SessionOptions): Session {
  const { role, clock = systemClock, random = Math.random, wake = browserWake } = options;
  const open = options.openTransport ?? createWebSocketTransport(options);
  const doc = new Y.Doc();
  const board = createBoard(doc);
  const ownHistory = createHistory(board);
  const drafts = createDrafts(board, clock);
  const outbox = createOutbox();
  const statuses = new Listeners<Status>();
  const copy = (options.openLocalCopy ?? openIndexedDbCopy)(options.boardId, doc);
  let connection: Connection | undefined;
  let handshake: Handshake = { stage: "none" };
  let noticedReadOnly = false;
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

  let status = currentStatus();
  doc.on("update", changed);
  const stopWaiting = clock.after(LOCAL_COPY_WAIT_MS, connect);
  void copy.loaded.then(copyLoaded);

  function connect(): void {
    stopWaiting();
    if (connection || isClosed) return;
    const events = { opened, received, lost, changed: tellStatus };
    connection = createConnection({ open, clock, random, wake }, events);
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
    handshake = { stage: "awaited", readOnly: false };
    drafts.restart();
    peers.announce();
    outgoing.flush();
    outgoing.send({ type: "sync-step-1", stateVector: Y.encodeStateVector(doc) });
  }

  function lost(): void {
    handshake = { stage: "none" };
    outgoing.clear();
    outbox.disconnected();
    peers.forgetOthers();
  }

  function received(message: Message): void {
    take(message);
    tellStatus();
  }

  function take(message: Message): void {
    switch (message.type) {
      case "sync-step-1":
        return answer(message.stateVector);
      case "sync-step-2":
        isLoaded = true;
        return Y.applyUpdate(doc, message.update, REMOTE);
      case "update":
        return Y.applyUpdate(doc, message.update, REMOTE);
      case "awareness":
        return peers.receive(message.update);
      case "query-awareness":
        return sendPresence();
      case "saved":
        return outgoing.send(...ask(outbox.answered(message.version)));
      case "ephemeral":
        if (message.from !== doc.clientID) drafts.receive(message.from, message.payload);
        return;
      case "notice":
        return heed(message.kind);
      case "denied":
        return connection?.refuse(message.reason);
      case "ping":
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
    sendAllSince(vector);
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
      case "full":
        return;
      case "restarting":
        // The close that follows is answered by connecting again, as any other.
        return;
      default:
        return unreachable(kind);
    }
  }

  function changed(update: Uint8Array, origin: unknown): void {
    if (origin === REMOTE || origin === STORE || copy.isOrigin(origin)) return;
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
      loaded: isLoaded,
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
    onStatus: (listener) => statuses.add(listener),
    apply(edits) {
      if (!isReadOnly()) board.apply(edits, LOCAL);
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
    async close() {
      if (isClosed) return;
      isClosed = true;
      stopWaiting();
      // Leaving is one's last presence: it goes out with what else is waiting.
      peers.close();
      outgoing.flush();
      connection?.close();
      doc.off("update", changed);
      drafts.close();
      statuses.clear();
      ownHistory.dispose();
      board.dispose();
      await copy.close();
      doc.destroy();
    },
  };
}

function whileWritable(history: History, isWritable: () => boolean): History {
  return {
    get canUndo() {
      return isWritable() && history.canUndo;
    },
    get canRedo() {
      return isWritable() && history.canRedo;
    },
    undo() {
      if (isWritable()) history.undo();
    },
    redo() {
      if (isWritable()) history.redo();
    },
    onChange: (listener) => history.onChange(listener),
    dispose: () => history.dispose(),
  };
}
