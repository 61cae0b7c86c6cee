import assert from "node:assert/strict";
import { createDesk } from "../../../client/canvas/desk.ts";
import { createScene } from "../../../client/canvas/scene.ts";
import { box, words } from "./tools/gesture.ts";

function setUp() {
  const scene = createScene();
  scene.apply({ put: [box("a", [0, 0], 10), box("b", [90, 0], 10), words("t", [0, 50])], removed: [] });
  return { scene, desk: createDesk(scene, "pen") };
}

Deno.test("desk: the same selection again is the same object, so that nobody is told", () => {
  const { desk } = setUp();
  desk.choose(["a", "b"]);
  const before = desk.selection;
  desk.choose(["a", "b"]);
  assert.equal(desk.selection, before);
});

Deno.test("desk: what is not on the board cannot be selected, and what goes is selected no more", () => {
  const { scene, desk } = setUp();
  desk.choose(["a", "never", "b"]);
  assert.deepEqual(desk.selection, ["a", "b"]);
  scene.apply({ put: [], removed: ["a"] });
  desk.refresh();
  assert.deepEqual(desk.selection, ["b"]);
  assert.deepEqual(desk.boxes({ x: 5, y: 0 }).all, { minX: 94, minY: -1, maxX: 106, maxY: 11 });
});

Deno.test("desk: the size is the letters' where texts are selected or the text tool is in hand, else the lines'", () => {
  const { desk } = setUp();
  desk.takeSize(10, undefined);
  assert.deepEqual([desk.size, desk.textSize], [10, 24]);
  desk.tool = "text";
  desk.takeSize(30, undefined);
  assert.deepEqual([desk.size, desk.textSize], [10, 30]);
  desk.choose(["a"]);
  desk.takeSize(12, undefined);
  assert.deepEqual([desk.size, desk.textSize], [12, 30]);
  desk.tool = "select";
  desk.choose(["t"]);
  assert.deepEqual(desk.takeSize(40, undefined).map((edit) => edit.op), ["set"]);
  assert.deepEqual([desk.size, desk.textSize], [12, 40]);
});

Deno.test("desk: sizes stay within their limits", () => {
  const { desk } = setUp();
  desk.takeSize(1000, undefined);
  assert.equal(desk.size, 64);
  desk.takeSize(0, undefined);
  assert.equal(desk.size, 1);
});
