/** The port between rooms and connections: what a room may do with one, and what is told about it. Only adapters know more. */

import type { Role } from "../core/board/capability.ts";

export interface PeerSocket {
  /** Bytes handed over and not yet with the operating system. */
  readonly unsentBytes: number;
  send(frame: Uint8Array): void;
  close(code: number, reason: string): void;
}

/** What the adapter of a connection tells about it. None of these throws. */
export interface Peer {
  receive(frame: Uint8Array): void;
  /** A text frame came. */
  refuseText(): void;
  /** Something this peer sent went to another process: nothing after it is called saved until all of it came here. */
  missed(): void;
  /** The connection is closed. May be said more than once. */
  left(): void;
}

export interface PeerOptions {
  readonly role: Role;
  /** Whether it speaks `gesso.v1`; else it is a stock Yjs client. */
  readonly gesso: boolean;
  /** For one that speaks to several processes: a random number from which to count the questions to it. */
  readonly firstQuestion?: number;
}
