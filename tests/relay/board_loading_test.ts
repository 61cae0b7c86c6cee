import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import * as Y from "yjs";
import { splitUpdate } from "../../core/protocol/split_update.ts";
import { fill } from "../../relay/board_loading.ts";
import type { Stored } from "../../relay/store/store.ts";
import { settle } from "./fake_socket.ts";

function storedAs(content: Partial<Stored>): Stored {
  return { snapshot: [], snapshotPosition: 0, entries: [], position: 0, ...content };
}

/** A board of about this many bytes, and the updates it was made by. */
function boardOf(bytes: number): { doc: Y.Doc; updates: Uint8Array[] } {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on("update", (update: Uint8Array) => updates.push(update));
  for (let i = 0; i < bytes / 250; i++) doc.getMap("shapes").set(`${i}`, new Uint8Array(225));
  return { doc, updates };
}

function entriesOf(updates: readonly Uint8Array[]) {
  return updates.map((update) => ({ time: 1, author: 1, update }));
}

Deno.test("board loading: snapshot, log and what is not yet in it come together, in order", async () => {
  const { doc, updates } = boardOf(100_000);
  const doc2 = new Y.Doc();
  const snapshot = [...splitUpdate(Y.mergeUpdates(updates.slice(0, 100)), 4_000)];
  const stored = storedAs({ snapshot, entries: entriesOf(updates.slice(100, 300)) });
  await fill(doc2, { stored, uncommitted: updates.slice(300) });
  assert.equal(doc2.store.pendingStructs, null);
  assert.deepEqual(Y.encodeStateAsUpdate(doc2), Y.encodeStateAsUpdate(doc));
});

Deno.test("board loading: a small board is there without waiting for the event loop", async () => {
  const { updates } = boardOf(10_000);
  let loaded = false;
  const done = fill(new Y.Doc(), { stored: storedAs({ entries: entriesOf(updates) }), uncommitted: [] })
    .then(() => loaded = true);
  await settle();
  assert.ok(loaded);
  await done;
});

for (const form of ["one large update", "parts", "a log"] as const) {
  Deno.test(`board loading: of a large board stored as ${form}, no turn of the event loop takes more than a slice`, async () => {
    const { doc: whole, updates } = boardOf(1_000_000);
    const update = Y.encodeStateAsUpdate(whole);
    const stored = {
      "one large update": storedAs({ snapshot: [update] }),
      "parts": storedAs({ snapshot: [...splitUpdate(update, 10_000)] }),
      "a log": storedAs({ entries: entriesOf(updates) }),
    }[form];
    const doc = new Y.Doc();
    let loaded = false;
    const done = fill(doc, { stored, uncommitted: [] }).then(() => loaded = true);
    let most = 0;
    for (let before = 0; !loaded;) {
      await setImmediate();
      const now = doc.getMap("shapes").size;
      most = Math.max(most, now - before);
      before = now;
    }
    await done;
    assert.deepEqual(Y.encodeStateAsUpdate(doc), update);
    assert.ok(most > 0 && most * 250 <= 2 * 70_000, `${most} shapes came in one turn`);
  });
}

Deno.test("board loading: boards that load at the same time take turns", async () => {
  const { doc: whole } = boardOf(500_000);
  const stored = storedAs({ snapshot: [...splitUpdate(Y.encodeStateAsUpdate(whole), 60_000)] });
  const docs = Array.from({ length: 5 }, () => new Y.Doc());
  let left = docs.length;
  const sizes = () => docs.map((doc) => doc.getMap("shapes").size);
  const done = docs.map((doc) => fill(doc, { stored, uncommitted: [] }).then(() => left--));
  for (let before = sizes(); left > 0;) {
    await setImmediate();
    const now = sizes();
    const grown = now.filter((size, i) => size !== before[i]).length;
    assert.ok(grown <= 2, `${grown} boards grew in one turn`);
    before = now;
  }
  await Promise.all(done);
});

for (const place of ["the snapshot", "the log", "what is not yet in the log"] as const) {
  Deno.test(`board loading: rejects when ${place} cannot be read`, async () => {
    const bad = new Uint8Array([1, 255, 255]);
    const content = {
      "the snapshot": { stored: storedAs({ snapshot: [bad] }), uncommitted: [] },
      "the log": { stored: storedAs({ entries: entriesOf([bad]) }), uncommitted: [] },
      "what is not yet in the log": { stored: storedAs({}), uncommitted: [bad] },
    }[place];
    await assert.rejects(fill(new Y.Doc(), content));
  });
}
