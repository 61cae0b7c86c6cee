import assert from "node:assert/strict";
import { polyline } from "../../../../client/canvas/tools/polyline.ts";
import type { Polyline, Shape } from "../../../../core/board/shape.ts";
import { placesOf } from "../../../../core/board/stroke_places.ts";
import { play, type Player } from "./gesture.ts";

type Place = readonly [number, number];

Deno.test("polyline: each click adds a corner, a double click ends it at the last one", () => {
  const player = clicks(play(polyline), [[0, 0], [100, 0], [100, 80]]);
  assert.deepEqual(player.edits, []);
  player.down([101, 80], { clicks: 2 }).up([101, 80]);
  assert.deepEqual(cornersOf(putBy(player)), [[0, 0], [100, 0], [100, 80]]);
  assert.equal(putBy(player).closed, undefined);
  assert.deepEqual([player.selection, player.last.next], [["new-shape-1"], undefined]);
  assert.equal(player.edits.length, 1);
});

Deno.test("polyline: Enter, another tool, and a click on the last corner end it as well", () => {
  const corners = [[0, 0], [100, 0], [100, 80]] as const;
  assert.deepEqual(cornersOf(putBy(clicks(play(polyline), corners).hover([30, 30]).finish())), corners);
  assert.deepEqual(cornersOf(putBy(clicks(play(polyline), [...corners, [104, 82]]))), corners);
});

Deno.test("polyline: a click on the first corner closes it, once there is something to close", () => {
  const player = clicks(play(polyline), [[0, 0], [100, 0], [100, 80], [3, 4]]);
  assert.deepEqual(cornersOf(putBy(player)), [[0, 0], [100, 0], [100, 80]]);
  assert.equal(putBy(player).closed, true);
  const early = clicks(play(polyline), [[0, 0], [100, 0], [3, 4]]);
  assert.deepEqual(early.edits, []);
});

Deno.test("polyline: the draft runs to the pointer, and is closed where a click would close it", () => {
  const player = clicks(play(polyline), [[0, 0], [100, 0], [100, 80]]).hover([40, 60]);
  assert.deepEqual(cornersOf(draftOf(player)), [[0, 0], [100, 0], [100, 80], [40, 60]]);
  player.hover([2, 2]);
  assert.deepEqual(cornersOf(draftOf(player)), [[0, 0], [100, 0], [100, 80]]);
  assert.equal(draftOf(player).closed, true);
  player.hover([40, 60]).hover(undefined);
  assert.deepEqual(cornersOf(draftOf(player)).at(-1), [40, 60]);
});

Deno.test("polyline: Esc takes the last corner back, and at last all of it", () => {
  const player = clicks(play(polyline), [[0, 0], [100, 0], [100, 80]]).hover([40, 60]).cancel();
  assert.deepEqual(cornersOf(draftOf(player)), [[0, 0], [100, 0], [40, 60]]);
  player.cancel();
  assert.deepEqual(cornersOf(draftOf(player)), [[0, 0], [40, 60]]);
  player.cancel();
  assert.equal(player.last.shows, undefined);
  assert.deepEqual(player.finish().edits, []);
});

Deno.test("polyline: a press that never was, as when a second finger comes, adds no corner and takes none", () => {
  const player = clicks(play(polyline), [[0, 0], [100, 0]]).down([50, 50]).cancel().hover([100, 80]);
  assert.deepEqual(cornersOf(draftOf(player)), [[0, 0], [100, 0], [100, 80]]);
  assert.deepEqual(play(polyline).down([0, 0]).cancel().finish().edits, []);
});

Deno.test("polyline: the first segment can be dragged", () => {
  const player = play(polyline).drag([[0, 0], [50, 10], [100, 0]]);
  assert.deepEqual(cornersOf(putBy(clicks(player, [[100, 80]]).finish())), [[0, 0], [100, 0], [100, 80]]);
});

Deno.test("polyline: Shift keeps each segment to 15°, the grid catches its corners", () => {
  const player = clicks(play(polyline), [[0, 0]]);
  player.down([100, 4], { shift: true }).up([100, 4], { shift: true });
  const [, corner] = cornersOf(putBy(player.finish()));
  assert.ok(corner && corner[0] > 99 && Math.abs(corner[1]) < 0.2);
  const caught = clicks(play(polyline, { options: { snapToGrid: true } }), [[2, 3], [98, 22]]).finish();
  assert.deepEqual(cornersOf(putBy(caught)), [[0, 0], [100, 20]]);
});

Deno.test("polyline: one corner alone puts nothing, also when it is clicked twice", () => {
  assert.deepEqual(clicks(play(polyline), [[0, 0]]).finish().edits, []);
  const twice = clicks(play(polyline), [[0, 0]]).down([1, 0], { clicks: 2 }).up([1, 0]);
  assert.deepEqual(twice.edits, []);
  assert.equal(twice.hover([50, 50]).last.shows, undefined);
});

Deno.test("polyline: it has the line, the fill and the dashes in hand, and stays in hand if tools are kept", () => {
  const player = play(polyline, {
    style: { fill: "red", dash: "dashed", size: 6 },
    options: { keepTool: true },
  });
  const { fill, dash, size } = putBy(clicks(player, [[0, 0], [50, 0]]).finish());
  assert.deepEqual([fill, dash, size, player.last.next], ["red", "dashed", 6, undefined]);
});

function clicks(player: Player, places: readonly Place[]): Player {
  for (const place of places) player.hover(place).down(place).up(place);
  return player;
}

function putBy(player: Player): Polyline {
  const [[edit] = []] = player.edits;
  assert.ok(edit?.op === "put", "Nothing was put");
  return asPolyline(edit.shape);
}

function draftOf(player: Player): Polyline {
  const draft = player.last.shows?.draft;
  assert.ok(draft?.kind === "shape", "There is no draft");
  return asPolyline(draft.shape);
}

function asPolyline(shape: Shape): Polyline {
  assert.ok(shape.kind === "polyline");
  return shape;
}

function cornersOf(shape: Polyline): Place[] {
  return placesOf(shape).map(({ x, y }) => [x, y] as const);
}
