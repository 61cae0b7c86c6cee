/**
 * When a board's log is folded into a snapshot: when it takes long to load beside the snapshot, or its room is left.
 * Never twice at once.
 */

import { UPDATE_COST_BYTES } from "./board_loading.ts";
import type { Clock } from "./clock.ts";
import { describe, type Log } from "./log.ts";
import type { BoardStore, LogEntry, Stored } from "./store/store.ts";

/**
 * A log is weighed by what it costs to load, in bytes of a snapshot. Below this it is not worth folding while people
 * draw: 500 strokes, 10 ms to load.
 */
export const LEAST_LOG_WEIGHT = 256 * 1024;
/**
 * While people draw the log may weigh so many times the snapshot, since nobody loads it then unless the process dies: all
 * foldings of a board that grows by small updates together then cost 2-3 times the last one, and not 7 times.
 */
const LIVE_SHARE = 4;
/** When the room is left, of the snapshot: loading then takes hardly longer than it must. */
const LEFT_SHARE = 1 / 16;
const FIRST_RETRY_MS = 60_000;
/** A fold that takes too long has had a core to itself for half a minute. */
const LONGEST_RETRY_MS = 3_600_000;

export interface CompactorOptions {
  readonly board: string;
  readonly store: BoardStore;
  readonly clock: Clock;
  readonly log: Log;
}

export class Compactor {
  readonly #options: CompactorOptions;
  #snapshotBytes = 0;
  #logWeight = 0;
  #failures = 0;
  #notBefore = 0;
  #running: Promise<void> | undefined;

  constructor(options: CompactorOptions) {
    this.#options = options;
  }

  /** This is what the store has. */
  loaded({ snapshot, entries }: Stored): void {
    this.#snapshotBytes = snapshot.reduce((sum, part) => sum + part.length, 0);
    this.#logWeight = 0;
    this.grew(entries);
  }

  /** These are in the log since. */
  grew(entries: readonly LogEntry[]): void {
    this.#logWeight += weigh(entries);
    if (this.#logWeight > Math.max(LEAST_LOG_WEIGHT, this.#snapshotBytes * LIVE_SHARE)) void this.#fold();
  }

  /** The room is left: folds what there is if it is worth it; resolves when that is done or has failed. */
  async left(): Promise<void> {
    // What came during a fold under way is not in it.
    await this.#running;
    if (this.#logWeight > this.#snapshotBytes * LEFT_SHARE) await this.#fold();
  }

  #fold(): Promise<void> {
    const mayRun = !this.#running && this.#options.clock.now() >= this.#notBefore;
    if (mayRun) this.#running = this.#compact().finally(() => this.#running = undefined);
    return this.#running ?? Promise.resolve();
  }

  async #compact(): Promise<void> {
    const { board, store, clock, log } = this.#options;
    const folding = this.#logWeight;
    this.#logWeight = 0;
    try {
      this.#snapshotBytes = await store.compact(board);
      this.#failures = 0;
    } catch (error) {
      this.#logWeight += folding;
      const pause = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 4 ** this.#failures++);
      this.#notBefore = clock.now() + pause;
      log.warn("compaction failed", { retrySeconds: pause / 1000, error: describe(error) });
    }
  }
}

function weigh(entries: readonly LogEntry[]): number {
  return entries.reduce((sum, { update }) => sum + update.length + UPDATE_COST_BYTES, 0);
}
