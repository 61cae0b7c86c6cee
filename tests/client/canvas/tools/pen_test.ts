import assert from "node:assert/strict";
import { pen } from "../../../../client/canvas/tools/pen.ts";
import type { InkDraft } from "../../../../core/board/draft.ts";
import type { Stroke } from "../../../../core/board/shape.ts";
import { MAX_POINTS, unpackPoints } from "../../../../core/geometry/points.ts";
import { box, play, type Player } from "./gesture.ts";

Deno.test("pen: a drag puts one stroke in the colour and size in hand", () => {
  const player = play(pen).drag([[10, 10], [50, 30], [90, 10]]);
  assert.equal(player.edits.length, 1);
  const shape = strokeOf(player);
  assert.equal(shape.color, "blue");
  assert.equal(shape.size, 4);
  assert.deepEqual(placesOf(shape), [[10, 10], [50, 28.5], [90, 10]], "only jitter is smoothed away");
});

Deno.test("pen: a tap puts a dot", () => {
  const shape = strokeOf(play(pen).down([10, 20]).up([10, 20]));
  assert.deepEqual(placesOf(shape), [[10, 20]]);
});

Deno.test("pen: puts nothing when the gesture is cancelled", () => {
  const player = play(pen).down([10, 10]).move([[50, 50]]).cancel();
  assert.equal(player.last.shows, undefined);
  player.move([[80, 80]]).up([80, 80]);
  assert.deepEqual(player.edits, []);
});

Deno.test("pen: the draft has the id that the stroke will have", () => {
  const player = play(pen).down([10, 10]);
  const { id } = draftOf(player);
  player.move([[50, 50]]);
  assert.equal(draftOf(player).id, id);
  assert.equal(strokeOf(player.up([50, 50])).id, id);
});

Deno.test("pen: the tip of the draft is where the pointer is, however fast it moves", () => {
  const player = play(pen).down([0, 0]);
  for (const x of [40, 200, 210, 500]) {
    player.move([[x, x / 2]]);
    const tip = draftOf(player).points.at(-1);
    assert.deepEqual([tip?.x, tip?.y], [x, x / 2]);
  }
});

Deno.test("pen: takes all the places between two events", () => {
  const player = play(pen).down([0, 0]).move([[10, 30], [20, 0], [30, 30]]);
  assert.equal(draftOf(player).points.length, 4);
});

Deno.test("pen: jitter is smoothed away", () => {
  const places = Array.from({ length: 40 }, (_, i): [number, number] => [i * 2, i % 2]);
  const player = play(pen).down([0, 0]).move(places);
  const middle = draftOf(player).points.slice(5, -5);
  for (const { y } of middle) assert.ok(Math.abs(y - 0.5) < 0.1, `y is ${y}`);
});

Deno.test("pen: a real pen's pressure is kept, a mouse's is not", () => {
  const byPen = strokeOf(play(pen).drag([[0, 0, 0.2], [50, 50, 0.9]], { pointer: "pen" }));
  const ink = unpackPoints(byPen.points);
  assert.equal(ink.pressure, "device");
  assert.ok(Math.abs((ink.points[0]?.pressure ?? 0) - 0.2) < 0.01);
  const byMouse = strokeOf(play(pen).drag([[0, 0, 0.2], [50, 50, 0.9]]));
  assert.equal(unpackPoints(byMouse.points).pressure, "velocity");
});

Deno.test("pen: Shift draws straight, snapped to 15 degrees", () => {
  const shape = strokeOf(play(pen).drag([[0, 0], [60, 40], [100, 3]], { shift: true }));
  assert.deepEqual(placesOf(shape), [[0, 0], [100, 0]]);
});

Deno.test("pen: Shift goes on straight from where it was pressed, and freehand after it", () => {
  const player = play(pen).down([0, 0]).move([[10, 40]]);
  player.move([[60, 42]], { shift: true }).move([[110, 43]], { shift: true });
  player.move([[110, 80]]).up([110, 80]);
  const places = placesOf(strokeOf(player)).map(([x, y]) => [Math.round(x), Math.round(y)]);
  assert.deepEqual(places, [[0, 0], [10, 40], [110, 40], [110, 80]]);
});

Deno.test("pen: a stroke of more points than one may hold is put all the same, however its pressure goes", () => {
  const places = Array.from({ length: 30_000 }, (_, i): [number, number, number] => {
    const wave = i % 6 < 3 ? 0 : 0.8;
    return [i, i % 7, wave + i * 37 % 101 / 505];
  });
  const player = play(pen).down([0, 0, 0], { pointer: "pen" }).move(places, { pointer: "pen" });
  const kept = placesOf(strokeOf(player.up([29_999, 0], { pointer: "pen" })));
  assert.ok(kept.length > 1000 && kept.length <= MAX_POINTS, `${kept.length} points are kept`);
  assert.deepEqual([kept[0]?.[0], kept.at(-1)?.[0]], [0, 29_999]);
});

Deno.test("pen: a new stroke lies above all others", () => {
  const shape = strokeOf(play(pen, { shapes: [box("a", [0, 0], 10, "a5")] }).drag([[0, 0], [9, 9]]));
  assert.ok(shape.z > "a5");
});

Deno.test("pen: under magnification a stroke keeps its detail", () => {
  const shape = strokeOf(play(pen, { zoom: 16 }).drag([[0, 0], [1, 5], [3, 5]]));
  assert.deepEqual(placesOf(shape)[0], [0, 0]);
  assert.deepEqual(placesOf(shape).at(-1), [3 / 16, 5 / 16]);
});

function strokeOf(player: Player): Stroke {
  const edit = player.edits[0]?.[0];
  if (edit?.op !== "put" || edit.shape.kind !== "stroke") throw new Error("No stroke was put");
  return edit.shape;
}

function draftOf(player: Player): InkDraft {
  const draft = player.last.shows?.draft;
  if (draft?.kind !== "ink") throw new Error("No ink is shown");
  return draft;
}

function placesOf(shape: Stroke): [number, number][] {
  const [x, y] = shape.xy;
  return unpackPoints(shape.points).points.map((point) => [x + point.x, y + point.y]);
}
