import assert from "node:assert/strict";
import type { Shape } from "../../../../core/board/shape.ts";
import { lasso } from "../../../../client/canvas/tools/lasso.ts";
import { select } from "../../../../client/canvas/tools/select.ts";
import { box, play, stroke } from "./gesture.ts";

const inner = "inner-group", outer = "outer-group";
const a: Shape = { ...box("a", [0, 0], 100), groups: [inner, outer] };
const b: Shape = { ...box("b", [200, 0], 100), groups: [inner, outer] };
const c: Shape = { ...box("c", [400, 0], 100), groups: [outer] };
const alone = box("alone", [600, 0], 100);
const shapes = [a, b, c, alone];

Deno.test("groups: a click selects all of it, a double click goes one group further in", () => {
  const player = play(select, { shapes }).drag([[50, 0]]);
  assert.deepEqual([...player.selection].sort(), ["a", "b", "c"]);
  player.down([50, 0], { clicks: 2 }).up([50, 0]);
  assert.deepEqual([...player.selection].sort(), ["a", "b"]);
  player.down([50, 0], { clicks: 2 }).up([50, 0]);
  assert.deepEqual(player.selection, ["a"]);
});

Deno.test("groups: once inside, its other shapes are clicked one by one; beside it one leaves", () => {
  const player = play(select, { shapes, selection: ["a"] });
  assert.deepEqual(player.drag([[250, 0]]).selection, ["b"]);
  assert.deepEqual(
    player.drag([[450, 0]]).selection.toSorted(),
    ["a", "b", "c"],
    "c is in another group than b",
  );
  player.down([450, 0], { clicks: 2 }).up([450, 0]);
  assert.deepEqual(player.selection, ["c"]);
  assert.deepEqual(
    player.drag([[50, 0]]).selection.toSorted(),
    ["a", "b"],
    "a group in the group that one is in",
  );
  assert.deepEqual(player.drag([[650, 0]]).selection, ["alone"]);
});

Deno.test("groups: Esc leaves one after the other, and then deselects", () => {
  const player = play(select, { shapes, selection: ["a"] });
  assert.deepEqual(player.cancel().selection.toSorted(), ["a", "b"]);
  assert.deepEqual(player.cancel().selection.toSorted(), ["a", "b", "c"]);
  assert.deepEqual(player.cancel().selection, []);
});

Deno.test("groups: Shift-click adds and takes away all of it", () => {
  const player = play(select, { shapes, selection: ["alone"] }).drag([[50, 0]], { shift: true });
  assert.deepEqual(player.selection.toSorted(), ["a", "alone", "b", "c"]);
  assert.deepEqual(player.drag([[450, 0]], { shift: true }).selection, ["alone"]);
});

Deno.test("groups: a marquee that touches one shape catches all; one that must hold catches it whole or not", () => {
  assert.deepEqual(play(select, { shapes }).drag([[-20, -20], [10, 10]]).selection.toSorted(), [
    "a",
    "b",
    "c",
  ]);
  assert.deepEqual(play(select, { shapes }).drag([[-20, -20], [310, 120]], { alt: true }).selection, []);
  const all = play(select, { shapes }).drag([[-20, -20], [510, 120]], { alt: true });
  assert.deepEqual(all.selection.toSorted(), ["a", "b", "c"]);
});

Deno.test("groups: a group of which one shape is left is none", () => {
  const player = play(select, { shapes: [{ ...a, kind: "rectangle" } as Shape, alone] }).drag([[50, 0]]);
  assert.deepEqual(player.selection, ["a"]);
  player.down([50, 0], { clicks: 2 }).up([50, 0]);
  assert.deepEqual(player.last.write, { kind: "existing", id: "a" });
});

Deno.test("groups: copies are a group of their own", () => {
  const player = play(select, { shapes, selection: ["a", "b", "c"] });
  player.drag([[250, 50], [250, 350]], { alt: true });
  const copies = player.selection.map((id) => player.scene.get(id));
  const groups = copies.map((copy) => copy?.groups);
  assert.equal(new Set(groups.flat()).size, 2);
  assert(!groups.flat().includes(inner) && !groups.flat().includes(outer));
  assert.deepEqual(groups.map((each) => each?.length).toSorted(), [1, 2, 2]);
});

Deno.test("lasso: selects what it touches, with Alt what it holds as a whole", () => {
  const around = [[-30, -30], [150, -30], [150, 150], [-30, 150]] as const;
  const through = [[50, -30], [150, -30], [150, 150], [50, 150]] as const;
  const one = [box("a", [0, 0], 100), alone];
  assert.deepEqual(play(lasso, { shapes: one }).drag(around).selection, ["a"]);
  assert.deepEqual(play(lasso, { shapes: one }).drag(around, { alt: true }).selection, ["a"]);
  assert.deepEqual(play(lasso, { shapes: one }).drag(through).selection, ["a"]);
  assert.deepEqual(play(lasso, { shapes: one }).drag(through, { alt: true }).selection, []);
});

Deno.test("lasso: a stroke in its bay is not touched, though it lies in its box", () => {
  const ink = stroke("ink", [{ x: 90, y: 20 }, { x: 110, y: 20 }]);
  const bay = [[0, 0], [60, 0], [60, 150], [140, 150], [140, 0], [200, 0], [200, 200], [0, 200]] as const;
  assert.deepEqual(play(lasso, { shapes: [ink] }).drag(bay).selection, []);
  assert.deepEqual(play(lasso, { shapes: [ink] }).drag([[0, 0], [200, 0], [200, 200], [0, 200]]).selection, [
    "ink",
  ]);
});

Deno.test("lasso: inside of a filled text there is the text, inside of a hollow box nothing", () => {
  const inside = [[20, 20], [60, 20], [60, 60], [20, 60]] as const;
  assert.deepEqual(play(lasso, { shapes: [box("a", [0, 0], 100)] }).drag(inside).selection, []);
});

Deno.test("lasso: what was drawn is seen on the way, then the select tool is in hand; Esc gives back what was", () => {
  const player = play(lasso, { shapes, selection: ["alone"] }).down([-20, -20]).move([[50, -20], [50, 40]]);
  assert.deepEqual(player.last.shows?.lasso, [{ x: -20, y: -20 }, { x: 50, y: -20 }, { x: 50, y: 40 }]);
  assert.deepEqual(player.selection.toSorted(), ["a", "b", "c"]);
  assert.deepEqual(player.cancel().selection, ["alone"]);
  player.drag([[-20, -20], [50, -20], [50, 40]], { shift: true });
  assert.equal(player.last.next, "select");
  assert.deepEqual(player.selection.toSorted(), ["a", "alone", "b", "c"]);
});

Deno.test("lasso: a click selects as the select tool does", () => {
  assert.deepEqual(play(lasso, { shapes }).drag([[650, 0]]).selection, ["alone"]);
  assert.deepEqual(play(lasso, { shapes, selection: ["a"] }).drag([[700, 300]]).selection, []);
});
