import assert from "node:assert/strict";
import { toScreen, zoomAt } from "../../../client/canvas/camera.ts";
import { between, createCameraMotion, zoomStop } from "../../../client/canvas/camera_motion.ts";

Deno.test("camera: a glide arrives exactly, and rests there", () => {
  const motion = createCameraMotion({ x: 0, y: 0, zoom: 1 });
  const to = { x: 100, y: 50, zoom: 4 };
  motion.glide(to, { time: 1000, ms: 120 });
  assert.deepEqual(motion.target, to);
  assert.equal(motion.advance(1060), true);
  assert.ok(motion.now.zoom > 1 && motion.now.zoom < 4);
  assert.equal(motion.advance(1121), false);
  assert.deepEqual(motion.now, to);
});

Deno.test("camera: a hand on the board ends a glide", () => {
  const motion = createCameraMotion({ x: 0, y: 0, zoom: 1 });
  motion.glide({ x: 100, y: 50, zoom: 4 }, { time: 0, ms: 120 });
  motion.set({ x: 7, y: 7, zoom: 2 });
  assert.equal(motion.advance(200), false);
  assert.deepEqual(motion.now, { x: 7, y: 7, zoom: 2 });
});

Deno.test("camera: with reduced motion it is there at once", () => {
  const motion = createCameraMotion({ x: 0, y: 0, zoom: 1 });
  motion.glide({ x: 9, y: 9, zoom: 2 }, { time: 0, ms: 0 });
  assert.deepEqual(motion.now, { x: 9, y: 9, zoom: 2 });
});

Deno.test("camera: a glide that zooms at a point keeps that point still on screen", () => {
  const from = { x: 30, y: -20, zoom: 0.5 };
  const at = { x: 400, y: 300 };
  const to = zoomAt(from, at, 6);
  const world = { x: from.x + at.x / from.zoom, y: from.y + at.y / from.zoom };
  for (const t of [0, 0.25, 0.5, 0.75, 1]) {
    const { x, y } = toScreen(between(from, to, t), world);
    assert.ok(Math.hypot(x - at.x, y - at.y) < 1e-6, `at ${t} it is at ${x}, ${y}`);
  }
});

Deno.test("camera: zoom stops go up and down the same way, and end at the limits", () => {
  assert.equal(zoomStop(1, 1), 1.25);
  assert.equal(zoomStop(1.25, -1), 1);
  assert.equal(zoomStop(1.1, 1), 1.25);
  assert.equal(zoomStop(1.1, -1), 1);
  assert.equal(zoomStop(30, 1), 30);
  assert.equal(zoomStop(0.05, -1), 0.05);
});
