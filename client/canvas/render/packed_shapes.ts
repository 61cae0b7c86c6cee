/** Shapes on their way to the worker: all their points in one buffer that is handed over, not copied one by one. */

import type { Shape } from "../../../core/board/shape.ts";

export interface PackedShapes {
  readonly shapes: readonly Shape[];
  /** Given to the worker with the shapes, which refer to it; of no use here any more. */
  readonly transfer: ArrayBuffer[];
}

export function packShapes(shapes: readonly Shape[]): PackedShapes {
  const length = shapes.reduce((sum, shape) => sum + ("points" in shape ? shape.points.length : 0), 0);
  if (length === 0) return { shapes, transfer: [] };
  const all = new Uint8Array(length);
  let at = 0;
  const packed = shapes.map((shape): Shape => {
    if (!("points" in shape)) return shape;
    const points = all.subarray(at, at + shape.points.length);
    points.set(shape.points);
    at += points.length;
    return { ...shape, points };
  });
  return { shapes: packed, transfer: [all.buffer] };
}
