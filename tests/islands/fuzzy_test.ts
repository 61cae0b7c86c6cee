import assert from "node:assert/strict";
import fc from "fast-check";
import { fuzzyMatch } from "../../islands/state/fuzzy.ts";

const best = (typed: string, names: readonly string[]) =>
  names.flatMap((name) => {
    const match = fuzzyMatch(typed, name);
    return match ? [{ name, score: match.score }] : [];
  }).sort((a, b) => b.score - a.score).map(({ name }) => name);

Deno.test("a name fits when all that was typed stands in it, in order", () => {
  assert.deepEqual(fuzzyMatch("zf", "Zoom to fit")?.at, [0, 8]);
  assert.equal(fuzzyMatch("fz", "Zoom to fit"), undefined);
  assert.equal(fuzzyMatch("zoomm", "Zoom"), undefined);
});

Deno.test("beginnings of words count more than letters within them, rows more than scattered ones", () => {
  assert.deepEqual(best("al", ["Duplicate all", "Align left", "Eraser"]), ["Align left", "Duplicate all"]);
  assert.deepEqual(best("copy", ["Cloud, or pay", "Copy"])[0], "Copy");
  assert.deepEqual(fuzzyMatch("bri", "Bring to the bribe")?.at, [0, 1, 2]);
});

Deno.test("of two names that fit alike, the shorter one is meant", () => {
  assert.deepEqual(best("pen", ["Pen and ink", "Pen"]), ["Pen", "Pen and ink"]);
});

Deno.test("case and spaces make no difference; nothing typed fits everything", () => {
  assert.deepEqual(fuzzyMatch("ZOOM FIT", "Zoom to fit")?.at, [0, 1, 2, 3, 8, 9, 10]);
  assert.deepEqual(fuzzyMatch("  ", "Pen"), { score: 0, at: [] });
});

Deno.test("what is said to be typed is what stands there, ascending; every part of a name in order fits it", () => {
  const seed = Date.now();
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom(..."abcAB -".split("")), fc.boolean()), { maxLength: 24 }),
      (letters) => {
        const name = letters.map(([letter]) => letter).join("");
        const typed = letters.filter(([, taken]) => taken).map(([letter]) => letter).join("");
        const match = fuzzyMatch(typed, name);
        assert.ok(match, `${typed} in ${name}`);
        assert.equal(
          match.at.map((i) => name[i]).join("").toLowerCase(),
          typed.replaceAll(" ", "").toLowerCase(),
        );
        assert.ok(match.at.every((i, n) => n === 0 || i > (match.at[n - 1] ?? i)));
      },
    ),
    { seed, numRuns: 500 },
  );
});
