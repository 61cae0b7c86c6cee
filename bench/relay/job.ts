/** What a load generator is told to do and what it tells back: lines of JSON between two processes. */

import type { Target } from "./guest.ts";
import type { Counts } from "./histogram.ts";

/** People who all do the same, spread evenly over the boards. */
export interface Crowd {
  readonly count: number;
  readonly updateHz: number;
  readonly cursorHz: number;
  readonly valueBytes: number;
  readonly overwrites: boolean;
  /** Whether what they draw is timed. */
  readonly timed: boolean;
  /** How many of them on each board time what they hear. */
  readonly listeners: number;
  /** They stop after so many updates each. */
  readonly atMost?: number;
}

export interface Job {
  readonly target: Target;
  readonly boards: readonly string[];
  readonly crowds: readonly Crowd[];
  /** Of the people, counted through all crowds, every `of`-th from `part` on is this process's. */
  readonly share: { readonly part: number; readonly of: number };
  readonly seed: number;
  readonly warmUpMs: number;
  readonly windowMs: number;
  /** How long what was sent may still take to come. */
  readonly drainMs: number;
}

/** Said once all have joined. */
export const READY = "ready";

/** The answer to READY. */
export interface Start {
  /** In ms since the epoch. */
  readonly at: number;
}

export interface Report {
  /** Updates by who sent them: in all, and in the window if they are timed. */
  readonly sent: readonly { readonly index: number; readonly all: number; readonly timed: number }[];
  /** Who listened. */
  readonly listeners: readonly number[];
  readonly latencies: Counts;
  /** Updates of others that came in the window, whenever they were sent, to all listeners together. */
  readonly arrived: number;
  /** How late this process was to send: 99th percentile. */
  readonly lateMs: number;
  readonly frames: number;
  readonly bytes: number;
  /** Close codes of those who were sent away. */
  readonly closed: readonly (number | null)[];
  readonly resyncs: number;
}

export function boardOf(index: number, boards: readonly string[]): string {
  return boards[index % boards.length] ?? "";
}
