/**
 * The shapes as the tile maker holds them: which are in a tile, in what order, and which are lifted out of all or
 * hidden with their layer. Knows nothing of drawing.
 */

import { isHidden, type Looks, paintOrder, PLAIN_LOOKS } from "../../../core/board/looks.ts";
import type { Shape, ShapeId } from "../../../core/board/shape.ts";
import type { Box } from "../../../core/geometry/box.ts";
import { createShapeIndex, type ShapeIndex } from "../shape_index.ts";

export interface TileScene
  extends Pick<ShapeIndex, "get" | "put" | "remove" | "count" | "bounds" | "ids" | "meets"> {
  setLooks(looks: Looks): void;
  isLifted(id: ShapeId): boolean;
  lift(lifted: readonly ShapeId[], dropped: readonly ShapeId[]): void;
  /** What is to be seen in the box, the lowest first. */
  within(box: Box): Shape[];
  /** Negative where the first is painted before the second. */
  compare(a: Shape, b: Shape): number;
}

export function createTileScene(): TileScene {
  const shapes = createShapeIndex();
  const lifted = new Set<ShapeId>();
  let looks = PLAIN_LOOKS;
  let order = paintOrder(looks);
  let hidesAny = false;

  const isSeen = (shape: Shape) => !lifted.has(shape.id) && !(hidesAny && isHidden(looks, shape));

  return {
    get count() {
      return shapes.count;
    },
    get bounds() {
      return shapes.bounds;
    },
    get: shapes.get,
    ids: shapes.ids,
    meets: shapes.meets,
    put: shapes.put,
    remove(ids) {
      shapes.remove(ids);
      // One that is taken back comes as any other.
      ids.forEach((id) => lifted.delete(id));
    },
    setLooks(next) {
      looks = next;
      order = paintOrder(looks);
      hidesAny = looks.layers.some(({ hidden }) => hidden);
    },
    isLifted: (id) => lifted.has(id),
    lift(up, down) {
      up.forEach((id) => lifted.add(id));
      down.forEach((id) => lifted.delete(id));
    },
    within: (box) => shapes.meeting(box).filter(isSeen).sort(order),
    compare: (a, b) => order(a, b),
  };
}
