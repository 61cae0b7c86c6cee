/** Behaviour of client/canvas/render/tile_scene.ts. */

import assert from "node:assert/strict";
import { createTileScene } from "../../../../client/canvas/render/tile_scene.ts";
import { BASE_LAYER, PLAIN_LOOKS } from "../../../../core/board/looks.ts";
import type { Shape } from "../../../../core/board/shape.ts";

const everywhere = { minX: -1e6, minY: -1e6, maxX: 1e6, maxY: 1e6 };

Deno.test("shapes come lowest first, ties broken by id", () => {
  const scene = createTileScene();
  scene.put([box("b", "a1"), box("a", "a1"), box("c", "a0")]);
  assert.deepEqual(ids(scene.within(everywhere)), ["c", "a", "b"]);
});

Deno.test("a shape put again is where it is now, and no longer where it was", () => {
  const scene = createTileScene();
  scene.put([box("a", "a0")]);
  scene.put([{ ...box("a", "a0"), xy: [5000, 0] }]);
  assert.deepEqual(scene.within({ minX: 0, minY: 0, maxX: 100, maxY: 100 }), []);
  assert.deepEqual(ids(scene.within({ minX: 5000, minY: 0, maxX: 5100, maxY: 100 })), ["a"]);
});

Deno.test("a lifted shape is not seen, also when it is put again, until it is dropped", () => {
  const scene = createTileScene();
  scene.put([box("a", "a0")]);
  scene.lift(["a"], []);
  scene.put([{ ...box("a", "a0"), color: "red" }]);
  assert.deepEqual(scene.within(everywhere), []);
  scene.lift([], ["a"]);
  assert.deepEqual(ids(scene.within(everywhere)), ["a"]);
});

Deno.test("removing works also for what is not there", () => {
  const scene = createTileScene();
  scene.put([box("a", "a0"), box("b", "a0")]);
  scene.remove(["a", "nobody"]);
  assert.deepEqual(ids(scene.within(everywhere)), ["b"]);
});

Deno.test("a shape that was removed while it was lifted is seen when it is taken back", () => {
  const scene = createTileScene();
  scene.put([box("a", "a0")]);
  scene.lift(["a"], []);
  scene.remove(["a"]);
  scene.put([box("a", "a0")]);
  assert.deepEqual(ids(scene.within(everywhere)), ["a"]);
});

Deno.test("shapes come in the order of their layers, and those of a hidden one do not come", () => {
  const scene = createTileScene();
  scene.put([{ ...box("a", "a0"), layer: "top" }, box("b", "a5")]);
  const top = { id: "top", name: "", z: "a1", hidden: false, locked: false };
  scene.setLooks({ ...PLAIN_LOOKS, layers: [BASE_LAYER, top] });
  assert.deepEqual(ids(scene.within(everywhere)), ["b", "a"]);
  scene.setLooks({ ...PLAIN_LOOKS, layers: [BASE_LAYER, { ...top, hidden: true }] });
  assert.deepEqual(ids(scene.within(everywhere)), ["b"]);
});

function box(id: string, z: string) {
  return { id, z, kind: "rectangle", xy: [10, 10], wh: [20, 20], color: "ink", size: 2 } as const;
}

function ids(shapes: readonly Shape[]): string[] {
  return shapes.map(({ id }) => id);
}
