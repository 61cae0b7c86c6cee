import assert from "node:assert/strict";
import { foldUpdates } from "../../../relay/store/compaction.ts";
import { Folding } from "../../../relay/store/folding.ts";
import { pack } from "../../../relay/store/packed.ts";
import type { Unfolded } from "../../../relay/store/store.ts";
import { killWorkers } from "./kill_workers.ts";
import { history } from "./store_conformance.ts";

function unfolded(length: number): Unfolded {
  return { snapshot: pack([]), updates: pack(history(length).updates.map(({ update }) => update)) };
}

Deno.test("folding: is what it is here, done elsewhere", async () => {
  using folding = new Folding();
  const here = unfolded(300);
  const elsewhere = structuredClone(here);
  assert.deepEqual(await folding.fold(elsewhere), foldUpdates(here));
  assert.equal(elsewhere.updates.bytes.length, 0, "the bytes are given away, not copied");
});

Deno.test("folding: what cannot be folded is told in words, and the next board can be", async () => {
  using folding = new Folding();
  const broken = { snapshot: pack([]), updates: pack([new Uint8Array([1, 255, 255])]) };
  await assert.rejects(folding.fold(broken), Error);
  assert.ok((await folding.fold(unfolded(3))).segment.length > 0);
});

Deno.test("folding: ends with what is under way", async () => {
  const folding = new Folding();
  const folded = folding.fold(unfolded(2_000));
  folding[Symbol.dispose]();
  await assert.rejects(folded, /told to end/);
});

Deno.test("folding: a worker that dies fails what it was at, and another takes its place", async () => {
  using workers = killWorkers();
  using folding = new Folding();
  const folded = folding.fold(unfolded(2_000));
  workers.kill();
  await assert.rejects(folded, /the worker died: out of memory/);
  assert.ok((await folding.fold(unfolded(3))).segment.length > 0);
});
