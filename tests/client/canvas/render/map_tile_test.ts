import assert from "node:assert/strict";
import { mapOverlays, mapTile } from "../../../../client/canvas/render/map_tile.ts";
import { tileBox } from "../../../../client/canvas/render/tile_grid.ts";

Deno.test("the map's tile begins where the board does, and has all of it in so many pixels", () => {
  const bounds = { minX: -3001, minY: 77, maxX: 1999, maxY: 1077 };
  const tile = mapTile(bounds, { px: { width: 360, height: 240 }, most: 1 });
  const { minX, minY } = tileBox(tile);
  assert.ok(Math.hypot(minX + 3001, minY - 77) < 1e-6);
  assert.ok(Math.abs(tile.scale * 5000 - 360) < 1e-6);
});

Deno.test("no more than a tile holds, and nothing is magnified", () => {
  const large = mapTile({ minX: 0, minY: 0, maxX: 1000, maxY: 1000 }, {
    px: { width: 900, height: 900 },
    most: 1,
  });
  assert.equal(large.scale, 0.512);
  const dot = mapTile({ minX: 5, minY: 5, maxX: 5, maxY: 5 }, { px: { width: 360, height: 240 }, most: 1 });
  assert.equal(dot.scale, 1);
  assert.equal(mapTile(undefined, { px: { width: 360, height: 240 }, most: 0.125 }).scale, 0.125);
});

Deno.test("what is seen from further away is drawn more often over itself, within reason", () => {
  assert.equal(mapOverlays(1), 1);
  assert.ok(mapOverlays(1 / 8) > mapOverlays(1 / 2));
  assert.equal(mapOverlays(1e-6), mapOverlays(1e-9));
});
