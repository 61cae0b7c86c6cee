/** The store port: durable bytes a board. The log is the truth; a snapshot only saves replaying it. */

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
  /** The whole board up to `snapshotPosition`; none when it was never compacted. */
  readonly snapshot: Uint8Array | undefined;
  readonly snapshotPosition: LogPosition;
  /** What came after the snapshot, in order. */
  readonly entries: readonly LogEntry[];
  readonly position: LogPosition;
}

/** What compaction makes of a board's log. */
export interface Folded {
  /** The whole board as one update: snapshot and entries together. */
  readonly snapshot: Uint8Array;
  /** The entries alone, merged: a segment of the board's history. */
  readonly segment: Uint8Array;
}

/** Runs off the hot path; must not keep what it is given. */
export type Fold = (stored: Stored) => Folded | Promise<Folded>;

export interface BoardStore extends AsyncDisposable {
  load(board: string): Promise<Stored>;
  /** Resolves once the entries are on disk, in this order and all or none. Rejects when they are not. */
  append(board: string, entries: readonly LogEntry[]): Promise<LogPosition>;
  /**
   * Writes a snapshot of what `fold` makes of the log, checks it, then switches to it in one atomic step. Entries
   * appended meanwhile stay. The folded entries are kept as a merged segment: segments are the board's history, and what
   * a board is rebuilt from should its snapshot turn out corrupt. Does nothing when there is nothing to fold.
   */
  compact(board: string, fold: Fold): Promise<void>;
}

/** The store did not do what was asked; `cause` is its own error. Names no board: its id is its view link. */
export class StoreError extends Error {
  override readonly name = "StoreError";
}
