import assert from "node:assert/strict";
import * as Y from "yjs";
import { PIECE_BYTES } from "../../../client/sync/incoming.ts";
import {
  createLocalCopy,
  KEEP_EVERY_MS,
  type LocalCopy,
  MOST_SMALL_ROWS,
} from "../../../client/sync/persistence.ts";
import { STORE } from "../../../core/board/origin.ts";
import { FakeClock } from "./fake_clock.ts";
import { FakeRows } from "./fake_rows.ts";
import { paceOf } from "./people.ts";

interface Tab {
  readonly doc: Y.Doc;
  readonly copy: LocalCopy;
  readonly stages: string[];
  /** The page is hidden or left. */
  leave(): void;
}

async function openTab(rows: FakeRows, clock: FakeClock): Promise<Tab> {
  const doc = new Y.Doc();
  const stages: string[] = [];
  let leave = () => {};
  const copy = createLocalCopy(rows.open, {
    doc,
    clock,
    pace: paceOf(clock),
    changed: () => stages.push(copy.stage),
    leaving: (listener) => {
      leave = listener;
      return () => leave = () => {};
    },
  });
  doc.on("update", (update: Uint8Array, origin: unknown) => {
    if (origin !== STORE) copy.keep(update);
  });
  await clock.pass(1_000);
  return { doc, copy, stages, leave: () => leave() };
}

function write({ doc }: Tab, key: string, size = 20): void {
  doc.getMap("shapes").set(key, "x".repeat(size));
}

function keysOf(doc: Y.Doc): string[] {
  return [...doc.getMap("shapes").keys()].sort();
}

/** What a tab finds that opens now. */
async function found(rows: FakeRows, clock: FakeClock): Promise<Y.Doc> {
  const { doc, copy } = await openTab(rows, clock);
  copy.close();
  assert.equal(doc.store.pendingStructs, null, "each row can be applied when it is read");
  return doc;
}

Deno.test("what was kept is there again, and whether there was anything is told", async () => {
  const clock = new FakeClock(), rows = new FakeRows();
  const first = await openTab(rows, clock);
  assert.equal(await first.copy.loaded, false);
  write(first, "one");
  write(first, "two");
  await clock.pass(KEEP_EVERY_MS);
  const second = await openTab(rows, clock);
  assert.equal(await second.copy.loaded, true);
  assert.deepEqual(keysOf(second.doc), ["one", "two"]);
  assert.ok(second.copy.readBytes > 0);
  first.copy.close();
  second.copy.close();
});

Deno.test("what is drawn in a tenth of a second is written together, at once when the page is left or closed", async () => {
  const clock = new FakeClock(), rows = new FakeRows();
  const tab = await openTab(rows, clock);
  for (let i = 0; i < 10; i++) write(tab, `key-${i}`);
  await clock.pass(KEEP_EVERY_MS - 1);
  assert.equal(rows.rows.size, 0);
  await clock.pass(1);
  assert.deepEqual(rows.appends, [1], "ten small ones are one row");
  write(tab, "when-left");
  tab.leave();
  assert.equal(rows.rows.size, 2);
  write(tab, "when-closed");
  tab.copy.close();
  assert.equal(rows.rows.size, 3);
  await clock.pass(0);
  assert.equal(clock.waiting, 0);
  assert.equal(keysOf(await found(rows, clock)).length, 12);
});

Deno.test("what is drawn before the browser has opened it is written when it has", async () => {
  const clock = new FakeClock(), rows = new FakeRows();
  const doc = new Y.Doc(), gate = Promise.withResolvers<void>();
  const copy = createLocalCopy((lost) => gate.promise.then(() => rows.open(lost)), {
    doc,
    clock,
    pace: paceOf(clock),
    changed: () => {},
    leaving: () => () => {},
  });
  doc.on("update", (update: Uint8Array) => copy.keep(update));
  doc.getMap("shapes").set("early", 1);
  await clock.pass(1_000);
  assert.equal(copy.stage, "opening");
  copy.close();
  gate.resolve();
  await clock.pass(0);
  assert.deepEqual(keysOf(await found(rows, clock)), ["early"]);
});

Deno.test("many small rows are folded into few, large ones stay, and each row can be applied when it is read", async () => {
  const clock = new FakeClock(), rows = new FakeRows();
  const tab = await openTab(rows, clock);
  for (let i = 0; i < 2 * MOST_SMALL_ROWS; i++) {
    write(tab, `key-${i % 70}`);
    if (i % 100 === 50) write(tab, `large-${i}`, 100_000);
    await clock.pass(KEEP_EVERY_MS);
  }
  assert.ok(rows.rows.size < MOST_SMALL_ROWS + 20, `${rows.rows.size} rows`);
  assert.equal([...rows.rows.values()].filter((row) => row.length > 100_000).length, 8);
  tab.copy.close();
  assert.deepEqual((await found(rows, clock)).getMap("shapes").toJSON(), tab.doc.getMap("shapes").toJSON());
});

Deno.test("two tabs that write and fold at the same time lose nothing of each other", async () => {
  const clock = new FakeClock(), rows = new FakeRows();
  const [ann, ben] = [await openTab(rows, clock), await openTab(rows, clock)];
  for (let i = 0; i < MOST_SMALL_ROWS + 50; i++) {
    write(ann, `ann-${i}`);
    write(ben, `ben-${i}`);
    await clock.pass(KEEP_EVERY_MS);
  }
  assert.ok(rows.rows.size < MOST_SMALL_ROWS + 200, `${rows.rows.size} rows`);
  const before = keysOf(await found(rows, clock));
  assert.equal(before.length, 2 * (MOST_SMALL_ROWS + 50));
  const [early, late] = [await openTab(rows, clock), await openTab(rows, clock)];
  for (const tab of [ann, ben, early, late]) tab.copy.close();
  assert.deepEqual(keysOf(await found(rows, clock)), before);
});

Deno.test("a large row, as y-indexeddb has written it, is applied bit by bit", async () => {
  const clock = new FakeClock(), rows = new FakeRows();
  const whole = new Y.Doc();
  for (let i = 0; i < 2_000; i++) whole.getMap("shapes").set(`key-${i}`, "x".repeat(100));
  rows.put(Y.encodeStateAsUpdate(whole));
  const doc = new Y.Doc();
  const sizes: number[] = [];
  doc.on("afterTransaction", () => sizes.push(doc.getMap("shapes").size));
  const copy = createLocalCopy(rows.open, {
    doc,
    clock,
    pace: paceOf(clock),
    changed: () => {},
    leaving: () => () => {},
  });
  await clock.pass(1_000);
  assert.equal(sizes.at(-1), 2_000);
  assert.ok(sizes.length >= Math.floor(200_000 / PIECE_BYTES), `${sizes.length} steps`);
  copy.close();
});

Deno.test("a row that cannot be read hides no other", async () => {
  const clock = new FakeClock(), rows = new FakeRows();
  const tab = await openTab(rows, clock);
  write(tab, "before");
  await clock.pass(KEEP_EVERY_MS);
  rows.put(new Uint8Array([1, 250, 3, 9]));
  write(tab, "after");
  tab.copy.close();
  assert.deepEqual(keysOf(await found(rows, clock)), ["after", "before"]);
});

Deno.test("a browser that keeps nothing, or nothing any more, is told of once, and drawing goes on", async () => {
  const clock = new FakeClock();
  const never = new FakeRows();
  never.fault = new Error("not allowed here");
  const without = await openTab(never, clock);
  assert.equal(await without.copy.loaded, false);
  assert.deepEqual(without.stages, ["failed"]);
  write(without, "still-drawn");
  without.copy.close();

  const full = new FakeRows(), gone = new FakeRows();
  for (const rows of [full, gone]) {
    const tab = await openTab(rows, clock);
    write(tab, "kept");
    await clock.pass(KEEP_EVERY_MS);
    if (rows === full) rows.fault = new Error("QuotaExceededError");
    else rows.vanish();
    write(tab, "not-kept");
    write(tab, "nor-this");
    await clock.pass(KEEP_EVERY_MS);
    write(tab, "still-drawn");
    await clock.pass(1_000);
    assert.deepEqual(tab.stages, ["keeping", "failed"]);
    tab.copy.close();
    assert.equal(rows.rows.size, 1);
  }
  assert.equal(clock.waiting, 0);
});
