/** Bound arrows by what they are bound to. Knows neither where they are seen nor what for. */

import { isBound, targetsOf } from "../../core/board/bindings.ts";
import type { Arrow, Shape, ShapeId } from "../../core/board/shape.ts";

export type GetShape = (id: ShapeId) => Shape | undefined;

export interface ArrowsByTarget {
  /** Bound arrows as the document has them. */
  readonly stored: ReadonlyMap<ShapeId, Arrow>;
  readonly byTarget: ReadonlyMap<ShapeId, ReadonlySet<ShapeId>>;
}

export interface ArrowIndex extends ArrowsByTarget {
  /** Puts or replaces; one that is bound to nothing is not kept. */
  put(arrow: Arrow): void;
  remove(id: ShapeId): void;
}

export function createArrowIndex(): ArrowIndex {
  const stored = new Map<ShapeId, Arrow>();
  const byTarget = new Map<ShapeId, Set<ShapeId>>();

  const remove = (id: ShapeId) => {
    const arrow = stored.get(id);
    if (!arrow) return;
    stored.delete(id);
    for (const target of targetsOf(arrow)) {
      const arrows = byTarget.get(target);
      arrows?.delete(id);
      if (arrows?.size === 0) byTarget.delete(target);
    }
  };
  return {
    stored,
    byTarget,
    remove,
    put(arrow) {
      remove(arrow.id);
      if (!isBound(arrow)) return;
      stored.set(arrow.id, arrow);
      for (const target of targetsOf(arrow)) {
        const arrows = byTarget.get(target);
        if (arrows) arrows.add(arrow.id);
        else byTarget.set(target, new Set([arrow.id]));
      }
    },
  };
}
