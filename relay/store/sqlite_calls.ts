/** What the store asks its worker: boards as bytes that can be transferred. */

import type { Packed } from "./packed.ts";
import type { Folded, LogPosition } from "./store.ts";

export type SqliteCalls = {
  /** The file at this path. Before anything else, and once. */
  readonly open: { readonly ask: string; readonly answer: void };
  readonly append: { readonly ask: Appends; readonly answer: LogPosition[] };
  readonly load: { readonly ask: string; readonly answer: StoredBoard };
  readonly compact: { readonly ask: CompactedBoard; readonly answer: void };
  /** The file. Nothing can be asked any more. */
  readonly close: { readonly ask: undefined; readonly answer: void };
};

/** What several boards append. */
export interface Appends {
  readonly boards: readonly string[];
  /** How many of the entries are whose. */
  readonly counts: readonly number[];
  readonly times: Float64Array<ArrayBuffer>;
  readonly authors: Float64Array<ArrayBuffer>;
  readonly updates: Packed;
}

export interface StoredBoard {
  readonly snapshot: Packed;
  /** Of the snapshot: it grows by one with each; 0 when there is none. */
  readonly generation: number;
  readonly snapshotPosition: LogPosition;
  readonly times: Float64Array<ArrayBuffer>;
  readonly authors: Float64Array<ArrayBuffer>;
  readonly updates: Packed;
  readonly position: LogPosition;
}

export interface CompactedBoard {
  readonly board: string;
  /** The generation and the position of the snapshot it was folded from. */
  readonly base: number;
  readonly from: LogPosition;
  readonly to: LogPosition;
  readonly firstTime: number;
  readonly lastTime: number;
  readonly folded: Folded;
}
