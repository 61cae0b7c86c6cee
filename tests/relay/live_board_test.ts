import assert from "node:assert/strict";
import * as Y from "yjs";
import { decodeFrame } from "../../core/protocol/message.ts";
import type { Clock } from "../../relay/clock.ts";
import { LiveBoard } from "../../relay/live_board.ts";
import { content, inspect, item, writeUpdate } from "../core/protocol/updates.ts";

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

function boardWith(stepMs: number): Promise<LiveBoard> {
  return LiveBoard.load({
    stored: STORED,
    uncommitted: [],
    clock: new WatchedClock(stepMs),
    maxBytes: Infinity,
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
    board.apply(rest, { structs: 2_000, repeats: false, clients: [1] });
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
      assert.equal(oneByOne.apply(piece, { structs: 1, repeats: false, clients: [doc.clientID] }).gap, false);
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
    const { fresh, gap } = board.apply(bytes, { structs: 1, repeats: false, clients: [doc.clientID] });
    assert.deepEqual([...fresh, gap], [bytes, false]);
  }
  doc.getMap("shapes").delete("a");
  const deletion = Y.encodeStateAsUpdate(doc, Y.encodeStateVector(doc));
  const nothingNew = { structs: 0, repeats: false, clients: [] };
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
  const applied = board.apply(update, { structs: 2, repeats: false, clients: [ann.clientID, bob.clientID] });
  assert.equal(applied.gap, true);
  const copy = new Y.Doc();
  for (const part of applied.fresh) Y.applyUpdate(copy, part);
  assert.deepEqual([...copy.getMap("shapes").keys()], ["a"]);
});
