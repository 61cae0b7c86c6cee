import assert from "node:assert/strict";
import { clipOf, clipped } from "../../../core/board/clip.ts";
import type { Frame, Shape } from "../../../core/board/shape.ts";
import { rectangle } from "./samples.ts";

const frame = (id: string, props: Partial<Frame>): Frame => ({
  kind: "frame",
  id,
  z: "a0",
  xy: [0, 0],
  wh: [100, 100],
  color: "ink",
  size: 1,
  ...props,
});

function getOf(shapes: readonly Shape[]) {
  return (id: string) => shapes.find((shape) => shape.id === id);
}

Deno.test("clip: what belongs to no frame, or to one that is gone, is seen everywhere", () => {
  assert.equal(clipOf(rectangle("aaaaaaaa"), getOf([])), undefined);
  assert.equal(clipOf(rectangle("aaaaaaaa", { frame: "gone-one" }), getOf([])), undefined);
  const other = rectangle("bbbbbbbb");
  assert.equal(clipOf(rectangle("aaaaaaaa", { frame: "bbbbbbbb" }), getOf([other])), undefined);
});

Deno.test("clip: a frame clips to its box, a frame in a frame to what both have", () => {
  const outer = frame("outer-fr", {}), inner = frame("inner-fr", { xy: [50, 60], frame: "outer-fr" });
  const shape = rectangle("aaaaaaaa", { frame: "inner-fr" });
  assert.deepEqual(clipOf(shape, getOf([outer, inner])), { minX: 50, minY: 60, maxX: 100, maxY: 100 });
});

Deno.test("clip: two frames that are in each other do not go on for ever", () => {
  const a = frame("frame-aa", { frame: "frame-bb" }),
    b = frame("frame-bb", { xy: [20, 0], frame: "frame-aa" });
  const clip = clipOf(rectangle("aaaaaaaa", { frame: "frame-aa" }), getOf([a, b]));
  assert.deepEqual(clip, { minX: 20, minY: 0, maxX: 100, maxY: 100 });
  assert.deepEqual(clipOf(a, getOf([a, b])), { minX: 20, minY: 0, maxX: 120, maxY: 100 });
});

Deno.test("clip: of a box that lies outside nothing is seen", () => {
  const clip = { minX: 0, minY: 0, maxX: 10, maxY: 10 };
  assert.deepEqual(clipped({ minX: 5, minY: 5, maxX: 20, maxY: 8 }, clip), {
    minX: 5,
    minY: 5,
    maxX: 10,
    maxY: 8,
  });
  assert.equal(clipped({ minX: 11, minY: 0, maxX: 12, maxY: 1 }, clip), undefined);
});
