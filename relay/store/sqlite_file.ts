/**
 * Boards in one SQLite file, in WAL mode, synced to disk at each commit. All of it blocks: it is for a worker. One
 * process at a time: the file is locked as long as it is open.
 */

import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import { existsSync, statSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import type { Appends, CompactedBoard, StoredBoard } from "./sqlite_calls.ts";
import { pack, type Packed, unpack } from "./packed.ts";
import { type LogPosition, StoreError } from "./store.ts";

/** What each version of the schema adds to the one before. */
const MIGRATIONS = [
  `
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
`,
  // Where each of a snapshot's parts ends, as 32-bit numbers. One without is a single part.
  `ALTER TABLE snapshot ADD COLUMN ends BLOB NOT NULL DEFAULT x'';`,
] as const;

interface Snapshot {
  readonly generation: number;
  readonly position: LogPosition;
  readonly parts: Packed;
}

type Row = Record<string, unknown>;

export class SqliteFile implements Disposable {
  readonly #database: DatabaseSync;
  readonly #statements;
  readonly #files: readonly Place[];

  /** Makes the file when it is not there. Throws StoreError when it cannot be opened, or another process holds it. */
  constructor(path: string) {
    const database = openDatabase(path);
    const sql = (text: string) => database.prepare(text);
    this.#database = database;
    // Both stay the same files as long as it is open.
    this.#files = [path, `${path}-wal`].filter((file) => existsSync(file)).map(placeOf);
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
      segments: sql(
        `SELECT last_time AS time, 0 AS author, bytes FROM segment WHERE board = ? AND last > ? ORDER BY last`,
      ),
      addSnapshot: sql("INSERT INTO snapshot VALUES (?, ?, ?, ?, ?, ?)"),
      generations: sql("SELECT generation FROM snapshot WHERE board = ? ORDER BY generation DESC"),
      snapshot: sql(
        "SELECT position, checksum, bytes, ends FROM snapshot WHERE board = ? AND generation = ?",
      ),
      // The new one, and the one it was built from, should the new one turn out corrupt.
      dropSnapshots: sql("DELETE FROM snapshot WHERE board = ? AND generation NOT IN (?, ?)"),
    };
  }

  /** All of it in one transaction: all or nothing. Gives the position of each board after it. */
  append({ boards, counts, times, authors, updates }: Appends): LogPosition[] {
    const { advance, addEntry } = this.#statements;
    const bytes = unpack(updates);
    let next = 0;
    return this.#transaction(() =>
      boards.map((board, i) => {
        const count = counts[i] ?? 0;
        const position = Number(advance.get(board, count)?.["position"]);
        for (let at = position - count + 1; at <= position; at++, next++) {
          addEntry.run(board, at, times[next] ?? 0, authors[next] ?? 0, bytes[next] ?? EMPTY);
        }
        return position;
      })
    );
  }

  load(board: string): StoredBoard {
    const { segments, entries, position } = this.#statements;
    const snapshot = this.#newestGood(board);
    const rows: Row[] = [
      // Only there when a newer snapshot was corrupt: what it had folded.
      ...segments.all(board, snapshot.position),
      ...entries.all(board, snapshot.position),
    ];
    return {
      snapshot: snapshot.parts,
      generation: snapshot.generation,
      snapshotPosition: snapshot.position,
      times: Float64Array.from(rows, (row) => Number(row["time"])),
      authors: Float64Array.from(rows, (row) => Number(row["author"])),
      updates: pack(rows.map((row) => toBytes(row["bytes"]))),
      position: Number(position.get(board)?.["position"] ?? 0),
    };
  }

  /** Throws, and leaves all as it was, when the snapshot cannot be read back as it was written. */
  compact({ board, base, from, to, firstTime, lastTime, folded }: CompactedBoard): void {
    const { generations, dropSegments, addSegment, addSnapshot, dropEntries, dropSnapshots } =
      this.#statements;
    const { bytes } = folded.snapshot;
    const ends = new Uint8Array(folded.snapshot.ends.buffer);
    this.#transaction(() => {
      const generation = Number(generations.get(board)?.["generation"] ?? 0) + 1;
      // After a corrupt snapshot the segments it stood for are among the entries: they are in the new segment.
      dropSegments.run(board, from);
      addSegment.run(board, from + 1, to, firstTime, lastTime, folded.segment);
      addSnapshot.run(board, generation, to, checksum(bytes, ends), bytes, ends);
      if (this.#newestGood(board).generation !== generation) {
        throw new Error(`snapshot ${generation} reads back otherwise than it was written`);
      }
      dropEntries.run(board, to);
      dropSnapshots.run(board, generation, base);
    });
  }

  [Symbol.dispose](): void {
    this.#database.close();
  }

  /** The newest snapshot whose bytes are what was written; the empty board when there is none. */
  #newestGood(board: string): Snapshot {
    const { generations, snapshot } = this.#statements;
    for (const { generation } of generations.all(board)) {
      const row = snapshot.get(board, Number(generation)) ?? {};
      const [bytes, ends] = [toBytes(row["bytes"]), toBytes(row["ends"])];
      if (Buffer.compare(checksum(bytes, ends), toBytes(row["checksum"])) !== 0) continue;
      const parts = { bytes, ends: ends.length > 0 ? toNumbers(ends) : Uint32Array.of(bytes.length) };
      return { generation: Number(generation), position: Number(row["position"]), parts };
    }
    return { generation: 0, position: 0, parts: pack([]) };
  }

  #transaction<T>(act: () => T): T {
    this.#database.exec("BEGIN IMMEDIATE");
    try {
      const result = act();
      for (const place of this.#files) mustBeThere(place);
      this.#database.exec("COMMIT");
      return result;
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec("ROLLBACK");
      throw error;
    }
  }
}

const EMPTY = new Uint8Array();

/** A file by its name and by what tells it from another of that name. */
interface Place {
  readonly path: string;
  readonly identity: string;
}

function placeOf(path: string): Place {
  const { dev, ino } = statSync(path, { bigint: true });
  return { path, identity: `${dev} ${ino}` };
}

/** What is written to a file that was removed is gone with the process, and the system does not say so. */
function mustBeThere({ path, identity }: Place): void {
  let now: Place | undefined;
  try {
    now = placeOf(path);
  } catch {
    // There is nothing, or nothing that can be looked at.
  }
  if (now?.identity !== identity) {
    throw new Error(`${path} was removed or replaced: put it back, or start Gesso again`);
  }
}

function openDatabase(path: string): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path);
    database.exec("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
    // Taking the lock now turns a second server on the same data into an error at its start.
    database.exec("BEGIN IMMEDIATE");
    const version = Number(database.prepare("PRAGMA user_version").get()?.["user_version"]);
    if (version > MIGRATIONS.length) throw new Error(`it was written by a newer Gesso (schema ${version})`);
    for (const migration of MIGRATIONS.slice(version)) database.exec(migration);
    database.exec(`PRAGMA user_version = ${MIGRATIONS.length}`);
    database.exec("COMMIT");
    return database;
  } catch (cause) {
    database?.close();
    const locked = cause instanceof Error && cause.message.includes("locked");
    const why = locked ? ": another Gesso is using it" : "";
    throw new StoreError(`Cannot open ${path}${why}`, { cause });
  }
}

function checksum(bytes: Uint8Array, ends: Uint8Array): Uint8Array {
  return createHash("sha256").update(bytes).update(ends).digest();
}

function toNumbers(bytes: Uint8Array): Uint32Array<ArrayBuffer> {
  return new Uint32Array(new Uint8Array(bytes).buffer);
}

function toBytes(value: unknown): Uint8Array<ArrayBuffer> {
  if (value instanceof Uint8Array && hasOwnBuffer(value)) return value;
  throw new Error(`a blob is wanted where ${typeof value} is`);
}

function hasOwnBuffer(bytes: Uint8Array): bytes is Uint8Array<ArrayBuffer> {
  return bytes.buffer instanceof ArrayBuffer;
}
