/** The shapes that ids stand for, and which of them may be touched. Pure; ids of shapes that are gone are passed over. */

import { boundsOf } from "../../core/board/bounds.ts";
import { isHidden, isLocked, type Looks } from "../../core/board/looks.ts";
import type { Shape, ShapeId } from "../../core/board/shape.ts";
import { type Box, union } from "../../core/geometry/box.ts";
import type { SceneView } from "./scene.ts";

export function shapesOf(scene: SceneView, ids: readonly ShapeId[]): Shape[] {
  return ids.flatMap((id) => scene.get(id) ?? []);
}

/** The box around all of them. */
export function boundsAround(scene: SceneView, ids: readonly ShapeId[]): Box | undefined {
  return shapesOf(scene, ids).map(boundsOf).reduce<Box | undefined>(
    (around, box) => around ? union(around, box) : box,
    undefined,
  );
}

/** Whether a pointer may take hold of it, and an eraser take it away. */
export function isFree(looks: Looks, shape: Shape): boolean {
  return !isLocked(looks, shape) && !isHidden(looks, shape);
}

/** Those that may be changed. */
export function unlocked(scene: SceneView, ids: readonly ShapeId[]): Shape[] {
  return shapesOf(scene, ids).filter((shape) => !isLocked(scene.looks, shape));
}
