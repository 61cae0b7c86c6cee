import assert from "node:assert/strict";
import * as Y from "yjs";
import { splitUpdate } from "../../../core/protocol/split_update.ts";

const PART = 2_000;

/** Documents that wrote in turns, next to and inside of each other's work, and deleted some of it. */
function entangled(seed: number): Y.Doc {
  let state = seed;
  const random = (below: number) =>
    Math.floor((state = state * 16_807 % 2_147_483_647) / 2_147_483_647 * below);
  const docs = Array.from({ length: 3 }, () => new Y.Doc());
  for (let step = 0; step < 400; step++) {
    const doc = docs[random(docs.length)] ?? new Y.Doc();
    const text = doc.getText("text"), map = doc.getMap<unknown>("shapes");
    doc.transact(() => {
      text.insert(random(text.length + 1), "word ".repeat(1 + random(8)));
      if (text.length > 50 && random(4) === 0) text.delete(random(text.length - 10), 5);
      map.set(`key${random(60)}`, random(3) === 0 ? new Y.Text("inner") : new Uint8Array(random(200)));
      const inner = map.get(`key${random(60)}`);
      if (inner instanceof Y.Text) inner.insert(0, "more ");
    });
    const other = docs[random(docs.length)];
    if (other && other !== doc) Y.applyUpdate(other, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(other)));
  }
  const whole = new Y.Doc();
  for (const doc of docs) Y.applyUpdate(whole, Y.encodeStateAsUpdate(doc));
  return whole;
}

function assertSame(a: Y.Doc, b: Y.Doc, message: string): void {
  assert.equal(a.getText("text").toString(), b.getText("text").toString(), message);
  assert.deepEqual(a.getMap("shapes").toJSON(), b.getMap("shapes").toJSON(), message);
  assert.deepEqual(Y.encodeStateVector(a), Y.encodeStateVector(b), message);
}

Deno.test("a small update is its own only part", () => {
  const update = Y.encodeStateAsUpdate(entangled(1));
  assert.deepEqual([...splitUpdate(update, update.length)], [update]);
});

Deno.test("parts applied in order never wait for a later one, and make the same document", () => {
  for (let seed = 1; seed <= 20; seed++) {
    const doc = entangled(seed), copy = new Y.Doc();
    const parts = [...splitUpdate(Y.encodeStateAsUpdate(doc), PART)];
    assert.ok(parts.length > 3, `seed ${seed}: ${parts.length} parts`);
    for (const part of parts) {
      assert.ok(part.length < 2 * PART, `seed ${seed}: a part of ${part.length} bytes`);
      Y.applyUpdate(copy, part);
      assert.equal(copy.store.pendingStructs, null, `seed ${seed}`);
      assert.equal(copy.store.pendingDs, null, `seed ${seed}`);
    }
    assertSame(doc, copy, `seed ${seed}`);
  }
});

Deno.test("a difference to what somebody has is split as well as a whole", () => {
  for (let seed = 1; seed <= 10; seed++) {
    const doc = entangled(seed), copy = new Y.Doc();
    const [first, second] = splitUpdate(Y.encodeStateAsUpdate(doc), PART);
    assert.ok(first && second);
    Y.applyUpdate(copy, first);
    Y.applyUpdate(copy, second);
    for (const part of splitUpdate(Y.encodeStateAsUpdate(doc, Y.encodeStateVector(copy)), PART)) {
      Y.applyUpdate(copy, part);
      assert.equal(copy.store.pendingStructs, null, `seed ${seed}`);
    }
    assertSame(doc, copy, `seed ${seed}`);
  }
});

Deno.test("what an update leaves out in between is left out of its parts too, and nothing after it is lost", () => {
  const { first, middle, last } = inThree();
  const copy = new Y.Doc();
  for (const update of [...first, ...middle]) Y.applyUpdate(copy, update);
  for (const part of splitUpdate(Y.mergeUpdates([...first, ...last]), PART)) Y.applyUpdate(copy, part);
  assert.equal(copy.store.pendingStructs, null);
  assert.equal(copy.getMap("shapes").size, 300);
});

Deno.test("what an update has no ground for is in its parts, and waits as it would of the whole", () => {
  const { first, middle, last } = inThree();
  const copy = new Y.Doc();
  for (const part of splitUpdate(Y.mergeUpdates([...first, ...last]), PART)) Y.applyUpdate(copy, part);
  for (const update of middle) Y.applyUpdate(copy, update);
  assert.equal(copy.getMap("shapes").size, 300);
});

/** The updates of 300 changes of one client. */
function inThree(): Record<"first" | "middle" | "last", Uint8Array[]> {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on("update", (update: Uint8Array) => updates.push(update));
  for (let i = 0; i < 300; i++) doc.getMap("shapes").set(`key${i}`, "x".repeat(50));
  return { first: updates.slice(0, 100), middle: updates.slice(100, 200), last: updates.slice(200) };
}

Deno.test("every kind of thing that Yjs writes is cut where it ends", () => {
  const doc = new Y.Doc();
  for (let i = 0; i < 40; i++) {
    doc.transact(() => {
      const text = doc.getText("text");
      text.insert(text.length, `żółć 😀 ${i} `, { bold: i % 2 === 0 });
      text.insertEmbed(text.length, { image: `picture-${i}` });
      const element = new Y.XmlElement("p");
      doc.getXmlFragment("page").push([element]);
      element.insert(0, [new Y.XmlText("inside")]);
      doc.getArray("list").push([i, -1.5, null, [true, { deep: [i] }], new Uint8Array(9)]);
      doc.getArray("list").push([new Y.Array(), new Y.Map(), new Y.Doc({ guid: `sub-${i}`, meta: { i } })]);
    });
    if (i % 3 === 0) doc.getArray("list").delete(2, 3);
  }
  const copy = new Y.Doc();
  const parts = [...splitUpdate(Y.encodeStateAsUpdate(doc), 500)];
  assert.ok(parts.length > 10, `${parts.length} parts`);
  for (const part of parts) {
    Y.applyUpdate(copy, part);
    assert.equal(copy.store.pendingStructs, null);
  }
  assert.deepEqual(copy.getText("text").toDelta(), doc.getText("text").toDelta());
  assert.equal(copy.getXmlFragment("page").toString(), doc.getXmlFragment("page").toString());
  const plain = (value: unknown) => value instanceof Y.Doc ? value.guid : value;
  assert.deepEqual(copy.getArray("list").toJSON().map(plain), doc.getArray("list").toJSON().map(plain));
  assert.deepEqual(Y.encodeStateVector(copy), Y.encodeStateVector(doc));
});

Deno.test("deletions of many clients are few parts, each within the size asked for", () => {
  const deleted = Array.from({ length: 300 }, () => {
    const doc = new Y.Doc();
    doc.getArray("list").push(["x".repeat(20), 1, 2]);
    const whole = Y.encodeStateAsUpdate(doc);
    doc.getArray("list").delete(0, 2);
    return { whole, now: Y.encodeStateAsUpdate(doc) };
  });
  const copy = new Y.Doc(), seen = new Y.Doc();
  for (const { whole, now } of deleted) {
    Y.applyUpdate(seen, whole);
    Y.applyUpdate(copy, now);
  }
  const update = Y.encodeStateAsUpdate(copy, Y.encodeStateVector(copy));
  const parts = [...splitUpdate(update, 500)];
  assert.ok(parts.length < 10, `${parts.length} parts of ${update.length} bytes`);
  for (const part of parts) {
    assert.ok(part.length <= 600);
    Y.applyUpdate(seen, part);
  }
  assert.equal(seen.getArray("list").length, 300);
});

Deno.test("what cannot be cut is its own only part, and whoever applies it learns why", () => {
  const update = Y.encodeStateAsUpdate(entangled(3)).slice(0, -10);
  assert.deepEqual([...splitUpdate(update, PART)], [update]);
});
