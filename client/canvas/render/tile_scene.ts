/** The shapes as the tile maker holds them: by id and by place. Knows nothing of drawing. */

import { boundsOf } from "../../../core/board/bounds.ts";
import type { Shape, ShapeId } from "../../../core/board/shape.ts";
import type { Box } from "../../../core/geometry/box.ts";
import { createBoxIndex } from "../box_index.ts";

export interface TileScene {
  put(shapes: readonly Shape[]): void;
  remove(ids: readonly ShapeId[]): void;
  lift(lifted: readonly ShapeId[], dropped: readonly ShapeId[]): void;
  /** What is to be seen in the box, the lowest first. */
  within(box: Box): Shape[];
}

interface Entry extends Box {
  readonly shape: Shape;
}

export function createTileScene(): TileScene {
  const entries = new Map<ShapeId, Entry>();
  const lifted = new Set<ShapeId>();
  const index = createBoxIndex<Entry>();

  const remove = (id: ShapeId) => {
    const entry = entries.get(id);
    if (!entry) return;
    entries.delete(id);
    index.remove(entry);
  };

  return {
    put(shapes) {
      const added = new Map<ShapeId, Entry>();
      for (const shape of shapes) {
        remove(shape.id);
        const box = safeBounds(shape);
        if (!box) continue;
        const entry = { ...box, shape };
        entries.set(shape.id, entry);
        added.set(shape.id, entry);
      }
      index.load([...added.values()]);
    },
    remove: (ids) => ids.forEach(remove),
    lift(up, down) {
      up.forEach((id) => lifted.add(id));
      down.forEach((id) => lifted.delete(id));
    },
    within: (box) =>
      index.search(box)
        .filter((entry) => !lifted.has(entry.shape.id))
        .map((entry) => entry.shape)
        .sort(byOrder),
  };
}

/** None when the shape cannot be drawn: its points do not unpack, or a number is none. */
export function safeBounds(shape: Shape): Box | undefined {
  try {
    const box = boundsOf(shape);
    return Number.isFinite(box.minX + box.minY + box.maxX + box.maxY) ? box : undefined;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function byOrder(a: Shape, b: Shape): number {
  if (a.z !== b.z) return a.z < b.z ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}
