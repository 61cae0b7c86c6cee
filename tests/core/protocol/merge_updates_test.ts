import assert from "node:assert/strict";
import * as Y from "yjs";
import { mergeUpdates } from "../../../core/protocol/merge_updates.ts";

Deno.test("merging: many updates of many clients become one that says the same", () => {
  const docs = Array.from({ length: 7 }, () => new Y.Doc());
  const updates: Uint8Array[] = [];
  for (const doc of docs) doc.on("update", (update: Uint8Array) => updates.push(update));
  for (let i = 0; i < 1_000; i++) {
    const shapes = docs[i % docs.length]?.getMap("shapes");
    shapes?.set(`key${i % 300}`, i);
    if (i % 5 === 0) shapes?.delete(`key${i % 50}`);
  }
  const [flat, merged] = [new Y.Doc(), new Y.Doc()];
  for (const update of updates) Y.applyUpdate(flat, update);
  Y.applyUpdate(merged, mergeUpdates(updates));
  assert.deepEqual(merged.getMap("shapes").toJSON(), flat.getMap("shapes").toJSON());
  assert.deepEqual(Y.encodeStateVector(merged), Y.encodeStateVector(flat));
});

Deno.test("merging: one is given back as it is, none is the empty update", () => {
  const update = new Uint8Array([0, 0]);
  assert.equal(mergeUpdates([update]), update);
  assert.deepEqual(mergeUpdates([]), new Uint8Array([0, 0]));
});

Deno.test("merging: the time it takes grows with the updates, not with their square", () => {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on("update", (update: Uint8Array) => updates.push(update));
  for (let i = 0; i < 20_000; i++) doc.getMap("shapes").set(`key${i}`, i);
  const from = performance.now();
  mergeUpdates(updates);
  const took = performance.now() - from;
  // All at once they take 4 s, this way 0.2 s.
  assert.ok(took < 2_000, `${took} ms`);
});
