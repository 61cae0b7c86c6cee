/** Grouping, locking and parting shapes, as edits. Pure. */

import { piecesOf } from "../../core/board/cuts.ts";
import type { Edit } from "../../core/board/edit.ts";
import { isHidden, layerOf } from "../../core/board/looks.ts";
import { MAX_GROUPS } from "../../core/board/schema.ts";
import type { Shape, ShapeId, Stroke } from "../../core/board/shape.ts";
import { placesOf } from "../../core/board/stroke_places.ts";
import { type InkPoint, packPoints, unpackPoints } from "../../core/geometry/points.ts";
import { mix } from "../../core/geometry/vec.ts";
import { groupsOf, insideOf, unitsOf } from "./groups.ts";
import type { SceneView } from "./scene.ts";
import { shapesOf, unlocked } from "./selected.ts";

/** One group of what is selected, within the group that one is in, if any. */
export function grouping(scene: SceneView, ids: readonly ShapeId[], group: string): Edit[] {
  const shapes = unlocked(scene, ids);
  if (unitsOf(scene, shapes.map(({ id }) => id)).length < 2) return [];
  const inside = insideOf(scene, ids);
  return shapes.flatMap(({ id, groups = [] }): Edit[] => {
    const at = inside === undefined ? groups.length : groups.indexOf(inside);
    const within = [...groups.slice(0, at), group, ...groups.slice(at)];
    return within.length > MAX_GROUPS ? [] : [{ op: "set", id, props: { groups: within } }];
  });
}

/** What is selected whole is a group no more; groups within it stay. */
export function ungrouping(scene: SceneView, ids: readonly ShapeId[]): Edit[] {
  const free = unlocked(scene, ids).map(({ id }) => id);
  return unitsOf(scene, free).flatMap((unit): Edit[] => {
    const among = new Set(unit);
    return shapesOf(scene, unit).flatMap((shape): Edit[] => {
      const group = groupsOf(scene, shape).findLast((each) =>
        [...scene.members(each)].every((id) => among.has(id))
      );
      if (group === undefined) return [];
      const groups = (shape.groups ?? []).filter((each) => each !== group);
      return [{ op: "set", id: shape.id, props: { groups } }];
    });
  });
}

/** Locks all of them, or if they are all locked, unlocks them. What a layer locks, the layer unlocks. */
export function locking(scene: SceneView, ids: readonly ShapeId[]): Edit[] {
  const shapes = shapesOf(scene, ids).filter((shape) =>
    !layerOf(scene.looks, shape).locked && !isHidden(scene.looks, shape)
  );
  const locked = shapes.some((shape) => shape.locked !== true);
  return shapes.map(({ id }) => ({ op: "set", id, props: { locked } }));
}

/** A stroke of which an eraser left several pieces becomes as many strokes. */
export function separating(
  scene: SceneView,
  ids: readonly ShapeId[],
  newId: () => ShapeId,
): { readonly edits: Edit[]; readonly pieces: readonly ShapeId[] } {
  const edits: Edit[] = [], pieces: ShapeId[] = [];
  for (const shape of unlocked(scene, ids)) {
    const parts = shape.kind === "stroke" && shape.cuts ? partsOf(shape, newId) : [];
    if (parts.length < 2) {
      pieces.push(shape.id);
      continue;
    }
    edits.push({ op: "remove", id: shape.id }, ...parts.map((part): Edit => ({ op: "put", shape: part })));
    pieces.push(...parts.map(({ id }) => id));
  }
  return { edits, pieces };
}

/** They lie as they are seen: neither stretched nor turned any more. */
function partsOf(stroke: Stroke, newId: () => ShapeId): Shape[] {
  const { cuts = [], angle: _angle, flip: _flip, wh: _wh, ...look } = stroke;
  const { points, pressure } = unpackPoints(stroke.points);
  const places = placesOf(stroke).map((place, i): InkPoint => ({
    ...place,
    pressure: points[i]?.pressure ?? 0.5,
  }));
  return piecesOf(points.length, cuts).map(([from, to]): Stroke => {
    const part = [
      pointAt(places, from),
      ...places.slice(Math.floor(from) + 1, Math.ceil(to)),
      pointAt(places, to),
    ];
    const { xy, bytes } = packPoints({ points: part.flatMap((point) => point ?? []), pressure }, PIECE_ZOOM);
    return { ...look, id: newId(), xy: [xy.x, xy.y], points: bytes };
  });
}

/** As exact as points are kept at that zoom: a piece lies where it lay in the whole. */
const PIECE_ZOOM = 8;

function pointAt(points: readonly InkPoint[], at: number): InkPoint | undefined {
  const a = points[Math.floor(at)], b = points[Math.ceil(at)];
  if (!a || !b) return undefined;
  const share = at - Math.floor(at);
  return { ...mix(a, b, share), pressure: a.pressure + (b.pressure - a.pressure) * share };
}
