import assert from "node:assert/strict";
import fc from "fast-check";
import * as Y from "yjs";
import { MAX_TYPE_DEPTH } from "../../core/protocol/limits.ts";
import { decodeFrame } from "../../core/protocol/message.ts";
import type { Clock } from "../../relay/clock.ts";
import type { Applied } from "../../relay/board_updates.ts";
import { type Applying, LiveBoard } from "../../relay/live_board.ts";
import { content, inspect, item, skip, writeUpdate } from "../core/protocol/updates.ts";

/** Time that passes only by being asked for. */
class WatchedClock implements Clock {
  #now = 0;
  readonly #step: number;

  constructor(stepMs: number) {
    this.#step = stepMs;
  }

  now(): number {
    return this.#now += this.#step;
  }

  after(): Disposable {
    return { [Symbol.dispose]: () => {} };
  }
}

const STORED = { snapshot: [], snapshotPosition: 0, entries: [], position: 0 };

function boardWith(stepMs: number, applying: Applying = "together"): Promise<LiveBoard> {
  return LiveBoard.load({
    stored: STORED,
    uncommitted: [],
    clock: new WatchedClock(stepMs),
    maxBytes: Infinity,
    applying,
  });
}

/** Each item is put before all that came before it, as no honest client does: Yjs walks past all of them. */
function quadratic(count: number): Uint8Array {
  const structs = Array.from({ length: count }, () => item({ root: "meta", key: "k" }, content.any(1)));
  return writeUpdate([{ client: 1, clock: 0, structs }]);
}

Deno.test("live board: an update that keeps Yjs busy for too long is cut off, and the rest counts as missing", async () => {
  using board = await boardWith(100);
  const update = quadratic(5_000);
  const { fresh, gap } = board.apply(update, inspect(update));
  assert.equal(gap, true);
  assert.equal(fresh.length, 1, "what was applied by then is passed on and stored");
  const known = board.clockOf(1);
  assert.ok(known > 0 && known < 1_000, `${known} structs were applied`);
  const copy = new Y.Doc();
  for (const part of fresh) Y.applyUpdate(copy, part);
  assert.equal(Y.getState(copy.store, 1), known);
});

Deno.test("live board: what was cut off can be taken later, as often as it needs", async () => {
  using board = await boardWith(100);
  const update = quadratic(2_000);
  const whole = new Y.Doc();
  Y.applyUpdate(whole, update);
  let rounds = 0;
  while (board.clockOf(1) < 2_000) {
    const rest = Y.encodeStateAsUpdate(whole, board.stateVector());
    board.apply(rest, { structs: 2_000, repeats: false, reached: new Map([[1, 2_000]]) });
    assert.ok(++rounds < 100);
  }
  assert.deepEqual(wholeOf(board), Y.encodeStateAsUpdate(whole));
});

/** The board as one update, as somebody who was told all of it has it. */
function wholeOf(board: LiveBoard): Uint8Array {
  const copy = new Y.Doc();
  const progress = board.begin(new Uint8Array([0]));
  for (let isLast = false; !isLast;) {
    const frame = board.next(progress);
    isLast = frame.isLast;
    for (const message of decodeFrame(frame.bytes)) {
      assert.ok(message.type === (isLast ? "sync-step-2" : "update"));
      Y.applyUpdate(copy, message.update);
    }
  }
  return Y.encodeStateAsUpdate(copy);
}

/** What lies next to each other is joined then, however it came. */
function encodedAnew(doc: Y.Doc): Uint8Array {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return Y.encodeStateAsUpdate(copy);
}

/** 20,000 characters, each typed at the place that `at` says of so long a text. */
function typed(at: (length: number) => number): { doc: Y.Doc; pieces: Uint8Array[] } {
  const doc = new Y.Doc();
  const pieces: Uint8Array[] = [];
  doc.on("update", (update: Uint8Array) => pieces.push(update));
  const text = doc.getText("texts");
  for (let i = 0; i < 20_000; i++) text.insert(at(text.length), "a");
  return { doc, pieces };
}

Deno.test("live board: 20,000 characters typed anywhere are taken whole, at once and one by one", async () => {
  let seed = 7;
  const random = () => (seed = seed * 16_807 % 2_147_483_647) / 2_147_483_647;
  const ways = [(length: number) => length, () => 0, (length: number) => Math.floor(random() * (length + 1))];
  for (const way of ways) {
    const { doc, pieces } = typed(way);
    const update = Y.encodeStateAsUpdate(doc);
    // As long as a part takes on a slow machine.
    using atOnce = await boardWith(0.1);
    assert.equal(atOnce.apply(update, inspect(update)).gap, false);
    using oneByOne = await boardWith(0.1);
    for (const piece of pieces) {
      assert.equal(
        oneByOne.apply(piece, { structs: 1, repeats: false, reached: new Map([[doc.clientID, 1]]) }).gap,
        false,
      );
    }
    assert.deepEqual(wholeOf(atOnce), update);
    assert.deepEqual(wholeOf(oneByOne), update);
  }
});

Deno.test("live board: a small update is passed on as it came, if anything in it is new", async () => {
  using board = await boardWith(0);
  const doc = new Y.Doc();
  const update = () => {
    const before = Y.encodeStateVector(doc);
    doc.getMap("shapes").set("a", doc.getMap("shapes").size);
    return Y.encodeStateAsUpdate(doc, before);
  };
  for (let i = 0; i < 2; i++) {
    const bytes = update();
    const { fresh, gap } = board.apply(bytes, {
      structs: 1,
      repeats: false,
      reached: new Map([[doc.clientID, 1]]),
    });
    assert.deepEqual([...fresh, gap], [bytes, false]);
  }
  doc.getMap("shapes").delete("a");
  const deletion = Y.encodeStateAsUpdate(doc, Y.encodeStateVector(doc));
  const nothingNew = { structs: 0, repeats: false, reached: new Map() };
  assert.deepEqual(board.apply(deletion, nothingNew).fresh, [deletion]);
  assert.deepEqual(board.apply(deletion, nothingNew).fresh, []);
});

Deno.test("live board: what Yjs would park is dropped, and what it took is passed on", async () => {
  using board = await boardWith(0);
  const [ann, bob] = [new Y.Doc(), new Y.Doc()];
  ann.getMap("shapes").set("a", 1);
  bob.getMap("shapes").set("b", 1);
  const before = Y.encodeStateVector(bob);
  bob.getMap("shapes").set("c", 1);
  const update = Y.mergeUpdates([Y.encodeStateAsUpdate(ann), Y.encodeStateAsUpdate(bob, before)]);
  const applied = board.apply(update, {
    structs: 2,
    repeats: false,
    reached: new Map([[ann.clientID, 1], [bob.clientID, 1]]),
  });
  assert.equal(applied.gap, true);
  const copy = new Y.Doc();
  for (const part of applied.fresh) Y.applyUpdate(copy, part);
  assert.deepEqual([...copy.getMap("shapes").keys()], ["a"]);
});

interface Deed {
  readonly who: number;
  readonly what: "set" | "erase" | "type" | "nest" | "hear" | "lose" | "settle" | "repeat";
  readonly where: number;
}

const deed = fc.record<Deed>({
  who: fc.nat(3),
  what: fc.constantFrom("set", "set", "erase", "type", "type", "nest", "hear", "lose", "settle", "repeat"),
  where: fc.nat(5),
});

/** What a few people do to a document, as updates in the order in which they come to a board. */
function updatesOf(deeds: readonly Deed[]): (Uint8Array | "settle")[] {
  const docs = Array.from({ length: 4 }, (_, i) => Object.assign(new Y.Doc(), { clientID: 100 + i }));
  const all: Uint8Array[] = [];
  const came: (Uint8Array | "settle")[] = [];
  for (const { who, what, where } of deeds) {
    const doc = docs[who] ?? new Y.Doc();
    const shapes = doc.getMap<Y.Map<unknown> | number>("shapes");
    const text = doc.getText("texts");
    const within = shapes.get(`${where}`);
    const before = Y.encodeStateVector(doc);
    if (what === "settle") came.push("settle");
    else if (what === "repeat") came.push(all[where] ?? "settle");
    else if (what === "hear") { for (const update of all) Y.applyUpdate(doc, update); }
    else if (what === "erase") {
      shapes.delete(`${where}`);
      if (text.length > 2) text.delete(where % 2, 2);
    } else if (what === "type") text.insert(Math.min(where, text.length), "ab");
    else if (what === "nest" && within instanceof Y.Map) within.set("in", new Y.Map([["deep", who]]));
    else if (what === "nest") shapes.set(`${where}`, new Y.Map<unknown>([["in", who]]));
    else shapes.set(`${where}`, who);
    if (what === "settle" || what === "repeat" || what === "hear") continue;
    const update = Y.encodeStateAsUpdate(doc, before);
    all.push(update);
    if (what !== "lose") came.push(update);
  }
  return came;
}

Deno.test("live board: applied together, updates come to what they come to one by one, each and all of them", async () => {
  let together = 0, gaps = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 10, maxLength: 80, size: "max" }), async (deeds) => {
      using board = await boardWith(0);
      using other = await boardWith(0, "alone");
      const outcomes: Applied[] = [], expected: Applied[] = [];
      const told: Uint8Array[] = [];
      const settle = () => {
        const applied = board.applyWaiting();
        if (applied.outcomes.length > 1) together++;
        for (const { fresh, gap } of applied.outcomes) outcomes.push({ fresh, gap });
        if (applied.news) told.push(applied.news);
      };
      const source = {};
      for (const update of updatesOf(deeds)) {
        if (update === "settle") {
          settle();
          continue;
        }
        const alone = other.inspect(update, () => false);
        const facts = board.inspect(update, () => false);
        assert.deepEqual(
          [facts.gap, facts.repeats, [...facts.reached]],
          [alone.gap, alone.repeats, [...alone.reached]],
        );
        if (alone.gap) {
          gaps++;
          continue;
        }
        expected.push(other.apply(update, alone));
        if (facts.mayWait) {
          if (!board.wait(update, { ...facts, source })) settle();
        } else {
          settle();
          const applied = board.apply(update, board.inspect(update, () => false));
          outcomes.push(applied);
          told.push(...applied.fresh);
        }
      }
      settle();
      assert.deepEqual(outcomes, expected);
      assert.deepEqual(wholeOf(board), wholeOf(other));
      const listener = new Y.Doc();
      for (const news of told) Y.applyUpdate(listener, news);
      assert.deepEqual(encodedAnew(listener), wholeOf(other), "who was told has it too");
      assert.deepEqual(board.stateVector(), other.stateVector());
    }),
    { numRuns: 150 },
  );
  assert.ok(together > 100 && gaps > 100, `${together} times together, ${gaps} gaps`);
});

Deno.test("live board: nothing can be read while something waits", async () => {
  using board = await boardWith(0);
  const doc = new Y.Doc();
  doc.getMap("shapes").set("a", 1);
  const update = Y.encodeStateAsUpdate(doc);
  board.wait(update, { ...board.inspect(update, () => false), source: {} });
  assert.equal(board.clockOf(doc.clientID), 1);
  for (
    const read of [() => board.stateVector(), () => board.begin(new Uint8Array([0])), () => board.isEmpty]
  ) {
    assert.throws(read, /while 1 updates wait/);
  }
  board.applyWaiting();
  assert.equal(board.isEmpty, false);
});

Deno.test("live board: of one sender a few wait, of all together many", async () => {
  using board = await boardWith(0);
  const countUntilFull = (sources: readonly object[]) => {
    for (let i = 0;; i++) {
      const update = writeUpdate([{
        client: 1 + i,
        clock: 0,
        structs: [item({ root: "chat" }, content.any(1))],
      }]);
      const reached = new Map([[1 + i, 1]]);
      if (
        !board.wait(update, {
          reached,
          deletionsAt: update.length - 1,
          source: sources[i % sources.length] ?? {},
        })
      ) {
        board.applyWaiting();
        return i + 1;
      }
    }
  };
  assert.equal(countUntilFull([{}]), 16);
  assert.equal(countUntilFull(Array.from({ length: 500 }, () => ({}))), 1_000);
});

Deno.test("live board: what an update took is counted as its own, and the rest shared", async () => {
  using board = await boardWith(10);
  for (let client = 1; client <= 2; client++) {
    const structs = [item({ root: "chat" }, content.any(1))];
    const update = writeUpdate([{ client, clock: 0, structs }]);
    board.wait(update, { reached: new Map([[client, 1]]), deletionsAt: update.length - 1, source: {} });
  }
  // Each asks the time before and after itself, and the whole once more on either side.
  assert.deepEqual(board.applyWaiting().outcomes.map(({ tookMs }) => tookMs), [25, 25]);
});

Deno.test("live board: clocks left out behind an update's end are not filled with what comes next", async () => {
  using board = await boardWith(0);
  const part = (clock: number) => [item({ root: "chat" }, content.any(clock))];
  const skipping = writeUpdate([{ client: 1, clock: 0, structs: [...part(0), skip(5)] }]);
  const facts = board.inspect(skipping, () => false);
  assert.deepEqual([facts.gap, facts.mayWait], [false, false]);
});

Deno.test("live board: types are not nested too deep by updates that wait one for the other either", async () => {
  using board = await boardWith(0);
  const doc = new Y.Doc();
  let inner: Y.Map<unknown> = doc.getMap("shapes");
  const nestAndTake = () => {
    const before = Y.encodeStateVector(doc);
    inner = inner.set("in", new Y.Map<unknown>());
    const update = Y.encodeStateAsUpdate(doc, before);
    let facts = board.inspect(update, () => false);
    if (!facts.mayWait) {
      board.applyWaiting();
      facts = board.inspect(update, () => false);
      board.apply(update, facts);
    } else board.wait(update, { ...facts, source: {} });
  };
  for (let depth = 0; depth < MAX_TYPE_DEPTH; depth++) nestAndTake();
  assert.throws(nestAndTake, /nested more than/);
});
