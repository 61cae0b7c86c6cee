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

Deno.test("desk: shown are colour and size of what is selected, where all of it agrees, else of what is in hand", () => {
  const { scene, desk } = setUp();
  const shown = () => {
    const { shownColor, shownSize, sizes } = desk.state({ zoom: 1, empty: false });
    return [shownColor, shownSize, sizes];
  };
  desk.takeColor("red", undefined);
  assert.deepEqual(shown(), ["red", 4, "lines"]);
  desk.choose(["a", "b"]);
  const { color, size } = box("a", [0, 0], 10);
  assert.deepEqual(shown(), [color, size, "lines"]);
  scene.apply({ put: [{ ...box("a", [0, 0], 10), color: "green", size: 9 }], removed: [] });
  desk.refresh();
  assert.deepEqual(shown(), [undefined, undefined, "lines"]);
  desk.choose(["t"]);
  assert.deepEqual(shown(), [words("t", [0, 50]).color, words("t", [0, 50]).size, "texts"]);
  assert.equal(desk.color, "red", "what is in hand stays");
});
