import assert from "node:assert/strict";
import fc from "fast-check";
import {
  clipInHtml,
  clipToHtml,
  MAX_CLIP_SHAPES,
  readClip,
  wordsIn,
  writeClip,
} from "../../../client/canvas/paste_format.ts";
import { normalizeShape } from "../../../core/board/schema.ts";
import type { Picture, Shape } from "../../../core/board/shape.ts";
import { box, line, stroke, words } from "./tools/gesture.ts";

const PICTURE: Picture = {
  ...{ kind: "image", id: "picture-1", z: "a5", xy: [1, 2], wh: [30, 20], color: "ink", size: 1 },
  ...{ asset: "ab".repeat(32), natural: [300, 200], preview: new Uint8Array([1, 2, 3, 250]), alt: "A “hat”" },
};
const SHAPES: readonly Shape[] = [
  box("box-00001", [0, 0], 40, "a1"),
  {
    ...box("box-00002", [9, 9], 40, "a2"),
    groups: ["group-1"],
    opacity: 0.5,
    link: "https://example.org/?a=1&b",
  } as Shape,
  line("line-0001", [0, 0], [50, 60]),
  words("text-0001", [3, 4], "Ärger & <b>“Glück”</b>\n🙂 zweite"),
  stroke("stroke-01", [{ x: 0, y: 0 }, { x: 10, y: 5 }, { x: 30, y: 40 }]),
  PICTURE,
];

Deno.test("clip: what is written is read again, byte for byte", () => {
  const clip = readClip(writeClip(SHAPES, "abc"));
  assert.deepEqual(clip, { shapes: SHAPES.map((shape) => normalizeShape(shape)), board: "abc", skipped: 0 });
});

Deno.test("clip: HTML carries it, whatever the browser puts around, and shows other apps only the words", () => {
  const text = writeClip(SHAPES);
  const html = clipToHtml(text, wordsIn(SHAPES));
  assert.equal(clipInHtml(html), text);
  assert.equal(clipInHtml(`<html><body><!--StartFragment-->${html}<!--EndFragment--></body></html>`), text);
  const moved = html.replace("<span data-gesso", '<span style="color: red" data-gesso');
  assert.equal(clipInHtml(moved), text);
  assert.equal(
    html.replace(/<[^>]*>/g, "|"),
    "||Ärger &amp; &lt;b>“Glück”&lt;/b>|🙂 zweite|",
  );
});

Deno.test("clip: other text, other HTML and other apps' shapes are none", () => {
  for (
    const text of [
      "",
      "gesso/clipboard",
      '{"type":"excalidraw/clipboard","elements":[],"files":{}}',
      '{"type":"gesso/clipboard"}',
      '{"type":"gesso/clipboard","shapes":{}}',
      '["gesso/clipboard"]',
      '{"type":"gesso/clipboard","shapes":[',
      `{"type":"gesso/clipboard","shapes":${"[".repeat(100_000)}`,
    ]
  ) assert.equal(readClip(text), undefined, text.slice(0, 80));
  for (
    const html of [
      "",
      "<p>data-gesso</p>",
      '<span data-gesso="!!"></span>',
      '<span data-gesso="abcde"></span>',
    ]
  ) {
    assert.equal(clipInHtml(html) ?? "", "", html);
  }
});

Deno.test("clip: what is no shape is left out and counted, and so is one under an id that was there", () => {
  const good = JSON.parse(writeClip(SHAPES));
  const hostile = [
    ...[null, 1, "x", [], {}],
    { ...good.shapes[0], wh: ["1", 2] },
    { ...good.shapes[0], id: "a/xy" },
    { ...good.shapes[0], kind: "constructor" },
    { ...good.shapes[4], points: { bytes: "////" } },
    { ...good.shapes[4], points: { bytes: "AAAA" } },
    good.shapes[0],
  ];
  const clip = readClip(JSON.stringify({ ...good, board: "../..", shapes: [...good.shapes, ...hostile] }));
  assert.equal(clip?.shapes.length, SHAPES.length);
  assert.equal(clip?.skipped, hostile.length);
  assert.equal(clip?.board, undefined);
});

Deno.test("clip: of more shapes than are pasted at once the first are taken, and the others counted", () => {
  const many = Array.from({ length: MAX_CLIP_SHAPES + 7 }, (_, i) => box(`box-${i + 10_000}`, [i, 0], 4));
  const clip = readClip(writeClip(many));
  assert.equal(clip?.shapes.length, MAX_CLIP_SHAPES);
  assert.equal(clip?.skipped, 7);
});

Deno.test("clip: no JSON makes reading throw, and all that is read is a shape", () => {
  const value = fc.oneof(
    fc.jsonValue(),
    fc.record({ bytes: fc.string() }),
    fc.tuple(fc.double(), fc.double()),
    fc.constantFrom("a1", "ink", "text-0001", NaN, -0, 1e300),
  );
  const plain = JSON.parse(writeClip(SHAPES)).shapes as Record<string, unknown>[];
  const record = fc.tuple(
    fc.constantFrom(...plain),
    fc.dictionary(fc.constantFrom(...new Set(plain.flatMap((shape) => Object.keys(shape)))), value),
  ).map(([shape, changes]) => ({ ...shape, ...changes }));
  fc.assert(
    fc.property(fc.array(fc.oneof(record, fc.jsonValue()), { maxLength: 6 }), (shapes) => {
      const clip = readClip(JSON.stringify({ type: "gesso/clipboard", version: 1, shapes }));
      assert.equal((clip?.shapes.length ?? -1) + (clip?.skipped ?? 0), shapes.length);
      for (const shape of clip?.shapes ?? []) assert.deepEqual(normalizeShape(shape), shape);
      assert.deepEqual(readClip(writeClip(clip?.shapes ?? []))?.shapes, clip?.shapes);
    }),
    { numRuns: 1_000 },
  );
});
