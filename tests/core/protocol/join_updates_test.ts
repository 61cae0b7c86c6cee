import assert from "node:assert/strict";
import fc from "fast-check";
import * as Y from "yjs";
import { inspectUpdate } from "../../../core/protocol/guard.ts";
import { joinUpdates } from "../../../core/protocol/join_updates.ts";
import { mergeUpdates } from "../../../core/protocol/merge_updates.ts";
import { contextOf } from "./updates.ts";

const deed = fc.record({
  who: fc.nat(3),
  key: fc.nat(4),
  what: fc.constantFrom("set", "erase", "type", "hear"),
});

Deno.test("joining: what was drawn, typed and deleted in turns becomes one update that says just that", () => {
  let joined = 0;
  fc.assert(
    fc.property(fc.array(deed, { minLength: 1, maxLength: 40, size: "max" }), (deeds) => {
      const docs = Array.from({ length: 4 }, (_, i) => Object.assign(new Y.Doc(), { clientID: 100 + i }));
      const room = new Y.Doc();
      const updates: Uint8Array[] = [];
      for (const { who, key, what } of deeds) {
        const doc = docs[who] ?? new Y.Doc();
        const before = Y.encodeStateVector(doc);
        if (what === "hear") Y.applyUpdate(doc, Y.encodeStateAsUpdate(room));
        else if (what === "set") doc.getMap("shapes").set(`${key}`, who);
        else if (what === "type") doc.getText("texts").insert(0, "ab");
        else {
          doc.getMap("shapes").delete(`${key}`);
          doc.getText("texts").delete(0, Math.min(key, doc.getText("texts").length));
        }
        if (what === "hear") continue;
        updates.push(Y.encodeStateAsUpdate(doc, before));
        Y.applyUpdate(room, updates.at(-1) ?? new Uint8Array());
      }
      const seen = new Y.Doc();
      const pieces = updates.map((update) => {
        const { deletionsAt, gap, repeats } = inspectUpdate(update, contextOf(seen));
        assert.ok(deletionsAt !== undefined && !gap && !repeats);
        Y.applyUpdate(seen, update);
        return { update, deletionsAt };
      });
      if (pieces.length === 0) return;
      const whole = joinUpdates(pieces);
      if (pieces.length > 1) joined++;
      assert.ok(!inspectUpdate(whole, contextOf(new Y.Doc())).gap);
      // A tick may bring several, which Yjs merges: it relies on the order in which clients are written.
      const middle = Math.floor(pieces.length / 2);
      const halves = [pieces.slice(0, middle), pieces.slice(middle)].filter(({ length }) => length > 0);
      for (const update of [whole, mergeUpdates(halves.map(joinUpdates))]) {
        const copy = new Y.Doc();
        Y.applyUpdate(copy, update);
        assert.deepEqual(encodedAnew(copy), encodedAnew(room));
      }
    }),
    { numRuns: 300 },
  );
  assert.ok(joined > 100);
});

/** What lies next to each other is joined then, however it came. */
function encodedAnew(doc: Y.Doc): Uint8Array {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return Y.encodeStateAsUpdate(copy);
}

Deno.test("joining: one alone stays as it is, and one of several clients is merged by Yjs", () => {
  const [ann, bob] = [new Y.Doc(), new Y.Doc()];
  ann.getMap("shapes").set("a", 1);
  bob.getMap("shapes").set("b", 1);
  const both = Y.mergeUpdates([Y.encodeStateAsUpdate(ann), Y.encodeStateAsUpdate(bob)]);
  const one = { update: both, deletionsAt: both.length - 1 };
  assert.equal(joinUpdates([one]), both);
  const before = Y.encodeStateVector(ann);
  ann.getMap("shapes").set("c", 1);
  const next = Y.encodeStateAsUpdate(ann, before);
  const copy = new Y.Doc();
  Y.applyUpdate(copy, joinUpdates([one, { update: next, deletionsAt: next.length - 1 }]));
  assert.deepEqual([...copy.getMap("shapes").keys()].sort(), ["a", "b", "c"]);
});
