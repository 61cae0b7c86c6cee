/** Behaviour of client/canvas/render/dirty_cells.ts: what is marked is taken, once, and little else. */

import assert from "node:assert/strict";
import fc from "fast-check";
import type { Rect } from "../../../../client/canvas/render/composition.ts";
import { CELL_PX, createDirtyCells } from "../../../../client/canvas/render/dirty_cells.ts";
import { TILE_PX } from "../../../../client/canvas/render/tile_grid.ts";

const WHOLE: Rect = { x0: 0, y0: 0, x1: TILE_PX, y1: TILE_PX };
const at = fc.integer({ min: -100, max: TILE_PX + 100 });
const rects = fc.tuple(at, at, fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 300 }))
  .map(([x0, y0, width, height]): Rect => ({ x0, y0, x1: x0 + width, y1: y0 + height }));

Deno.test("what is taken covers each marked cell once, and no other", () => {
  fc.assert(fc.property(fc.array(rects, { maxLength: 6 }), (marked) => {
    const cells = createDirtyCells();
    marked.forEach(cells.mark);
    const taken = cells.take(WHOLE);
    for (let y = 0; y < TILE_PX; y += CELL_PX) {
      for (let x = 0; x < TILE_PX; x += CELL_PX) {
        const cell = { x0: x, y0: y, x1: x + CELL_PX, y1: y + CELL_PX };
        const count = taken.filter((rect) => meet(rect, cell)).length;
        assert.equal(count, marked.some((rect) => meet(rect, cell)) ? 1 : 0);
      }
    }
    assert.ok(!cells.any);
  }));
});

Deno.test("only what is asked for is taken, the rest stays marked", () => {
  const cells = createDirtyCells();
  cells.markAll();
  cells.take({ x0: 0, y0: 0, x1: TILE_PX, y1: TILE_PX / 2 });
  assert.ok(!cells.touches({ x0: 0, y0: 0, x1: TILE_PX, y1: TILE_PX / 2 }));
  assert.ok(cells.touches({ x0: 0, y0: TILE_PX / 2, x1: 1, y1: TILE_PX / 2 + 1 }));
  const rest = cells.take(WHOLE);
  assert.equal(rest.reduce((sum, { x0, y0, x1, y1 }) => sum + (x1 - x0) * (y1 - y0), 0), TILE_PX ** 2 / 2);
});

Deno.test("a rectangle is never so large that giving it up loses a whole tile", () => {
  const cells = createDirtyCells();
  cells.markAll();
  assert.ok(cells.take(WHOLE).every(({ y0, y1 }) => y1 - y0 <= TILE_PX / 2));
});

function meet(a: Rect, b: Rect): boolean {
  return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1;
}
