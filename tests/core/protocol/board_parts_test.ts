import assert from "node:assert/strict";
import * as Y from "yjs";
import { nextPart } from "../../../core/protocol/board_parts.ts";
import { isParked } from "./updates.ts";

const PART = 700;
const RUNS = 30;
const FIRST_SEED = Math.floor(Math.random() * 1e9);

type Random = (below: number) => number;

/** Park and Miller's generator: Communications of the ACM 31 (10), 1988. */
function randomFrom(seed: number): Random {
  let state = 1 + seed % 2_147_483_646;
  return (below) => Math.floor((state = state * 16_807 % 2_147_483_647) / 2_147_483_647 * below);
}

/** Documents that write next to and inside of each other's work, overwrite it, and delete some of it. */
class Crowd {
  readonly docs = Array.from({ length: 4 }, () => new Y.Doc());
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  edit(steps: number): void {
    for (let step = 0; step < steps; step++) {
      const doc = this.#any();
      doc.transact(() => this.#change(doc));
      const other = this.#any();
      if (other !== doc) Y.applyUpdate(other, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(other)));
    }
  }

  #change(doc: Y.Doc): void {
    const random = this.#random;
    const text = doc.getText("texts"), map = doc.getMap<unknown>("shapes");
    const dice = random(8);
    if (dice < 3) text.insert(random(text.length + 1), "word ".repeat(1 + random(6)));
    else if (dice < 5 && text.length > 30) text.delete(random(text.length - 20), 1 + random(20));
    else if (dice === 5) {
      map.set(`key${random(30)}`, random(2) ? new Y.Text("inner") : new Uint8Array(random(90)));
    } else if (dice === 6) map.delete(`key${random(30)}`);
    const inner = map.get(`key${random(30)}`);
    if (inner instanceof Y.Text) inner.insert(random(inner.length + 1), "more ");
  }

  #any(): Y.Doc {
    return this.docs[this.#random(this.docs.length)] ?? new Y.Doc();
  }
}

/** Reads `from` into `to`, part by part. Gives how many parts it took. */
function tell(from: Y.Doc, to: Y.Doc, between = () => {}): number {
  const told = Y.decodeStateVector(Y.encodeStateVector(to));
  for (let parts = 1;; parts++) {
    const { update, reached, isLast } = nextPart(from, told, PART);
    Y.applyUpdate(to, update);
    assert.equal(isParked(to), false, "a part waits for nothing");
    for (const [client, clock] of reached) {
      assert.equal(Y.getState(to.store, client), clock, "it says how far it reaches");
      told.set(client, clock);
    }
    if (isLast) return parts;
    between();
  }
}

function assertSame(a: Y.Doc, b: Y.Doc): void {
  assert.equal(a.getText("texts").toString(), b.getText("texts").toString());
  assert.deepEqual(a.getMap("shapes").toJSON(), b.getMap("shapes").toJSON());
  assert.deepEqual(
    new Map(Y.decodeStateVector(Y.encodeStateVector(a))),
    Y.decodeStateVector(Y.encodeStateVector(b)),
  );
}

/** A relay's document, and a crowd that goes on drawing on it. */
function liveBoard(random: Random, { gc }: { gc: boolean }) {
  const crowd = new Crowd(random), board = new Y.Doc({ gc });
  const edit = (steps: number) => {
    crowd.edit(steps);
    for (const doc of crowd.docs) {
      Y.applyUpdate(board, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(board)));
    }
    for (const doc of crowd.docs) Y.applyUpdate(doc, Y.encodeStateAsUpdate(board, Y.encodeStateVector(doc)));
  };
  edit(200);
  return { board, edit };
}

function eachSeed(act: (random: Random) => void): void {
  for (let seed = FIRST_SEED; seed < FIRST_SEED + RUNS; seed++) {
    try {
      act(randomFrom(seed));
    } catch (cause) {
      throw new Error(`seed ${seed} failed`, { cause });
    }
  }
}

Deno.test("board parts: a small board is one part, the very bytes Yjs would make of it", () => {
  eachSeed((random) => {
    const { board } = liveBoard(random, { gc: true });
    const { update, isLast } = nextPart(board, new Map(), Infinity);
    assert.equal(isLast, true);
    assert.deepEqual(update, Y.encodeStateAsUpdate(board));
  });
});

Deno.test("board parts: an empty board is an empty update", () => {
  assert.deepEqual(nextPart(new Y.Doc(), new Map(), PART), {
    update: new Uint8Array([0, 0]),
    reached: new Map(),
    isLast: true,
  });
});

Deno.test("board parts: each is about as large as asked, and none waits for a later one", () => {
  eachSeed((random) => {
    const { board } = liveBoard(random, { gc: random(2) === 0 });
    const copy = new Y.Doc();
    assert.ok(tell(board, copy) > 3);
    assertSame(board, copy);
    const told = new Map<number, number>();
    for (let isLast = false; !isLast;) {
      const part = nextPart(board, told, PART);
      isLast = part.isLast;
      if (!isLast) assert.ok(part.update.length < 2 * PART, `a part of ${part.update.length} bytes`);
      for (const [client, clock] of part.reached) told.set(client, clock);
    }
  });
});

Deno.test("board parts: the board may change between two of them, and the last one brings it all", () => {
  eachSeed((random) => {
    const { board, edit } = liveBoard(random, { gc: random(2) === 0 });
    const copy = new Y.Doc();
    let edits = 0;
    tell(board, copy, () => edits++ < 12 && edit(random(25)));
    assertSame(board, copy);
  });
});

Deno.test("board parts: who comes back gets only what is new, and what was deleted meanwhile", () => {
  eachSeed((random) => {
    const { board, edit } = liveBoard(random, { gc: true });
    const copy = new Y.Doc();
    tell(board, copy);
    const whole = Y.encodeStateAsUpdate(board).length;
    edit(5);
    const { update } = nextPart(board, Y.decodeStateVector(Y.encodeStateVector(copy)), Infinity);
    assert.ok(update.length < whole / 2, `${update.length} of ${whole} bytes`);
    // Both at once know what the other does not.
    copy.getText("texts").insert(0, "drawn offline ");
    tell(board, copy);
    Y.applyUpdate(board, Y.encodeStateAsUpdate(copy, Y.encodeStateVector(board)));
    assertSame(board, copy);
  });
});

Deno.test("board parts: they begin in the midst of what has become one struct, and of what was emptied", () => {
  const board = new Y.Doc(), copy = new Y.Doc();
  const text = board.getText("texts");
  text.insert(0, "a".repeat(300));
  tell(board, copy);
  text.insert(300, "b".repeat(300));
  assert.equal(board.store.clients.get(board.clientID)?.length, 1, "Yjs has joined the two");
  tell(board, copy);
  assertSame(board, copy);
  text.insert(600, "c".repeat(300));
  text.delete(100, 750);
  tell(board, copy);
  assertSame(board, copy);
});

Deno.test("board parts: two clients that wrote in turns are told in turns", () => {
  const [ann, bob] = [new Y.Doc(), new Y.Doc()];
  for (let turn = 0; turn < 500; turn++) {
    const [from, to] = turn % 2 ? [ann, bob] : [bob, ann];
    from.getText("texts").insert(from.getText("texts").length, `${turn} `);
    Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)));
  }
  const copy = new Y.Doc();
  assert.ok(tell(ann, copy) > 5);
  assertSame(ann, copy);
});

Deno.test("board parts: what lies inside of another client's type comes after that type", () => {
  const [ann, bob, board, copy] = [new Y.Doc(), new Y.Doc(), new Y.Doc(), new Y.Doc()];
  // So that Bob's come first where nothing else orders them.
  bob.getMap("shapes").set("first", 1);
  Y.applyUpdate(board, Y.encodeStateAsUpdate(bob));
  ann.getMap("shapes").set("note", new Y.Text());
  Y.applyUpdate(bob, Y.encodeStateAsUpdate(ann));
  const note = bob.getMap("shapes").get("note");
  assert.ok(note instanceof Y.Text);
  note.insert(0, "x".repeat(2 * PART));
  Y.applyUpdate(board, Y.encodeStateAsUpdate(bob));
  tell(board, copy);
  assertSame(board, copy);
});
