import assert from "node:assert/strict";
import * as Y from "yjs";
import { foldUpdates } from "../../../relay/store/compaction.ts";
import { pack, unpack } from "../../../relay/store/packed.ts";
import { content, item, writeUpdate } from "../../core/protocol/updates.ts";
import { history } from "./store_conformance.ts";

Deno.test("compaction: snapshot and segment together make up the board, and the segment alone has the log", () => {
  const { updates, doc } = history(500);
  const bytes = updates.map(({ update }) => update);
  const before = foldUpdates({ snapshot: pack([]), updates: pack(bytes.slice(0, 400)) });
  const { snapshot, segment } = foldUpdates({
    snapshot: before.snapshot,
    updates: pack(bytes.slice(400)),
  });
  const folded = new Y.Doc();
  for (const part of unpack(snapshot)) Y.applyUpdate(folded, part);
  assert.deepEqual(Y.encodeStateAsUpdate(folded), Y.encodeStateAsUpdate(doc));
  const rebuilt = new Y.Doc();
  for (const part of [before.segment, segment]) Y.applyUpdate(rebuilt, part);
  assert.deepEqual(rebuilt.getMap("shapes").toJSON(), doc.getMap("shapes").toJSON());
});

Deno.test("compaction: what is not there yet is kept until it is", () => {
  const { updates, doc } = history(20);
  const bytes = updates.map(({ update }) => update);
  const { snapshot } = foldUpdates({ snapshot: pack([]), updates: pack(bytes.toSpliced(5, 1)) });
  const folded = new Y.Doc();
  for (const part of [...unpack(snapshot), ...bytes.slice(5, 6)]) Y.applyUpdate(folded, part);
  assert.deepEqual(folded.getMap("shapes").toJSON(), doc.getMap("shapes").toJSON());
});

Deno.test("compaction: a board made to keep Yjs busy is given up, and soon", () => {
  // Each item is put before all that came before it: Yjs walks past all of them.
  const structs = Array.from({ length: 40_000 }, () => item({ root: "meta", key: "k" }, content.any(1)));
  const updates = pack([writeUpdate([{ client: 1, clock: 0, structs }])]);
  const start = performance.now();
  assert.throws(() => foldUpdates({ snapshot: pack([]), updates }, 50), /it takes longer than 50 ms/);
  assert.ok(performance.now() - start < 2_000);
});
