/** The shapes on the board as the engine asks for them: by id, by place, by order. Knows nothing of drawing. */

import { clipOf, clipped } from "../../core/board/clip.ts";
import type { BoardChange } from "../../core/board/edit.ts";
import { isHidden, type Looks, paintOrder, PLAIN_LOOKS } from "../../core/board/looks.ts";
import type { Shape } from "../../core/board/shape.ts";
import { type Box, boxBetween, grow, holdsBox } from "../../core/geometry/box.ts";
import type { Vec } from "../../core/geometry/vec.ts";
import { createKinIndex, type KinIndex } from "./kin_index.ts";
import { hitsBox, hitsPoint, hitsSweep, type Target } from "./target.ts";
import { createShapeIndex, type ShapeIndex } from "./shape_index.ts";

/** What tools may see of a scene. Distances are in world units. */
export interface SceneView
  extends
    Pick<ShapeIndex, "count" | "bounds" | "get" | "ids" | "meets">,
    Pick<KinIndex, "members" | "held" | "frames"> {
  readonly looks: Looks;
  /** An order at or above every shape's. */
  readonly top: string | undefined;
  /** An order at or below every shape's. */
  readonly bottom: string | undefined;
  /** The topmost shape at a point. */
  at(point: Vec, tolerance: number): Shape | undefined;
  /** The topmost shape at a point of those that are asked for. */
  find(
    point: Vec,
    among: { readonly tolerance: number; readonly where: (shape: Shape) => boolean },
  ): Shape | undefined;
  /** What of a shape can be hit. */
  target(shape: Shape): Target;
  /** All shapes whose bounds meet the box, hidden ones left out, in no particular order. */
  meeting(box: Box): Shape[];
  /** All shapes that any part of the box touches. */
  within(box: Box): Shape[];
  /** All shapes that something swept straight between two points touches. */
  swept(from: Vec, to: Vec, tolerance: number): Shape[];
}

export interface Scene extends SceneView {
  apply(change: BoardChange): void;
}

/** Some 2 KB each. */
const MOST_TARGETS = 20_000;

/** `targetOf`: what of a shape can be hit, as `shape_hit.ts` says it. */
export function createScene(targetOf: (shape: Shape) => Target): Scene {
  const shapes = createShapeIndex();
  const kin = createKinIndex();
  // Unpacked when first hit; gone with the shape it belongs to, or when there are many.
  let targets = new WeakMap<Shape, Target>(), kept = 0;
  let top: string | undefined, bottom: string | undefined;
  let looks = PLAIN_LOOKS;
  let order = paintOrder(looks);

  const target = (shape: Shape): Target => {
    const known = targets.get(shape);
    if (known) return known;
    if (kept++ > MOST_TARGETS) {
      targets = new WeakMap();
      kept = 0;
    }
    const made = targetOf(shape);
    targets.set(shape, made);
    return made;
  };

  /** On a hidden layer nothing can be met, nor outside of the frame that a shape belongs to. */
  const seen = (box: Box): Shape[] => {
    const met = shapes.meeting(box).filter((shape) => clipped(box, clipOf(shape, shapes.get)) !== undefined);
    return looks.layers.some(({ hidden }) => hidden) ? met.filter((shape) => !isHidden(looks, shape)) : met;
  };

  return {
    get count() {
      return shapes.count;
    },
    get bounds() {
      return shapes.bounds;
    },
    get looks() {
      return looks;
    },
    get top() {
      return top;
    },
    get bottom() {
      return bottom;
    },
    get frames() {
      return kin.frames;
    },
    get: shapes.get,
    ids: shapes.ids,
    meets: shapes.meets,
    members: kin.members,
    held: kin.held,
    target,
    meeting: seen,
    at: (point, tolerance) =>
      seen(grow(boxBetween(point, point), tolerance))
        .sort((a, b) => order(b, a))
        .find((shape) => hitsPoint(target(shape), point, tolerance)),
    find: (point, { tolerance, where }) =>
      seen(grow(boxBetween(point, point), tolerance))
        .filter(where)
        .sort((a, b) => order(b, a))
        .find((shape) => hitsPoint(target(shape), point, tolerance)),
    // What lies inside as a whole need not be unpacked to know that it is touched.
    within: (box) =>
      seen(box).filter((shape) => {
        const bounds = shapes.boundsOf(shape.id);
        return (bounds !== undefined && holdsBox(box, bounds)) || hitsBox(target(shape), box);
      }),
    swept: (from, to, tolerance) =>
      seen(grow(boxBetween(from, to), tolerance)).filter((shape) =>
        hitsSweep(target(shape), [from, to], tolerance)
      ),
    apply: ({ put, removed, looks: changed }) => {
      if (changed) {
        looks = changed;
        order = paintOrder(looks);
      }
      shapes.remove(removed);
      shapes.put(put);
      removed.forEach(kin.remove);
      put.forEach(kin.put);
      // Never lowered: what is put above a shape long gone is still above all others.
      for (const { z } of put) {
        if (top === undefined || z > top) top = z;
        if (bottom === undefined || z < bottom) bottom = z;
      }
    },
  };
}
