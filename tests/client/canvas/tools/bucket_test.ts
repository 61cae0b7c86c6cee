import assert from "node:assert/strict";
import { bucket } from "../../../../client/canvas/tools/bucket.ts";
import type { Shape } from "../../../../core/board/shape.ts";
import { box, line, play, type Player, stroke, words } from "./gesture.ts";

const loop = (id: string, gap = 2): Shape =>
  stroke(id, [{ x: 0, y: 0 }, { x: 100, y: 0 }, { x: 100, y: 100 }, { x: 0, y: 100 }, { x: 0, y: gap }]);
const note: Shape = {
  id: "a-note--",
  kind: "note",
  z: "a0",
  xy: [0, 0],
  wh: [100, 100],
  color: "amber",
  size: 20,
  text: "",
};

Deno.test("bucket: fills the figure around the click with the colour and the fill style in hand", () => {
  const kinds = ["rectangle", "ellipse", "diamond", "triangle", "star", "cloud", "bubble"] as const;
  for (const kind of kinds) {
    const shape = { ...box("a-figure", [0, 0], 100), kind } as Shape;
    const player = play(bucket, { shapes: [shape], style: { fillStyle: "hatch" } }).drag([[50, 50]]);
    assert.deepEqual(fillOf(player, "a-figure"), ["blue", "hatch"], kind);
    assert.equal(player.edits.length, 1);
  }
});

Deno.test("bucket: beside the figure, in its box, nothing is filled; nor is anything on empty paper", () => {
  const triangle = { ...box("a-figure", [0, 0], 100), kind: "triangle" } as Shape;
  const player = play(bucket, { shapes: [triangle] }).drag([[5, 5]]).drag([[500, 500]]);
  assert.deepEqual(player.edits, []);
});

Deno.test("bucket: a click on what is filled so empties it, with another colour it is filled anew", () => {
  const player = play(bucket, { shapes: [box("a-box---", [0, 0], 100)] }).drag([[50, 50]]);
  assert.deepEqual(fillOf(player, "a-box---"), ["blue", "tint"]);
  assert.deepEqual(fillOf(player.drag([[50, 50]]), "a-box---"), [undefined, "tint"]);
  const other = { ...box("a-box---", [0, 0], 100), fill: "red" } as Shape;
  assert.deepEqual(fillOf(play(bucket, { shapes: [other] }).drag([[50, 50]]), "a-box---"), ["blue", "tint"]);
});

Deno.test("bucket: ink is filled where its ends about meet, and not where they do not or an eraser opened it", () => {
  const fills = (shape: Shape) => play(bucket, { shapes: [shape] }).drag([[50, 50]]).edits.length > 0;
  assert.ok(fills(loop("a-loop--")));
  assert.ok(!fills(loop("a-hook--", 60)));
  assert.ok(!fills({ ...loop("a-loop--"), cuts: [0, 4096] } as Shape));
  assert.ok(!fills(line("a-line--", [0, 50], [100, 50])));
  assert.ok(!fills(words("a-text--", [0, 40])));
});

Deno.test("bucket: a note is recoloured", () => {
  const player = play(bucket, { shapes: [note] }).drag([[50, 50]]);
  assert.deepEqual(player.edits, [[{ op: "set", id: "a-note--", props: { color: "blue" } }]]);
});

Deno.test("bucket: of several around the click the smallest is filled, down to what something filled covers", () => {
  const large = box("a-large-", [0, 0], 200, "a5"), small = box("a-small-", [40, 40], 40, "a1");
  assert.ok(fillOf(play(bucket, { shapes: [large, small] }).drag([[60, 60]]), "a-small-")[0]);
  const covering = { ...large, fill: "red" } as Shape;
  const player = play(bucket, { shapes: [covering, small] }).drag([[60, 60]]);
  assert.deepEqual([fillOf(player, "a-small-")[0], fillOf(player, "a-large-")[0]], [undefined, "blue"]);
});

Deno.test("bucket: what is locked is left alone", () => {
  const locked = { ...box("a-box---", [0, 0], 100), locked: true } as Shape;
  assert.deepEqual(play(bucket, { shapes: [locked] }).drag([[50, 50]]).edits, []);
});

Deno.test("bucket: cancelled, it fills nothing", () => {
  const player = play(bucket, { shapes: [box("a-box---", [0, 0], 100)] });
  assert.deepEqual(player.down([50, 50]).cancel().up([50, 50]).edits, []);
});

function fillOf(player: Player, id: string): [string | undefined, string] {
  const shape = player.scene.get(id);
  return shape && "xy" in shape && shape.kind !== "line" && "wh" in shape
    ? ["fill" in shape ? shape.fill : undefined, "fillStyle" in shape ? shape.fillStyle ?? "tint" : "tint"]
    : assert.fail(`${id} is not there`);
}
