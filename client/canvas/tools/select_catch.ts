/** What a marquee or a lasso catches. Groups come whole; locked and hidden shapes never. Pure. */

import { boundsOf } from "../../../core/board/bounds.ts";
import type { Shape, ShapeId } from "../../../core/board/shape.ts";
import { type Box, boxBetween, holdsBox, intersects, union } from "../../../core/geometry/box.ts";
import { nearPoint, nearSegment } from "../../../core/geometry/hit.ts";
import type { Vec } from "../../../core/geometry/vec.ts";
import { groupsOf } from "../groups.ts";
import type { SceneView } from "../scene.ts";
import { isFree } from "../selected.ts";
import type { ToolContext } from "./tool.ts";

export interface Catching {
  /** `whole`: only what lies in the area as a whole. */
  readonly how: "touched" | "whole";
  /** Selected already. */
  readonly kept: readonly ShapeId[];
}

export function caughtInBox(box: Box, catching: Catching, { scene }: ToolContext): readonly ShapeId[] {
  const met = catching.how === "touched"
    ? scene.within(box)
    : scene.meeting(box).filter((shape) => holdsBox(box, boundsOf(shape)));
  return withGroups(scene, met, catching);
}

/** `corners`: of an area that is closed from the last to the first. */
export function caughtInArea(
  corners: readonly Vec[],
  catching: Catching,
  { scene }: ToolContext,
): readonly ShapeId[] {
  const [first] = corners;
  if (!first) return catching.kept;
  const box = corners.map((corner) => boxBetween(corner, corner)).reduce(union);
  const area = { points: [...corners, first], solid: true };
  const edges = corners.map((corner, i) => [corner, corners[(i + 1) % corners.length] ?? corner] as const);
  const met = scene.meeting(box).filter((shape) => {
    const { path, more, reach } = scene.target(shape);
    const paths = [path, ...more];
    const crosses = (how: "solid" | "hollow", within: number) =>
      edges.some((edge) =>
        intersects(boxBetween(...edge), boundsOf(shape)) &&
        paths.some(({ points, solid }) =>
          nearSegment({ points, solid: solid && how === "solid" }, edge, within)
        )
      );
    const points = paths.flatMap((each) => each.points);
    const isIn = (point: Vec) => nearPoint(area, point, 0);
    if (catching.how === "whole") return points.every(isIn) && !crosses("hollow", 0);
    return points.some(isIn) || crosses("solid", reach);
  });
  return withGroups(scene, met, catching);
}

function withGroups(scene: SceneView, met: readonly Shape[], { how, kept }: Catching): readonly ShapeId[] {
  const free = met.filter((shape) => isFree(scene.looks, shape));
  const ids = new Set(free.map(({ id }) => id));
  const groups = new Map<string, boolean>();
  const all = new Set(kept);
  for (const shape of free) {
    const group = groupsOf(scene, shape).at(-1);
    if (group === undefined) all.add(shape.id);
    else if (!groups.has(group)) {
      const members = scene.members(group);
      const comes = how === "touched" || [...members].every((id) => ids.has(id));
      groups.set(group, comes);
      if (comes) { for (const id of members) all.add(id); }
    }
  }
  return [...all];
}
