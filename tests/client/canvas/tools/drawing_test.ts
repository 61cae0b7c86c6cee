import assert from "node:assert/strict";
import { boxTool } from "../../../../client/canvas/tools/box_tool.ts";
import { hand } from "../../../../client/canvas/tools/hand.ts";
import { arrow, line } from "../../../../client/canvas/tools/line_tool.ts";
import { text } from "../../../../client/canvas/tools/text.ts";
import type { Shape } from "../../../../core/board/shape.ts";
import { play, type Player, words } from "./gesture.ts";

Deno.test("rectangle: a drag in any direction draws the box between", () => {
  const { xy, wh } = boxOf(play(boxTool("rectangle")).drag([[100, 80], [20, 10]]));
  assert.deepEqual([xy, wh], [[20, 10], [80, 70]]);
});

Deno.test("rectangle: Shift makes it square, Alt draws it from its centre", () => {
  const square = boxOf(play(boxTool("rectangle")).drag([[100, 100], [40, 90]], { shift: true }));
  assert.deepEqual([square.xy, square.wh], [[40, 40], [60, 60]]);
  const centred = boxOf(play(boxTool("rectangle")).drag([[100, 100], [130, 110]], { alt: true }));
  assert.deepEqual([centred.xy, centred.wh], [[70, 90], [60, 20]]);
  const both = boxOf(play(boxTool("ellipse")).drag([[100, 100], [130, 110]], { alt: true, shift: true }));
  assert.deepEqual([both.xy, both.wh], [[70, 70], [60, 60]]);
});

Deno.test("ellipse: a click without a drag puts one around it, as large on screen at any zoom", () => {
  for (const zoom of [0.5, 1, 4]) {
    const { kind, xy, wh } = boxOf(play(boxTool("ellipse"), { zoom }).drag([[200, 200]]));
    assert.equal(kind, "ellipse");
    assert.deepEqual([wh[0] * zoom, wh[1] * zoom], [120, 120]);
    assert.deepEqual([(xy[0] + wh[0] / 2) * zoom, (xy[1] + wh[1] / 2) * zoom], [200, 200]);
  }
});

Deno.test("rectangle: when it is drawn it is selected, and select is in hand", () => {
  const { last, selection } = play(boxTool("rectangle")).drag([[0, 0], [50, 50]]);
  assert.equal(last.next, "select");
  assert.deepEqual(selection, ["new-shape-1"]);
});

Deno.test("rectangle: the draft is what will be put", () => {
  const player = play(boxTool("rectangle")).down([0, 0]).move([[50, 50]]);
  const draft = player.last.shows?.draft;
  player.up([50, 50]);
  assert.ok(draft?.kind === "shape");
  assert.deepEqual(player.edits, [[{ op: "put", shape: draft.shape }]]);
});

Deno.test("rectangle: puts nothing when the gesture is cancelled", () => {
  assert.deepEqual(play(boxTool("rectangle")).down([0, 0]).move([[50, 50]]).cancel().up([50, 50]).edits, []);
});

Deno.test("arrow: runs from where the drag began to where it ended", () => {
  const shape = shapeOf(play(arrow).drag([[10, 20], [60, 90], [110, 20]]));
  assert.ok(shape.kind === "arrow");
  assert.deepEqual([shape.xy, shape.to], [[10, 20], [100, 0]]);
});

Deno.test("line: Shift snaps to 15 degrees and keeps the length", () => {
  const shape = shapeOf(play(line).drag([[0, 0], [100, 24]], { shift: true }));
  assert.ok(shape.kind === "line");
  const [x, y] = shape.to;
  assert.ok(Math.abs(Math.atan2(y, x) - Math.PI / 12) < 0.01);
  assert.ok(Math.abs(Math.hypot(x, y) - Math.hypot(100, 24)) < 0.5);
});

Deno.test("line: a click draws nothing", () => {
  assert.deepEqual(play(line).drag([[10, 10], [11, 10]]).edits, []);
});

Deno.test("hand: drags the board with the pointer, whatever the camera does meanwhile", () => {
  const player = play(hand).down([10, 10]).move([[15, 12]]);
  assert.deepEqual(player.last.pan, { x: 5, y: 2 });
  assert.equal(player.last.shows?.grabbing, true);
  assert.deepEqual(player.move([[20, 10]]).last.pan, { x: 5, y: -2 });
  assert.equal(player.up([20, 10]).last.shows, undefined);
  assert.equal(player.move([[50, 50]]).last.pan, undefined);
});

Deno.test("text: a click opens a field there, or the text that lies there", () => {
  const shapes = [words("note", [0, 0])];
  assert.deepEqual(play(text, { shapes }).drag([[300, 300]]).last.write, {
    kind: "new",
    at: { x: 300, y: 300 },
  });
  assert.deepEqual(play(text, { shapes }).drag([[50, 10]]).last.write, { kind: "existing", id: "note" });
  assert.equal(play(text, { shapes }).down([50, 10]).cancel().up([50, 10]).last.write, undefined);
});

function shapeOf(player: Player): Shape {
  const edit = player.edits[0]?.[0];
  if (edit?.op !== "put") throw new Error("Nothing was put");
  return edit.shape;
}

function boxOf(player: Player): Extract<Shape, { kind: "rectangle" | "ellipse" }> {
  const shape = shapeOf(player);
  if (shape.kind !== "rectangle" && shape.kind !== "ellipse") throw new Error(`A ${shape.kind} was put`);
  return shape;
}
