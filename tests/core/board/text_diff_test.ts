import assert from "node:assert/strict";
import fc from "fast-check";
import { fitText, spliceBetween } from "../../../core/board/text_diff.ts";

Deno.test("text: the same text needs no splice", () => {
  assert.equal(spliceBetween("same", "same"), undefined);
  assert.equal(spliceBetween("", ""), undefined);
});

Deno.test("text: a splice is as small as can be", () => {
  assert.deepEqual(spliceBetween("the fox", "the quick fox"), { at: 4, remove: 0, insert: "quick " });
  assert.deepEqual(spliceBetween("aaa", "aa"), { at: 2, remove: 1, insert: "" });
  assert.deepEqual(spliceBetween("abc", ""), { at: 0, remove: 3, insert: "" });
  assert.deepEqual(spliceBetween("abab", "ab"), { at: 2, remove: 2, insert: "" });
});

Deno.test("text: a splice takes a surrogate pair whole", () => {
  // These share their first half, then their second.
  assert.deepEqual(spliceBetween("a😀b", "a😁b"), { at: 1, remove: 2, insert: "😁" });
  assert.deepEqual(spliceBetween("\u{1f600}", "\u{1fa00}"), { at: 0, remove: 2, insert: "\u{1fa00}" });
});

Deno.test("text: applying the splice gives the new text, and no piece of it is a lone surrogate", () => {
  const letters = fc.string({ unit: fc.constantFrom("a", "b", "😀", "😁", "\u{1fa00}"), maxLength: 12 });
  fc.assert(
    fc.property(letters, letters, (from, to) => {
      const splice = spliceBetween(from, to);
      if (!splice) return assert.equal(from, to);
      const { at, remove, insert } = splice;
      assert.equal(from.slice(0, at) + insert + from.slice(at + remove), to);
      for (const piece of [from.slice(0, at), from.slice(at, at + remove), insert]) {
        assert(piece.isWellFormed());
      }
    }),
    { numRuns: 2_000 },
  );
});

Deno.test("text: what fits is left as it is, the rest is cut between characters", () => {
  assert.equal(fitText("a😀", 3), "a😀");
  assert.equal(fitText("a😀", 2), "a");
  assert.equal(fitText("abc", 2), "ab");
  assert.equal(fitText("a\udc00", 2), "a\ufffd");
});
