import assert from "node:assert/strict";
import { createScene } from "../../../client/canvas/scene.ts";
import {
  boundsAround,
  colouring,
  duplicating,
  scalingTexts,
  widening,
} from "../../../client/canvas/selection.ts";
import { PEN_SIZE, stepSize } from "../../../client/canvas/sizes.ts";
import { box, words } from "./tools/gesture.ts";

const scene = createScene();
scene.apply({
  put: [box("a", [0, 0], 10, "a1"), box("b", [90, 0], 10, "a0"), words("t", [0, 50])],
  removed: [],
});

Deno.test("selection: copies lie above all, in the order of their originals, set off", () => {
  let ids = 0;
  const { edits, copies } = duplicating(scene, ["a", "b"], {
    by: { x: 16, y: 16 },
    newId: () => `c${++ids}`,
  });
  const shapes = edits.flatMap((edit) => edit.op === "put" ? [edit.shape] : []);
  assert.deepEqual(shapes.map(({ xy }) => xy), [[106, 16], [16, 16]], "b lay below a");
  assert.ok((shapes[0]?.z ?? "") > "a1" && (shapes[1]?.z ?? "") > (shapes[0]?.z ?? ""));
  assert.deepEqual(copies, ["c1", "c2"]);
});

Deno.test("selection: colour and size are written only where they are new, and not to what is gone", () => {
  assert.deepEqual(colouring(scene, ["a", "gone"], "ink"), []);
  assert.deepEqual(colouring(scene, ["a"], "red"), [{ op: "set", id: "a", props: { color: "red" } }]);
  assert.deepEqual(widening(scene, ["a", "t"], 8), [{ op: "set", id: "a", props: { size: 8 } }]);
});

Deno.test("selection: a text's box grows with its letters", () => {
  assert.deepEqual(scalingTexts(scene, ["a", "t"], 40), [{
    op: "set",
    id: "t",
    props: { size: 40, wh: [200, 50] },
  }]);
});

Deno.test("selection: the box is around all of them", () => {
  assert.deepEqual(boundsAround(scene, ["a", "b"]), { minX: -1, minY: -1, maxX: 101, maxY: 11 });
  assert.equal(boundsAround(scene, ["gone"]), undefined);
});

Deno.test("sizes: steps go up and down the same way, within the limits", () => {
  for (const size of [1, 4, 7, 8, 22, 24, 44, 48, 56]) {
    assert.equal(stepSize(stepSize(size, 1, PEN_SIZE), -1, PEN_SIZE), size, `from ${size}`);
  }
  assert.equal(stepSize(64, 1, PEN_SIZE), 64);
  assert.equal(stepSize(1, -1, PEN_SIZE), 1);
});
