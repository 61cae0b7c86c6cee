/** One board's way to the store: appends in order, one at a time, tries again when it fails, and forgets nothing. */

import type { Clock } from "./clock.ts";
import type { BoardStore, LogEntry } from "./store/store.ts";

const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 10_000;

export interface LogWriterOptions {
  readonly board: string;
  readonly store: BoardStore;
  readonly clock: Clock;
  /** These are on disk. */
  committed(entries: readonly LogEntry[]): void;
  /** The store refused; it will be tried again. */
  failed(error: unknown): void;
}

type Work =
  | { readonly stage: "idle" }
  | { readonly stage: "appending" }
  | { readonly stage: "retrying"; readonly timer: Disposable };

export class LogWriter implements Disposable {
  readonly #options: LogWriterOptions;
  #waiting: LogEntry[] = [];
  #inFlight: readonly LogEntry[] = [];
  #work: Work = { stage: "idle" };
  #failures = 0;
  #added = 0;
  #committed = 0;
  #settling: (() => void)[] = [];

  constructor(options: LogWriterOptions) {
    this.#options = options;
  }

  /** How many entries were handed over since it was made. */
  get added(): number {
    return this.#added;
  }

  /** How many of them are on disk. */
  get committed(): number {
    return this.#committed;
  }

  /** Whether the last append failed. */
  get failing(): boolean {
    return this.#failures > 0;
  }

  /** Handed over and not on disk, as far as is known. */
  uncommitted(): LogEntry[] {
    return [...this.#inFlight, ...this.#waiting];
  }

  add(entry: LogEntry): void {
    this.#added++;
    this.#waiting.push(entry);
    // After the current event, so that its other entries go with it and peers are served before the disk.
    if (this.#work.stage === "idle") {
      this.#work = { stage: "appending" };
      queueMicrotask(() => this.#append());
    }
  }

  /** Resolves once everything handed over is on disk: not before the store works again. */
  settled(): Promise<void> {
    if (this.#committed === this.#added) return Promise.resolve();
    return new Promise((resolve) => this.#settling.push(resolve));
  }

  [Symbol.dispose](): void {
    if (this.#work.stage === "retrying") this.#work.timer[Symbol.dispose]();
  }

  async #append(): Promise<void> {
    const { board, store, clock, committed, failed } = this.#options;
    this.#work = { stage: "appending" };
    this.#inFlight = this.#waiting;
    this.#waiting = [];
    const entries = this.#inFlight;
    try {
      await store.append(board, entries);
    } catch (error) {
      this.#waiting = this.uncommitted();
      this.#inFlight = [];
      const pause = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** this.#failures++);
      this.#work = { stage: "retrying", timer: clock.after(pause, () => void this.#append()) };
      failed(error);
      return;
    }
    this.#failures = 0;
    this.#committed += entries.length;
    this.#inFlight = [];
    this.#work = { stage: "idle" };
    if (this.#waiting.length > 0) void this.#append();
    else for (const settle of this.#settling.splice(0)) settle();
    committed(entries);
  }
}
