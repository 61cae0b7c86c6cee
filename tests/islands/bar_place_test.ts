import assert from "node:assert/strict";
import fc from "fast-check";
import { placeBar } from "../../islands/chrome/bar_place.ts";

const FREE = { left: 8, top: 64, right: 1272, bottom: 732 };
const BAR = { width: 400, height: 44 };

Deno.test("the bar stands above the middle of what is selected", () => {
  const place = placeBar({ minX: 500, minY: 300, maxX: 700, maxY: 400 }, BAR, FREE);
  assert.deepEqual(place, { x: 400, y: 300 - 24 - 44, side: "above" });
});

Deno.test("with no room above it stands below, with none there either at the top", () => {
  assert.equal(placeBar({ minX: 500, minY: 80, maxX: 700, maxY: 400 }, BAR, FREE)?.side, "below");
  assert.equal(placeBar({ minX: 0, minY: 0, maxX: 1280, maxY: 800 }, BAR, FREE)?.side, "inside");
});

Deno.test("what is out of view has no bar", () => {
  assert.equal(placeBar({ minX: 2000, minY: 300, maxX: 2100, maxY: 400 }, BAR, FREE), undefined);
  assert.equal(placeBar({ minX: 100, minY: -300, maxX: 200, maxY: -10 }, BAR, FREE), undefined);
});

Deno.test("the bar is always within the free room, and covers the selection only where nothing else is left", () => {
  const seed = Date.now();
  const at = fc.integer({ min: -500, max: 1800 });
  fc.assert(
    fc.property(
      at,
      at,
      fc.integer({ min: 0, max: 900 }),
      fc.integer({ min: 0, max: 900 }),
      (minX, minY, w, h) => {
        const box = { minX, minY, maxX: minX + w, maxY: minY + h };
        const place = placeBar(box, BAR, FREE);
        if (!place) return;
        assert.ok(place.x >= FREE.left && place.x + BAR.width <= FREE.right);
        assert.ok(place.y >= FREE.top && place.y + BAR.height <= FREE.bottom);
        if (place.side !== "inside") assert.ok(place.y + BAR.height <= box.minY || place.y >= box.maxY);
      },
    ),
    { seed, numRuns: 500 },
  );
});
