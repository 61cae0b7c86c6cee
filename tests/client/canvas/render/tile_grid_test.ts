/** Behaviour of client/canvas/render/tile_grid.ts: coverage, order and levels. */

import assert from "node:assert/strict";
import fc from "fast-check";
import {
  addresses,
  inRange,
  passingScale,
  snappedOrigin,
  TILE_PX,
  tileBox,
  tilesIn,
  widen,
} from "../../../../client/canvas/render/tile_grid.ts";

const scales = fc.double({ min: 0.01, max: 100, noNaN: true });

Deno.test("a tile's box gives that tile alone", () => {
  fc.assert(fc.property(scales, fc.integer({ min: -999, max: 999 }), (scale, n) => {
    const range = tilesIn(tileBox({ scale, i: n, j: n + 1 }), scale);
    assert.deepEqual(range, { i0: n, j0: n + 1, i1: n, j1: n + 1 });
  }));
});

Deno.test("the tiles of a box cover all of it", () => {
  const at = fc.double({ min: -1e4, max: 1e4, noNaN: true });
  const side = fc.double({ min: 0.5, max: 3000, noNaN: true });
  fc.assert(fc.property(at, at, side, side, (x, y, width, height) => {
    const range = tilesIn({ minX: x, minY: y, maxX: x + width, maxY: y + height }, 1);
    const first = tileBox({ scale: 1, i: range.i0, j: range.j0 });
    const last = tileBox({ scale: 1, i: range.i1, j: range.j1 });
    assert.ok(first.minX <= x + 1e-3 && first.minY <= y + 1e-3);
    assert.ok(last.maxX >= x + width - 1e-3 && last.maxY >= y + height - 1e-3);
  }));
});

Deno.test("tiles come nearest to the middle first, each once", () => {
  const range = { i0: -2, j0: 0, i1: 2, j1: 4 };
  const tiles = addresses(range, 2);
  assert.equal(new Set(tiles.map(({ i, j }) => `${i},${j}`)).size, 25);
  assert.deepEqual(tiles[0], { scale: 2, i: 0, j: 2 });
  const off = tiles.map(({ i, j }) => i * i + (j - 2) ** 2);
  assert.deepEqual(off, off.toSorted((a, b) => a - b));
});

Deno.test("a ring around a range is one tile wide", () => {
  const range = { i0: 0, j0: 0, i1: 1, j1: 0 };
  const ring = addresses(widen(range, 1), 1).filter(({ i, j }) => !inRange(range, i, j));
  assert.equal(ring.length, 10);
});

Deno.test("while zooming, no tile is shrunk or enlarged by more than the root of two", () => {
  fc.assert(fc.property(scales, (scale) => {
    const ratio = scale / passingScale(scale);
    assert.ok(ratio > 1 / Math.SQRT2 - 1e-9 && ratio < Math.SQRT2 + 1e-9);
  }));
});

Deno.test("a whole octave of zoom passes at most two levels", () => {
  const levels = new Set(Array.from({ length: 100 }, (_, i) => passingScale(2 ** (i / 99))));
  assert.deepEqual([...levels], [1, 2]);
});

Deno.test("the origin is on whole device pixels, less than one from the camera", () => {
  const { x, y } = snappedOrigin({ x: 10.3, y: -7.77, zoom: 1.5 }, 3);
  assert.deepEqual([x, y], [31, -23]);
  assert.equal(TILE_PX, 512);
});
