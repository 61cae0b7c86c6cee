import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { foldUpdates } from "../../../relay/store/compaction.ts";
import { openSqliteStore } from "../../../relay/store/sqlite.ts";
import { StoreError } from "../../../relay/store/store.ts";
import { history, replay, storeConformance } from "./store_conformance.ts";

storeConformance("sqlite", (folder) => openSqliteStore(`${folder}/boards.sqlite`));

async function inFile(act: (path: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  await act(`${folder}/boards.sqlite`);
  await Deno.remove(folder, { recursive: true });
}

Deno.test("sqlite store: what was appended is there when the file is opened again", () =>
  inFile(async (path) => {
    const { updates, doc } = history(30);
    {
      await using store = openSqliteStore(path);
      await store.append("a", updates.slice(0, 20));
      await store.compact("a", foldUpdates);
      await store.append("a", updates.slice(20));
    }
    await using store = openSqliteStore(path);
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
      await using store = openSqliteStore(path);
      await store.append("a", updates.slice(0, 10));
      await store.compact("a", foldUpdates);
      await store.append("a", updates.slice(10, 20));
      await store.compact("a", foldUpdates);
      await store.append("a", updates.slice(20));
    }
    corrupt(2);
    {
      await using store = openSqliteStore(path);
      const stored = await store.load("a");
      assert.equal(stored.snapshotPosition, 10);
      assert.deepEqual(replay(stored), doc.getMap("shapes").toJSON());
      await store.compact("a", foldUpdates);
      assert.deepEqual(replay(await store.load("a")), doc.getMap("shapes").toJSON());
    }
    corrupt(1);
    corrupt(3);
    await using store = openSqliteStore(path);
    const stored = await store.load("a");
    assert.equal(stored.snapshot, undefined);
    assert.deepEqual(replay(stored), doc.getMap("shapes").toJSON());
  }));

Deno.test("sqlite store: what waits for its commit is committed on closing", () =>
  inFile(async (path) => {
    const { updates } = history(3);
    const store = openSqliteStore(path);
    const appended = store.append("a", updates);
    await store[Symbol.asyncDispose]();
    assert.equal(await appended, 3);
    await using again = openSqliteStore(path);
    assert.equal((await again.load("a")).entries.length, 3);
  }));

Deno.test("sqlite store: an append that cannot be written rejects, and the next one can be", () =>
  inFile(async (path) => {
    await using store = openSqliteStore(path);
    const broken = { time: Number.NaN, author: 1, update: new Uint8Array([1]) };
    await assert.rejects(store.append("a", [broken]), StoreError);
    assert.equal(await store.append("a", [{ time: 1, author: 1, update: new Uint8Array([1]) }]), 1);
  }));

Deno.test("sqlite store: a file that is no database is refused in words", () =>
  inFile(async (path) => {
    await Deno.writeTextFile(
      path,
      "this is not a database, but it is long enough to be looked at as one".repeat(20),
    );
    assert.throws(() => openSqliteStore(path), (error) =>
      error instanceof StoreError && error.message.includes(path));
  }));

Deno.test("sqlite store: a file that another server holds is refused in words", () =>
  inFile(async (path) => {
    await using _first = openSqliteStore(path);
    assert.throws(() => openSqliteStore(path), /another Gesso is using it/);
  }));
