/** Behaviour of client/canvas/render/handover.ts. */

import assert from "node:assert/strict";
import {
  createHandover,
  keepsPlace,
  liftedBy,
  MAX_FRESH,
} from "../../../../client/canvas/render/handover.ts";
import type { Rectangle } from "../../../../core/board/shape.ts";

const box = { minX: 0, minY: 0, maxX: 10, maxY: 10 };
const shape: Rectangle = {
  id: "a",
  z: "a0",
  kind: "rectangle",
  xy: [0, 0],
  wh: [9, 9],
  color: "ink",
  size: 2,
};
Deno.test("moved, fading and hidden shapes are lifted, each once", () => {
  const lifted = liftedBy({
    drafts: [{ kind: "move", ids: ["a", "b"], by: { x: 1, y: 1 } }, { kind: "shape", shape }],
    fading: ["b", "c"],
    hidden: ["d"],
    instead: [{ ...shape, id: "e" }],
  });
  assert.deepEqual([...lifted].sort(), ["a", "b", "c", "d", "e"]);
});

Deno.test("shapes of which copies are dragged stay in the tiles", () => {
  const drafts = [{ kind: "move", ids: ["a"], by: { x: 1, y: 1 }, copies: true }] as const;
  assert.equal(liftedBy({ drafts, fading: [], hidden: [], instead: [] }).size, 0);
});

Deno.test("a fresh shape stays until it is said to be in the tiles", () => {
  const handover = createHandover();
  handover.add("a", { box, version: 3 });
  handover.prune(({ version }) => version <= 2);
  assert.ok(handover.fresh.has("a"));
  handover.prune(({ version }) => version <= 3);
  assert.ok(!handover.fresh.has("a"));
});

Deno.test("the overlay never holds more fresh shapes than it may; the oldest go", () => {
  const handover = createHandover();
  for (let n = 0; n <= MAX_FRESH; n++) handover.add(`${n}`, { box, version: n });
  assert.equal(handover.fresh.size, MAX_FRESH);
  assert.ok(!handover.fresh.has("0") && handover.fresh.has(`${MAX_FRESH}`));
});

Deno.test("a lifted shape is not fresh as well", () => {
  const handover = createHandover();
  handover.add("a", { box, version: 1 });
  handover.lift("a", { box, shape, version: 2, since: 0 });
  assert.ok(!handover.fresh.has("a") && handover.lifted.has("a"));
  handover.forget("a");
  assert.equal(handover.lifted.size, 0);
});

Deno.test("a new colour keeps a shape's place, a new size, place or extent does not", () => {
  assert.ok(keepsPlace(shape, { ...shape, color: "red", z: "a1" }));
  assert.ok(!keepsPlace(shape, { ...shape, xy: [1, 0] }));
  assert.ok(!keepsPlace(shape, { ...shape, wh: [9, 8] }));
  assert.ok(!keepsPlace(shape, { ...shape, size: 3 }));
  const { wh: _wh, ...rest } = shape;
  assert.ok(!keepsPlace(shape, { ...rest, kind: "line", to: [9, 9] }));
});
