import assert from "node:assert/strict";
import * as Y from "yjs";
import { GuardError, inspectStateVector, inspectUpdate } from "../../../core/protocol/guard.ts";
import {
  MAX_CLIENTS,
  MAX_DELETE_RANGES,
  MAX_JSON_DEPTH,
  MAX_STRUCTS,
  MAX_TYPE_DEPTH,
} from "../../../core/protocol/limits.ts";
import {
  content,
  contextOf,
  copyOf,
  type Deletions,
  gc,
  type Id,
  inspect,
  isParked,
  item,
  type Place,
  type Run,
  skip,
  writeUpdate,
  written,
} from "./updates.ts";

const ANN = 7, BOB = 8;
const SHAPES: Place = { root: "shapes", key: "k" };
const ONE = content.any(1);

function by(client: number, clock: number, ...structs: Run["structs"]): Run {
  return { client, clock, structs };
}

/** One struct of Ann's. */
function only(place: Place, what: Parameters<typeof item>[1]): Uint8Array {
  return writeUpdate([by(ANN, 0, item(place, what))]);
}

function deleting(...ranges: Deletions["ranges"]): Deletions {
  return { client: ANN, ranges };
}

function bytes(...octets: number[]): Uint8Array {
  return Uint8Array.from(octets);
}

const HUGE = [0xff, 0xff, 0xff, 0xff, 0x0f];

function nestedAny(depth: number): number[] {
  return [...Array.from({ length: depth }, () => [117, 1]).flat(), 126];
}

function nestedTypes(depth: number): Uint8Array {
  const inner = (clock: number): Place => clock === 0 ? SHAPES : { parent: [ANN, clock - 1], key: "k" };
  return writeUpdate([
    by(ANN, 0, ...Array.from({ length: depth }, (_, clock) => item(inner(clock), content.type(1)))),
  ]);
}

const REFUSED: Readonly<Record<string, readonly [update: Uint8Array, reason: RegExp]>> = {
  "nothing at all": [bytes(), /ends too early/],
  "no deletions": [bytes(0), /ends too early/],
  "bytes after its end": [bytes(0, 0, 0), /1 bytes follow its end/],
  "more clients than bytes": [bytes(...HUGE, 0), /announces 4294967295 parts/],
  "more structs than bytes": [bytes(1, ...HUGE, 7, 0, 0, 1, 0, 0), /announces 4294967295 parts/],
  "more deleting clients than bytes": [bytes(0, ...HUGE), /announces 4294967295 parts/],
  "more deletions than bytes": [bytes(0, 1, 7, ...HUGE, 0, 1), /announces 4294967295 parts/],
  "a client of whom it has nothing": [bytes(1, 0, 7, 0, 0, 0, 0), /has nothing of it/],
  "a client twice": [writeUpdate([by(ANN, 0, gc(1)), by(ANN, 1, gc(1))]), /names a client twice/],
  "a varint without end": [bytes(...Array(200).fill(0x80), 1), /number is too large/],
  "a varint beyond what is exact": [
    bytes(1, 1, ...Array(7).fill(0xff), 0x10, 0, 0, 1, 0),
    /number is too large/,
  ],
  "a clock too large": [writeUpdate([by(ANN, 2 ** 31 - 1, gc(1))]), /clock in it is too large/],
  "a length too large": [writeUpdate([by(ANN, 0, gc(2 ** 40))]), /clock in it is too large/],
  "a struct's kind of no meaning": [
    writeUpdate([by(ANN, 0, item(SHAPES, [11, () => {}]))]),
    /unknown kind 11/,
  ],
  "emptiness of no length": [writeUpdate([by(ANN, 0, gc(0))]), /has no length/],
  "a skip of no length": [writeUpdate([by(ANN, 0, skip(0))]), /has no length/],
  "deleted content of no length": [only(SHAPES, content.deleted(0)), /has no length/],
  "a string of no length": [only(SHAPES, content.string("")), /has no length/],
  "no values": [only(SHAPES, content.any()), /has no length/],
  "no JSON values": [only(SHAPES, content.json()), /has no length/],
  "another root": [only({ root: "secret", key: "k" }, ONE), /root in it is secret; allowed are shapes,/],
  "a root of no name": [only({ root: "", key: "k" }, ONE), /root in it is not a name/],
  "a root of a wild name": [only({ root: "\n".repeat(1_000), key: "k" }, ONE), /root in it is not a name/],
  "a root of Object's": [only({ root: "constructor", key: "k" }, ONE), /root in it is constructor/],
  "the root __proto__": [only({ root: "__proto__", key: "k" }, ONE), /root in it is __proto__/],
  "a root that a good one begins": [only({ root: "shapes2" }, ONE), /root in it is shapes2/],
  "a parent that is neither root nor struct": [
    writeUpdate([
      by(ANN, 0, (encoder) => [8, 2, 0, 0, 1, 126].forEach((n) => encoder.cbuf[encoder.cpos++] = n)),
    ]),
    /neither a root nor a struct/,
  ],
  "the key __proto__": [only({ root: "shapes", key: "__proto__" }, ONE), /key in it is __proto__/],
  "the key __proto__, its length in two bytes": [
    written((encoder) => {
      const update = only({ root: "shapes", key: "__proto__" }, ONE);
      const at = update.indexOf(9);
      const padded = [...update.subarray(0, at), 0x89, 0x00, ...update.subarray(at + 1)];
      for (const byte of padded) encoder.cbuf[encoder.cpos++] = byte;
    }),
    /key in it is __proto__/,
  ],
  "the key __proto__ in a value": [
    only(SHAPES, content.any({ a: [JSON.parse('{"__proto__":1}')] })),
    /key in it is __proto__/,
  ],
  "the key __proto__ in JSON": [only(SHAPES, content.json('[{"__proto__":1}]')), /key in it is __proto__/],
  "the key __proto__ written otherwise in JSON": [
    only(SHAPES, content.embed('{"\\u005f_proto__":1}')),
    /key in it is __proto__/,
  ],
  "the format __proto__": [only(SHAPES, content.format("__proto__", "1")), /key in it is __proto__/],
  "the XML name __proto__": [only(SHAPES, content.type(3, "__proto__")), /key in it is __proto__/],
  "a value of an unknown type": [only(SHAPES, content.rawAny([115])), /unknown type 115/],
  "a value that ends too early": [
    writeUpdate([by(ANN, 0, item(SHAPES, content.rawAny([123])))]),
    /too early/,
  ],
  "more values than bytes": [only(SHAPES, content.rawAny([117, ...HUGE])), /announces 4294967295 parts/],
  "more keys than bytes": [only(SHAPES, content.rawAny([118, ...HUGE])), /announces 4294967295 parts/],
  "bytes longer than the update": [only(SHAPES, content.rawAny([116, ...HUGE])), /ends too early/],
  "a string longer than the update": [only(SHAPES, content.rawAny([119, ...HUGE])), /ends too early/],
  "values too deep": [only(SHAPES, content.rawAny(nestedAny(MAX_JSON_DEPTH + 1))), /more than 64 deep/],
  "values far too deep": [only(SHAPES, content.rawAny(nestedAny(100_000))), /more than 64 deep/],
  "JSON too deep": [only(SHAPES, content.json("[".repeat(65) + "]".repeat(65))), /more than 64 deep/],
  "JSON far too deep": [
    only(SHAPES, content.embed("[".repeat(1e5) + "]".repeat(1e5))),
    /more than 64 deep|not JSON/,
  ],
  "JSON that is none": [only(SHAPES, content.format("bold", "undefined")), /not JSON/],
  "a string that is not UTF-8": [only(SHAPES, content.rawAny([119, 1, 0xff])), /not UTF-8/],
  "a surrogate in UTF-8": [only(SHAPES, content.rawAny([119, 3, 0xed, 0xa0, 0x80])), /not UTF-8/],
  "an overlong form": [only(SHAPES, content.rawAny([119, 3, 0xe0, 0x80, 0x80])), /not UTF-8/],
  "a character cut short": [only(SHAPES, content.rawAny([119, 2, 0xe2, 0x82])), /not UTF-8/],
  "a sub-document": [only(SHAPES, content.subdocument("x")), /sub-document/],
  "a type of no meaning": [only(SHAPES, content.type(7)), /unknown kind 7/],
  "types too deep": [nestedTypes(MAX_TYPE_DEPTH + 1), /nested more than 8 deep/],
  "types far too deep": [nestedTypes(10_000), /nested more than 8 deep/],
  "a struct beside itself": [writeUpdate([by(ANN, 0, item({ left: [ANN, 0] }, ONE))]), /refers to itself/],
  "a struct beside a later one": [
    writeUpdate([by(ANN, 0, item({ right: [ANN, 1] }, ONE), item(SHAPES, ONE))]),
    /refers to itself or to a later one/,
  ],
  "a struct within itself": [only({ parent: [ANN, 0] }, content.type(1)), /refers to itself/],
  "structs in a circle": [
    writeUpdate([by(ANN, 0, item({ left: [BOB, 0] }, ONE)), by(BOB, 0, item({ left: [ANN, 0] }, ONE))]),
    /in a circle/,
  ],
  "a deletion of no length": [
    writeUpdate([by(ANN, 0, gc(2))], [deleting([1, 0])]),
    /deletion in it has no length/,
  ],
  "deletions backwards": [
    writeUpdate([], [{ client: 1, ranges: [[5, 1], [3, 1]] }]),
    /deletions in it are not in order/,
  ],
  "deletions one over another": [
    writeUpdate([], [{ client: 1, ranges: [[3, 4], [5, 1]] }]),
    /deletions in it are not in order/,
  ],
  "a deletion up to too large a clock": [
    writeUpdate([], [deleting([1, 2 ** 31])]),
    /clock in it is too large/,
  ],
};

for (const [name, [update, reason]] of Object.entries(REFUSED)) {
  Deno.test(`guard: refuses an update with ${name}`, () => {
    assert.throws(() => inspect(update), (error) => {
      assert.ok(error instanceof GuardError);
      assert.match(error.reason, reason);
      assert.ok(new TextEncoder().encode(error.message).length <= 120, error.message);
      return true;
    });
  });
}

Deno.test("guard: one and the same neighbour on both sides is taken: Yjs writes it when a redo in a list is undone", () => {
  const update = writeUpdate([by(ANN, 0, item(SHAPES, ONE), item({ left: [ANN, 0], right: [ANN, 0] }, ONE))]);
  assert.equal(inspect(update).gap, false);
  const doc = new Y.Doc();
  Y.applyUpdate(doc, update);
  assert.equal(Y.getState(doc.store, ANN), 2);
});

Deno.test("guard: refuses more structs, clients or deletions than the limits allow", () => {
  const structs = Array.from({ length: MAX_STRUCTS + 1 }, () => gc(1));
  assert.throws(() => inspect(writeUpdate([{ client: ANN, clock: 0, structs }])), /more than 200000 structs/);
  const clients = Array.from({ length: MAX_CLIENTS + 1 }, (_, client) => by(client, 0, gc(1)));
  assert.throws(() => inspect(writeUpdate(clients)), /more than 100000/);
  const ranges = Array.from({ length: MAX_DELETE_RANGES + 1 }, (_, i) => [2 * i, 1] as const);
  assert.throws(
    () => inspect(writeUpdate([by(ANN, 0, gc(1e6))], [{ client: ANN, ranges }])),
    /more than 200000 deletions/,
  );
});

Deno.test("guard: takes what is just within the limits", () => {
  for (
    const update of [
      nestedTypes(MAX_TYPE_DEPTH),
      only(SHAPES, content.rawAny(nestedAny(MAX_JSON_DEPTH))),
      only(SHAPES, content.json("[".repeat(64) + "]".repeat(64), "undefined")),
    ]
  ) {
    assert.equal(inspect(update).gap, false);
    const doc = new Y.Doc();
    Y.applyUpdate(doc, update);
    assert.ok(!isParked(doc));
  }
});

Deno.test("guard: keys named like Object's own are plain keys", () => {
  const update = writeUpdate([by(
    ANN,
    0,
    item({ root: "shapes", key: "constructor" }, content.any({ toString: 1, hasOwnProperty: [2] })),
    item({ root: "meta", key: "toString" }, content.json('{"valueOf":null}')),
    item({ root: "chat" }, content.any({ proto: 1, __proto: 2 })),
  )]);
  assert.deepEqual(inspect(update), {
    reached: new Map([[ANN, 3]]),
    structs: 3,
    gap: false,
    foreignClients: [],
    repeats: false,
    empty: false,
    deletionsAt: update.length - 1,
  });
});

Deno.test("guard: types cannot be nested too deep by one update after another either", () => {
  const doc = new Y.Doc();
  const nest = (clock: number, place: Place) => writeUpdate([by(ANN, clock, item(place, content.type(0)))]);
  Y.applyUpdate(doc, nest(0, { root: "chat" }));
  for (let clock = 1; clock < MAX_TYPE_DEPTH; clock++) {
    const update = nest(clock, { parent: [ANN, clock - 1] });
    assert.equal(inspect(update, doc).gap, false);
    Y.applyUpdate(doc, update);
  }
  const deepest: Id = [ANN, MAX_TYPE_DEPTH - 1];
  assert.throws(() => inspect(nest(MAX_TYPE_DEPTH, { parent: deepest }), doc), /nested more than 8 deep/);
  assert.equal(
    inspect(nest(MAX_TYPE_DEPTH, { left: deepest }), doc).gap,
    false,
    "beside the deepest is not deeper",
  );
  // In another client's name, in the same update, beside something that is within.
  const within = by(BOB, 0, item({ parent: deepest }, content.string("hi")));
  const beside = by(BOB + 1, 0, item({ left: [BOB, 1] }, content.type(2)));
  assert.throws(() => inspect(writeUpdate([beside, within]), doc), /nested more than 8 deep/);
});

Deno.test("guard: a type that pretends to be known already lies as deep as it does", () => {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, nestedTypes(MAX_TYPE_DEPTH));
  const pretended = by(
    ANN,
    0,
    ...Array.from({ length: MAX_TYPE_DEPTH }, () => item(SHAPES, content.type(1))),
    item({ parent: [ANN, MAX_TYPE_DEPTH - 1], key: "k" }, content.type(1)),
  );
  assert.throws(() => inspect(writeUpdate([pretended]), doc), /nested more than 8 deep/);
});

Deno.test("guard: says that there is a gap when an update builds on what is not here", () => {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, writeUpdate([by(ANN, 0, item({ root: "chat" }, content.string("abc")))]));
  const gaps: Record<string, Uint8Array> = {
    "a later clock": writeUpdate([by(ANN, 4, gc(1))]),
    "a skip": writeUpdate([by(ANN, 3, skip(1), gc(1))]),
    "a left neighbour": writeUpdate([by(BOB, 0, item({ left: [ANN, 3] }, ONE))]),
    "a right neighbour": writeUpdate([by(BOB, 0, item({ right: [9, 0] }, ONE))]),
    "a parent": writeUpdate([by(BOB, 0, item({ parent: [ANN, 3] }, ONE))]),
    "a neighbour after a skip": writeUpdate([
      by(ANN, 3, gc(1), skip(1)),
      by(BOB, 0, item({ left: [ANN, 4] }, ONE)),
    ]),
    "a deletion beyond the end": writeUpdate([], [deleting([2, 2])]),
    "a deletion of nobody's": writeUpdate([], [{ client: 9, ranges: [[0, 1]] }]),
  };
  for (const [name, update] of Object.entries(gaps)) {
    assert.equal(inspect(update, doc).gap, true, name);
    const copy = copyOf(doc);
    Y.applyUpdate(copy, update);
    assert.ok(isParked(copy), name);
  }
  const whole: Record<string, Uint8Array> = {
    "the next clock": writeUpdate([by(ANN, 3, gc(1))], [deleting([0, 4])]),
    "a skip of what is here": writeUpdate([by(ANN, 1, skip(2), gc(1))]),
    "a skip at the end": writeUpdate([by(ANN, 3, gc(1), skip(1))]),
    "a neighbour of its own": writeUpdate([
      by(BOB, 0, item({ left: [ANN, 3] }, ONE)),
      by(ANN, 3, item({ left: [ANN, 2] }, ONE)),
    ]),
  };
  for (const [name, update] of Object.entries(whole)) {
    const facts = inspect(update, doc);
    assert.equal(facts.gap, false, name);
    const copy = copyOf(doc);
    Y.applyUpdate(copy, facts.repeats ? Y.diffUpdate(update, Y.encodeStateVector(doc)) : update);
    assert.ok(!isParked(copy), name);
  }
});

Deno.test("guard: names clients that are somebody else's only if it brings something new of theirs", () => {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, writeUpdate([by(BOB, 0, gc(3))]));
  const facts = (update: Uint8Array) => inspectUpdate(update, contextOf(doc, [BOB]));
  const mixed = writeUpdate([by(ANN, 0, gc(1)), by(BOB, 0, gc(3))], [{ client: BOB, ranges: [[0, 1]] }]);
  const known = facts(mixed);
  assert.deepEqual(known, {
    reached: new Map([[ANN, 1]]),
    structs: 2,
    gap: false,
    foreignClients: [],
    repeats: true,
    empty: false,
    // A client, a range of it.
    deletionsAt: mixed.length - 5,
  });
  const fresh = facts(writeUpdate([by(ANN, 0, gc(1)), by(BOB, 3, gc(1))]));
  assert.deepEqual(fresh.foreignClients, [BOB]);
  assert.deepEqual([...fresh.reached], [[ANN, 1], [BOB, 4]]);
});

Deno.test("guard: an update of nothing is empty, one of deletions only is not", () => {
  assert.equal(inspect(writeUpdate([])).empty, true);
  assert.equal(inspect(Y.encodeStateAsUpdate(new Y.Doc())).empty, true);
  assert.equal(inspect(writeUpdate([], [deleting([0, 1])])).empty, false);
});

// Given to Yjs as it is, it makes Yjs throw midway.
Deno.test("guard: of a struct of which the beginning is known, Yjs is to get the rest only", () => {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, writeUpdate([by(ANN, 0, gc(4))]));
  const update = writeUpdate([by(ANN, 3, item({ root: "shapes" }, content.string("later")))]);
  assert.throws(() => Y.applyUpdate(copyOf(doc), update));
  assert.equal(inspect(update, doc).repeats, true);
  Y.applyUpdate(doc, Y.diffUpdate(update, Y.encodeStateVector(doc)));
  assert.equal(Y.getState(doc.store, ANN), 8);
});

Deno.test("guard: work grows with the bytes, however its structs refer to one another", () => {
  const COUNT = 20_000;
  const ladder = [ANN, BOB].map((client) =>
    by(
      client,
      0,
      ...Array.from({ length: COUNT }, (_, clock) => {
        if (client === BOB) return item({ left: [ANN, clock] }, ONE);
        return clock === 0 ? item({ root: "chat" }, content.type(0)) : item({ left: [BOB, clock - 1] }, ONE);
      }),
    )
  );
  // Everybody waits for one who comes last.
  const fan = Array.from({ length: COUNT }, (_, i) => by(i + 2, 0, item({ left: [1, COUNT - 1] }, ONE)));
  const slow = by(
    1,
    0,
    ...Array.from({ length: COUNT }, (_, i) => item(i === 0 ? SHAPES : { left: [1, i - 1] }, ONE)),
  );
  const chain = Array.from(
    { length: COUNT },
    (_, i) => by(COUNT - i, 0, item(i === COUNT - 1 ? SHAPES : { left: [COUNT - i - 1, 0] }, ONE)),
  );
  for (const runs of [ladder, [...fan, slow], chain]) {
    const update = writeUpdate(runs);
    const start = performance.now();
    assert.equal(inspect(update).gap, false);
    // Some 20 ms: time enough for a busy machine, far too little for a square of 20,000.
    assert.ok(performance.now() - start < 1_000);
  }
});

Deno.test("guard: a state vector is taken only if it is one", () => {
  const doc = new Y.Doc();
  doc.getMap("shapes").set("a", 1);
  inspectStateVector(Y.encodeStateVector(doc));
  inspectStateVector(bytes(0));
  const refused: [Uint8Array, RegExp][] = [
    [bytes(), /ends too early/],
    [bytes(0, 0), /1 bytes follow its end/],
    [bytes(...HUGE, 1, 1), /announces 4294967295 parts/],
    [bytes(1, ...Array(100).fill(0x80), 1, 1), /number is too large/],
    [bytes(1, 7, 0x80, 0x80, 0x80, 0x80, 0x08), /clock in it is too large/],
    [bytes(2, 7, 1, 8), /announces 2 parts/],
    [Uint8Array.from([0xa1, 0x8d, 0x06, ...Array(200_002).fill(1)]), /more than 100000/],
  ];
  for (const [stateVector, reason] of refused) {
    assert.throws(() => inspectStateVector(stateVector), reason);
    assert.throws(() => inspectStateVector(stateVector), GuardError);
  }
});
