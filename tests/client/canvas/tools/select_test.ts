import assert from "node:assert/strict";
import { BASE_LAYER } from "../../../../core/board/looks.ts";
import type { Shape } from "../../../../core/board/shape.ts";
import { select } from "../../../../client/canvas/tools/select.ts";
import { box, play, stroke, words } from "./gesture.ts";

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
  const player = play(select, { shapes, selection: ["a", "b"] }).down([100, 50]).move([[120, 50]]);
  assert.deepEqual(player.last.shows?.draft, { kind: "move", ids: ["a", "b"], by: { x: 20, y: 0 } });
  assert.deepEqual(player.edits, [], "nothing is written on the way");
  player.move([[150, 70]]).up([150, 70]);
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
  const player = play(select, { shapes, selection: ["a"] }).drag([[50, 50], [60, 65]]);
  assert.deepEqual(player.edits, [[{ op: "set", id: "a", props: { xy: [10, 15] } }]]);
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
  const player = play(select, { shapes, selection: ["a", "b"] }).down([100, 50]).move([[150, 50]]);
  player.scene.apply({ put: [], removed: ["a"] });
  player.up([150, 50]);
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
  assert.deepEqual(onBox.last.write, { kind: "existing", id: "a" }, "its label");
  const inBox = play(select, { shapes }).down([50, 50], { clicks: 2 }).up([50, 50]);
  assert.deepEqual(inBox.last.write, { kind: "existing", id: "a" }, "a hollow one has its label in it");
  const stroked = play(select, { shapes: [stroke("s", [{ x: 0, y: 0 }, { x: 50, y: 0 }])] });
  assert.equal(stroked.down([20, 0], { clicks: 2 }).up([20, 0]).last.write, undefined);
});

Deno.test("select: Alt catches only what lies in the marquee as a whole", () => {
  const player = play(select, { shapes }).drag([[-20, -20], [310, 120]], { alt: true });
  assert.deepEqual(player.selection, ["a"]);
});

Deno.test("select: locked shapes, and those on locked or hidden layers, are not caught, clicked or moved", () => {
  const locked: Shape = { ...a, locked: true };
  assert.deepEqual(play(select, { shapes: [locked] }).drag([[0, 50]]).selection, []);
  assert.deepEqual(play(select, { shapes: [locked] }).drag([[-20, -20], [120, 120]]).selection, []);
  const player = play(select, { shapes: [locked, b], selection: ["a", "b"] });
  assert.deepEqual(player.drag([[350, 50], [350, 80]], { mod: true }).edits, [[
    { op: "set", id: "b", props: { xy: [300, 30] } },
  ]]);
  for (const look of [{ hidden: true, locked: false }, { hidden: false, locked: true }]) {
    const onLayer = play(select, { shapes: [{ ...a, layer: "deep" }, b] });
    const layers = [BASE_LAYER, { id: "deep", name: "", z: "a1", ...look }];
    onLayer.scene.apply({ put: [], removed: [], looks: { paper: "dots", layers } });
    assert.deepEqual(onLayer.drag([[0, 50]]).selection, []);
    assert.deepEqual(onLayer.drag([[-20, -20], [400, 120]]).selection, ["b"]);
  }
});

Deno.test("select: below a locked shape, the free one is clicked", () => {
  const pile = [box("below", [0, 0], 100, "a1"), {
    ...box("above", [0, 0], 100, "a2"),
    locked: true as const,
  }];
  assert.deepEqual(play(select, { shapes: pile }).drag([[0, 50]]).selection, ["below"]);
});

Deno.test("select: Alt drags copies, and selects them", () => {
  const player = play(select, { shapes, selection: ["a"] }).down([50, 50], { alt: true }).move([[90, 170]], {
    alt: true,
  });
  assert.deepEqual(player.last.shows?.draft, {
    kind: "move",
    ids: ["a"],
    by: { x: 40, y: 120 },
    copies: true,
  });
  player.up([90, 170]);
  assert.deepEqual(player.scene.get("a")?.xy, [0, 0]);
  assert.deepEqual(player.selection, ["new-shape-1"]);
  assert.deepEqual(player.scene.get("new-shape-1")?.xy, [40, 120]);
});

Deno.test("select: Alt that was let go before the end moves the shape itself", () => {
  const player = play(select, { shapes, selection: ["a"] }).down([50, 50], { alt: true })
    .move([[90, 170]], { alt: true }).move([[90, 170]]).up([90, 170]);
  assert.deepEqual(player.scene.get("a")?.xy, [40, 120]);
  assert.equal(player.scene.count, 3);
});

Deno.test("select: a cancelled drag gives back the selection that was", () => {
  const player = play(select, { shapes, selection: ["a"] }).down([300, 50]).move([[320, 90]]);
  assert.deepEqual(player.selection, ["b"]);
  assert.deepEqual(player.cancel().selection, ["a"]);
});
