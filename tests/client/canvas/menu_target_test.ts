import assert from "node:assert/strict";
import { underMenu } from "../../../client/canvas/menu_target.ts";
import { createScene } from "../../../client/canvas/scene.ts";
import { targetOf } from "../../../client/canvas/shape_hit.ts";
import type { Shape } from "../../../core/board/shape.ts";
import { box } from "./tools/gesture.ts";

const sceneOf = (...shapes: Shape[]) => {
  const scene = createScene(targetOf);
  scene.apply({ put: shapes, removed: [] });
  return scene;
};
const at = (x: number, y: number) => ({ at: { x, y }, zoom: 1 });

Deno.test("a menu on a shape that is not selected selects it, and it can be moved then", () => {
  const scene = sceneOf(box("a", [0, 0], 50), box("b", [100, 0], 50));
  assert.deepEqual(underMenu(scene, ["b"], at(0, 25)), { chosen: ["a"], tool: "select" });
});

Deno.test("a menu on what is selected is about all that is selected", () => {
  const scene = sceneOf(box("a", [0, 0], 50), box("b", [100, 0], 50));
  assert.deepEqual(underMenu(scene, ["a", "b"], at(0, 25)), { chosen: ["a", "b"], tool: undefined });
  assert.deepEqual(underMenu(scene, ["a"], at(25, 25)).chosen, ["a"], "a hollow one, in its middle");
});

Deno.test("a menu beside everything is about the board", () => {
  const scene = sceneOf(box("a", [0, 0], 50));
  assert.deepEqual(underMenu(scene, ["a"], at(300, 300)), { chosen: [], tool: undefined });
});

Deno.test("a group is what the menu is about, and so is a locked shape: it is unlocked from there", () => {
  const grouped = { groups: ["group"] };
  const scene = sceneOf({ ...box("a", [0, 0], 50), ...grouped }, { ...box("b", [100, 0], 50), ...grouped }, {
    ...box("c", [200, 0], 50),
    locked: true,
  });
  assert.deepEqual([...underMenu(scene, [], at(0, 25)).chosen].sort(), ["a", "b"]);
  assert.deepEqual(underMenu(scene, [], at(200, 25)).chosen, ["c"]);
});
