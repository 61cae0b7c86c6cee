/**
 * Shapes from elsewhere as edits: under new ids, above everything, in their order, and bound, grouped and framed among
 * each other as they were. Pure.
 */

import { rebind } from "../../core/board/bindings.ts";
import { boundsOf, boxOf } from "../../core/board/bounds.ts";
import type { Edit } from "../../core/board/edit.ts";
import { isHidden, isLocked } from "../../core/board/looks.ts";
import { compareOrder, orderAfter } from "../../core/board/order.ts";
import type { Shape, ShapeId } from "../../core/board/shape.ts";
import { type Box, union } from "../../core/geometry/box.ts";
import type { Vec } from "../../core/geometry/vec.ts";
import { frameAt } from "./framing.ts";
import type { SceneView } from "./scene.ts";

export interface Pasting {
  readonly edits: readonly Edit[];
  /** What is to be selected: a frame stands for what it holds. */
  readonly chosen: readonly ShapeId[];
}

/** `by`: how far from where they were. */
export function pasting(
  scene: SceneView,
  shapes: readonly Shape[],
  { by, newId }: { readonly by: Vec; readonly newId: () => ShapeId },
): Pasting {
  const ids = new Map(shapes.map(({ id }) => [id, newId()]));
  const newGroups = new Map<string, string>();
  const renamed = (group: string) => {
    const name = newGroups.get(group) ?? newId();
    newGroups.set(group, name);
    return name;
  };
  const taking = frameFor(scene, shapes, by);
  let z = scene.top;
  const edits = rebind([...shapes].sort(compareOrder), ids).map((original): Edit => {
    const { frame, groups, layer, locked: _locked, ...rest } = original;
    const inFrame = (frame === undefined ? undefined : ids.get(frame)) ?? taking;
    z = orderAfter(z);
    const shape = {
      ...rest,
      id: ids.get(original.id) ?? original.id,
      z,
      xy: [original.xy[0] + by.x, original.xy[1] + by.y],
      ...groups && { groups: groups.map(renamed) },
      ...inFrame !== undefined && original.kind !== "frame" && { frame: inFrame },
      ...layer !== undefined && isOpenLayer(scene, layer) && { layer },
    } as Shape;
    return { op: "put", shape };
  });
  const isHeld = ({ frame }: Shape) => frame !== undefined && ids.has(frame);
  return { edits, chosen: shapes.flatMap((shape) => isHeld(shape) ? [] : ids.get(shape.id) ?? []) };
}

export function boxAround(shapes: readonly Shape[]): Box | undefined {
  return shapes.map(boundsOf).reduce<Box | undefined>((all, box) => all ? union(all, box) : box, undefined);
}

/** The frame on the board that they come into: one that has room for them all. */
function frameFor(scene: SceneView, shapes: readonly Shape[], by: Vec): ShapeId | undefined {
  const box = boxAround(shapes);
  if (!box || shapes.some(({ kind }) => kind === "frame")) return undefined;
  const moved = {
    minX: box.minX + by.x,
    minY: box.minY + by.y,
    maxX: box.maxX + by.x,
    maxY: box.maxY + by.y,
  };
  const id = frameAt(scene, moved);
  const frame = id === undefined ? undefined : scene.get(id);
  if (!frame) return undefined;
  const room = boxOf(frame);
  const fits = moved.maxX - moved.minX <= room.maxX - room.minX &&
    moved.maxY - moved.minY <= room.maxY - room.minY;
  return fits ? frame.id : undefined;
}

/** A layer of another board, or one that nobody can see or change now, is not pasted onto. */
function isOpenLayer({ looks }: SceneView, layer: string): boolean {
  return looks.layers.some(({ id }) => id === layer) && !isHidden(looks, { layer }) &&
    !isLocked(looks, { layer });
}
