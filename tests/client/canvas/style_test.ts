import assert from "node:assert/strict";
import { commonStyle, FIRST_STYLE, restyling, styled } from "../../../client/canvas/style.ts";
import { normalizeShape } from "../../../core/board/schema.ts";
import type { Shape } from "../../../core/board/shape.ts";
import { box, words } from "./tools/gesture.ts";

const STYLE = {
  ...FIRST_STYLE,
  color: "red",
  size: 7,
  textSize: 30,
  opacity: 0.5,
  fill: "amber",
  dash: "dotted",
} as const;

Deno.test("style: a new shape gets what means something to its kind, and defaults are not recorded", () => {
  const rectangle = normalizeShape(
    { ...box("rectangle", [0, 0], 10), ...styled("rectangle", STYLE) } as Shape,
  );
  assert.deepEqual(rectangle, {
    ...box("rectangle", [0, 0], 10),
    color: "red",
    size: 7,
    opacity: 0.5,
    fill: "amber",
    dash: "dotted",
    textSize: 30,
  });
  const text = normalizeShape({ ...words("the-text", [0, 0]), ...styled("text", STYLE) } as Shape);
  assert.deepEqual(text, { ...words("the-text", [0, 0]), color: "red", size: 30, opacity: 0.5 });
});

Deno.test("style: only what is new is written, and only where it means something", () => {
  const shapes = [box("a", [0, 0], 10), words("t", [0, 50])];
  assert.deepEqual(restyling(shapes, { color: "ink" }), []);
  assert.deepEqual(restyling(shapes, { fill: "blue", color: "red" }), [
    { op: "set", id: "a", props: { fill: "blue", color: "red" } },
    { op: "set", id: "t", props: { color: "red" } },
  ]);
});

Deno.test("style: a text's box grows with its letters, a label's shape does not", () => {
  assert.deepEqual(restyling([words("t", [0, 50]), box("a", [0, 0], 10)], { textSize: 40 }), [
    { op: "set", id: "t", props: { size: 40, wh: [200, 50] } },
    { op: "set", id: "a", props: { textSize: 40 } },
  ]);
});

Deno.test("style: common is what all have to whom it means something", () => {
  const common = commonStyle([{ ...box("a", [0, 0], 10), fill: "blue" } as Shape, words("t", [0, 50])]);
  assert.deepEqual([common.fill, common.color, common.size, common.textSize], ["blue", "ink", 2, undefined]);
});
