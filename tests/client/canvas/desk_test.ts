import assert from "node:assert/strict";
import { createDesk } from "../../../client/canvas/desk.ts";
import { heldBy } from "../../../client/canvas/held.ts";
import { createScene } from "../../../client/canvas/scene.ts";
import { targetOf } from "../../../client/canvas/shape_hit.ts";
import { box, words } from "./tools/gesture.ts";

function setUp() {
  const scene = createScene(targetOf);
  scene.apply({ put: [box("a", [0, 0], 10), box("b", [90, 0], 10), words("t", [0, 50])], removed: [] });
  return { scene, desk: createDesk(scene, { tool: "pen", held: heldBy }) };
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
  const change = { put: [], removed: ["a"] };
  scene.apply(change);
  desk.refresh(change);
  assert.deepEqual(desk.selection, ["b"]);
  assert.deepEqual(desk.hold?.box, { minX: 90, minY: 0, maxX: 100, maxY: 10 });
});

Deno.test("desk: what is given goes to what is in hand and to what is selected", () => {
  const { desk } = setUp();
  assert.deepEqual(desk.takeStyle({ size: 10 }, undefined), []);
  desk.choose(["a", "t"]);
  assert.deepEqual(desk.takeStyle({ color: "red", size: 12 }, undefined), [
    { op: "set", id: "a", props: { color: "red", size: 12 } },
    { op: "set", id: "t", props: { color: "red" } },
  ]);
  assert.deepEqual([desk.style.color, desk.style.size, desk.style.textSize], ["red", 12, 24]);
});

Deno.test("desk: while a text is written in, it alone is given the style", () => {
  const { desk } = setUp();
  desk.choose(["a"]);
  assert.deepEqual(desk.takeStyle({ color: "red" }, "t"), [{ op: "set", id: "t", props: { color: "red" } }]);
});

Deno.test("desk: a step is one of the letters where only such are selected or in hand, else of the lines", () => {
  const { desk } = setUp();
  const sizes = () => [desk.style.size, desk.style.textSize];
  desk.stepSize(1);
  assert.deepEqual(sizes(), [5, 24]);
  desk.tool = "text";
  desk.stepSize(1);
  assert.deepEqual(sizes(), [5, 28]);
  desk.choose(["a"]);
  desk.stepSize(1);
  assert.deepEqual(sizes(), [3, 28], "one step from what the shape has");
  desk.choose(["a", "t"]);
  desk.stepSize(-1);
  assert.deepEqual(sizes(), [1, 28]);
});

Deno.test("desk: sizes stay within their limits", () => {
  const { desk } = setUp();
  desk.takeStyle({ size: 1000 }, undefined);
  assert.equal(desk.style.size, 64);
  desk.takeStyle({ size: 0, textSize: 1e9 }, undefined);
  assert.deepEqual([desk.style.size, desk.style.textSize], [1, 240]);
});

Deno.test("desk: shown is what all that is selected has, or what is in hand", () => {
  const { scene, desk } = setUp();
  const shown = () =>
    desk.state({ zoom: 1, empty: false, looks: scene.looks, selectionBox: undefined }).shown;
  desk.takeStyle({ color: "red" }, undefined);
  assert.deepEqual([shown().color, shown().size], ["red", 4]);
  desk.choose(["a", "b"]);
  assert.deepEqual([shown().color, shown().size, shown().textSize], ["ink", 2, 24]);
  const change = { put: [{ ...box("a", [0, 0], 10), color: "green" as const, size: 9 }], removed: [] };
  scene.apply(change);
  desk.refresh(change);
  assert.deepEqual([shown().color, shown().size], [undefined, undefined]);
  desk.choose(["t"]);
  assert.deepEqual([shown().color, shown().size, shown().textSize], ["ink", undefined, 20]);
  assert.equal(desk.style.color, "red", "what is in hand stays");
});

Deno.test("desk: what kinds are selected, whether all is locked and whether anything is grouped is told", () => {
  const { scene, desk } = setUp();
  const told = () => {
    const { kinds, locked, grouped } = desk.state({
      zoom: 1,
      empty: false,
      looks: scene.looks,
      selectionBox: undefined,
    });
    return { kinds, locked, grouped };
  };
  assert.deepEqual(told(), { kinds: [], locked: false, grouped: false });
  desk.choose(["a", "b", "t"]);
  assert.deepEqual(told(), { kinds: ["rectangle", "text"], locked: false, grouped: false });
  const a = { ...box("a", [0, 0], 10), locked: true as const };
  const change = { put: [a, { ...box("b", [90, 0], 10), groups: ["some-group"] }], removed: [] };
  scene.apply(change);
  desk.refresh(change);
  assert.deepEqual(told(), { kinds: ["rectangle", "text"], locked: false, grouped: true });
  desk.choose(["a"]);
  assert.deepEqual(told(), { kinds: ["rectangle"], locked: true, grouped: false });
});

Deno.test("desk: a locked shape is given no style", () => {
  const { scene, desk } = setUp();
  scene.apply({ put: [{ ...box("a", [0, 0], 10), locked: true }], removed: [] });
  desk.choose(["a", "b"]);
  assert.deepEqual(desk.takeStyle({ color: "red" }, undefined), [
    { op: "set", id: "b", props: { color: "red" } },
  ]);
});

Deno.test("desk: the highlighter has a colour of its own, amber until another is chosen", () => {
  const desk = createDesk(createScene(targetOf), { tool: "pen", held: heldBy });
  desk.takeStyle({ color: "blue" }, undefined);
  desk.tool = "highlighter";
  assert.equal(desk.style.color, "amber");
  desk.takeStyle({ color: "green" }, undefined);
  desk.tool = "pen";
  assert.equal(desk.style.color, "blue");
  desk.tool = "rectangle";
  desk.tool = "highlighter";
  assert.equal(desk.style.color, "green");
});

Deno.test("desk: knows the tool that was in hand before", () => {
  const desk = createDesk(createScene(targetOf), { tool: "pen", held: heldBy });
  desk.tool = "rectangle";
  desk.tool = "rectangle";
  assert.equal(desk.before, "pen");
  desk.tool = "eyedropper";
  assert.equal(desk.before, "rectangle");
});

Deno.test("desk: of the style in hand a highlighter makes colour, size and opacity", () => {
  const scene = createScene(targetOf);
  const desk = createDesk(scene, { tool: "highlighter", held: heldBy });
  const { applicable } = desk.state({ zoom: 1, empty: true, looks: scene.looks, selectionBox: undefined });
  assert.deepEqual(applicable, ["color", "size", "opacity"]);
});
