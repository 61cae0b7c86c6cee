import assert from "node:assert/strict";
import { BASE_LAYER } from "../../../core/board/looks.ts";
import type { Shape } from "../../../core/board/shape.ts";
import { createScene } from "../../../client/canvas/scene.ts";
import { targetOf } from "../../../client/canvas/shape_hit.ts";
import { boundsAround } from "../../../client/canvas/selected.ts";
import { duplicating, pickLocked } from "../../../client/canvas/selection.ts";
import { PEN_SIZE, stepSize } from "../../../client/canvas/sizes.ts";
import { box, line, words } from "./tools/gesture.ts";

const scene = createScene(targetOf);
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

Deno.test("selection: a locked shape is picked by a menu, but none of a locked layer", () => {
  const scene = createScene(targetOf);
  const locked = { ...box("a", [0, 0], 100), locked: true as const };
  scene.apply({ put: [locked], removed: [] });
  assert.equal(pickLocked(scene, { x: 0, y: 50 }, 1)?.id, "a");
  scene.apply({ put: [{ ...locked, layer: "deep" }], removed: [] });
  const layers = [BASE_LAYER, { id: "deep", name: "", z: "a1", hidden: false, locked: true }];
  scene.apply({ put: [], removed: [], looks: { paper: "dots", layers } });
  assert.equal(pickLocked(scene, { x: 0, y: 50 }, 1), undefined);
});

Deno.test("selection: copies of an arrow are bound to the copies, or to nothing", () => {
  const scene = createScene(targetOf);
  const arrow = {
    ...line("arrow", [10, 5], [90, 5]),
    kind: "arrow",
    start: { id: "a", at: [1, 0.5] },
    end: { id: "b", at: [0, 0.5] },
  } as Shape;
  scene.apply({ put: [box("a", [0, 0], 10), box("b", [90, 0], 10), arrow], removed: [] });
  let ids = 0;
  const newId = () => `copy-no-${++ids}`;
  const { edits } = duplicating(scene, ["a", "arrow"], { by: { x: 0, y: 50 }, newId });
  const copies = edits.flatMap((edit) => edit.op === "put" ? [edit.shape] : []);
  const copy = copies.find(({ kind }) => kind === "arrow");
  const target = copies.find(({ kind }) => kind === "rectangle");
  assert(copy?.kind === "arrow" && target);
  assert.deepEqual([copy.start?.id, copy.end], [target.id, undefined]);
});
