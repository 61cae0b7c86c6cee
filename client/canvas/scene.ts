/** The shapes on the board as the engine asks for them: by id, by place, by order. Knows nothing of drawing. */

import { boundsOf } from "../../core/board/bounds.ts";
import type { BoardChange } from "../../core/board/edit.ts";
import { compareOrder } from "../../core/board/order.ts";
import type { Shape, ShapeId } from "../../core/board/shape.ts";
import { type Box, boxBetween, grow } from "../../core/geometry/box.ts";
import { meetsBox, nearPoint, nearSegment } from "../../core/geometry/hit.ts";
import type { Vec } from "../../core/geometry/vec.ts";
import { createBoxIndex } from "./box_index.ts";
import { type Target, targetOf } from "./shape_hit.ts";

/** What tools may see of a scene. Distances are in world units. */
export interface SceneView {
  readonly count: number;
  /** The box around all shapes; none on an empty board. */
  readonly bounds: Box | undefined;
  /** An order at or above every shape's. */
  readonly top: string | undefined;
  get(id: ShapeId): Shape | undefined;
  ids(): Iterable<ShapeId>;
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

interface Entry extends Box {
  readonly shape: Shape;
}

export function createScene(): Scene {
  const entries = new Map<ShapeId, Entry>();
  const index = createBoxIndex<Entry>();
  // Unpacked when first hit; gone with the shape it belongs to.
  const targets = new WeakMap<Shape, Target>();
  let top: string | undefined;

  const target = (shape: Shape): Target => {
    const known = targets.get(shape) ?? targetOf(shape);
    targets.set(shape, known);
    return known;
  };
  const remove = (id: ShapeId) => {
    const entry = entries.get(id);
    if (!entry) return;
    entries.delete(id);
    index.remove(entry);
  };
  const shapesIn = (box: Box) => index.search(box).map((entry) => entry.shape);

  return {
    get count() {
      return entries.size;
    },
    get bounds() {
      if (entries.size === 0) return undefined;
      const { minX, minY, maxX, maxY } = index.toJSON();
      return { minX, minY, maxX, maxY };
    },
    get top() {
      return top;
    },
    get: (id) => entries.get(id)?.shape,
    ids: () => entries.keys(),
    at: (point, tolerance) => {
      const near = shapesIn(grow({ minX: point.x, minY: point.y, maxX: point.x, maxY: point.y }, tolerance));
      return near
        .sort((a, b) => compareOrder(b, a))
        .find((shape) => nearPoint(target(shape).path, point, target(shape).reach + tolerance));
    },
    within: (box) =>
      shapesIn(box).filter((shape) => meetsBox(target(shape).path, grow(box, target(shape).reach))),
    swept: (from, to, tolerance) =>
      shapesIn(grow(boxBetween(from, to), tolerance)).filter((shape) =>
        nearSegment(target(shape).path, [from, to], target(shape).reach + tolerance)
      ),
    apply: ({ put, removed }) => {
      removed.forEach(remove);
      const added = new Map<ShapeId, Entry>();
      for (const shape of put) {
        remove(shape.id);
        const entry = { ...boundsOf(shape), shape };
        entries.set(shape.id, entry);
        added.set(shape.id, entry);
        // Never lowered: what is put above a shape long gone is still above all others.
        if (top === undefined || shape.z > top) top = shape.z;
      }
      index.load([...added.values()]);
    },
  };
}
