/** When a board's log is folded into a snapshot: when it has grown long, or its room is left. Never twice at once. */

import type { Clock } from "./clock.ts";
import { describe, type Log } from "./log.ts";
import { foldUpdates } from "./store/compaction.ts";
import type { BoardStore, LogEntry } from "./store/store.ts";

export const MAX_LOG_ENTRIES = 500;
export const MAX_LOG_BYTES = 1024 * 1024;
/** After a failure the log may grow on for this long. */
const RETRY_MS = 60_000;

export interface CompactorOptions {
  readonly board: string;
  readonly store: BoardStore;
  readonly clock: Clock;
  readonly log: Log;
}

export class Compactor {
  readonly #options: CompactorOptions;
  #entries = 0;
  #bytes = 0;
  #notBefore = 0;
  #running: Promise<void> | undefined;

  constructor(options: CompactorOptions) {
    this.#options = options;
  }

  /** These are in the log since its snapshot. */
  grew(entries: readonly LogEntry[]): void {
    this.#entries += entries.length;
    for (const { update } of entries) this.#bytes += update.length;
    const long = this.#entries > MAX_LOG_ENTRIES || this.#bytes > MAX_LOG_BYTES;
    if (long && this.#options.clock.now() >= this.#notBefore) void this.run();
  }

  /** Folds what there is; resolves when that is done or has failed. Joins a run under way. */
  run(): Promise<void> {
    if (!this.#running && this.#entries > 0) {
      this.#running = this.#compact().finally(() => this.#running = undefined);
    }
    return this.#running ?? Promise.resolve();
  }

  async #compact(): Promise<void> {
    const { board, store, clock, log } = this.#options;
    const [entries, bytes] = [this.#entries, this.#bytes];
    this.#entries = 0;
    this.#bytes = 0;
    try {
      await store.compact(board, foldUpdates);
    } catch (error) {
      this.#entries += entries;
      this.#bytes += bytes;
      this.#notBefore = clock.now() + RETRY_MS;
      log.warn("compaction failed", { error: describe(error) });
    }
  }
}
