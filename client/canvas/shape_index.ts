/** Shapes by id and by place. Knows nothing of drawing, and not what they are asked for. */

import { boundsOf } from "../../core/board/bounds.ts";
import type { Shape, ShapeId } from "../../core/board/shape.ts";
import type { Box } from "../../core/geometry/box.ts";
import { type BoxIndex, createBoxIndex } from "./box_index.ts";

export interface ShapeIndex {
  readonly count: number;
  /** The box around all shapes; none where there are none. */
  readonly bounds: Box | undefined;
  get(id: ShapeId): Shape | undefined;
  ids(): Iterable<ShapeId>;
  /** As `boundsOf` gives them, at no cost. */
  boundsOf(id: ShapeId): Box | undefined;
  /** Those whose bounds meet the box, in no particular order. */
  meeting(box: Box): Shape[];
  /** Whether there are any such. */
  meets(box: Box): boolean;
  /** Adds or replaces; of two with one id the later stays. */
  put(shapes: readonly Shape[]): void;
  remove(ids: readonly ShapeId[]): void;
}

interface Entry extends Box {
  readonly shape: Shape;
}

export function createShapeIndex(): ShapeIndex {
  const entries = new Map<ShapeId, Entry>();
  const index: BoxIndex<Entry> = createBoxIndex();

  const remove = (id: ShapeId) => {
    const entry = entries.get(id);
    if (!entry) return;
    entries.delete(id);
    index.remove(entry);
  };

  return {
    get count() {
      return entries.size;
    },
    get bounds() {
      if (entries.size === 0) return undefined;
      const { minX, minY, maxX, maxY } = index.toJSON();
      return { minX, minY, maxX, maxY };
    },
    get: (id) => entries.get(id)?.shape,
    boundsOf: (id) => entries.get(id),
    ids: () => entries.keys(),
    meeting: (box) => index.search(box).map(({ shape }) => shape),
    meets: (box) => index.collides(box),
    put(shapes) {
      const added = new Map<ShapeId, Entry>();
      for (const shape of shapes) {
        remove(shape.id);
        const entry = { ...boundsOf(shape), shape };
        entries.set(shape.id, entry);
        added.set(shape.id, entry);
      }
      index.load([...added.values()]);
    },
    remove: (ids) => ids.forEach(remove),
  };
}
