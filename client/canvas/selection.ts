/** What can be done with selected shapes, as edits. Pure; shapes that are gone meanwhile, and locked ones, are passed over. */

import { isBound, rebind } from "../../core/board/bindings.ts";
import type { Edit } from "../../core/board/edit.ts";
import { isHidden, isLocked, type Looks } from "../../core/board/looks.ts";
import { compareOrder, orderAfter } from "../../core/board/order.ts";
import type { Shape, ShapeId, ShapeProps } from "../../core/board/shape.ts";
import type { Vec } from "../../core/geometry/vec.ts";
import { framedAnew, withHeld } from "./framing.ts";
import type { SceneView } from "./scene.ts";
import { shapesOf, unlocked } from "./selected.ts";

/** Adds what is not selected yet; takes away what is selected all of it. */
export function toggle(selection: readonly ShapeId[], ids: readonly ShapeId[]): readonly ShapeId[] {
  const before = new Set(selection);
  const more = ids.filter((id) => !before.has(id));
  if (more.length > 0) return [...selection, ...more];
  const taken = new Set(ids);
  return selection.filter((id) => !taken.has(id));
}

/** The topmost shape at a point, a locked one too: what a menu is about, which can unlock it. None of a locked layer. */
export function pickLocked(scene: SceneView, at: Vec, tolerance: number): Shape | undefined {
  return scene.find(at, { tolerance, where: ({ layer = "" }) => isFreeLayer(scene.looks, layer) });
}

/** A frame goes with all that it holds. */
export function removing(scene: SceneView, ids: readonly ShapeId[]): Edit[] {
  return withHeld(scene, unlocked(scene, ids).map(({ id }) => id)).map((id) => ({ op: "remove", id }));
}

/** What is dragged when these are: a frame takes along what it holds. */
export function draggedWith(scene: SceneView, ids: readonly ShapeId[]): readonly ShapeId[] {
  return withHeld(scene, unlocked(scene, ids).map(({ id }) => id));
}

/** One edit a shape: its place, and the frame it comes into. */
export function moving(scene: SceneView, ids: readonly ShapeId[], by: Vec): Edit[] {
  const roots = unlocked(scene, ids).map(({ id }) => id);
  const frames = framedAnew(scene, roots, by);
  return shapesOf(scene, withHeld(scene, roots)).map((shape) => {
    const { id, xy } = shape;
    const props: Partial<ShapeProps> = {
      xy: [xy[0] + by.x, xy[1] + by.y],
      // Of a bound one the document may have another end than is seen.
      ...shape.kind === "arrow" && isBound(shape) && { to: shape.to },
      ...frames.has(id) && { frame: frames.get(id) ?? "" },
    };
    return { op: "set", id, props };
  });
}

/** Copies above everything, in the same order among themselves; what belongs together does so in the copies. */
export function duplicating(
  scene: SceneView,
  ids: readonly ShapeId[],
  { by, newId }: { by: Vec; newId: () => ShapeId },
): { edits: Edit[]; copies: ShapeId[] } {
  let z = scene.top;
  const chosen = new Set(unlocked(scene, ids).map(({ id }) => id));
  const originals = shapesOf(scene, withHeld(scene, [...chosen])).sort(compareOrder);
  const newIds = new Map(originals.map(({ id }) => [id, newId()]));
  const newGroups = createRenaming(newId);
  const frames = framedAnew(scene, [...chosen], by);
  const shapes = rebind(originals, newIds).map((shape): Shape => {
    z = orderAfter(z);
    const { id, groups, frame: _frame, ...rest } = shape;
    const frame = frames.get(id) ?? (shape.frame === undefined ? "" : newIds.get(shape.frame) ?? shape.frame);
    return {
      ...rest,
      id: newIds.get(id) ?? id,
      z,
      xy: [shape.xy[0] + by.x, shape.xy[1] + by.y],
      ...groups && { groups: groups.map(newGroups) },
      ...frame !== "" && { frame },
    } as Shape;
  });
  return {
    edits: shapes.map((shape) => ({ op: "put", shape })),
    copies: originals.flatMap(({ id }) => chosen.has(id) ? newIds.get(id) ?? [] : []),
  };
}

function isFreeLayer(looks: Looks, layer: string): boolean {
  return !isLocked(looks, { layer }) && !isHidden(looks, { layer });
}

function createRenaming(newId: () => string): (name: string) => string {
  const names = new Map<string, string>();
  return (name) => {
    const renamed = names.get(name) ?? newId();
    names.set(name, renamed);
    return renamed;
  };
}
