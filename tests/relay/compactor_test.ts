import assert from "node:assert/strict";
import { UPDATE_COST_BYTES } from "../../relay/board_loading.ts";
import { Compactor, LEAST_LOG_WEIGHT } from "../../relay/compactor.ts";
import type { BoardStore, LogEntry, Stored } from "../../relay/store/store.ts";
import { FakeClock, settle } from "./fake_socket.ts";

/** Knows how many bytes it has, and nothing else. */
class CountingStore implements Pick<BoardStore, "compact"> {
  snapshotBytes = 0;
  logBytes = 0;
  compactions = 0;
  foldedBytes = 0;
  failing = false;

  compact(): Promise<number> {
    this.compactions++;
    if (this.failing) return Promise.reject(new Error("the disk is full"));
    this.snapshotBytes += this.logBytes;
    this.foldedBytes += this.snapshotBytes;
    this.logBytes = 0;
    return Promise.resolve(this.snapshotBytes);
  }
}

function setUp() {
  const store = new CountingStore();
  const clock = new FakeClock();
  const log: string[] = [];
  const none = () => Promise.reject(new Error("not asked for"));
  const compactor = new Compactor({
    board: "a",
    store: { load: none, append: none, compact: () => store.compact(), [Symbol.asyncDispose]: none },
    clock,
    log: { info: () => {}, warn: (event) => log.push(event), error: () => {} },
  });
  const draw = async (count: number) => {
    for (let i = 0; i < count; i++) {
      store.logBytes += ENTRY.update.length;
      compactor.grew([ENTRY]);
      await settle();
    }
  };
  return { store, clock, log, compactor, draw };
}

const ENTRY: LogEntry = { time: 1, author: 1, update: new Uint8Array(184) };

function storedAs(snapshotBytes: number, entries: number): Stored {
  const parts = { snapshot: [new Uint8Array(snapshotBytes)], snapshotPosition: 1, position: 1 + entries };
  return { ...parts, entries: Array.from({ length: entries }, () => ENTRY) };
}

Deno.test("compactor: all foldings of a board that grows by small updates cost a few times the last one", async () => {
  const { store, draw } = setUp();
  await draw(60_000);
  assert.ok(store.compactions >= 5, `${store.compactions} compactions`);
  const ratio = store.foldedBytes / store.snapshotBytes;
  assert.ok(ratio < 3, `folded ${ratio} times what there is`);
});

Deno.test("compactor: a log takes no longer to load than four times its snapshot", async () => {
  const { store, draw } = setUp();
  for (let i = 0; i < 200; i++) {
    await draw(50);
    const logWeight = store.logBytes / ENTRY.update.length * (ENTRY.update.length + UPDATE_COST_BYTES);
    assert.ok(logWeight <= Math.max(LEAST_LOG_WEIGHT, 4 * store.snapshotBytes));
  }
});

Deno.test("compactor: what is loaded counts", async () => {
  const { store, compactor } = setUp();
  compactor.loaded(storedAs(10_000_000, 1_000));
  await settle();
  assert.equal(store.compactions, 0);
  compactor.loaded(storedAs(100_000, 1_000));
  await settle();
  assert.equal(store.compactions, 1);
});

Deno.test("compactor: when the room is left a short log is folded, but not a trivial one onto a large board", async () => {
  const { store, compactor } = setUp();
  await compactor.left();
  assert.equal(store.compactions, 0, "there is nothing to fold");
  compactor.loaded(storedAs(10_000_000, 19));
  await compactor.left();
  assert.equal(store.compactions, 0);
  compactor.loaded(storedAs(10_000, 19));
  await compactor.left();
  assert.equal(store.compactions, 1);
  compactor.loaded(storedAs(0, 1));
  await compactor.left();
  assert.equal(store.compactions, 2);
});

Deno.test("compactor: who fails is tried again after a minute, then ever later, also when the room is left", async () => {
  const { store, clock, log, compactor, draw } = setUp();
  store.failing = true;
  await draw(1_000);
  assert.equal(store.compactions, 1);
  await compactor.left();
  assert.equal(store.compactions, 1);
  const tries: number[] = [];
  for (let minute = 1; minute <= 300; minute++) {
    const before = store.compactions;
    await clock.advance(60_000);
    await draw(1);
    if (store.compactions > before) tries.push(minute);
  }
  assert.deepEqual(tries, [1, 5, 21, 81, 141, 201, 261]);
  assert.equal(log.length, store.compactions);
  store.failing = false;
  await clock.advance(3_600_000);
  await draw(1);
  assert.equal(store.logBytes, 0, "nothing was forgotten");
});
