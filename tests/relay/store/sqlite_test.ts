import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { DatabaseSync } from "node:sqlite";
import { mergeUpdates } from "../../../core/protocol/merge_updates.ts";
import { describe } from "../../../relay/log.ts";
import { foldUpdates } from "../../../relay/store/compaction.ts";
import { openSqliteStore } from "../../../relay/store/sqlite.ts";
import { type LogEntry, StoreError } from "../../../relay/store/store.ts";
import { settle } from "../fake_socket.ts";
import { killWorkers } from "./kill_workers.ts";
import { history, replay, storeConformance } from "./store_conformance.ts";

storeConformance("sqlite", ({ folder, fold }) => openSqliteStore(`${folder}/boards.sqlite`, { fold }));

const open = (path: string) => openSqliteStore(path, { fold: foldUpdates });

async function inFile(act: (path: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  await act(`${folder}/boards.sqlite`);
  await Deno.remove(folder, { recursive: true });
}

Deno.test("sqlite store: what was appended is there when the file is opened again", () =>
  inFile(async (path) => {
    const { updates, doc } = history(30);
    {
      await using store = await open(path);
      await store.append("a", updates.slice(0, 20));
      await store.compact("a");
      await store.append("a", updates.slice(20));
    }
    await using store = await open(path);
    const stored = await store.load("a");
    assert.equal(stored.position, 30);
    assert.deepEqual(replay(stored), doc.getMap("shapes").toJSON());
  }));

Deno.test("sqlite store: a snapshot that turned corrupt is refused, and the board rebuilt without it", () =>
  inFile(async (path) => {
    const { updates, doc } = history(30);
    const corrupt = (generation: number) => {
      const database = new DatabaseSync(path);
      database.prepare("UPDATE snapshot SET bytes = zeroblob(9) WHERE generation = ?").run(generation);
      database.close();
    };
    {
      await using store = await open(path);
      await store.append("a", updates.slice(0, 10));
      await store.compact("a");
      await store.append("a", updates.slice(10, 20));
      await store.compact("a");
      await store.append("a", updates.slice(20));
    }
    corrupt(2);
    {
      await using store = await open(path);
      const stored = await store.load("a");
      assert.equal(stored.snapshotPosition, 10);
      assert.deepEqual(replay(stored), doc.getMap("shapes").toJSON());
      await store.compact("a");
      assert.deepEqual(replay(await store.load("a")), doc.getMap("shapes").toJSON());
    }
    corrupt(1);
    corrupt(3);
    await using store = await open(path);
    const stored = await store.load("a");
    assert.deepEqual(stored.snapshot, []);
    assert.deepEqual(replay(stored), doc.getMap("shapes").toJSON());
  }));

Deno.test("sqlite store: what waits for its commit is committed on closing", () =>
  inFile(async (path) => {
    const { updates } = history(3);
    const store = await open(path);
    const appended = store.append("a", updates);
    await store[Symbol.asyncDispose]();
    assert.equal(await appended, 3);
    await using again = await open(path);
    assert.equal((await again.load("a")).entries.length, 3);
  }));

Deno.test("sqlite store: an append that cannot be written rejects, and the next one can be", () =>
  inFile(async (path) => {
    await using store = await open(path);
    const broken = { time: Number.NaN, author: 1, update: new Uint8Array([1]) };
    await assert.rejects(store.append("a", [broken]), StoreError);
    assert.equal(await store.append("a", [{ time: 1, author: 1, update: new Uint8Array([1]) }]), 1);
  }));

Deno.test("sqlite store: what would go into a removed file is refused, until the file is there again", () =>
  inFile(async (path) => {
    const { updates } = history(2);
    for (const file of [path, `${path}-wal`]) {
      await using store = await open(path);
      await store.append("a", updates.slice(0, 1));
      await Deno.rename(file, `${file}.away`);
      await assert.rejects(store.append("a", updates), (error) => describe(error).includes(file));
      await Deno.writeFile(file, new Uint8Array());
      await assert.rejects(store.append("a", updates), StoreError);
      await Deno.rename(`${file}.away`, file);
      const { position } = await store.load("a");
      assert.equal(await store.append("a", updates), position + 2);
    }
  }));

Deno.test("sqlite store: a file that is no database is refused in words", () =>
  inFile(async (path) => {
    await Deno.writeTextFile(
      path,
      "this is not a database, but it is long enough to be looked at as one".repeat(20),
    );
    await assert.rejects(open(path), (error) => error instanceof StoreError && error.message.includes(path));
  }));

Deno.test("sqlite store: a file that another server holds is refused in words", () =>
  inFile(async (path) => {
    await using _first = await open(path);
    await assert.rejects(open(path), /another Gesso is using it/);
  }));

Deno.test("sqlite store: when its worker dies what waits is refused, and the next worker has what was on disk", () =>
  inFile(async (path) => {
    using workers = killWorkers();
    await using store = await open(path);
    const { updates, doc } = history(20);
    await store.append("a", updates.slice(0, 10));
    const waiting = store.load("a");
    // Asked, and not answered before the event loop's next turn.
    await settle();
    workers.kill();
    await assert.rejects(waiting, (error) => describe(error).endsWith("the worker died: out of memory"));
    await untilDone(() => store.append("a", updates.slice(10)));
    assert.deepEqual(replay(await store.load("a")), doc.getMap("shapes").toJSON());
    assert.ok(workers.started < 20, `${workers.started} workers were started`);
  }));

Deno.test("sqlite store: boards of the first schema are there, and come in parts once they are folded", () =>
  inFile(async (path) => {
    const { updates, doc } = history(4_000);
    writeFirstSchema(path, updates);
    await using store = await open(path);
    const before = await store.load("a");
    assert.equal(before.snapshot.length, 1);
    assert.deepEqual(replay(before), doc.getMap("shapes").toJSON());
    await store.compact("a");
    const after = await store.load("a");
    assert.ok(after.snapshot.length > 1);
    assert.equal(after.snapshotPosition, 4_000);
    assert.deepEqual(replay(after), doc.getMap("shapes").toJSON());
  }));

Deno.test("sqlite store: a file of a later Gesso is left alone", () =>
  inFile(async (path) => {
    const database = new DatabaseSync(path);
    database.exec("PRAGMA user_version = 99");
    database.close();
    await assert.rejects(open(path), /written by a newer Gesso \(schema 99\)/);
  }));

/** As Gesso wrote it before snapshots had parts: the last 10 updates are in the log. */
function writeFirstSchema(path: string, updates: readonly LogEntry[]): void {
  const database = new DatabaseSync(path);
  database.exec(`
    CREATE TABLE board (id TEXT PRIMARY KEY, position INTEGER NOT NULL) STRICT;
    CREATE TABLE entry (
      board TEXT NOT NULL, position INTEGER NOT NULL, time INTEGER NOT NULL, author INTEGER NOT NULL,
      bytes BLOB NOT NULL, UNIQUE (board, position)
    ) STRICT;
    CREATE TABLE segment (
      board TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
      first_time INTEGER NOT NULL, last_time INTEGER NOT NULL, bytes BLOB NOT NULL, UNIQUE (board, last)
    ) STRICT;
    CREATE TABLE snapshot (
      board TEXT NOT NULL, generation INTEGER NOT NULL, position INTEGER NOT NULL, checksum BLOB NOT NULL,
      bytes BLOB NOT NULL, UNIQUE (board, generation)
    ) STRICT;
    PRAGMA user_version = 1;
  `);
  const folded = updates.length - 10;
  const snapshot = mergeUpdates(updates.slice(0, folded).map(({ update }) => update));
  const checksum = createHash("sha256").update(snapshot).digest();
  database.prepare("INSERT INTO board VALUES ('a', ?)").run(updates.length);
  database.prepare("INSERT INTO snapshot VALUES ('a', 1, ?, ?, ?)").run(folded, checksum, snapshot);
  const add = database.prepare("INSERT INTO entry VALUES ('a', ?, ?, ?, ?)");
  updates.slice(folded).forEach(({ time, author, update }, i) =>
    add.run(folded + i + 1, time, author, update)
  );
  database.close();
}

/** Tries until it does not reject, as a room does. */
async function untilDone(act: () => Promise<unknown>): Promise<void> {
  for (;;) {
    try {
      await act();
      return;
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
    }
  }
}
