/** Behaviour of client/canvas/render/pyramid.ts: what is painted when, on canvases that only keep a record. */

import assert from "node:assert/strict";
import type { Context2D, Placement } from "../../../../client/canvas/render/painter.ts";
import { BASE_SCALE, createPyramid } from "../../../../client/canvas/render/pyramid.ts";
import type { Layer } from "../../../../client/canvas/render/pyramid_plates.ts";
import type { TileAddress } from "../../../../client/canvas/render/tile_grid.ts";
import { createTileScene } from "../../../../client/canvas/render/tile_scene.ts";
import { boundsOf } from "../../../../core/board/bounds.ts";
import type { Shape } from "../../../../core/board/shape.ts";
import { box } from "../tools/gesture.ts";

/** World units along a side of a lowest tile. */
const SIDE = 512 / BASE_SCALE;
const BASE: TileAddress = { scale: BASE_SCALE, i: 0, j: 0 };
const FAR: TileAddress = { scale: BASE_SCALE / 4, i: 0, j: 0 };

Deno.test("only tiles from afar come from here", () => {
  const { pyramid } = pyramidOf([]);
  assert.ok(pyramid.serves(BASE_SCALE) && pyramid.serves(0.01) && !pyramid.serves(BASE_SCALE * 1.01));
});

Deno.test("each shape is painted once for all the levels, and no more when they are looked at again", () => {
  const shapes = [
    shape("a", 100, 100),
    shape("b", SIDE + 100, 100),
    shape("c", 3 * SIDE + 100, 3 * SIDE + 100),
  ];
  const { look, painted } = pyramidOf(shapes);
  assert.ok(look(FAR));
  assert.deepEqual(painted().toSorted(), ["a", "b", "c"]);
  for (const scale of [BASE_SCALE, BASE_SCALE / 2, BASE_SCALE / 3, BASE_SCALE / 4]) look({ ...FAR, scale });
  assert.deepEqual(painted(), []);
});

Deno.test("where nothing is, there is no picture and no layer", () => {
  const { look, layers } = pyramidOf([]);
  assert.ok(!look(FAR));
  assert.equal(layers(), 0);
});

Deno.test("a drawing far out costs no more than what is there", () => {
  const far = 2 ** 20 + 1000;
  const { look, painted, layers, asked } = pyramidOf([shape("a", 100, 100), shape("b", far, far)]);
  assert.ok(look({ scale: 512 / 2 ** 21, i: 0, j: 0 }));
  assert.deepEqual(painted().toSorted(), ["a", "b"]);
  assert.ok(layers() <= 2 * 10, `${layers()} layers`);
  assert.ok(asked() < 100, `${asked()} places looked at`);
});

Deno.test("a picture may lie between the tiles of the grid, also at the scale of a level", () => {
  const { look, painted } = pyramidOf([shape("a", 0.75 * SIDE, 100), shape("b", SIDE + 100, 100)]);
  assert.ok(look({ scale: BASE_SCALE, i: 0.5, j: 0 }));
  assert.deepEqual(painted().toSorted(), ["a", "b"]);
  look(BASE);
  assert.deepEqual(painted(), [], "it was put together from the tiles that are kept");
});

Deno.test("what is put on top is painted alone", () => {
  const { look, painted, put } = pyramidOf([shape("a", 100, 100)]);
  look(FAR);
  painted();
  put(shape("b", 100, 100, "a5"));
  look(FAR);
  assert.deepEqual(painted(), ["b"]);
});

Deno.test("what is put beneath is painted with what lies above it there, and nothing else", () => {
  const { look, painted, put } = pyramidOf([shape("a", 100, 100, "a5"), shape("far", 3000, 3000, "a6")]);
  look(FAR);
  painted();
  put(shape("b", 100, 100, "a1"));
  look(FAR);
  assert.deepEqual(painted(), ["b", "a"]);
});

Deno.test("what was put on top of something that is painted anew is painted once, in its place", () => {
  const { look, painted, pyramid, put } = pyramidOf([shape("a", 100, 100)]);
  look(FAR);
  painted();
  put(shape("b", 110, 110, "a5"));
  pyramid.outdate({ minX: 90, minY: 90, maxX: 120, maxY: 120 });
  look(FAR);
  assert.deepEqual(painted(), ["a", "b"]);
});

Deno.test("a change in one place leaves the others alone", () => {
  const { look, painted, pyramid } = pyramidOf([shape("a", 100, 100), shape("b", 2000, 2000)]);
  look(FAR);
  painted();
  pyramid.outdate({ minX: 1990, minY: 1990, maxX: 2050, maxY: 2050 });
  look(FAR);
  assert.deepEqual(painted(), ["b"]);
});

Deno.test("a look at a part paints no more than the part", () => {
  const { look, painted } = pyramidOf([shape("a", 100, 100), shape("b", SIDE * 1.5, 100)]);
  look(BASE);
  assert.deepEqual(painted(), ["a"]);
});

Deno.test("a painting given up half way is done again", () => {
  const { pyramid, look, painted } = pyramidOf([shape("a", 100, 100), shape("b", 110, 110)]);
  const steps = pyramid.tile(FAR);
  steps.next();
  steps.return(undefined);
  assert.deepEqual(painted(), ["a"]);
  look(FAR);
  assert.deepEqual(painted(), ["a", "b"]);
});

Deno.test("what comes while it is being painted is not lost", () => {
  const { pyramid, look, painted, put } = pyramidOf([shape("a", 100, 100)]);
  const steps = pyramid.tile(FAR);
  steps.next();
  put(shape("b", 110, 110, "a5"));
  while (!steps.next().done);
  painted();
  look(FAR);
  assert.ok(painted().includes("b"));
});

Deno.test("what comes into a part that is yet to be painted is not painted over itself", () => {
  const { pyramid, look, painted, put } = pyramidOf([shape("a", 100, 100), shape("c", 100, SIDE - 200)]);
  const steps = pyramid.tile(FAR);
  steps.next();
  put(shape("b", 110, SIDE - 200, "a5"));
  while (!steps.next().done);
  look(FAR);
  // Whenever it is painted, what lies beneath was painted just before, on a clear ground.
  const order = painted();
  assert.ok(order.every((id, n) => id !== "b" || order[n - 1] === "c"), order.join());
  assert.ok(order.includes("b"));
});

Deno.test("no more layers are held than may be, and those given up are made again", () => {
  const shapes = Array.from(
    { length: 16 },
    (_, n) => shape(`${n}`, (n % 4) * SIDE + 50, (n >> 2) * SIDE + 50),
  );
  const { look, layers, painted } = pyramidOf(shapes, 6);
  look(FAR);
  assert.equal(painted().length, 16);
  assert.ok(layers() <= 6, `${layers()} layers`);
  look({ ...FAR });
  assert.deepEqual(painted(), [], "the view itself is kept");
  look(BASE);
  assert.deepEqual(painted(), ["0"]);
});

Deno.test("with another theme everything is painted anew", () => {
  const { look, painted, pyramid } = pyramidOf([shape("a", 100, 100)]);
  look(FAR);
  pyramid.outdateAll();
  look(FAR);
  assert.deepEqual(painted(), ["a", "a"]);
});

Deno.test("what was prepared is not painted when it is looked at", () => {
  const { pyramid, look, painted } = pyramidOf([shape("a", 100, 100), shape("b", SIDE * 1.5, 100)]);
  for (const steps = pyramid.prepare(); !steps.next().done;);
  assert.deepEqual(painted().toSorted(), ["a", "b"]);
  look(FAR);
  assert.deepEqual(painted(), []);
});

function pyramidOf(shapes: readonly Shape[], most?: number) {
  const scene = createTileScene();
  scene.put(shapes);
  const done: string[] = [];
  const held = new Set<Layer>();
  let asked = 0;
  const pyramid = createPyramid({
    scene: {
      within(box) {
        asked++;
        return scene.within(box);
      },
      get bounds() {
        return scene.bounds;
      },
      compare: scene.compare,
      meets: scene.meets,
    },
    ...most === undefined ? {} : { most },
    *paint(_context: Context2D, painting: readonly Shape[], _placement: Placement) {
      for (const { id } of painting) {
        done.push(id);
        yield;
      }
    },
    layer() {
      const layer = {
        context: recordless(),
        picture: {} as CanvasImageSource,
        flush: () => {},
        dispose: () => void held.delete(layer),
      };
      held.add(layer);
      return layer;
    },
  });
  const look = (tile: TileAddress) => {
    for (const steps = pyramid.tile(tile);;) {
      const step = steps.next();
      if (step.done) return step.value;
    }
  };
  return {
    pyramid,
    look,
    put: (one: Shape) => {
      scene.put([one]);
      pyramid.add(one);
    },
    /** Since it was last asked. */
    painted: () => done.splice(0),
    layers: () => held.size,
    /** How often shapes were looked for. */
    asked: () => asked,
  };
}

/** A context on which everything can be done, and nothing comes of it. */
function recordless(): Context2D {
  return new Proxy({}, { get: () => () => {}, set: () => true }) as Context2D;
}

function shape(id: string, x: number, y: number, z = "a0"): Shape {
  const made = { ...box(id, [x, y], 20), z };
  assert.ok(boundsOf(made).maxX > x);
  return made;
}
