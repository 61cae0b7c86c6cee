/**
 * The store of one machine: one SQLite file, in WAL mode, synced to disk at each commit. What all boards append within
 * a few milliseconds is one transaction. One process at a time: the file is locked as long as it is open.
 */

import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import { DatabaseSync } from "node:sqlite";
import {
  type BoardStore,
  type Folded,
  type LogEntry,
  type LogPosition,
  type Stored,
  StoreError,
} from "./store.ts";

/** How long an append waits for others to join its transaction. */
const GROUP_MS = 5;
const SCHEMA_VERSION = 1;

const SCHEMA = `
  CREATE TABLE board (id TEXT PRIMARY KEY, position INTEGER NOT NULL) STRICT;
  CREATE TABLE entry (
    board TEXT NOT NULL, position INTEGER NOT NULL, time INTEGER NOT NULL, author INTEGER NOT NULL, bytes BLOB NOT NULL,
    UNIQUE (board, position)
  ) STRICT;
  CREATE TABLE segment (
    board TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
    first_time INTEGER NOT NULL, last_time INTEGER NOT NULL, bytes BLOB NOT NULL,
    UNIQUE (board, last)
  ) STRICT;
  CREATE TABLE snapshot (
    board TEXT NOT NULL, generation INTEGER NOT NULL, position INTEGER NOT NULL, checksum BLOB NOT NULL,
    bytes BLOB NOT NULL, UNIQUE (board, generation)
  ) STRICT;
  PRAGMA user_version = ${SCHEMA_VERSION};
`;

interface Append {
  readonly board: string;
  readonly entries: readonly LogEntry[];
  readonly resolve: (position: LogPosition) => void;
  readonly reject: (error: StoreError) => void;
}

interface Snapshot {
  readonly generation: number;
  readonly position: LogPosition;
  readonly bytes: Uint8Array | undefined;
}

/** Opens the file, making it when it is not there. Throws StoreError when it cannot be, or another process holds it. */
export function openSqliteStore(path: string): BoardStore {
  return new SqliteStore(path, openDatabase(path));
}

function openDatabase(path: string): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path);
    database.exec("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
    // Taking the lock now turns a second server on the same data into an error at its start.
    database.exec("BEGIN IMMEDIATE");
    const version = Number(database.prepare("PRAGMA user_version").get()?.["user_version"]);
    if (version > SCHEMA_VERSION) throw new Error(`it was written by a newer Gesso (schema ${version})`);
    if (version === 0) database.exec(SCHEMA);
    database.exec("COMMIT");
    return database;
  } catch (cause) {
    database?.close();
    const locked = cause instanceof Error && cause.message.includes("locked");
    const why = locked ? ": another Gesso is using it" : "";
    throw new StoreError(`Cannot open ${path}${why}`, { cause });
  }
}

class SqliteStore implements BoardStore {
  readonly #path: string;
  readonly #database: DatabaseSync;
  readonly #statements;
  #queue: Append[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #open = true;

  constructor(path: string, database: DatabaseSync) {
    this.#path = path;
    this.#database = database;
    const sql = (text: string) => database.prepare(text);
    this.#statements = {
      advance: sql(
        `INSERT INTO board VALUES (?1, ?2) ON CONFLICT DO UPDATE SET position = position + ?2 RETURNING position`,
      ),
      position: sql("SELECT position FROM board WHERE id = ?"),
      addEntry: sql("INSERT INTO entry VALUES (?, ?, ?, ?, ?)"),
      entries: sql(
        "SELECT time, author, bytes FROM entry WHERE board = ? AND position > ? ORDER BY position",
      ),
      dropEntries: sql("DELETE FROM entry WHERE board = ? AND position <= ?"),
      addSegment: sql("INSERT INTO segment VALUES (?, ?, ?, ?, ?, ?)"),
      dropSegments: sql("DELETE FROM segment WHERE board = ? AND last > ?"),
      segments: sql("SELECT last_time, bytes FROM segment WHERE board = ? AND last > ? ORDER BY last"),
      addSnapshot: sql("INSERT INTO snapshot VALUES (?, ?, ?, ?, ?)"),
      snapshots: sql(
        "SELECT generation, position, checksum, bytes FROM snapshot WHERE board = ? ORDER BY generation DESC",
      ),
      // The new one, and the one it was built from, should the new one turn out corrupt.
      dropSnapshots: sql("DELETE FROM snapshot WHERE board = ? AND generation NOT IN (?, ?)"),
    };
  }

  load(board: string): Promise<Stored> {
    return this.#attempt("load a board", () => this.#read(board));
  }

  append(board: string, entries: readonly LogEntry[]): Promise<LogPosition> {
    if (!this.#open) {
      return Promise.reject(new StoreError("Cannot append to a board: the store is closed"));
    }
    return new Promise((resolve, reject) => {
      this.#queue.push({ board, entries, resolve, reject });
      this.#timer ??= setTimeout(() => this.#commit(), GROUP_MS);
    });
  }

  async compact(board: string, fold: (stored: Stored) => Folded | Promise<Folded>): Promise<void> {
    const stored = await this.load(board);
    if (stored.entries.length === 0) return;
    const folded = await fold(stored);
    await this.#attempt("compact a board", () => {
      this.#transaction(() => this.#switchTo(board, stored, folded));
    });
  }

  [Symbol.asyncDispose](): Promise<void> {
    if (this.#open) {
      this.#commit();
      this.#open = false;
      this.#database.close();
    }
    return Promise.resolve();
  }

  #read(board: string): Stored {
    const { snapshots, segments, entries, position } = this.#statements;
    const snapshot = newestGood(snapshots.all(board));
    const whole = [
      // Only there when a newer snapshot was corrupt: what it had folded.
      ...segments.all(board, snapshot.position).map((row) => ({ ...row, time: row["last_time"], author: 0 })),
      ...entries.all(board, snapshot.position),
    ];
    return {
      snapshot: snapshot.bytes,
      snapshotPosition: snapshot.position,
      entries: whole.map((row: Record<string, unknown>) => ({
        time: Number(row["time"]),
        author: Number(row["author"]),
        update: toBytes(row["bytes"]),
      })),
      position: Number(position.get(board)?.["position"] ?? 0),
    };
  }

  /** All that waits, in one transaction: all of it or nothing. */
  #commit(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const queue = this.#queue;
    this.#queue = [];
    if (queue.length === 0) return;
    try {
      const positions = this.#transaction(() => queue.map((append) => this.#write(append)));
      queue.forEach((append, i) => append.resolve(positions[i] ?? 0));
    } catch (cause) {
      for (const { reject } of queue) {
        reject(new StoreError(`Cannot append to a board in ${this.#path}`, { cause }));
      }
    }
  }

  #write({ board, entries }: Append): LogPosition {
    const { advance, addEntry } = this.#statements;
    const position = Number(advance.get(board, entries.length)?.["position"]);
    let at = position - entries.length;
    for (const { time, author, update } of entries) addEntry.run(board, ++at, time, author, update);
    return position;
  }

  #switchTo(board: string, stored: Stored, { snapshot, segment }: Folded): void {
    const { snapshots, dropSegments, addSegment, addSnapshot, dropEntries, dropSnapshots } = this.#statements;
    const [first, last] = [stored.entries[0], stored.entries.at(-1)];
    if (!first || !last) return;
    const base = newestGood(snapshots.all(board)).generation;
    const generation = Number(snapshots.get(board)?.["generation"] ?? 0) + 1;
    // After a corrupt snapshot the segments it stood for are among the entries: they are in the new segment.
    dropSegments.run(board, stored.snapshotPosition);
    addSegment.run(board, stored.snapshotPosition + 1, stored.position, first.time, last.time, segment);
    addSnapshot.run(board, generation, stored.position, checksum(snapshot), snapshot);
    if (newestGood(snapshots.all(board)).generation !== generation) {
      throw new Error(`snapshot ${generation} reads back otherwise than it was written`);
    }
    dropEntries.run(board, stored.position);
    dropSnapshots.run(board, generation, base);
  }

  #transaction<T>(act: () => T): T {
    this.#database.exec("BEGIN IMMEDIATE");
    try {
      const result = act();
      this.#database.exec("COMMIT");
      return result;
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec("ROLLBACK");
      throw error;
    }
  }

  #attempt<T>(action: string, act: () => T): Promise<T> {
    try {
      return Promise.resolve(act());
    } catch (cause) {
      return Promise.reject(new StoreError(`Cannot ${action} in ${this.#path}`, { cause }));
    }
  }
}

/** The newest snapshot whose bytes are what was written; the empty board when there is none. */
function newestGood(rows: readonly Record<string, unknown>[]): Snapshot {
  for (const row of rows) {
    const bytes = toBytes(row["bytes"]);
    if (Buffer.compare(checksum(bytes), toBytes(row["checksum"])) === 0) {
      return { generation: Number(row["generation"]), position: Number(row["position"]), bytes };
    }
  }
  return { generation: 0, position: 0, bytes: undefined };
}

function checksum(bytes: Uint8Array): Uint8Array {
  return createHash("sha256").update(bytes).digest();
}

function toBytes(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value;
  throw new Error(`a blob is wanted where ${typeof value} is`);
}
