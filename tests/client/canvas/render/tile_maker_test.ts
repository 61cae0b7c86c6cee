/** Behaviour of client/canvas/render/tile_maker.ts: order, forgetting and versions, on a board without ink. */

import assert from "node:assert/strict";
import type { FromMaker } from "../../../../client/canvas/render/tile_message.ts";
import { createTileMaker } from "../../../../client/canvas/render/tile_maker.ts";
import { box } from "../tools/gesture.ts";

Deno.test("wanted tiles are made in the order they are wanted", () => {
  const { maker, run, tiles } = makerOf();
  maker.receive({ type: "want", tiles: [tile(2), tile(0), tile(1)] });
  run();
  assert.deepEqual(tiles(), [2, 0, 1]);
});

Deno.test("what is not wanted any more is not made", () => {
  const { maker, run, tiles } = makerOf();
  maker.receive({ type: "want", tiles: [tile(0), tile(1)] });
  maker.receive({ type: "want", tiles: [tile(1), tile(2)] });
  run();
  assert.deepEqual(tiles(), [1, 2]);
});

Deno.test("a tile tells the version of the scene it shows", () => {
  const { maker, run, posted } = makerOf();
  maker.receive({ type: "remove", version: 7, ids: [] });
  maker.receive({ type: "want", tiles: [tile(0)] });
  run();
  assert.deepEqual(posted, [
    { type: "tile", tile: tile(0), version: 7, image: undefined, hasText: false },
  ]);
});

Deno.test("others get their turn when a slice of time is over", () => {
  const { maker, run, turns, tiles } = makerOf({ msATile: 5 });
  maker.receive({ type: "want", tiles: [0, 1, 2, 3, 4, 5].map(tile) });
  run();
  assert.equal(tiles().length, 6);
  assert.ok(turns() >= 3);
});

Deno.test("a tile that cannot be drawn holds up no other", () => {
  const { maker, run, tiles } = makerOf();
  maker.receive({ type: "put", version: 1, shapes: [box("a", [10, 10], 20)] });
  maker.receive({ type: "want", tiles: [tile(0), tile(1), tile(2)] });
  assert.throws(run, /Nothing can be drawn/);
  run();
  assert.deepEqual(tiles(), [1, 2]);
});

Deno.test("after it was stopped nothing is made", () => {
  const { maker, run, tiles } = makerOf();
  maker.receive({ type: "want", tiles: [tile(0)] });
  maker.stop();
  run();
  assert.deepEqual(tiles(), []);
});

Deno.test("when the font is there the page is told", async () => {
  const { maker, posted } = makerOf();
  maker.receive({ type: "start", theme: "light", handFont: "hand.woff2" });
  await Promise.resolve();
  assert.deepEqual(posted, [{ type: "font" }]);
});

function makerOf({ msATile = 0 } = {}) {
  const posted: FromMaker[] = [];
  let waiting: (() => void) | undefined;
  let now = 0, turns = 0;
  const maker = createTileMaker({
    post(message) {
      posted.push(message);
      now += msATile;
    },
    surface: () => {
      throw new Error("Nothing can be drawn in this test");
    },
    later: (step) => {
      waiting = step;
    },
    now: () => now,
    sliceMs: 8,
    loadFont: () => Promise.resolve(),
  });
  const run = () => {
    for (let step = waiting; step; step = waiting) {
      waiting = undefined;
      turns++;
      step();
    }
  };
  const tiles = () => posted.flatMap((message) => message.type === "tile" ? [message.tile.i] : []);
  return { maker, run, posted, tiles, turns: () => turns };
}

function tile(i: number) {
  return { scale: 1, i, j: 0 };
}
