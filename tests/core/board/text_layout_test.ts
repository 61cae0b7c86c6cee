import assert from "node:assert/strict";
import {
  brokenLines,
  fittedLines,
  heightOf,
  linesAsWritten,
  type MeasureText,
  readsLeftwards,
  widthOf,
} from "../../../core/board/text_layout.ts";
import { below, pick, seeded } from "./samples.ts";

/** Every letter is half as wide as high. */
const measure: MeasureText = (text) => [...text].length / 2;
const style = { font: "hand", bold: false, size: 10, measure } as const;

Deno.test("text layout: lines end where it is written so, empty ones too", () => {
  const block = linesAsWritten("one\n\nthree ", style);
  assert.deepEqual(block.lines.map(({ text }) => text), ["one", "", "three "]);
  assert.equal(widthOf(block), 30);
  assert.equal(heightOf(block), 37.5);
});

Deno.test("text layout: lines break between words, and spaces at a break go", () => {
  assert.deepEqual(broken("the quick brown fox", 50), ["the quick", "brown fox"]);
  assert.deepEqual(broken("the  quick", 30), ["the", "quick"]);
  assert.deepEqual(broken("  indented", 50), ["  indented"]);
  assert.deepEqual(broken("a\n\nb", 50), ["a", "", "b"]);
});

Deno.test("text layout: a word longer than a line is split, a hyphenated one at its hyphen", () => {
  assert.deepEqual(broken("unbelievable", 25), ["unbel", "ievab", "le"]);
  assert.deepEqual(broken("so unbelievable", 25), ["so", "unbel", "ievab", "le"]);
  assert.deepEqual(broken("well-known", 30), ["well-", "known"]);
});

Deno.test("text layout: what is one letter to a reader is never split", () => {
  const family = "👩‍👩‍👧", accented = "e\u0301";
  assert.deepEqual(broken(`${family}${family}`, 10), [family, family]);
  assert.deepEqual(broken(accented.repeat(3), 5), [accented, accented, accented]);
});

Deno.test("text layout: Chinese and Japanese break anywhere", () => {
  assert.deepEqual(broken("漢字かな交じり文", 20), ["漢字かな", "交じり文"]);
});

Deno.test("text layout: every line fits and nothing is lost, whatever is written", () => {
  const seed = Date.now() % 1e9;
  const random = seeded(seed);
  for (let run = 0; run < 300; run++) {
    const letters = ["a", "bb", " ", "  ", "\n", "-", "漢", "ش", "e\u0301", "longword"];
    const text = Array.from({ length: below(30, random) }, () => pick(letters, random)).join("");
    const width = 15 + below(60, random);
    const lines = broken(text, width);
    for (const line of lines) assert.ok(measure(line, style) * 10 <= width + 1e-6, `seed ${seed}: ${line}`);
    assert.equal(lines.join("").replace(/\s/g, ""), text.replace(/\s/g, ""), `seed ${seed}`);
  }
});

Deno.test("text layout: text that fits a box keeps its size, more of it is written smaller", () => {
  const box = { width: 100, height: 50 };
  assert.equal(fittedLines("short", { ...style, ...box }).size, 10);
  const long = fittedLines("many words in here ".repeat(10), { ...style, ...box });
  assert.ok(long.size < 10 && long.size > 2);
  assert.ok(heightOf(long) <= 50 + 1e-6 && widthOf(long) <= 100 + 1e-6);
});

Deno.test("text layout: a long word is written smaller rather than split, to half the size", () => {
  const fitted = (text: string) => fittedLines(text, { ...style, width: 50, height: 500 });
  assert.deepEqual(fitted("understandable").lines.map(({ text }) => text), ["understandable"]);
  assert.ok(fitted("a".repeat(60)).size >= 4.5);
});

Deno.test("text layout: a box of no size holds no lines, and no text breaks the search", () => {
  assert.deepEqual(fittedLines("x", { ...style, width: 0, height: 10 }).lines, []);
  assert.deepEqual(fittedLines("", { ...style, width: 10, height: 10 }).lines, []);
  const started = performance.now();
  fittedLines("word\n".repeat(4000), { ...style, width: 3, height: 3 });
  fittedLines("x".repeat(20_000), { ...style, width: 3, height: 3 });
  assert.ok(performance.now() - started < 1500);
});

Deno.test("text layout: the first letter says whether a line is read from right to left", () => {
  assert.ok(readsLeftwards("12 שלום abc"));
  assert.ok(readsLeftwards("«مرحبا»"));
  assert.ok(!readsLeftwards("hello שלום"));
  assert.ok(!readsLeftwards("123"));
});

function broken(text: string, width: number): string[] {
  return brokenLines(text, { ...style, width }).lines.map((line) => line.text);
}
