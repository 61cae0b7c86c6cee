/** Behaviour of client/canvas/render/packed_shapes.ts. */

import assert from "node:assert/strict";
import { packShapes } from "../../../../client/canvas/render/packed_shapes.ts";
import type { Stroke } from "../../../../core/board/shape.ts";
import { box } from "../tools/gesture.ts";

Deno.test("shapes arrive as they were, their points in one buffer that is handed over", () => {
  const shapes = [stroke("a", [1, 2, 3]), box("b", [0, 0], 5), stroke("c", [4])];
  const { shapes: packed, transfer } = packShapes(shapes);
  const arrived = structuredClone(packed, { transfer });
  assert.deepEqual(arrived, shapes);
  assert.equal(transfer.length, 1);
});

Deno.test("those that stay behind keep their points", () => {
  const original = stroke("a", [1, 2, 3]);
  const { shapes, transfer } = packShapes([original]);
  structuredClone(shapes, { transfer });
  assert.deepEqual([...original.points], [1, 2, 3]);
});

Deno.test("without points nothing is handed over", () => {
  const shapes = [box("b", [0, 0], 5)];
  assert.deepEqual(packShapes(shapes), { shapes, transfer: [] });
});

function stroke(id: string, points: number[]): Stroke {
  return { kind: "stroke", id, z: "a0", xy: [0, 0], color: "ink", size: 2, points: new Uint8Array(points) };
}
