/** The shapes on the board as the engine asks for them: by id, by place, by order. Knows nothing of drawing. */

import type { BoardChange } from "../../core/board/edit.ts";
import { compareOrder } from "../../core/board/order.ts";
import type { Shape } from "../../core/board/shape.ts";
import { type Box, boxBetween, grow } from "../../core/geometry/box.ts";
import { meetsBox, nearPoint, nearSegment } from "../../core/geometry/hit.ts";
import type { Vec } from "../../core/geometry/vec.ts";
import { type Target, targetOf } from "./shape_hit.ts";
import { createShapeIndex, type ShapeIndex } from "./shape_index.ts";

/** What tools may see of a scene. Distances are in world units. */
export interface SceneView extends Pick<ShapeIndex, "count" | "bounds" | "get" | "ids"> {
  /** An order at or above every shape's. */
  readonly top: string | undefined;
  /** The topmost shape at a point. */
  at(point: Vec, tolerance: number): Shape | undefined;
  /** All shapes that any part of the box touches. */
  within(box: Box): Shape[];
  /** All shapes that something swept straight between two points touches. */
  swept(from: Vec, to: Vec, tolerance: number): Shape[];
}

export interface Scene extends SceneView {
  apply(change: BoardChange): void;
}

export function createScene(): Scene {
  const shapes = createShapeIndex();
  // Unpacked when first hit; gone with the shape it belongs to.
  const targets = new WeakMap<Shape, Target>();
  let top: string | undefined;

  const target = (shape: Shape): Target => {
    const known = targets.get(shape) ?? targetOf(shape);
    targets.set(shape, known);
    return known;
  };

  return {
    get count() {
      return shapes.count;
    },
    get bounds() {
      return shapes.bounds;
    },
    get top() {
      return top;
    },
    get: shapes.get,
    ids: shapes.ids,
    at: (point, tolerance) =>
      shapes.meeting(grow(boxBetween(point, point), tolerance))
        .sort((a, b) => compareOrder(b, a))
        .find((shape) => nearPoint(target(shape).path, point, target(shape).reach + tolerance)),
    within: (box) =>
      shapes.meeting(box).filter((shape) => meetsBox(target(shape).path, grow(box, target(shape).reach))),
    swept: (from, to, tolerance) =>
      shapes.meeting(grow(boxBetween(from, to), tolerance)).filter((shape) =>
        nearSegment(target(shape).path, [from, to], target(shape).reach + tolerance)
      ),
    apply: ({ put, removed }) => {
      shapes.remove(removed);
      shapes.put(put);
      // Never lowered: what is put above a shape long gone is still above all others.
      for (const { z } of put) if (top === undefined || z > top) top = z;
    },
  };
}
