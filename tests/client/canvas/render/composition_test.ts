/** Behaviour of client/canvas/render/composition.ts: sharp tiles, stand-ins, no gaps and no doubles. */

import assert from "node:assert/strict";
import { composeView, type Composition, type Rect } from "../../../../client/canvas/render/composition.ts";
import { createTileCache, type TileCache } from "../../../../client/canvas/render/tile_cache.ts";

const size = { width: 1000, height: 700 };

Deno.test("at rest every tile is drawn pixel for pixel", () => {
  const cache = filled(1, [-1, 3]);
  const { blits, wanted, shown } = composeView(cache, view(1, { originX: 37, originY: -20 }));
  assert.equal(wanted.length, 0);
  assert.ok(shown.every(({ version }) => version === 1));
  for (const { from, to } of blits) {
    assert.deepEqual([from.x1 - from.x0, from.y1 - from.y0], [to.x1 - to.x0, to.y1 - to.y0]);
    assert.ok([...Object.values(from), ...Object.values(to)].every(Number.isInteger));
  }
  assertCoversOnce(blits.map(({ to }) => to));
});

Deno.test("while zooming, tiles meet without a gap or an overlap", () => {
  for (const scale of [0.71, 0.9, 1.0001, 1.13, 1.39]) {
    const cache = filled(1, [-3, 5]);
    const place = view(scale, { originX: 12.34, originY: 5.67, level: 1 });
    const { blits, wanted } = composeView(cache, place);
    assert.equal(wanted.length, 0);
    assertCoversOnce(blits.map(({ to }) => to));
  }
});

Deno.test("a missing tile is asked for, and another level stands in for it", () => {
  for (const other of [0.25, 0.5, 2, 3.7]) {
    const cache = filled(other, [-2, 12]);
    const { blits, wanted } = composeView(cache, view(1, { originX: 100, originY: 50 }));
    assert.equal(wanted.length, 6);
    assertCoversOnce(blits.map(({ to }) => to));
    for (const { from, to } of blits) {
      assert.ok(Math.abs((to.x1 - to.x0) / (from.x1 - from.x0) - 1 / other) < 0.05 / other);
      assert.ok(from.x0 >= 0 && from.y0 >= 0 && from.x1 <= 512.001 && from.y1 <= 512.001);
    }
  }
});

Deno.test("where nothing is held, the view says that nothing is shown", () => {
  const { blits, shown, wanted } = composeView(createTileCache<string>(ignore), view(1, {}));
  assert.equal(blits.length, 0);
  assert.equal(wanted.length, 4);
  assert.ok(shown.every(({ version }) => version === undefined));
});

Deno.test("parts of a missing tile are taken from where they are held", () => {
  const cache = createTileCache<string>(ignore);
  // Of the four finer tiles only one is there.
  cache.add({ scale: 2, i: 0, j: 0, image: "fine", version: 1, needs: 0 });
  const { blits } = composeView(cache, view(1, {}));
  assert.deepEqual(blits.map(({ to }) => to), [{ x0: 0, y0: 0, x1: 256, y1: 256 }]);
});

Deno.test("an outdated tile is shown, and asked for again", () => {
  const cache = filled(1, [-1, 3]);
  cache.outdate({ minX: 10, minY: 10, maxX: 20, maxY: 20 }, 5);
  const { blits, wanted } = composeView(cache, view(1, {}));
  assert.deepEqual(wanted, [{ scale: 1, i: 0, j: 0 }]);
  assertCoversOnce(blits.map(({ to }) => to));
});

Deno.test("a view without size wants nothing", () => {
  const composition: Composition<string> = composeView(createTileCache<string>(ignore), {
    ...view(1, {}),
    size: { width: 0, height: 0 },
  });
  assert.deepEqual([composition.blits, composition.wanted], [[], []]);
});

function view(scale: number, { originX = 0, originY = 0, level = scale }) {
  return { scale, level, originX, originY, size };
}

function filled(scale: number, [from, to]: [number, number]): TileCache<string> {
  const cache = createTileCache<string>(ignore);
  for (let j = from; j <= to; j++) {
    for (let i = from; i <= to; i++) {
      cache.add({ scale, i, j, image: `${i},${j}`, version: 1, needs: 0 });
    }
  }
  return cache;
}

function assertCoversOnce(parts: readonly Rect[]): void {
  const area = parts.reduce((sum, { x0, y0, x1, y1 }) => sum + (x1 - x0) * (y1 - y0), 0);
  assert.equal(area, size.width * size.height);
  for (const [n, a] of parts.entries()) {
    for (const b of parts.slice(n + 1)) {
      const apart = a.x1 <= b.x0 || b.x1 <= a.x0 || a.y1 <= b.y0 || b.y1 <= a.y0;
      assert.ok(apart, `${JSON.stringify(a)} and ${JSON.stringify(b)} overlap`);
    }
  }
}

function ignore(): void {}
