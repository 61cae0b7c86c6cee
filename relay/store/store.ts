/** The store port: durable bytes a board. The log is the truth; a snapshot only saves replaying it. */

import type { Packed } from "./packed.ts";

/** One applied update. */
export interface LogEntry {
  /** Milliseconds since the epoch, by the server's clock. */
  readonly time: number;
  /** The Yjs client id of the connection it came from; 0 when not known. */
  readonly author: number;
  readonly update: Uint8Array;
}

/** How far a board's log has been committed. Grows with each append; 0 is an empty log. */
export type LogPosition = number;

export interface Stored {
  /**
   * The whole board up to `snapshotPosition`, in updates to be applied one after the other, each small enough to be
   * applied without holding up others; none when it was never compacted.
   */
  readonly snapshot: readonly Uint8Array[];
  readonly snapshotPosition: LogPosition;
  /** What came after the snapshot, in order. */
  readonly entries: readonly LogEntry[];
  readonly position: LogPosition;
}

/** What compaction starts from. */
export interface Unfolded {
  readonly snapshot: Packed;
  /** What came after it, in order. */
  readonly updates: Packed;
}

/** What compaction makes of a board's log. */
export interface Folded {
  /** The whole board, snapshot and updates together, in parts as in `Stored`. */
  readonly snapshot: Packed;
  /** The updates alone, merged: a segment of the board's history. */
  readonly segment: Uint8Array<ArrayBuffer>;
}

/** Given to a store when it is opened. It may transfer what it is given to another thread: whoever calls it gives it away. */
export type Fold = (unfolded: Unfolded) => Folded | Promise<Folded>;

export interface BoardStore extends AsyncDisposable {
  load(board: string): Promise<Stored>;
  /** Resolves once the entries are on disk, in this order and all or none. Rejects when they are not. */
  append(board: string, entries: readonly LogEntry[]): Promise<LogPosition>;
  /**
   * Writes a snapshot of what the store's `Fold` makes of the log, checks it, then switches to it in one atomic step.
   * Entries appended meanwhile stay. The folded entries are kept as a merged segment: segments are the board's history,
   * and what a board is rebuilt from should its snapshot turn out corrupt. Does nothing when there is nothing to fold.
   * One board at a time: others wait for their turn. Resolves with the bytes of the snapshot there is then.
   */
  compact(board: string): Promise<number>;
}

/** The store did not do what was asked; `cause` is its own error. Names no board: its id is its view link. */
export class StoreError extends Error {
  override readonly name = "StoreError";
}
