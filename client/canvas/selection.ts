/** What can be done with selected shapes, as edits. Pure; shapes that are gone meanwhile are passed over. */

import { boundsOf } from "../../core/board/bounds.ts";
import type { Edit } from "../../core/board/edit.ts";
import { compareOrder, orderAfter } from "../../core/board/order.ts";
import type { Color, Shape, ShapeId } from "../../core/board/shape.ts";
import { type Box, union } from "../../core/geometry/box.ts";
import type { Vec } from "../../core/geometry/vec.ts";
import type { SceneView } from "./scene.ts";

/** The box around all of them. */
export function boundsAround(scene: SceneView, ids: readonly ShapeId[]): Box | undefined {
  return shapesOf(scene, ids).map(boundsOf).reduce<Box | undefined>(
    (around, box) => around ? union(around, box) : box,
    undefined,
  );
}

export function toggle(selection: readonly ShapeId[], id: ShapeId): readonly ShapeId[] {
  return selection.includes(id) ? selection.filter((other) => other !== id) : [...selection, id];
}

export function removing(ids: readonly ShapeId[]): Edit[] {
  return ids.map((id) => ({ op: "remove", id }));
}

export function moving(scene: SceneView, ids: readonly ShapeId[], by: Vec): Edit[] {
  return shapesOf(scene, ids).map(({ id, xy }) => ({
    op: "set",
    id,
    props: { xy: [xy[0] + by.x, xy[1] + by.y] },
  }));
}

export function colouring(scene: SceneView, ids: readonly ShapeId[], color: Color): Edit[] {
  return shapesOf(scene, ids)
    .filter((shape) => shape.color !== color)
    .map(({ id }) => ({ op: "set", id, props: { color } }));
}

/** Line widths, not of texts. */
export function widening(scene: SceneView, ids: readonly ShapeId[], size: number): Edit[] {
  return shapesOf(scene, ids)
    .filter((shape) => shape.kind !== "text" && shape.size !== size)
    .map(({ id }) => ({ op: "set", id, props: { size } }));
}

/** Font sizes; a text's box grows with its letters. */
export function scalingTexts(scene: SceneView, ids: readonly ShapeId[], size: number): Edit[] {
  return shapesOf(scene, ids).flatMap((shape): Edit[] => {
    if (shape.kind !== "text" || shape.size === size) return [];
    const factor = size / shape.size;
    return [{
      op: "set",
      id: shape.id,
      props: { size, wh: [shape.wh[0] * factor, shape.wh[1] * factor] },
    }];
  });
}

/** Colour and size that all of them have; the sizes of texts count only among texts. */
export function styleOf(shapes: readonly Shape[]): { color: Color | undefined; size: number | undefined } {
  const lines = shapes.filter(({ kind }) => kind !== "text");
  return {
    color: shared(shapes.map(({ color }) => color)),
    size: shared((lines.length > 0 ? lines : shapes).map(({ size }) => size)),
  };
}

/** Copies above everything, in the same order among themselves. */
export function duplicating(
  scene: SceneView,
  ids: readonly ShapeId[],
  { by, newId }: { by: Vec; newId: () => ShapeId },
): { edits: Edit[]; copies: ShapeId[] } {
  let z = scene.top;
  const originals = shapesOf(scene, ids).sort(compareOrder);
  const shapes = originals.map((shape): Shape => {
    z = orderAfter(z);
    return { ...shape, id: newId(), z, xy: [shape.xy[0] + by.x, shape.xy[1] + by.y] };
  });
  return { edits: shapes.map((shape) => ({ op: "put", shape })), copies: shapes.map(({ id }) => id) };
}

export function shapesOf(scene: SceneView, ids: readonly ShapeId[]): Shape[] {
  return ids.flatMap((id) => scene.get(id) ?? []);
}

function shared<T>([first, ...more]: readonly T[]): T | undefined {
  return more.every((each) => each === first) ? first : undefined;
}
