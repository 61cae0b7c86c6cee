import assert from "node:assert/strict";
import fc from "fast-check";
import { layPictures } from "../../../client/canvas/paste_layout.ts";
import type { Pair } from "../../../core/board/shape.ts";

const VIEW = { minX: 0, minY: 0, maxX: 1_000, maxY: 500 };
const PLACE = { middle: { x: 500, y: 250 }, view: VIEW, zoom: 1 };

Deno.test("laying pictures: one that fits is as large as it was made, around the middle", () => {
  assert.deepEqual(layPictures([[400, 200]], PLACE), [{ xy: [300, 150], wh: [400, 200] }]);
});

Deno.test("laying pictures: one that is too large fits the view, and looks the same at any zoom", () => {
  const [large] = layPictures([[4_000, 1_000]], PLACE);
  assert.deepEqual(large?.wh, [800, 200]);
  const [far] = layPictures([[400, 200]], {
    middle: { x: 0, y: 0 },
    view: { minX: -5_000, minY: -2_500, maxX: 5_000, maxY: 2_500 },
    zoom: 0.1,
  });
  assert.deepEqual(far, { xy: [-2_000, -1_000], wh: [4_000, 2_000] });
});

Deno.test("laying pictures: several stand side by side, equally high", () => {
  const laid = layPictures([[100, 100], [400, 200], [60, 120]], PLACE);
  assert.deepEqual(laid.map(({ wh }) => wh), [[100, 100], [200, 100], [50, 100]]);
  assert.deepEqual(laid.map(({ xy }) => xy[1]), [200, 200, 200]);
});

Deno.test("laying pictures: however many and however shaped, they lie within the view and apart, undistorted", () => {
  const side = fc.integer({ min: 1, max: 16_384 });
  fc.assert(fc.property(fc.array(fc.tuple(side, side), { minLength: 1, maxLength: 40 }), (sizes) => {
    const laid = layPictures(sizes, PLACE);
    assert.equal(laid.length, sizes.length);
    for (const [i, { xy: [x, y], wh: [w, h] }] of laid.entries()) {
      const [across, down] = sizes[i] as Pair;
      assert.ok(Math.abs(w / h / (across / down) - 1) < 1e-9);
      assert.ok(x >= -1e-6 && y >= -1e-6 && x + w <= 1_000 + 1e-6 && y + h <= 500 + 1e-6);
      for (const other of laid.slice(i + 1)) {
        const apart = x + w <= other.xy[0] || other.xy[0] + other.wh[0] <= x || y + h <= other.xy[1] ||
          other.xy[1] + other.wh[1] <= y;
        assert.ok(apart);
      }
    }
  }));
});
