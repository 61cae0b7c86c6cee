import assert from "node:assert/strict";
import type { Shape } from "../../../core/board/shape.ts";
import { createChangedShapes } from "../../../client/canvas/changed_shapes.ts";
import { box } from "./tools/gesture.ts";

Deno.test("changed shapes: the same change of the same shape is the same object, another shape gives another", () => {
  let shape: Shape | undefined = box("a", [0, 0], 10);
  const changed = createChangedShapes((id) => id === "a" ? shape : undefined);
  const changes = [{ id: "a", props: { wh: [20, 5] } }, { id: "gone", props: { angle: 1 } }] as const;
  const [first, ...more] = changed(changes);
  assert.deepEqual([first, more], [{ ...box("a", [0, 0], 10), wh: [20, 5] }, []]);
  assert.equal(changed(changes)[0], first);
  shape = { ...box("a", [7, 7], 10) };
  assert.deepEqual(changed(changes)[0]?.xy, [7, 7]);
});

Deno.test("changed shapes: what is no property of the shape's kind changes nothing", () => {
  const a = box("a", [0, 0], 10);
  const changed = createChangedShapes(() => a);
  assert.deepEqual(changed([{ id: "a", props: { bend: 1, to: [1, 2] } }]), [a]);
});
