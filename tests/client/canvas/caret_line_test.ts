import assert from "node:assert/strict";
import { caretLine } from "../../../client/canvas/caret_line.ts";
import type { WritingLook } from "../../../client/canvas/writing_look.ts";

/** Every letter is as wide as half the size. */
const measure = (text: string) => text.length / 2;

const plain: WritingLook = {
  box: { minX: 100, minY: 100, maxX: 150, maxY: 150 },
  turn: { angle: 0, about: { x: 125, y: 125 } },
  size: 10,
  lineHeight: 25,
  align: "left",
  face: { font: "sans", bold: false },
  font: "sans-serif",
  weight: 400,
  color: "black",
  wraps: false,
};

const at = (text: string, look: Partial<WritingLook> = {}) => {
  const caret = text.indexOf("|");
  const { minX, minY, maxX, maxY } = caretLine(
    { value: text.replace("|", ""), caret },
    { ...plain, ...look },
    measure,
  );
  return [minX, minY, maxX, maxY];
};

Deno.test("caret: its line goes from where that begins to the caret", () => {
  assert.deepEqual(at("|"), [100, 100, 100, 125]);
  assert.deepEqual(at("ten le|tters\nand"), [100, 100, 130, 125]);
  assert.deepEqual(at("ten letters\nand|"), [100, 125, 115, 150]);
  assert.deepEqual(at("ten letters\n|\nand"), [100, 125, 100, 150]);
});

Deno.test("caret: a line in the middle or at the right begins where it is as long as it is", () => {
  assert.deepEqual(at("ab|cd", { align: "centre" }), [115, 100, 125, 125]);
  assert.deepEqual(at("ab|cd", { align: "right" }), [130, 100, 140, 125]);
});

Deno.test("caret: lines that break by themselves count", () => {
  assert.deepEqual(at("one two three| four", { wraps: true }), [100, 125, 125, 150]);
});

Deno.test("caret: turned with what it is in, it is where it is seen", () => {
  const [x = 0, y = 0] = at("abcde|", { turn: { angle: Math.PI, about: { x: 125, y: 125 } } });
  assert.deepEqual([Math.round(x), Math.round(y * 10) / 10], [125, 137.5]);
});
