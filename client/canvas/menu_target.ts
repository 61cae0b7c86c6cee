/** What a menu asked for at a place is about. Pure. */

import type { ShapeId } from "../../core/board/shape.ts";
import { holds } from "../../core/geometry/box.ts";
import type { Vec } from "../../core/geometry/vec.ts";
import { insideOf, unitOf } from "./groups.ts";
import type { SceneView } from "./scene.ts";
import { boundsAround } from "./selected.ts";
import { pickLocked } from "./selection.ts";

export interface MenuTarget {
  readonly chosen: readonly ShapeId[];
  /** To take in hand: what is selected anew can then be moved. */
  readonly tool: "select" | undefined;
}

/** CSS pixels beside a shape that count as on it. */
const TOLERANCE = 6;

/** What is selected stays so where it is pressed; another shape comes with its group; beside all there is nothing. */
export function underMenu(
  scene: SceneView,
  selection: readonly ShapeId[],
  { at, zoom }: { readonly at: Vec; readonly zoom: number },
): MenuTarget {
  const hit = pickLocked(scene, at, TOLERANCE / zoom);
  if (hit && !selection.includes(hit.id)) {
    return { chosen: unitOf(scene, hit, insideOf(scene, selection)), tool: "select" };
  }
  const around = boundsAround(scene, selection);
  const kept = hit !== undefined || (around !== undefined && holds(around, at));
  return { chosen: kept ? selection : [], tool: undefined };
}
