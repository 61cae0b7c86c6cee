/** What every store must do. Each implementation's test runs it against the real thing. */

import assert from "node:assert/strict";
import * as Y from "yjs";
import { foldUpdates } from "../../../relay/store/compaction.ts";
import {
  type BoardStore,
  type Fold,
  type LogEntry,
  type Stored,
  StoreError,
} from "../../../relay/store/store.ts";

/** What a store is opened with: a folder it may keep its files in, and how it is to fold. */
export interface Setting {
  readonly folder: string;
  readonly fold: Fold;
}

/** `open` gives an empty store. */
export function storeConformance(name: string, open: (setting: Setting) => Promise<BoardStore>): void {
  const testFolding = (fold: Fold) => (sentence: string, act: (store: BoardStore) => Promise<void>) =>
    Deno.test(`${name} store: ${sentence}`, async () => {
      const folder = await Deno.makeTempDir();
      {
        await using store = await open({ folder, fold });
        await act(store);
      }
      await Deno.remove(folder, { recursive: true });
    });
  const test = testFolding(foldUpdates);

  test("a board never written is empty", async (store) => {
    assert.deepEqual(await store.load("new"), {
      snapshot: [],
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
    await store.compact("a");
    const stored = await store.load("a");
    assert.equal(stored.entries.length, 0);
    assert.equal(stored.snapshotPosition, 300);
    assert.equal(stored.position, 300);
    assert.deepEqual(replay(stored), doc.getMap("shapes").toJSON());
  });

  const first = new HeldFold();
  testFolding(first.fold)("an entry appended while compaction runs is not dropped", async (store) => {
    const { updates, doc } = history(20);
    await store.append("a", updates.slice(0, 15));
    const compacted = store.compact("a");
    await first.arrived;
    await store.append("a", updates.slice(15));
    first.letGo();
    await compacted;
    const stored = await store.load("a");
    assert.equal(stored.snapshotPosition, 15);
    assert.equal(stored.entries.length, 5);
    assert.deepEqual(replay(stored), doc.getMap("shapes").toJSON());
  });

  const second = new HeldFold();
  testFolding(second.fold)("folds one board at a time", async (store) => {
    const boards = ["a", "b", "c"];
    for (const board of boards) await store.append(board, history(3).updates);
    const compacted = Promise.all(boards.map((board) => store.compact(board)));
    await second.arrived;
    // By then another would have come, if it were to.
    for (const board of boards) await store.load(board);
    assert.equal(second.count, 1);
    second.letGo();
    await compacted;
    assert.equal(second.count, 3);
  });

  test("compaction tells the snapshot's size, whether or not there was anything to fold", async (store) => {
    await store.append("a", history(10).updates);
    const bytes = await store.compact("a");
    const { snapshot } = await store.load("a");
    assert.equal(bytes, snapshot.reduce((sum, part) => sum + part.length, 0));
    assert.ok(bytes > 0);
    assert.equal(await store.compact("a"), bytes);
  });

  test("a large board comes back in small parts, each of which can be applied after those before it", async (store) => {
    const { updates, doc } = history(4_000);
    await store.append("a", updates);
    await store.compact("a");
    const stored = await store.load("a");
    assert.ok(stored.snapshot.length > 1);
    for (const part of stored.snapshot) assert.ok(part.length < 70_000, `a part has ${part.length} bytes`);
    assert.deepEqual(replay(stored), doc.getMap("shapes").toJSON());
  });

  test("compacting again and again keeps the board and the growing position", async (store) => {
    const { updates, doc } = history(40);
    for (let at = 0; at < updates.length; at += 10) {
      await store.append("a", updates.slice(at, at + 10));
      await store.compact("a");
    }
    const stored = await store.load("a");
    assert.equal(stored.position, 40);
    assert.deepEqual(replay(stored), doc.getMap("shapes").toJSON());
  });

  const failing = () => Promise.reject(new Error("no memory"));
  testFolding(failing)("a compaction whose fold fails leaves all as it was", async (store) => {
    await store.append("a", [entry(1)]);
    await assert.rejects(store.compact("a"), /no memory/);
    assert.deepEqual((await store.load("a")).entries, [entry(1)]);
  });

  testFolding(failing)("compacting an empty log does nothing", async (store) => {
    assert.equal(await store.compact("a"), 0);
    assert.deepEqual((await store.load("a")).snapshot, []);
  });

  test("refuses work in words once it is closed", async (store) => {
    await store[Symbol.asyncDispose]();
    await assert.rejects(store.append("a", [entry(1)]), StoreError);
    await assert.rejects(store.load("a"), StoreError);
    await assert.rejects(store.compact("a"), StoreError);
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

/** The shapes of what is stored; each part and entry must find what it builds on. */
export function replay({ snapshot, entries }: Stored): unknown {
  const doc = new Y.Doc();
  for (const update of [...snapshot, ...entries.map(({ update }) => update)]) {
    Y.applyUpdate(doc, update);
    assert.equal(doc.store.pendingStructs, null);
  }
  return doc.getMap("shapes").toJSON();
}

/** Folds once it is let go. */
class HeldFold {
  readonly #arrived = Promise.withResolvers<void>();
  readonly #free = Promise.withResolvers<void>();
  readonly arrived = this.#arrived.promise;
  count = 0;

  readonly fold: Fold = async (unfolded) => {
    this.count++;
    this.#arrived.resolve();
    await this.#free.promise;
    return foldUpdates(unfolded);
  };

  letGo(): void {
    this.#free.resolve();
  }
}

function entry(n: number): LogEntry {
  return { time: 1_700_000_000_000 + n, author: n, update: new Uint8Array([n, n, n]) };
}
