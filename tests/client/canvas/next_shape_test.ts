import assert from "node:assert/strict";
import type { Shape } from "../../../core/board/shape.ts";
import { nextShape } from "../../../client/canvas/next_shape.ts";
import { createScene } from "../../../client/canvas/scene.ts";
import { targetOf } from "../../../client/canvas/shape_hit.ts";
import { box } from "./tools/gesture.ts";

function walk(shapes: readonly Shape[], from: readonly string[], direction: 1 | -1): string[] {
  const scene = createScene(targetOf);
  scene.apply({ put: shapes, removed: [] });
  const seen: string[] = [];
  let now: readonly string[] | undefined = from;
  while ((now = nextShape(scene, now, direction)) && seen.length < 20) seen.push([...now].sort().join("+"));
  return seen;
}

const rows = [
  box("c", [0, 200], 50),
  box("b", [100, 5], 50),
  box("a", [0, 10], 50),
  box("d", [100, 195], 50),
];

Deno.test("next shape: row by row, from left to right, and then on to what comes after the board", () => {
  assert.deepEqual(walk(rows, [], 1), ["a", "b", "c", "d"]);
  assert.deepEqual(walk(rows, [], -1), ["d", "c", "b", "a"]);
  assert.deepEqual(walk(rows, ["c"], 1), ["d"]);
  assert.deepEqual(walk([], [], 1), []);
});

Deno.test("next shape: locked shapes are left out, a group counts once", () => {
  const shapes = rows.map((shape): Shape =>
    shape.id === "b"
      ? { ...shape, locked: true }
      : shape.id === "d"
      ? shape
      : { ...shape, groups: ["some-group"] }
  );
  assert.deepEqual(walk(shapes, [], 1), ["a+c", "d"]);
});

Deno.test("next shape: from inside a group one stays in it", () => {
  const shapes = rows.map((shape): Shape => shape.id === "b" ? shape : { ...shape, groups: ["some-group"] });
  assert.deepEqual(walk(shapes, ["a"], 1), ["c", "d"]);
});
