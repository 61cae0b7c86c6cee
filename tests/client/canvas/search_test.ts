import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, describeSelection } from "../../../client/canvas/describe.ts";
import { readingOrder } from "../../../client/canvas/reading_order.ts";
import { createScene } from "../../../client/canvas/scene.ts";
import { targetOf } from "../../../client/canvas/shape_hit.ts";
import { MOST_FINDINGS, search } from "../../../client/canvas/search.ts";
import { BASE_LAYER } from "../../../core/board/looks.ts";
import type { Shape } from "../../../core/board/shape.ts";
import { box, stroke, words } from "./tools/gesture.ts";

function sceneOf(...shapes: readonly Shape[]) {
  const scene = createScene(targetOf);
  scene.apply({ put: shapes, removed: [] });
  return scene;
}

const frame: Shape = {
  ...{ id: "the-frame", kind: "frame", z: "a0", color: "ink", size: 1 },
  ...{ xy: [0, 900], wh: [10, 10], name: "Überblick" },
} as Shape;

Deno.test("search: finds words in texts, labels, and names of frames, in reading order", () => {
  const scene = sceneOf(
    words("last", [0, 500], "the end, überall"),
    words("right", [300, 4], "two ÜBER"),
    { ...box("left", [0, 0], 30), text: "one über" } as Shape,
    frame,
    words("other", [0, 0], "nothing of the kind"),
  );
  assert.deepEqual(search(scene, " uber ").map(({ id }) => id), ["left", "right", "last", "the-frame"]);
  assert.deepEqual(search(scene, "   "), []);
});

Deno.test("search: says in which line, and where in it, whatever marks the letters have", () => {
  const text = "first\nse\u0301co\u0301nd line 😀 wanted here";
  const [found] = search(sceneOf(words("text", [0, 0], text)), "WANTED");
  assert.ok(found);
  assert.equal(found.line.slice(found.from, found.to), "wanted");
  const [marked] = search(sceneOf(words("text", [0, 0], text)), "second");
  assert.ok(marked);
  assert.equal(marked.line.slice(marked.from, marked.to).normalize("NFC"), "sécónd");
});

Deno.test("search: what is on a hidden layer is not found, and there is an end to it", () => {
  const hidden = { ...words("hidden", [0, 0], "word"), layer: "secret" } as Shape;
  const scene = sceneOf(hidden);
  const looks = {
    paper: "dots",
    layers: [BASE_LAYER, { ...BASE_LAYER, id: "secret", name: "Secret", hidden: true }],
  } as const;
  scene.apply({ put: [], removed: [], looks });
  assert.deepEqual(search(scene, "word"), []);
  const many = Array.from({ length: MOST_FINDINGS + 10 }, (_, i) => words(`text-${i}`, [0, 50 * i], "word"));
  assert.equal(search(sceneOf(...many), "word").length, MOST_FINDINGS);
});

Deno.test("reading order: row by row, and from left to right, whatever order they come in", () => {
  const rows = [
    [box("a", [0, 10], 40), box("b", [100, 0], 40), box("c", [200, 15], 40)],
    [box("d", [0, 60], 40), box("e", [100, 70], 400)],
    [box("f", [0, 300], 10)],
  ].flat();
  fc.assert(fc.property(fc.shuffledSubarray(rows, { minLength: rows.length }), (shuffled) => {
    assert.deepEqual(readingOrder(shuffled).map(({ id }) => id), rows.map(({ id }) => id));
  }));
});

Deno.test("describe: a shape is told by its words, kind and colour", () => {
  assert.equal(describe(words("text", [0, 0], "Buy\nmilk")), "“Buy milk”, text, ink");
  assert.equal(describe(stroke("ink", [{ x: 0, y: 0 }])), "Stroke, ink");
  assert.equal(
    describe({ ...box("box", [0, 0], 5), color: "#aabbcc", locked: true } as Shape),
    "Rectangle, colour #aabbcc, locked",
  );
  assert.equal(describe(frame), "“Überblick”, frame");
  assert.ok(describe(words("text", [0, 0], "x".repeat(999))).length < 160);
});

Deno.test("describe: a selection is one shape in its place, or how many there are of each kind", () => {
  const scene = sceneOf(box("one", [0, 90], 5), box("two", [50, 0], 5), words("text", [0, 0]));
  assert.equal(describeSelection(scene, []), "");
  assert.equal(describeSelection(scene, ["one"]), "Rectangle, ink, 3 of 3");
  assert.equal(describeSelection(scene, ["one", "two", "text", "gone"]), "3 selected: 2 rectangles, 1 text");
});
