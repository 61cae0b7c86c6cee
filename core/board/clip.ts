/** What of a shape is seen: frames clip what belongs to them. Pure; knows shapes by id only through a port. */

import { type Box, intersects } from "../geometry/box.ts";
import { boxOf } from "./bounds.ts";
import type { Shape, ShapeId } from "./shape.ts";

/**
 * The box that a shape is seen in, in world units; undefined when no frame clips it. It is empty (`minX` beyond `maxX`)
 * where frames in frames have nothing in common.
 */
export function clipOf(
  shape: Pick<Shape, "id" | "frame">,
  get: (id: ShapeId) => Shape | undefined,
): Box | undefined {
  if (shape.frame === undefined) return undefined;
  let clip: Box | undefined;
  const passed = new Set<ShapeId>([shape.id]);
  // Two people may have put two frames into each other.
  for (let id: ShapeId | undefined = shape.frame; id !== undefined && !passed.has(id);) {
    passed.add(id);
    const frame = get(id);
    if (frame?.kind !== "frame") break;
    const box = boxOf(frame);
    clip = clip ? common(clip, box) : box;
    id = frame.frame;
  }
  return clip;
}

/** What of a box is seen; undefined when nothing is. */
export function clipped(box: Box, clip: Box | undefined): Box | undefined {
  if (!clip) return box;
  return intersects(box, clip) ? common(box, clip) : undefined;
}

function common(a: Box, b: Box): Box {
  return {
    minX: Math.max(a.minX, b.minX),
    minY: Math.max(a.minY, b.minY),
    maxX: Math.min(a.maxX, b.maxX),
    maxY: Math.min(a.maxY, b.maxY),
  };
}
