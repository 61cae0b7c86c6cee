/** Behaviour of client/canvas/render/tile_cache.ts: what gets outdated, what stays and what goes. */

import assert from "node:assert/strict";
import { createTileCache } from "../../../../client/canvas/render/tile_cache.ts";

Deno.test("only tiles that a change touches are outdated", () => {
  const { cache, add } = cacheOf();
  add(0, 0);
  add(1, 0);
  add(0, 0, 0.5);
  cache.outdate({ minX: 600, minY: 10, maxX: 610, maxY: 20 }, 7);
  assert.equal(cache.get({ scale: 1, i: 0, j: 0 })?.needs, 0);
  assert.equal(cache.get({ scale: 1, i: 1, j: 0 })?.needs, 7);
  assert.equal(cache.get({ scale: 0.5, i: 0, j: 0 })?.needs, 7);
});

Deno.test("when everything looks different, every tile is outdated", () => {
  const { cache, add } = cacheOf();
  add(0, 0);
  add(5, 0, 0.5);
  cache.outdateAll(4);
  assert.deepEqual([...cache.all()].map(({ needs }) => needs), [4, 4]);
});

Deno.test("a tile that is replaced is released", () => {
  const { add, released } = cacheOf();
  add(0, 0);
  add(0, 0);
  assert.deepEqual(released, ["1:0,0"]);
});

Deno.test("when memory is full the longest unused tiles go, and those in use stay", () => {
  const { cache, add, released } = cacheOf();
  for (let i = 0; i < 6; i++) {
    add(i, 0);
    cache.trim(Infinity);
  }
  const first = cache.get({ scale: 1, i: 0, j: 0 });
  assert.ok(first);
  cache.touch(first);
  cache.trim(3 * 512 * 512 * 4);
  assert.deepEqual(released.toSorted(), ["1:1,0", "1:2,0", "1:3,0"]);
  assert.ok(cache.get({ scale: 1, i: 0, j: 0 }));
});

Deno.test("empty tiles weigh next to nothing", () => {
  const { cache, released } = cacheOf();
  for (let i = 0; i < 100; i++) {
    cache.add({ scale: 1, i, j: 0, image: undefined, version: 0, needs: 0 });
  }
  cache.trim(1);
  cache.trim(1024 * 1024);
  assert.equal(released.length, 0);
});

Deno.test("levels come nearest first, and a finer one before one as much coarser", () => {
  const { cache, add } = cacheOf();
  for (const scale of [0.25, 0.5, 1, 2, 4]) add(0, 0, scale);
  assert.deepEqual(cache.levels(1), [1, 2, 0.5, 4, 0.25]);
});

Deno.test("clearing releases every image", () => {
  const { cache, add, released } = cacheOf();
  add(0, 0);
  add(0, 0, 2);
  cache.clear();
  assert.equal(released.length, 2);
  assert.deepEqual(cache.levels(1), []);
});

function cacheOf() {
  const released: string[] = [];
  const cache = createTileCache<string>((image) => released.push(image));
  const add = (i: number, j: number, scale = 1) =>
    cache.add({ scale, i, j, image: `${scale}:${i},${j}`, version: 0, needs: 0 });
  return { cache, add, released };
}
