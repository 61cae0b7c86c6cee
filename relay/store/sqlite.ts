/**
 * The store of one machine: one SQLite file, in a worker of its own. What all boards append within a few milliseconds
 * is one transaction. It knows nothing of SQL.
 */

import { buffersOf, pack, unpack } from "./packed.ts";
import type { Appends, SqliteCalls } from "./sqlite_calls.ts";
import { SqliteLine } from "./sqlite_line.ts";
import {
  type BoardStore,
  type Fold,
  type LogEntry,
  type LogPosition,
  type Stored,
  StoreError,
} from "./store.ts";

/** How long an append waits for others to join its transaction. */
const GROUP_MS = 50;

export interface SqliteStoreOptions {
  readonly fold: Fold;
}

interface Append {
  readonly board: string;
  readonly entries: readonly LogEntry[];
  readonly resolve: (position: LogPosition) => void;
  readonly reject: (error: StoreError) => void;
}

/** Opens the file, making it when it is not there. Rejects with StoreError when it cannot be, or another process holds it. */
export async function openSqliteStore(path: string, { fold }: SqliteStoreOptions): Promise<BoardStore> {
  return new SqliteStore(path, await SqliteLine.open(path), fold);
}

class SqliteStore implements BoardStore {
  readonly #path: string;
  readonly #line: SqliteLine;
  readonly #fold: Fold;
  #queue: Append[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #committing: Promise<void> | undefined;
  #compacting: Promise<unknown> = Promise.resolve();
  #closed: Promise<void> | undefined;

  constructor(path: string, line: SqliteLine, fold: Fold) {
    this.#path = path;
    this.#line = line;
    this.#fold = fold;
  }

  async load(board: string): Promise<Stored> {
    const { snapshot, updates, times, authors, snapshotPosition, position } = await this.#ask("load", board, {
      action: "load",
    });
    const entries = unpack(updates).map((update, i) => ({
      time: times[i] ?? 0,
      author: authors[i] ?? 0,
      update,
    }));
    return { snapshot: unpack(snapshot), snapshotPosition, entries, position };
  }

  append(board: string, entries: readonly LogEntry[]): Promise<LogPosition> {
    if (this.#closed) return Promise.reject(isClosed("append to"));
    return new Promise((resolve, reject) => {
      this.#queue.push({ board, entries, resolve, reject });
      this.#commitSoon();
    });
  }

  compact(board: string): Promise<number> {
    const size = this.#compacting.then(() => this.#compact(board));
    this.#compacting = size.catch(() => {});
    return size;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#closed ??= this.#close();
  }

  #commitSoon(): void {
    if (this.#committing || this.#queue.length === 0) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      // One at a time: what comes while the disk is busy is the next transaction.
      this.#committing = this.#commit().finally(() => {
        this.#committing = undefined;
        this.#commitSoon();
      });
    }, GROUP_MS);
  }

  /** All that waits, in one transaction: all of it or nothing. */
  async #commit(): Promise<void> {
    const queue = this.#queue;
    this.#queue = [];
    const appends = together(queue);
    try {
      const { times, authors, updates } = appends;
      const transfer = [...buffersOf(updates), times.buffer, authors.buffer];
      const positions = await this.#line.ask("append", appends, transfer);
      queue.forEach(({ resolve }, i) => resolve(positions[i] ?? 0));
    } catch (cause) {
      for (const { reject } of queue) reject(this.#error("append to", cause));
    }
  }

  /** What is handed from the file to the fold and back goes through here untouched. */
  async #compact(board: string): Promise<number> {
    const stored = await this.#ask("load", board, { action: "compact" });
    const { generation: base, snapshot, snapshotPosition: from, times, updates, position: to } = stored;
    const [firstTime, lastTime] = [times[0], times.at(-1)];
    if (firstTime === undefined || lastTime === undefined) return snapshot.bytes.length;
    const folded = await this.#fold({ snapshot, updates });
    const size = folded.snapshot.bytes.length;
    await this.#ask("compact", { board, base, from, to, firstTime, lastTime, folded }, {
      action: "compact",
      transfer: [...buffersOf(folded.snapshot), folded.segment.buffer],
    });
    return size;
  }

  async #close(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    await this.#committing;
    if (this.#queue.length > 0) await this.#commit();
    await this.#line[Symbol.asyncDispose]();
  }

  async #ask<K extends "load" | "compact">(
    call: K,
    ask: SqliteCalls[K]["ask"],
    { action, transfer }: { action: string; transfer?: ArrayBuffer[] },
  ): Promise<SqliteCalls[K]["answer"]> {
    if (this.#closed) throw isClosed(action);
    try {
      return await this.#line.ask(call, ask, transfer);
    } catch (cause) {
      throw this.#error(action, cause);
    }
  }

  #error(action: string, cause: unknown): StoreError {
    return new StoreError(`Cannot ${action} a board in ${this.#path}`, { cause });
  }
}

function isClosed(action: string): StoreError {
  return new StoreError(`Cannot ${action} a board: the store is closed`);
}

/** Copies: a room passes on the bytes it appends. */
function together(appends: readonly Append[]): Appends {
  const entries = appends.flatMap((append) => append.entries);
  return {
    boards: appends.map(({ board }) => board),
    counts: appends.map((append) => append.entries.length),
    times: Float64Array.from(entries, ({ time }) => time),
    authors: Float64Array.from(entries, ({ author }) => author),
    updates: pack(entries.map(({ update }) => update)),
  };
}
