/** The shapes as the tile maker holds them: which are in a tile, and which are lifted out of all. Knows nothing of drawing. */

import { compareOrder } from "../../../core/board/order.ts";
import type { Shape, ShapeId } from "../../../core/board/shape.ts";
import type { Box } from "../../../core/geometry/box.ts";
import { createShapeIndex, type ShapeIndex } from "../shape_index.ts";

export interface TileScene extends Pick<ShapeIndex, "put" | "remove"> {
  lift(lifted: readonly ShapeId[], dropped: readonly ShapeId[]): void;
  /** What is to be seen in the box, the lowest first. */
  within(box: Box): Shape[];
}

export function createTileScene(): TileScene {
  const shapes = createShapeIndex();
  const lifted = new Set<ShapeId>();
  return {
    put: shapes.put,
    remove: shapes.remove,
    lift(up, down) {
      up.forEach((id) => lifted.add(id));
      down.forEach((id) => lifted.delete(id));
    },
    within: (box) => shapes.meeting(box).filter(({ id }) => !lifted.has(id)).sort(compareOrder),
  };
}
