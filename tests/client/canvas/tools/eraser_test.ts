import assert from "node:assert/strict";
import { eraser } from "../../../../client/canvas/tools/eraser.ts";
import type { Shape } from "../../../../core/board/shape.ts";
import { box, line, play, stroke } from "./gesture.ts";

const shapes = [
  line("near", [100, 0], [100, 100]),
  stroke("ink", [{ x: 200, y: 0 }, { x: 200, y: 100 }]),
  line("far", [100, 300], [200, 300]),
];

Deno.test("eraser: takes away all that its path crosses, in one transaction", () => {
  const player = play(eraser, { shapes }).drag([[0, 50], [300, 50]]);
  assert.equal(player.edits.length, 1);
  assert.deepEqual([...player.scene.ids()], ["far"]);
});

Deno.test("eraser: jumps over nothing between two places, however far apart", () => {
  const player = play(eraser, { shapes }).down([0, 50]).move([[5000, 50]]);
  assert.deepEqual([...player.last.shows?.fading ?? []].sort(), ["ink", "near"]);
});

Deno.test("eraser: shapes only fade until it is lifted", () => {
  const player = play(eraser, { shapes }).down([95, 50]);
  assert.deepEqual(player.last.shows?.fading, ["near"]);
  player.move([[150, 50]]);
  assert.deepEqual(player.last.shows?.fading, ["near"], "what it has left stays erased");
  assert.equal(player.scene.count, 3);
});

Deno.test("eraser: takes nothing away when the gesture is cancelled", () => {
  const player = play(eraser, { shapes }).down([95, 50]).cancel().up([95, 50]);
  assert.deepEqual(player.edits, []);
  assert.equal(player.last.shows, undefined);
});

Deno.test("eraser: where nothing lies, nothing is edited", () => {
  assert.deepEqual(play(eraser, { shapes }).drag([[0, 200], [300, 200]]).edits, []);
});

Deno.test("eraser: inside a hollow box it touches nothing", () => {
  const player = play(eraser, { shapes: [box("hollow", [0, 0], 100)] });
  assert.deepEqual(player.drag([[40, 40], [60, 60]]).edits, []);
  assert.equal(player.drag([[40, 40], [140, 60]]).scene.count, 0);
});

Deno.test("eraser: its ring is as large on screen at any zoom", () => {
  const beside = (px: number, zoom: number) =>
    play(eraser, { shapes, zoom }).down([100 * zoom - px, 50 * zoom]).last.shows?.fading;
  for (const zoom of [0.1, 1, 8]) {
    assert.deepEqual(beside(7, zoom), ["near"], `7 px at zoom ${zoom}`);
    assert.deepEqual(beside(20, zoom), [], `20 px at zoom ${zoom}`);
  }
});

Deno.test("eraser: what is locked stays, by itself or with its layer", () => {
  const locked = shapes.map((shape) => shape.id === "near" ? { ...shape, locked: true as const } : shape);
  const player = play(eraser, { shapes: locked }).drag([[0, 50], [300, 50]]);
  assert.deepEqual([...player.scene.ids()].sort(), ["far", "near"]);
  const layered = play(eraser, { shapes: shapes.map((shape) => ({ ...shape, layer: "below" })) });
  const layer = { id: "below", name: "", z: "a1", hidden: false, locked: true };
  layered.scene.apply({ put: [], removed: [], looks: { ...layered.scene.looks, layers: [layer] } });
  layered.drag([[0, 50], [300, 50]]);
  assert.equal(layered.scene.count, 3);
});

Deno.test("eraser: takes a whole group away, but of it nothing that is locked", () => {
  const grouped: Shape[] = shapes.map((shape) => ({ ...shape, groups: [`of-${shape.id}`, "all-of-them"] }));
  const player = play(eraser, { shapes: grouped }).down([95, 50]);
  assert.deepEqual([...player.last.shows?.fading ?? []].sort(), ["far", "ink", "near"]);
  const held = grouped.map((shape): Shape => shape.id === "far" ? { ...shape, locked: true } : shape);
  assert.deepEqual([...play(eraser, { shapes: held }).drag([[95, 50]]).scene.ids()], ["far"]);
});

Deno.test("eraser: only mine takes away what one has made oneself", () => {
  const signed = shapes.map((shape) => ({ ...shape, by: shape.id === "ink" ? "me-myself" : "another" }));
  const player = play(eraser, { shapes: signed, options: { eraser: "mine" } }).drag([[0, 50], [300, 50]]);
  assert.deepEqual([...player.scene.ids()].sort(), ["far", "near"]);
});

Deno.test("eraser: a gesture goes on in the mode it began in", () => {
  const player = play(eraser, { shapes, options: { eraser: "partial" } }).down([150, 50]).move([[300, 50]]);
  assert.equal(player.last.shows?.fading, undefined);
  assert.deepEqual(player.last.shows?.instead?.map(({ id }) => id), ["ink"]);
});
