/** Behaviour of client/canvas/render/tile_maker.ts: order, forgetting and versions, on a board without ink. */

import assert from "node:assert/strict";
import type { Context2D } from "../../../../client/canvas/render/painter.ts";
import type { FromMaker } from "../../../../client/canvas/render/tile_message.ts";
import { createTileMaker } from "../../../../client/canvas/render/tile_maker.ts";
import { boundsOf } from "../../../../core/board/bounds.ts";
import type { Shape } from "../../../../core/board/shape.ts";
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
    { type: "tile", tile: tile(0), version: 7, image: undefined },
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

Deno.test("when a font is there the page is told where it is written in", async () => {
  const { maker, posted } = makerOf();
  maker.receive({ type: "start", theme: "light", fonts: FONTS, pictures: "/assets/" });
  maker.receive({ type: "put", version: 1, shapes: [box("a", [10, 10], 20), text] });
  await Promise.resolve();
  await Promise.resolve();
  assert.deepEqual(posted, [{ type: "outdated", boxes: [boundsOf(text)] }]);
});

Deno.test("when a frame comes or goes the page is told where what belongs to it is seen otherwise", () => {
  const { maker, posted } = makerOf();
  const inside: Shape = { ...box("a", [10, 10], 20), frame: "frame-aa" };
  const frame = { ...box("frame-aa", [0, 0], 15), kind: "frame" } as unknown as Shape;
  maker.receive({ type: "put", version: 1, shapes: [inside, box("b", [10, 10], 20)] });
  maker.receive({ type: "put", version: 2, shapes: [frame] });
  maker.receive({ type: "put", version: 3, shapes: [{ ...frame, xy: [1, 1] }] });
  maker.receive({ type: "remove", version: 4, ids: ["frame-aa"] });
  const told = { type: "outdated", boxes: [boundsOf(inside)] };
  assert.deepEqual(posted, [told, told]);
});

Deno.test("when a picture looks different the page is told where it is", () => {
  const { maker, posted, changePicture } = makerOf();
  maker.receive({ type: "start", theme: "light", fonts: FONTS, pictures: "/assets/" });
  maker.receive({ type: "put", version: 1, shapes: [box("a", [10, 10], 20), picture] });
  changePicture("nobody");
  changePicture(picture.asset);
  assert.deepEqual(posted, [{ type: "outdated", boxes: [boundsOf(picture)] }]);
});

Deno.test("shapes that are gathered are in the float's tiles, and out of the board's once it is up", () => {
  const { maker, run, drawn } = makerOf({ draws: true });
  maker.receive({ type: "put", version: 1, shapes: [box("a", [10, 10], 20), box("b", [700, 10], 20)] });
  maker.receive({ type: "gather", version: 2, float: 1, ids: ["a", "nobody"] });
  const look = () => {
    maker.receive({
      type: "want",
      tiles: [tile(0), tile(1), { ...tile(0), float: 1 }, { ...tile(1), float: 1 }],
    });
    run();
    return drawn();
  };
  assert.deepEqual(look(), ["board 0", "board 1", "float 0"]);
  maker.receive({ type: "float", version: 3, float: 1 });
  assert.deepEqual(look(), ["board 1", "float 0"]);
  maker.receive({ type: "land", version: 4, float: 1 });
  assert.deepEqual(look(), ["board 0", "board 1", "float 0"]);
  maker.receive({ type: "forget", float: 1 });
  assert.deepEqual(look(), ["board 0", "board 1"]);
});

Deno.test("a large board is prepared to be seen from afar, a small one is not", () => {
  const { maker, run, rest, layers } = makerOf({ draws: true });
  const many = Array.from({ length: 2000 }, (_, n) => box(`${n}`, [n, n % 100], 5));
  maker.receive({ type: "put", version: 1, shapes: many.slice(1) });
  rest();
  run();
  assert.equal(layers(), 0);
  maker.receive({ type: "put", version: 2, shapes: many.slice(0, 1) });
  rest();
  run();
  assert.ok(layers() > 0);
});

Deno.test("preparing is given up for a tile that is wanted, and taken up again after it", () => {
  const { maker, run, rest, tiles, layers } = makerOf({ draws: true });
  maker.receive({
    type: "put",
    version: 1,
    shapes: Array.from({ length: 2000 }, (_, n) => box(`${n}`, [n, n % 100], 5)),
  });
  rest();
  maker.receive({ type: "want", tiles: [tile(0)] });
  run();
  assert.deepEqual([tiles(), layers()], [[0], 0]);
  rest();
  run();
  assert.ok(layers() > 0);
});

Deno.test("a map is made after the tiles that are wanted, and once", () => {
  const { maker, run, posted } = makerOf({ draws: true });
  const types = () => posted.splice(0).map(({ type }) => type);
  maker.receive({ type: "put", version: 1, shapes: [box("a", [100, 50], 20)] });
  maker.receive({ type: "map", px: { width: 360, height: 240 } });
  maker.receive({ type: "want", tiles: [tile(0), tile(1)] });
  run();
  assert.deepEqual(types(), ["tile", "tile", "map"]);
  maker.receive({ type: "want", tiles: [tile(2)] });
  run();
  assert.deepEqual(types(), ["tile"]);
});

Deno.test("a map half made is given up for a tile that is wanted, and made after it", () => {
  const { maker, run, turn, posted } = makerOf({ draws: true, msALook: 5 });
  const shapes = Array.from({ length: 300 }, (_, n) => box(`${n}`, [40 * n, n], 5));
  maker.receive({ type: "put", version: 1, shapes });
  maker.receive({ type: "map", px: { width: 360, height: 240 } });
  turn();
  assert.deepEqual(posted, [], "it takes longer than a slice of time");
  maker.receive({ type: "want", tiles: [tile(0)] });
  run();
  assert.deepEqual(posted.map(({ type }) => type), ["tile", "map"]);
});

Deno.test("a map of many shapes comes from what is kept of the board, one of few from the shapes", () => {
  for (const [count, kept] of [[3, false], [2000, true]] as const) {
    const { maker, run, posted, layers } = makerOf({ draws: true });
    const shapes = Array.from({ length: count }, (_, n) => box(`${n}`, [40 * n, n % 100], 5));
    maker.receive({ type: "put", version: 1, shapes });
    maker.receive({ type: "map", px: { width: 360, height: 240 } });
    run();
    assert.equal(layers() > 0, kept);
    const map = posted.find((message) => message.type === "map");
    assert.ok(map?.image, "there is a picture");
  }
});

Deno.test("the map of an empty board has no picture, and comes all the same", () => {
  const { maker, run, posted } = makerOf();
  maker.receive({ type: "map", px: { width: 360, height: 240 } });
  run();
  assert.deepEqual(posted.map((message) => message.type === "map" && message.image), [undefined]);
});

// Deno has none, and nothing here looks at what is painted.
Object.defineProperty(globalThis, "Path2D", {
  value: function Path2D() {
    return recordless();
  },
});

const FONTS = { hand: "hand.woff2", sans: "sans.woff2", serif: "serif.woff2", mono: "mono.woff2" };
const text: Shape = {
  kind: "text",
  id: "t",
  z: "a1",
  xy: [50, 50],
  wh: [100, 30],
  color: "ink",
  size: 24,
  text: "Hello",
};
const picture: Extract<Shape, { kind: "image" }> = {
  kind: "image",
  id: "p",
  z: "a2",
  xy: [500, 50],
  wh: [100, 30],
  color: "ink",
  size: 1,
  asset: "abc",
  natural: [100, 30],
};

function makerOf({ msATile = 0, msALook = 0, draws = false } = {}) {
  const posted: FromMaker[] = [];
  let waiting: (() => void) | undefined;
  let now = 0, turns = 0, layers = 0;
  let prepare: (() => void) | undefined;
  let changed = (_asset: string) => {};
  const maker = createTileMaker({
    post(message) {
      posted.push(message);
      now += msATile;
    },
    surface: () => {
      if (!draws) throw new Error("Nothing can be drawn in this test");
      return { context: recordless(), image: () => ({}) as HTMLCanvasElement };
    },
    layer: () => {
      layers++;
      return { context: recordless(), picture: {} as CanvasImageSource, flush: () => {}, dispose: () => {} };
    },
    inAWhile: (step) => {
      prepare = step;
    },
    openPictures: (_address, tell) => {
      changed = tell;
      return {
        get: () => undefined,
        load: () => Promise.resolve(undefined),
        offer: () => {},
        retry: () => {},
        dispose: () => {},
      };
    },
    later: (step) => {
      waiting = step;
    },
    now: () => now += msALook,
    sliceMs: 8,
    loadFont: () => Promise.resolve(),
  });
  const turn = () => {
    const step = waiting;
    waiting = undefined;
    turns++;
    step?.();
  };
  const run = () => {
    while (waiting) turn();
  };
  const tiles = () => posted.flatMap((message) => message.type === "tile" ? [message.tile.i] : []);
  const drawn = () =>
    posted.splice(0).flatMap((message) =>
      message.type === "tile" && message.image
        ? [`${message.tile.float === undefined ? "board" : "float"} ${message.tile.i}`]
        : []
    );
  const rest = () => {
    const step = prepare;
    prepare = undefined;
    step?.();
  };
  const changePicture = (asset: string) => changed(asset);
  return {
    maker,
    run,
    turn,
    rest,
    posted,
    tiles,
    drawn,
    changePicture,
    turns: () => turns,
    layers: () => layers,
  };
}

function tile(i: number) {
  return { scale: 1, i, j: 0 };
}

/** A context on which everything can be done, and nothing comes of it. */
function recordless(): Context2D {
  return new Proxy({}, { get: () => () => {}, set: () => true }) as Context2D;
}
