/** A session as others see it: what it is given, what can be asked of it, what it tells. */

import type { Board } from "../../core/board/board.ts";
import type { Role } from "../../core/board/capability.ts";
import type { Draft } from "../../core/board/draft.ts";
import type { Edit } from "../../core/board/edit.ts";
import type { History } from "../../core/board/history.ts";
import type { Presence } from "../../core/protocol/presence.ts";
import type { Clock } from "./clock.ts";
import type { OpenLocalCopy } from "./persistence.ts";
import type { RemotePeer } from "./presence.ts";
import type { Pace } from "./slices.ts";
import type { Status } from "./status.ts";
import type { OpenTransport } from "./transport.ts";
import type { Wake } from "./wake.ts";

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
  readonly pace?: Pace;
}

export interface Session {
  readonly board: Board;
  /** Does nothing while the board is read-only. */
  readonly history: History;
  /** Yjs's number for this document instance: by it others know us. */
  readonly clientId: number;
  readonly status: Status;
  /** What is to be sent and is not on the network yet. */
  readonly unsentBytes: number;
  onStatus(listener: (status: Status) => void): () => void;
  /**
   * One transaction, and one undo step, or a part of the last one if that was of the same `step`. Refused, without effect,
   * while the board is read-only.
   */
  apply(edits: readonly Edit[], step?: string): void;
  setPresence(presence: Presence): void;
  /** Everybody else, whenever somebody came, moved or left. */
  onPeers(listener: (peers: readonly RemotePeer[]) => void): () => void;
  /** undefined: the gesture is over, committed or not. */
  sendDraft(draft: Draft | undefined): void;
  onDraft(listener: (from: number, draft: Draft | undefined) => void): () => void;
  /** Sends what is waiting, says goodbye, and lets go of everything. */
  close(): void;
}
