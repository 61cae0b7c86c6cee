/** What every store must do. Each implementation's test runs it against the real thing. */

import assert from "node:assert/strict";
import * as Y from "yjs";
import { foldUpdates } from "../../../relay/store/compaction.ts";
import { type BoardStore, type LogEntry, StoreError } from "../../../relay/store/store.ts";

/** `open` gives an empty store, which may keep its files in `folder`. */
export function storeConformance(name: string, open: (folder: string) => BoardStore): void {
  const test = (sentence: string, act: (store: BoardStore) => Promise<void>) =>
    Deno.test(`${name} store: ${sentence}`, async () => {
      const folder = await Deno.makeTempDir();
      {
        await using store = open(folder);
        await act(store);
      }
      await Deno.remove(folder, { recursive: true });
    });

  test("a board never written is empty", async (store) => {
    assert.deepEqual(await store.load("new"), {
      snapshot: undefined,
      snapshotPosition: 0,
      entries: [],
      position: 0,
    });
  });

  test("gives back what was appended, in order, with time and author", async (store) => {
    const entries = [entry(1), entry(2), entry(3)];
    assert.equal(await store.append("a", entries.slice(0, 2)), 2);
    assert.equal(await store.append("a", entries.slice(2)), 3);
    const stored = await store.load("a");
    assert.deepEqual(stored.entries, entries);
    assert.equal(stored.position, 3);
  });

  test("appends that run together keep their order and their boards apart", async (store) => {
    const positions = await Promise.all([
      store.append("a", [entry(1)]),
      store.append("b", [entry(2)]),
      store.append("a", [entry(3)]),
    ]);
    assert.deepEqual(positions, [1, 1, 2]);
    assert.deepEqual((await store.load("a")).entries, [entry(1), entry(3)]);
    assert.deepEqual((await store.load("b")).entries, [entry(2)]);
  });

  test("keeps its own copy of the bytes", async (store) => {
    const update = new Uint8Array([1, 2, 3]);
    await store.append("a", [{ time: 1, author: 1, update }]);
    update.fill(9);
    assert.deepEqual((await store.load("a")).entries[0]?.update, new Uint8Array([1, 2, 3]));
  });

  test("compaction changes nothing of what the board is", async (store) => {
    const { updates, doc } = history(300);
    await store.append("a", updates);
    await store.compact("a", foldUpdates);
    const stored = await store.load("a");
    assert.equal(stored.entries.length, 0);
    assert.equal(stored.snapshotPosition, 300);
    assert.equal(stored.position, 300);
    assert.deepEqual(replay(stored), doc.getMap("shapes").toJSON());
  });

  test("an entry appended while compaction runs is not dropped", async (store) => {
    const { updates, doc } = history(20);
    await store.append("a", updates.slice(0, 15));
    await store.compact("a", async (stored) => {
      await store.append("a", updates.slice(15));
      return foldUpdates(stored);
    });
    const stored = await store.load("a");
    assert.equal(stored.entries.length, 5);
    assert.deepEqual(replay(stored), doc.getMap("shapes").toJSON());
  });

  test("compacting again and again keeps the board and the growing position", async (store) => {
    const { updates, doc } = history(40);
    for (let at = 0; at < updates.length; at += 10) {
      await store.append("a", updates.slice(at, at + 10));
      await store.compact("a", foldUpdates);
    }
    const stored = await store.load("a");
    assert.equal(stored.position, 40);
    assert.deepEqual(replay(stored), doc.getMap("shapes").toJSON());
  });

  test("a compaction whose fold fails leaves all as it was", async (store) => {
    await store.append("a", [entry(1)]);
    await assert.rejects(store.compact("a", () => Promise.reject(new Error("no memory"))), /no memory/);
    assert.deepEqual((await store.load("a")).entries, [entry(1)]);
  });

  test("compacting an empty log does nothing", async (store) => {
    await store.compact("a", () => {
      throw new Error("there is nothing to fold");
    });
    assert.equal((await store.load("a")).snapshot, undefined);
  });

  test("refuses work in words once it is closed", async (store) => {
    await store[Symbol.asyncDispose]();
    await assert.rejects(store.append("a", [entry(1)]), StoreError);
    await assert.rejects(store.load("a"), StoreError);
  });
}

/** Each update adds, changes or removes a key, as edits on a board do. */
export function history(length: number): { updates: LogEntry[]; doc: Y.Doc } {
  const doc = new Y.Doc();
  const updates: LogEntry[] = [];
  doc.on("update", (update: Uint8Array) => {
    updates.push({ time: 1_000 + updates.length, author: doc.clientID, update });
  });
  const shapes = doc.getMap("shapes");
  for (let i = 0; i < length; i++) {
    if (i % 5 === 4) shapes.delete(`shape${i - 1}`);
    else shapes.set(`shape${i}`, { kind: "line", xy: [i, i] });
  }
  return { updates, doc };
}

export function replay(stored: { snapshot: Uint8Array | undefined; entries: readonly LogEntry[] }): unknown {
  const doc = new Y.Doc();
  if (stored.snapshot) Y.applyUpdate(doc, stored.snapshot);
  for (const { update } of stored.entries) Y.applyUpdate(doc, update);
  assert.equal(doc.store.pendingStructs, null);
  return doc.getMap("shapes").toJSON();
}

function entry(n: number): LogEntry {
  return { time: 1_700_000_000_000 + n, author: n, update: new Uint8Array([n, n, n]) };
}
