import assert from "node:assert/strict";
import * as encoding from "lib0/encoding";
import fc from "fast-check";
import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate } from "y-protocols/awareness";
import * as Y from "yjs";
import {
  type AwarenessEntry,
  encodeAwareness,
  GuardError,
  inspectAwareness,
} from "../../../core/protocol/guard.ts";
import { MAX_AWARENESS_BYTES } from "../../../core/protocol/limits.ts";
import { written } from "./updates.ts";

function write(entries: readonly (readonly [client: number, clock: number, state: string])[]): Uint8Array {
  return written((encoder) => {
    encoding.writeVarUint(encoder, entries.length);
    for (const [client, clock, state] of entries) {
      encoding.writeVarUint(encoder, client);
      encoding.writeVarUint(encoder, clock);
      encoding.writeVarString(encoder, state);
    }
  });
}

Deno.test("awareness: what y-protocols writes is read, and what is written y-protocols reads", () => {
  const ann = new Awareness(new Y.Doc()), bob = new Awareness(new Y.Doc());
  try {
    ann.setLocalState({ user: { name: "Änn 😀", color: "#112233" }, cursor: [1.5, -2] });
    applyAwarenessUpdate(bob, encodeAwarenessUpdate(ann, [ann.clientID]), "test");
    // What a stock client answers when it is asked: everybody it knows.
    const entries = inspectAwareness(encodeAwarenessUpdate(bob, [...bob.getStates().keys()]));
    assert.deepEqual(new Set(entries.map(({ client }) => client)), new Set([ann.clientID, bob.clientID]));
    const its = entries.find(({ client }) => client === ann.clientID);
    assert.deepEqual(its, { client: ann.clientID, clock: 1, state: ann.getLocalState() });

    ann.setLocalState({ user: { name: "Anna" } });
    applyAwarenessUpdate(
      bob,
      encodeAwareness(inspectAwareness(encodeAwarenessUpdate(ann, [ann.clientID]))),
      "test",
    );
    assert.deepEqual(bob.getStates().get(ann.clientID), { user: { name: "Anna" } });

    ann.setLocalState(null);
    const gone = inspectAwareness(encodeAwarenessUpdate(ann, [ann.clientID]));
    assert.deepEqual(gone, [{ client: ann.clientID, clock: 3, state: null }]);
    applyAwarenessUpdate(bob, encodeAwareness(gone), "test");
    assert.equal(bob.getStates().has(ann.clientID), false);
  } finally {
    ann.destroy();
    bob.destroy();
  }
});

Deno.test("awareness: entries come back as they were written", () => {
  const state = fc.option(
    fc.dictionary(
      fc.string().filter((key) => key !== "__proto__"),
      fc.oneof(fc.double(), fc.string(), fc.boolean()),
    ),
  ).map((value): AwarenessEntry["state"] => JSON.parse(JSON.stringify(value)));
  const entry = fc.record({ client: fc.maxSafeNat(), clock: fc.nat({ max: 2 ** 31 - 1 }), state }, {
    noNullPrototype: true,
  });
  fc.assert(fc.property(fc.array(entry), (entries) => {
    assert.deepEqual(inspectAwareness(encodeAwareness(entries)), entries);
  }));
});

Deno.test("awareness: a state of 4 KiB is taken, however many others come with it", () => {
  const state = JSON.stringify({ a: "x".repeat(MAX_AWARENESS_BYTES - 10) });
  const many = Array.from({ length: 20 }, (_, client) => [client, 1, state] as const);
  assert.equal(inspectAwareness(write(many)).length, 20);
});

const REFUSED: Readonly<Record<string, readonly [update: Uint8Array, reason: RegExp]>> = {
  "nothing at all": [new Uint8Array(), /ends too early/],
  "more clients than bytes": [Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0x0f), /announces 4294967295 parts/],
  "too many clients": [write(Array.from({ length: 10_001 }, (_, i) => [i, 0, "null"])), /more than 10000/],
  "bytes after its end": [Uint8Array.of(0, 0), /follow its end/],
  "a state cut short": [write([[1, 1, "{}"]]).subarray(0, -1), /announces 1 parts|ends too early/],
  "a clock too large": [write([[1, 2 ** 31, "{}"]]), /clock in it is too large/],
  "a client id too large": [
    written((e) => [1, ...Array(9).fill(0xff), 1].forEach((n) => encoding.writeUint8(e, n))),
    /number/,
  ],
  "a state too large": [write([[1, 1, JSON.stringify({ a: "x".repeat(4096) })]]), /more than 4096 bytes/],
  "a state that is no JSON": [write([[1, 1, "{]"]]), /not JSON/],
  "no state": [write([[1, 1, "undefined"]]), /not JSON/],
  "a state that is a list": [write([[1, 1, "[1]"]]), /neither an object nor null/],
  "a state that is a number": [write([[1, 1, "17"]]), /neither an object nor null/],
  "the key __proto__": [write([[1, 1, '{"user":{"__proto__":{}}}']]), /__proto__/],
  "a state too deep": [
    write([[1, 1, `{"a":${"[".repeat(64)}${"]".repeat(64)}}`]]),
    /nested more than 64 deep/,
  ],
};

for (const [name, [update, reason]] of Object.entries(REFUSED)) {
  Deno.test(`awareness: an update with ${name} is refused`, () => {
    assert.throws(() => inspectAwareness(update), reason);
    assert.throws(() => inspectAwareness(update), GuardError);
  });
}
