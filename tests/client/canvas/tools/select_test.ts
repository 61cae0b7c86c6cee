import assert from "node:assert/strict";
import { select } from "../../../../client/canvas/tools/select.ts";
import { box, play, words } from "./gesture.ts";

const a = box("a", [0, 0], 100, "a0");
const b = box("b", [300, 0], 100, "a1");
const note = words("note", [0, 300]);
const shapes = [a, b, note];

Deno.test("select: a click on an edge selects the shape, beside it deselects", () => {
  const player = play(select, { shapes }).drag([[0, 50]]);
  assert.deepEqual(player.selection, ["a"]);
  assert.deepEqual(player.drag([[200, 200]]).selection, []);
  assert.deepEqual(player.edits, []);
});

Deno.test("select: a click takes the topmost of two shapes", () => {
  const pile = [
    box("below", [0, 0], 100, "a1"),
    box("above", [0, 0], 100, "a2"),
    box("least", [0, 0], 100, "a0"),
  ];
  assert.deepEqual(play(select, { shapes: pile }).drag([[0, 50]]).selection, ["above"]);
});

Deno.test("select: inside a hollow box there is nothing to click", () => {
  assert.deepEqual(play(select, { shapes }).drag([[50, 50]]).selection, []);
});

Deno.test("select: inside a text's box there is the text", () => {
  assert.deepEqual(play(select, { shapes }).drag([[50, 312]]).selection, ["note"]);
});

Deno.test("select: Shift-click adds and takes away", () => {
  const player = play(select, { shapes, selection: ["a"] });
  assert.deepEqual(player.drag([[300, 50]], { shift: true }).selection, ["a", "b"]);
  assert.deepEqual(player.drag([[0, 50]], { shift: true }).selection, ["b"]);
  assert.deepEqual(
    player.drag([[200, 200]], { shift: true }).selection,
    ["b"],
    "a missed Shift-click keeps it",
  );
});

Deno.test("select: a click on one of several selected leaves only that one", () => {
  assert.deepEqual(play(select, { shapes, selection: ["a", "b"] }).drag([[0, 50]]).selection, ["a"]);
});

Deno.test("select: a marquee selects all it touches, while it is drawn", () => {
  const player = play(select, { shapes }).down([-20, -20]).move([[10, 10]]);
  assert.deepEqual(player.selection, ["a"]);
  player.move([[310, 50]]);
  assert.deepEqual([...player.selection].sort(), ["a", "b"]);
  assert.deepEqual(player.last.shows?.marquee, { minX: -20, minY: -20, maxX: 310, maxY: 50 });
  player.move([[10, 10]]).up([10, 10]);
  assert.deepEqual(player.selection, ["a"]);
  assert.equal(player.last.shows, undefined);
});

Deno.test("select: a marquee inside a hollow box selects nothing, one inside a text the text", () => {
  assert.deepEqual(play(select, { shapes }).drag([[20, 20], [60, 60]]).selection, []);
  const player = play(select, { shapes: [note] }).down([150, 350]).move([[50, 310]]);
  assert.deepEqual(player.selection, ["note"]);
});

Deno.test("select: a Shift-marquee adds to the selection", () => {
  const player = play(select, { shapes, selection: ["a"] }).drag([[280, -20], [320, 20]], { shift: true });
  assert.deepEqual(player.selection, ["a", "b"]);
});

Deno.test("select: a cancelled marquee gives the old selection back", () => {
  const player = play(select, { shapes, selection: ["note"] }).down([280, -20]).move([[320, 20]]);
  assert.deepEqual(player.selection, ["b"]);
  assert.deepEqual(player.cancel().selection, ["note"]);
});

Deno.test("select: a drag moves all that is selected, and sets each place once", () => {
  const player = play(select, { shapes, selection: ["a", "b"] }).down([0, 50]).move([[20, 50]]);
  assert.deepEqual(player.last.shows?.draft, { kind: "move", ids: ["a", "b"], by: { x: 20, y: 0 } });
  assert.deepEqual(player.edits, [], "nothing is written on the way");
  player.move([[50, 70]]).up([50, 70]);
  assert.deepEqual(player.edits, [[
    { op: "set", id: "a", props: { xy: [50, 20] } },
    { op: "set", id: "b", props: { xy: [350, 20] } },
  ]]);
});

Deno.test("select: a drag of what was not selected selects and moves it alone", () => {
  const player = play(select, { shapes, selection: ["a"] }).drag([[300, 50], [310, 60]]);
  assert.deepEqual(player.selection, ["b"]);
  assert.deepEqual(player.edits, [[{ op: "set", id: "b", props: { xy: [310, 10] } }]]);
});

Deno.test("select: a selected hollow box can be dragged from its inside", () => {
  const player = play(select, { shapes, selection: ["a"] }).drag([[50, 50], [60, 55]]);
  assert.deepEqual(player.edits, [[{ op: "set", id: "a", props: { xy: [10, 5] } }]]);
});

Deno.test("select: Shift keeps a move on one axis", () => {
  const player = play(select, { shapes }).drag([[0, 50], [40, 60]], { shift: true });
  assert.deepEqual(player.edits, [[{ op: "set", id: "a", props: { xy: [40, 0] } }]]);
});

Deno.test("select: a cancelled move moves nothing", () => {
  const player = play(select, { shapes }).down([0, 50]).move([[50, 50]]).cancel().up([50, 50]);
  assert.deepEqual(player.edits, []);
  assert.equal(player.last.shows, undefined);
});

Deno.test("select: a hand that shakes by a pixel or two moves nothing", () => {
  const player = play(select, { shapes }).drag([[0, 50], [2, 51]]);
  assert.deepEqual(player.edits, []);
  assert.deepEqual(player.selection, ["a"]);
});

Deno.test("select: what somebody else deleted during a drag is passed over", () => {
  const player = play(select, { shapes, selection: ["a", "b"] }).down([0, 50]).move([[50, 50]]);
  player.scene.apply({ put: [], removed: ["a"] });
  player.up([50, 50]);
  assert.deepEqual(player.edits, [[{ op: "set", id: "b", props: { xy: [350, 0] } }]]);
});

Deno.test("select: Esc deselects", () => {
  assert.deepEqual(play(select, { shapes, selection: ["a"] }).cancel().selection, []);
});

Deno.test("select: a double click writes in a text, or starts one where nothing is", () => {
  const onText = play(select, { shapes }).down([50, 312], { clicks: 2 }).up([50, 312]);
  assert.deepEqual(onText.last.write, { kind: "existing", id: "note" });
  const onGround = play(select, { shapes }).down([200, 200], { clicks: 2 }).up([200, 200]);
  assert.deepEqual(onGround.last.write, { kind: "new", at: { x: 200, y: 200 } });
  const onBox = play(select, { shapes }).down([0, 50], { clicks: 2 }).up([0, 50]);
  assert.equal(onBox.last.write, undefined);
});
