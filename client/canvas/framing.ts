/** What frames hold: what goes where a frame goes, and which frame takes what is dropped. Pure. */

import { isLocked, paintOrder } from "../../core/board/looks.ts";
import type { Shape, ShapeId } from "../../core/board/shape.ts";
import { boxOf, middleOf } from "../../core/board/bounds.ts";
import { type Box, boxBetween, holds, move, union } from "../../core/geometry/box.ts";
import type { Vec } from "../../core/geometry/vec.ts";
import { unitsOf } from "./groups.ts";
import type { SceneView } from "./scene.ts";
import { uprightBox } from "./transform.ts";

/** With all that the frames among them hold, and the frames among those; each once. */
export function withHeld(scene: SceneView, ids: readonly ShapeId[]): readonly ShapeId[] {
  if (scene.frames.size === 0) return ids;
  const all = new Set(ids);
  // A set goes on with what is added to it on the way, and so comes to an end even where frames hold each other.
  for (const id of all) if (scene.frames.has(id)) { for (const held of scene.held(id)) all.add(held); }
  return [...all];
}

/** The frame that something in this box belongs to: the topmost that holds its middle and may be changed. */
export function frameAt(
  scene: SceneView,
  box: Box,
  except: ReadonlySet<ShapeId> = new Set(),
): ShapeId | undefined {
  if (scene.frames.size === 0) return undefined;
  const middle = middleOf(box);
  const under = scene.meeting(boxBetween(middle, middle)).filter((shape) =>
    shape.kind === "frame" && !except.has(shape.id) && !isLocked(scene.looks, shape) &&
    holds(boxOf(shape), middle)
  );
  return under.sort(paintOrder(scene.looks)).at(-1)?.id;
}

/** Which of these come into another frame when they are moved, or out of theirs (""). A group goes as a whole. */
export function framedAnew(
  scene: SceneView,
  ids: readonly ShapeId[],
  by: Vec,
): ReadonlyMap<ShapeId, ShapeId | ""> {
  const anew = new Map<ShapeId, ShapeId | "">();
  if (scene.frames.size === 0) return anew;
  const moved = new Set(withHeld(scene, ids));
  for (const unit of unitsOf(scene, ids)) {
    const shapes = unit.flatMap((id) => scene.get(id) ?? []);
    const box = shapes.map(uprightBox).reduce<Box | undefined>(
      (all, each) => all ? union(all, each) : each,
      undefined,
    );
    // What goes along with its frame stays in it.
    if (!box || shapes.some(({ frame }) => frame !== undefined && moved.has(frame))) continue;
    const frame = frameAt(scene, move(box, by), moved) ?? "";
    for (const shape of shapes) if (frame !== frameOf(shape)) anew.set(shape.id, frame);
  }
  return anew;
}

function frameOf({ frame = "" }: Shape): ShapeId | "" {
  return frame;
}
