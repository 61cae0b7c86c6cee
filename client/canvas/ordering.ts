/** Which of the shapes lies above which, changed: as edits, one a shape that is moved. Pure. */

import { boundsOf } from "../../core/board/bounds.ts";
import type { Edit } from "../../core/board/edit.ts";
import { layerOf } from "../../core/board/looks.ts";
import { compareOrder, orderBetween } from "../../core/board/order.ts";
import type { Shape, ShapeId } from "../../core/board/shape.ts";
import { intersects, union } from "../../core/geometry/box.ts";
import type { SceneView } from "./scene.ts";
import { unlocked } from "./selected.ts";

export type Order = "front" | "forward" | "backward" | "back";

/** Shapes keep their order among themselves, and their layers. */
export function ordering(scene: SceneView, ids: readonly ShapeId[], to: Order): Edit[] {
  const shapes = unlocked(scene, ids).sort(compareOrder);
  if (shapes.length === 0) return [];
  switch (to) {
    case "front":
      return between(shapes, scene.top, undefined);
    case "back":
      return between(shapes, undefined, scene.bottom);
    default:
      return layersOf(scene, shapes).flatMap((some) => past(scene, some, to));
  }
}

/** Above the next shape that lies above them and touches any of them, or below the next below. */
function past(scene: SceneView, shapes: readonly Shape[], to: "forward" | "backward"): Edit[] {
  const first = shapes[0], last = shapes.at(-1);
  if (!first || !last) return [];
  const chosen = new Set(shapes.map(({ id }) => id));
  const layer = layerOf(scene.looks, first);
  const others = (some: Iterable<Shape>) =>
    [...some].filter((shape) => !chosen.has(shape.id) && layerOf(scene.looks, shape) === layer);
  const boxes = shapes.map(boundsOf);
  const touching = others(scene.meeting(boxes.reduce(union))).filter((shape) => {
    const box = boundsOf(shape);
    return boxes.some((each) => intersects(each, box));
  });
  const next = to === "forward"
    ? least(touching.filter((shape) => compareOrder(shape, last) > 0))
    : most(touching.filter((shape) => compareOrder(shape, first) < 0));
  if (!next) return [];
  const all = others(everyShape(scene));
  return to === "forward"
    ? between(shapes, next.z, least(all.filter((shape) => shape.z > next.z))?.z)
    : between(shapes, most(all.filter((shape) => shape.z < next.z))?.z, next.z);
}

function between(shapes: readonly Shape[], below: string | undefined, above: string | undefined): Edit[] {
  // From the fixed end on, so that indices stay short.
  if (below === undefined && above !== undefined) {
    let next = above;
    const edits = [...shapes].reverse().map(({ id }): Edit => {
      next = orderBetween(undefined, next);
      return { op: "set", id, props: { z: next } };
    });
    return edits.reverse();
  }
  let last = below;
  return shapes.map(({ id }) => {
    last = orderBetween(last, above);
    return { op: "set", id, props: { z: last } };
  });
}

function layersOf(scene: SceneView, shapes: readonly Shape[]): Shape[][] {
  const layers = new Map<string, Shape[]>();
  for (const shape of shapes) {
    const { id } = layerOf(scene.looks, shape);
    const some = layers.get(id);
    if (some) some.push(shape);
    else layers.set(id, [shape]);
  }
  return [...layers.values()];
}

function* everyShape(scene: SceneView): Generator<Shape> {
  for (const id of scene.ids()) {
    const shape = scene.get(id);
    if (shape) yield shape;
  }
}

function least(shapes: readonly Shape[]): Shape | undefined {
  return shapes.reduce<Shape | undefined>((a, b) => a && compareOrder(a, b) < 0 ? a : b, undefined);
}

function most(shapes: readonly Shape[]): Shape | undefined {
  return shapes.reduce<Shape | undefined>((a, b) => a && compareOrder(a, b) > 0 ? a : b, undefined);
}
