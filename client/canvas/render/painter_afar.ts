/** Strokes seen from afar: thin lines, many of them stroked at once. Knows no tiles. */

import { piecesOf } from "../../../core/board/cuts.ts";
import { partOf, shownPoints } from "../../../core/board/paint/stroke.ts";
import type { Stroke } from "../../../core/board/shape.ts";
import { thin } from "../../../core/geometry/simplify.ts";
import type { Vec } from "../../../core/geometry/vec.ts";
import { createShapeCache } from "./painter_cache.ts";
import { LEAST_LINE_PX } from "./painter_sketch.ts";
import type { Context2D } from "./spare_canvas.ts";

export interface AfarLook {
  readonly color: string;
  /** Device pixels a world unit, and the device pixel at which the world's origin lies. */
  readonly placement: { readonly scale: number; readonly x: number; readonly y: number };
}

export interface AfarPainter {
  /** Held back until `flush`, as long as they look alike. */
  draw(context: Context2D, shape: Stroke, look: AfarLook): void;
  flush(context: Context2D): void;
  discard(): void;
}

/** Points are at least this far apart. */
const THIN_SPACING_PX = 1.25;
/** Lines of one colour and width are stroked together, but not so many that filling them gets slow. */
const MAX_BATCH_CORNERS = 2000;

interface Batch {
  readonly path: Path2D;
  readonly color: string;
  readonly width: number;
  readonly corners: number;
}

interface CoarseLine {
  readonly bucket: number;
  /** Flat, relative to the stroke's `xy`; one for each piece of it that is left. */
  readonly parts: readonly Float32Array[];
}

export function createAfarPainter(cacheWeight: number): AfarPainter {
  const lines = createShapeCache<CoarseLine>(cacheWeight);
  let batch: Batch | undefined;

  const flush = (context: Context2D) => {
    if (!batch) return;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.lineCap = context.lineJoin = "round";
    context.strokeStyle = batch.color;
    context.lineWidth = batch.width;
    context.stroke(batch.path);
    batch = undefined;
  };

  const lineOf = (shape: Stroke, scale: number): CoarseLine => {
    // Only powers of two, so that zooming does not thin every stroke anew at each step.
    const bucket = 2 ** Math.ceil(Math.log2(scale));
    const known = lines.get(shape);
    if (known?.bucket === bucket) return known;
    const line = thinned(shape, bucket);
    lines.set(shape, line, line.parts.reduce((sum, { length }) => sum + length, 8));
    return line;
  };

  return {
    draw(context, shape, { color, placement: { scale, x, y } }) {
      const width = coarseWidth(shape.size * scale);
      const fits = batch?.color === color && batch.width === width && batch.corners < MAX_BATCH_CORNERS;
      if (!fits) flush(context);
      const path = batch?.path ?? new Path2D();
      const left = shape.xy[0] * scale + x, top = shape.xy[1] * scale + y;
      let corners = batch?.corners ?? 0;
      for (const points of lineOf(shape, scale).parts) {
        path.moveTo(left + (points[0] ?? 0) * scale, top + (points[1] ?? 0) * scale);
        // Canvas drops a line of no length, and with it the round caps that make a dot.
        if (points.length === 2) {
          path.lineTo(left + (points[0] ?? 0) * scale + 0.01, top + (points[1] ?? 0) * scale);
        }
        for (let i = 2; i < points.length; i += 2) {
          path.lineTo(left + (points[i] ?? 0) * scale, top + (points[i + 1] ?? 0) * scale);
        }
        corners += points.length;
      }
      batch = { path, color, width, corners };
    },
    flush,
    discard() {
      batch = undefined;
    },
  };
}

function thinned(shape: Stroke, bucket: number): CoarseLine {
  const { points } = shownPoints(shape);
  const parts: readonly (readonly Vec[])[] = shape.cuts
    ? piecesOf(points.length, shape.cuts).map((range) => partOf(points, range))
    : [points];
  return { bucket, parts: parts.map((part) => flat(thin(part, THIN_SPACING_PX / bucket))) };
}

function flat(points: readonly Vec[]): Float32Array {
  const numbers = new Float32Array(points.length * 2);
  points.forEach(({ x, y }, i) => {
    numbers[2 * i] = x;
    numbers[2 * i + 1] = y;
  });
  return numbers;
}

// Quarters of a pixel, so that strokes of nearly one width share a batch.
function coarseWidth(width: number): number {
  return Math.max(LEAST_LINE_PX, Math.round(width * 4) / 4);
}
