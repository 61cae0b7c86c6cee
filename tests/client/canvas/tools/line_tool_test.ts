import assert from "node:assert/strict";
import { arrow, line } from "../../../../client/canvas/tools/line_tool.ts";
import { figureHolds, figureOf } from "../../../../core/board/binding_target.ts";
import type { Arrow, Line, Shape } from "../../../../core/board/shape.ts";
import { box, play, type Player, stroke, words } from "./gesture.ts";

const A = box("shape-a", [0, 0], 100);
const B = box("shape-b", [300, 0], 100);

Deno.test("arrow: from one shape to another it binds both ends and stays outside of both", () => {
  const player = play(arrow, { shapes: [A, B] }).drag([[50, 50], [200, 60], [350, 50]]);
  const put = arrowOf(player);
  assert.deepEqual([put.start, put.end], [{ id: "shape-a", at: [0.5, 0.5] }, {
    id: "shape-b",
    at: [0.5, 0.5],
  }]);
  for (const shape of [A, B]) {
    const figure = figureOf(shape);
    assert.ok(figure && !figureHolds(figure, startOf(put)) && !figureHolds(figure, endOf(put)));
  }
  assert.equal(put.via, undefined);
});

Deno.test("arrow: an end away from the middle holds on to the place where it was let go", () => {
  const put = arrowOf(play(arrow, { shapes: [B] }).drag([[150, 200], [390, 80]]));
  assert.equal(put.start, undefined);
  assert.deepEqual(startOf(put), { x: 150, y: 200 });
  assert.equal(put.end?.id, "shape-b");
  assert.ok(Math.abs((put.end?.at[0] ?? 0) - 0.9) < 0.001 && Math.abs((put.end?.at[1] ?? 0) - 0.8) < 0.001);
});

Deno.test("arrow: what it would bind to is shown, before the press, while it is drawn, and no more once it is let go", () => {
  const player = play(arrow, { shapes: [A, B] }).hover([50, 50]);
  assert.deepEqual(player.last.shows?.binding, ["shape-a"]);
  assert.deepEqual(player.hover([200, 50]).last.shows?.binding, []);
  player.hover([50, 50]).down([50, 50]);
  assert.deepEqual(player.last.shows?.binding, ["shape-a"]);
  assert.deepEqual(player.move([[350, 50]]).last.shows?.binding, ["shape-a", "shape-b"]);
  assert.deepEqual(player.move([[200, 50]]).last.shows?.binding, ["shape-a"]);
  assert.equal(player.up([200, 50]).last.shows, undefined);
  assert.deepEqual(player.hover(undefined).last.shows, undefined);
});

Deno.test("arrow: Ctrl binds to nothing", () => {
  const player = play(arrow, { shapes: [A, B] }).drag([[50, 50], [350, 50]], { mod: true });
  const put = arrowOf(player);
  assert.deepEqual([put.start, put.end, put.xy, put.to], [undefined, undefined, [50, 50], [300, 0]]);
});

Deno.test("arrow: of shapes one in another it binds to the smaller, unless that lies hidden", () => {
  const inner = box("shape-c", [320, 20], 30);
  const to = (shapes: readonly Shape[]) =>
    arrowOf(play(arrow, { shapes }).drag([[200, 200], [335, 25]])).end?.id;
  assert.equal(to([B, inner]), "shape-c");
  const covering = { ...B, z: "a1", fill: "red" } as Shape;
  assert.equal(to([inner, covering]), "shape-b");
});

Deno.test("arrow: it binds to texts, to nothing in a frame's middle, and not to ink", () => {
  const frame = { ...box("frame-1", [0, 0], 400), kind: "frame" } as Shape;
  const to = (shapes: readonly Shape[]) =>
    arrowOf(play(arrow, { shapes }).drag([[500, 500], [50, 12]])).end?.id;
  assert.equal(to([words("text-1", [0, 0])]), "text-1");
  assert.equal(to([frame]), undefined);
  assert.equal(to([{ ...frame, xy: [0, 12] }]), "frame-1");
  assert.equal(to([stroke("stroke-1", [{ x: 0, y: 12 }, { x: 100, y: 12 }])]), undefined);
});

Deno.test("arrow: it has the route, the heads and the bend of what is in hand", () => {
  const style = { route: "curved", heads: ["dot", "triangle"] } as const;
  const put = arrowOf(play(arrow, { style }).drag([[0, 0], [100, 0]]));
  assert.deepEqual([put.route, put.heads], ["curved", ["dot", "triangle"]]);
  assert.ok((put.bend ?? 0) > 0);
  assert.equal(arrowOf(play(arrow).drag([[0, 0], [100, 0]])).bend, undefined);
});

Deno.test("line: a click begins it, it goes with the pointer, the next click ends it", () => {
  const player = play(line).drag([[10, 10]]);
  assert.deepEqual(player.edits, []);
  const draft = player.hover([60, 10]).last.shows?.draft;
  assert.ok(draft?.kind === "shape" && draft.shape.kind === "line");
  assert.deepEqual(draft.shape.to, [50, 0]);
  assert.deepEqual(player.hover(undefined).last.shows?.draft, draft);
  player.hover([80, 10]).drag([[90, 10]]);
  const { id, xy, to } = lineOf(player);
  assert.deepEqual([id, xy, to], [draft.shape.id, [10, 10], [80, 0]]);
  assert.deepEqual(player.selection, [draft.shape.id]);
});

Deno.test("line: after a click the end can be dragged too", () => {
  const player = play(line).drag([[10, 10]]).drag([[50, 50], [90, 10]]);
  assert.deepEqual(lineOf(player).to, [80, 0]);
});

Deno.test("line: two clicks at one place draw nothing, and so do Esc and another tool after one", () => {
  assert.deepEqual(play(line).drag([[10, 10]]).drag([[11, 10]]).edits, []);
  const escaped = play(line).drag([[10, 10]]).hover([90, 10]).cancel();
  assert.equal(escaped.last.shows, undefined);
  assert.deepEqual(escaped.hover([95, 10]).last.shows?.draft, undefined);
  assert.deepEqual(play(line).drag([[10, 10]]).hover([90, 10]).finish().hover([70, 70]).edits, []);
});

Deno.test("line: it binds to nothing, and catches on the grid if that is wanted", () => {
  const player = play(line, { shapes: [A], options: { snapToGrid: true } }).drag([[52, 49], [188, 93]]);
  const { xy, to } = lineOf(player);
  assert.deepEqual([xy, to], [[60, 40], [120, 60]]);
  assert.deepEqual(play(line, { shapes: [A] }).hover([50, 50]).last.shows?.binding, []);
});

Deno.test("line: it stays in hand if tools are to be kept", () => {
  const { last, selection } = play(line, { options: { keepTool: true } }).drag([[0, 0], [50, 50]]);
  assert.deepEqual([last.next, selection], [undefined, []]);
});

function lineOf(player: Player): Line {
  const [[edit] = []] = player.edits;
  assert.ok(edit?.op === "put" && edit.shape.kind === "line");
  return edit.shape;
}

function arrowOf(player: Player): Arrow {
  const [[edit] = []] = player.edits;
  assert.ok(edit?.op === "put" && edit.shape.kind === "arrow");
  return edit.shape;
}

function startOf({ xy: [x, y] }: Arrow): { x: number; y: number } {
  return { x, y };
}

function endOf({ xy: [x, y], to: [dx, dy] }: Arrow): { x: number; y: number } {
  return { x: x + dx, y: y + dy };
}

Deno.test("arrow: a drag goes on while another tool is taken in hand, and a click without its second ends", () => {
  assert.equal(play(arrow).down([0, 0]).move([[50, 0]]).finish().up([90, 0]).edits.length, 1);
  assert.equal(play(arrow).down([0, 0]).finish().up([0, 0]).hover([50, 0]).down([90, 0]).edits.length, 0);
});
