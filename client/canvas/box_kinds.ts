/** Figures made into others: the same box, look, label and place, and what was bound to them still is. Pure. */

import { isLocked } from "../../core/board/looks.ts";
import type { Edit } from "../../core/board/edit.ts";
import {
  type Binding,
  BOX_KINDS,
  type BoxKind,
  type BoxShape,
  type Shape,
  type ShapeId,
} from "../../core/board/shape.ts";
import type { SceneView } from "./scene.ts";

export interface Converted {
  readonly edits: readonly Edit[];
  /** The same shapes by the ids that they have now. */
  readonly ids: readonly ShapeId[];
}

/** What is no figure, is locked, or is of that kind already stays as it is. A kind cannot be edited: they get new ids. */
export function convertKind(
  scene: SceneView,
  ids: readonly ShapeId[],
  { kind, newId }: { readonly kind: BoxKind; newId(): ShapeId },
): Converted {
  const figures = ids.flatMap((id) => {
    const shape = scene.get(id);
    return shape && isFigure(shape) && shape.kind !== kind && !isLocked(scene.looks, shape) ? [shape] : [];
  });
  const now = new Map(figures.map(({ id }) => [id, newId()]));
  const put = figures.map((shape): Edit => ({
    op: "put",
    shape: { ...shape, kind, id: now.get(shape.id) ?? shape.id } as BoxShape,
  }));
  return {
    edits: [...put, ...rebinding(scene, now), ...figures.map(({ id }): Edit => ({ op: "remove", id }))],
    ids: ids.map((id) => now.get(id) ?? id),
  };
}

/** Looks at every shape of the board: nothing that is done in a gesture. */
function rebinding(scene: SceneView, now: ReadonlyMap<ShapeId, ShapeId>): Edit[] {
  if (now.size === 0) return [];
  const bound = (binding: Binding | undefined) => {
    const id = binding && now.get(binding.id);
    return binding && id !== undefined ? { id, at: binding.at } : undefined;
  };
  return [...scene.ids()].flatMap((id): Edit[] => {
    const shape = scene.get(id);
    if (shape?.kind !== "arrow") return [];
    const start = bound(shape.start), end = bound(shape.end);
    return start || end ? [{ op: "set", id, props: { ...start && { start }, ...end && { end } } }] : [];
  });
}

function isFigure(shape: Shape): shape is BoxShape {
  return (BOX_KINDS as readonly string[]).includes(shape.kind);
}
