/** A small map of the board: where on it what lies. Pure; draws nothing. */

import { type Box, boxBetween, union } from "../../core/geometry/box.ts";
import type { Vec } from "../../core/geometry/vec.ts";
import type { Size } from "./camera.ts";

export interface MapProjection {
  /** CSS pixels of the map a world unit. */
  readonly scale: number;
  /** Where on the map the world's origin lies. */
  readonly origin: Vec<"screen">;
}

/** CSS pixels that are free around what is shown. */
const MARGIN = 6;

/** The drawing and what is in view, as large as there is room, in the middle. */
export function projectMap(drawing: Box | undefined, view: Box, size: Size): MapProjection {
  const { minX, minY, maxX, maxY } = drawing ? union(drawing, view) : view;
  const scale = Math.min(
    (size.width - 2 * MARGIN) / (maxX - minX),
    (size.height - 2 * MARGIN) / (maxY - minY),
  );
  return {
    scale,
    origin: {
      x: size.width / 2 - (minX + maxX) / 2 * scale,
      y: size.height / 2 - (minY + maxY) / 2 * scale,
    },
  };
}

export function toMap({ scale, origin }: MapProjection, { x, y }: Vec): Vec<"screen"> {
  return { x: origin.x + x * scale, y: origin.y + y * scale };
}

export function fromMap({ scale, origin }: MapProjection, { x, y }: Vec<"screen">): Vec {
  return { x: (x - origin.x) / scale, y: (y - origin.y) / scale };
}

/** CSS pixels of the map. */
export function boxOnMap(projection: MapProjection, { minX, minY, maxX, maxY }: Box): Box {
  return boxBetween(toMap(projection, { x: minX, y: minY }), toMap(projection, { x: maxX, y: maxY }));
}
