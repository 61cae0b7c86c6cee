import assert from "node:assert/strict";
import { boxOnMap, fromMap, projectMap, toMap } from "../../../client/canvas/map_projection.ts";

const SIZE = { width: 180, height: 120 };
const VIEW = { minX: 0, minY: 0, maxX: 1280, maxY: 800 };

Deno.test("the map shows the drawing and the view, both whole, in the middle and with a margin", () => {
  const drawing = { minX: -3000, minY: -100, maxX: 500, maxY: 500 };
  const projection = projectMap(drawing, VIEW, SIZE);
  for (const box of [drawing, VIEW]) {
    const { minX, minY, maxX, maxY } = boxOnMap(projection, box);
    assert.ok(minX >= 6 - 1e-9 && minY >= 6 - 1e-9 && maxX <= 174 + 1e-9 && maxY <= 114 + 1e-9);
  }
  const all = boxOnMap(projection, { minX: -3000, minY: -100, maxX: 1280, maxY: 800 });
  assert.ok(Math.abs(all.minX + all.maxX - SIZE.width) < 1e-9);
  assert.ok(Math.abs(all.minY + all.maxY - SIZE.height) < 1e-9);
  assert.ok(Math.abs(all.maxX - all.minX - 168) < 1e-9, "as large as there is room");
});

Deno.test("a place on the map is found again on the board", () => {
  const projection = projectMap(undefined, VIEW, SIZE);
  const { x, y } = fromMap(projection, toMap(projection, { x: 123, y: -45 }));
  assert.ok(Math.hypot(x - 123, y + 45) < 1e-9);
});
