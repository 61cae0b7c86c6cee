import assert from "node:assert/strict";
import { nextNote } from "../../../../client/canvas/next_note.ts";
import { createScene } from "../../../../client/canvas/scene.ts";
import { targetOf } from "../../../../client/canvas/shape_hit.ts";
import { frame } from "../../../../client/canvas/tools/frame.ts";
import { note } from "../../../../client/canvas/tools/note.ts";
import { text } from "../../../../client/canvas/tools/text.ts";
import type { Note, Shape } from "../../../../core/board/shape.ts";
import { box, play, type Player, words } from "./gesture.ts";

function putBy(player: Player): Shape {
  const edit = player.edits[0]?.[0];
  assert.ok(edit?.op === "put");
  return edit.shape;
}

Deno.test("note: a click puts a sheet around the pointer and opens it for writing", () => {
  const player = play(note).drag([[300, 200]]);
  const shape = putBy(player);
  assert.deepEqual([shape.kind, shape.xy, "wh" in shape && shape.wh], ["note", [200, 100], [200, 200]]);
  assert.deepEqual(player.last.write, { kind: "existing", id: shape.id });
  assert.equal(player.last.next, "select");
});

Deno.test("note: it is put where it is let go, and is seen on the way", () => {
  const player = play(note).down([0, 0]).move([[500, 500]]);
  assert.deepEqual(player.last.shows?.draft?.kind === "shape" && player.last.shows.draft.shape.xy, [
    400,
    400,
  ]);
  assert.deepEqual(putBy(player.up([500, 500])).xy, [400, 400]);
});

Deno.test("note: Esc puts none, and a tool that is kept stays in hand", () => {
  assert.deepEqual(play(note).down([0, 0]).cancel().up([0, 0]).edits, []);
  assert.equal(play(note, { options: { keepTool: true } }).drag([[0, 0]]).last.next, undefined);
});

Deno.test("note: Tab leads to the next sheet in the row, made where there is none", () => {
  const scene = createScene(targetOf);
  const first: Note = {
    ...{ id: "first-note", kind: "note", z: "a0", color: "amber", size: 24 },
    ...{ xy: [0, 0], wh: [200, 200], text: "one" },
  } as Note;
  scene.apply({ put: [first], removed: [] });
  const next = nextNote(scene, first, { direction: 1, newId: () => "second-note" });
  const [put] = next.edits;
  assert.ok(put?.op === "put" && put.shape.kind === "note");
  assert.deepEqual([put.shape.xy, put.shape.text, put.shape.color], [[220, 0], "", "amber"]);
  scene.apply({ put: [put.shape], removed: [] });
  const again = nextNote(scene, first, { direction: 1, newId: () => "third-note" });
  assert.deepEqual(again, { id: "second-note", edits: [] });
  const back = nextNote(scene, put.shape, { direction: -1, newId: () => "third-note" });
  assert.deepEqual(back, { id: "first-note", edits: [] });
});

Deno.test("frame: what it is drawn around belongs to it, and it lies beneath all that it touches", () => {
  const shapes = [
    box("inside-it", [20, 20], 30, "a5"),
    box("half-in-it", [90, 20], 30, "a3"),
    box("far-away", [500, 500], 10, "a1"),
    { ...box("locked-in", [60, 60], 10, "a6"), locked: true } as Shape,
  ];
  const player = play(frame, { shapes }).drag([[0, 0], [100, 100]]);
  const shape = putBy(player);
  assert.deepEqual([shape.kind, "wh" in shape && shape.wh], ["frame", [100, 100]]);
  assert.ok(shape.z < "a3");
  assert.deepEqual(player.edits[0]?.slice(1), [{ op: "set", id: "inside-it", props: { frame: shape.id } }]);
});

Deno.test("frame: drawn inside of a frame it belongs to that one, lies above its sheet, and takes over what it holds", () => {
  const outer = { ...box("the-outer", [0, 0], 400, "a4"), kind: "frame" } as Shape;
  const card = { ...box("the-card", [-50, -50], 600, "a2"), fill: "red" } as Shape;
  const child = { ...box("the-child", [60, 60], 20, "a5"), frame: "the-outer" } as Shape;
  const player = play(frame, { shapes: [outer, card, child] });
  const shape = putBy(player.drag([[50, 50], [150, 150]]));
  assert.equal(shape.frame, "the-outer");
  assert.ok("a4" < shape.z && shape.z < "a5", shape.z);
  assert.deepEqual(player.edits[0]?.slice(1), [{ op: "set", id: "the-child", props: { frame: shape.id } }]);

  const free = putBy(play(frame, { shapes: [outer, card] }).drag([[300, 300], [500, 380]]));
  assert.equal(free.frame, undefined, "half of it lies outside");
  assert.ok(free.z > "a2", "the card would cover it");
});

Deno.test("frame: on an empty place it is an empty one, and a click puts one of a good size", () => {
  const shape = putBy(play(frame).drag([[500, 500]]));
  assert.deepEqual([shape.xy, "wh" in shape && shape.wh], [[180, 300], [640, 400]]);
});

Deno.test("text: a click opens a new text there, or what can be written in", () => {
  const shapes = [words("the-words", [0, 0]), { ...box("the-box", [0, 200], 50), fill: "red" } as Shape];
  const clicked = (x: number, y: number) => play(text, { shapes }).drag([[x, y]]).last.write;
  assert.deepEqual(clicked(10, 10), { kind: "existing", id: "the-words" });
  assert.deepEqual(clicked(0, 220), { kind: "existing", id: "the-box" });
  assert.deepEqual(clicked(400, 400), { kind: "new", at: { x: 400, y: 400 } });
});

Deno.test("text: a drag opens one of its width, whichever way it went", () => {
  for (const [from, to] of [[100, 300], [300, 100]] as const) {
    const player = play(text).down([from, 50]).move([[to, 90]]);
    assert.ok(player.last.shows?.marquee);
    assert.deepEqual(player.up([to, 90]).last.write, { kind: "new", at: { x: 100, y: 50 }, width: 200 });
  }
});
