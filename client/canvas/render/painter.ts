/** Follows paint commands on a 2D canvas, with cached paths and a coarser picture from afar. Knows no tiles. */

import { cssColor, type Theme } from "../../../core/board/palette.ts";
import { paint, type PaintCommand, TEXT_FONT } from "../../../core/board/paint.ts";
import type { Shape, Stroke } from "../../../core/board/shape.ts";
import type { Ring } from "../../../core/geometry/ink.ts";
import { unpackPoints } from "../../../core/geometry/points.ts";
import { thin } from "../../../core/geometry/simplify.ts";
import type { Vec } from "../../../core/geometry/vec.ts";
import { unreachable } from "../../../core/unreachable.ts";

export type Context2D = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** Device pixels a world unit, and the device pixel at which the world's origin lies. */
export interface Placement {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

export interface Painter {
  /** Strokes seen from afar are held back until `flush`. */
  draw(context: Context2D, shape: Shape, placement: Placement, theme: Theme): void;
  flush(context: Context2D): void;
  /** Forgets what is held back. */
  discard(): void;
}

/** Strokes thinner than this many device pixels are drawn as lines: nobody sees their outline. */
const OUTLINE_FROM_PX = 1.5;
const LEAST_WIDTH_PX = 0.7;
/** Points of a stroke seen from afar are at least this far apart. */
const THIN_SPACING_PX = 1.25;
/** Lines of one colour and width are stroked together, but not so many that filling them gets slow. */
const MAX_BATCH_CORNERS = 2000;
/** Numbers held by cached pictures: 24 MB and what the browser makes of them. */
const CACHE_WEIGHT = 3_000_000;

export function createPainter(cacheWeight = CACHE_WEIGHT): Painter {
  const sketches = createCache<Sketch>(cacheWeight);
  const lines = createCache<CoarseLine>(cacheWeight);
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

  const drawCoarse = (shape: Stroke, { scale, x, y }: Placement, color: string) => {
    // Only powers of two, so that zooming does not thin every stroke anew at each step.
    const bucket = 2 ** Math.ceil(Math.log2(scale));
    const known = lines.get(shape);
    const line = known?.bucket === bucket ? known : thinned(shape, bucket);
    if (line !== known) lines.set(shape, line, line.points.length + 8);
    const path = batch?.path ?? new Path2D();
    const { points } = line;
    const left = shape.xy[0] * scale + x, top = shape.xy[1] * scale + y;
    path.moveTo(left + (points[0] ?? 0) * scale, top + (points[1] ?? 0) * scale);
    // Canvas drops a line of no length, and with it the round caps that make a dot.
    if (points.length === 2) {
      path.lineTo(left + (points[0] ?? 0) * scale + 0.01, top + (points[1] ?? 0) * scale);
    }
    for (let i = 2; i < points.length; i += 2) {
      path.lineTo(left + (points[i] ?? 0) * scale, top + (points[i + 1] ?? 0) * scale);
    }
    batch = {
      path,
      color,
      width: coarseWidth(shape.size * scale),
      corners: (batch?.corners ?? 0) + points.length,
    };
  };

  return {
    draw(context, shape, placement, theme) {
      const { scale, x, y } = placement;
      const color = cssColor(shape.color, theme);
      if (shape.kind === "stroke" && shape.size * scale < OUTLINE_FROM_PX) {
        const fits = batch && batch.color === color && batch.width === coarseWidth(shape.size * scale) &&
          batch.corners < MAX_BATCH_CORNERS;
        if (!fits) flush(context);
        drawCoarse(shape, placement, color);
        return;
      }
      flush(context);
      let sketch = sketches.get(shape);
      if (!sketch) {
        sketch = createSketch(paint(shape));
        sketches.set(shape, sketch, sketch.weight);
      }
      context.setTransform(scale, 0, 0, scale, shape.xy[0] * scale + x, shape.xy[1] * scale + y);
      drawSketch(context, sketch, color);
    },
    flush,
    discard() {
      batch = undefined;
    },
  };
}

/** Commands as the browser's own paths. */
export interface Sketch {
  readonly parts: readonly Part[];
  /** About how many numbers it holds. */
  readonly weight: number;
}

type Part =
  | { readonly op: "fill"; readonly path: Path2D }
  | { readonly op: "stroke"; readonly path: Path2D; readonly width: number }
  | Extract<PaintCommand, { op: "text" }>;

export function createSketch(commands: readonly PaintCommand[]): Sketch {
  let weight = 32;
  const parts = commands.map((command): Part => {
    const path = new Path2D();
    switch (command.op) {
      case "fill":
        for (const ring of command.rings) {
          addRing(path, ring);
          weight += ring.length * 2;
        }
        return { op: "fill", path };
      case "lines":
        for (const line of command.lines) {
          path.moveTo(line[0] ?? 0, line[1] ?? 0);
          for (let i = 2; i < line.length; i += 2) path.lineTo(line[i] ?? 0, line[i + 1] ?? 0);
          weight += line.length;
        }
        return { op: "stroke", path, width: command.width };
      case "rectangle":
        path.roundRect(0, 0, ...command.wh, command.radius);
        return { op: "stroke", path, width: command.width };
      case "ellipse": {
        const [rx, ry] = [command.wh[0] / 2, command.wh[1] / 2];
        path.ellipse(rx, ry, rx, ry, 0, 0, 2 * Math.PI);
        path.closePath();
        return { op: "stroke", path, width: command.width };
      }
      case "text":
        weight += command.lines.reduce((sum, line) => sum + line.length, 0);
        return command;
      default:
        return unreachable(command);
    }
  });
  return { parts, weight };
}

/** Draws where the context's transform puts the shape's `xy`. */
export function drawSketch(context: Context2D, { parts }: Sketch, color: string): void {
  for (const part of parts) {
    switch (part.op) {
      case "fill":
        context.fillStyle = color;
        context.fill(part.path);
        break;
      case "stroke":
        context.strokeStyle = color;
        context.lineWidth = part.width;
        context.lineCap = context.lineJoin = "round";
        context.stroke(part.path);
        break;
      case "text":
        context.fillStyle = color;
        context.font = `${part.fontSize}px ${TEXT_FONT}`;
        context.textBaseline = "alphabetic";
        part.lines.forEach((line, i) => context.fillText(line, 0, part.baseline + i * part.lineHeight));
        break;
      default:
        unreachable(part);
    }
  }
}

interface Batch {
  readonly path: Path2D;
  readonly color: string;
  readonly width: number;
  readonly corners: number;
}

interface CoarseLine {
  readonly bucket: number;
  /** Flat, relative to the stroke's `xy`. */
  readonly points: Float32Array;
}

function thinned(shape: Stroke, bucket: number): CoarseLine {
  const kept = thin(unpackPoints(shape.points).points, THIN_SPACING_PX / bucket);
  const points = new Float32Array(kept.length * 2);
  kept.forEach(({ x, y }: Vec, i) => {
    points[2 * i] = x;
    points[2 * i + 1] = y;
  });
  return { bucket, points };
}

// Quarters of a pixel, so that strokes of nearly one width share a batch.
function coarseWidth(width: number): number {
  return Math.max(LEAST_WIDTH_PX, Math.round(width * 4) / 4);
}

function addRing(path: Path2D, ring: Ring): void {
  const n = ring.length;
  let x = ring[n - 2] ?? 0, y = ring[n - 1] ?? 0;
  path.moveTo((x + (ring[0] ?? 0)) / 2, (y + (ring[1] ?? 0)) / 2);
  for (let i = 0; i < n; i += 2) {
    x = ring[i] ?? 0;
    y = ring[i + 1] ?? 0;
    const next = i + 2 < n ? i + 2 : 0;
    path.quadraticCurveTo(x, y, (x + (ring[next] ?? 0)) / 2, (y + (ring[next + 1] ?? 0)) / 2);
  }
  path.closePath();
}

interface Cache<Value> {
  get(shape: Shape): Value | undefined;
  set(shape: Shape, value: Value, weight: number): void;
}

/** What is made of a shape, kept by id while what it was made of is the same; the longest unused goes first. */
function createCache<Value>(limit: number): Cache<Value> {
  const kept = new Map<string, { shape: Shape; value: Value; weight: number }>();
  let total = 0;
  const drop = (id: string) => {
    total -= kept.get(id)?.weight ?? 0;
    kept.delete(id);
  };
  return {
    get(shape) {
      const entry = kept.get(shape.id);
      if (!entry || !looksSame(entry.shape, shape)) return undefined;
      kept.delete(shape.id);
      kept.set(shape.id, entry);
      return entry.value;
    },
    set(shape, value, weight) {
      drop(shape.id);
      kept.set(shape.id, { shape, value, weight });
      total += weight;
      for (const id of kept.keys()) {
        if (total <= limit) break;
        drop(id);
      }
    },
  };
}

/** Whether commands made for one serve the other: place, order and colour are not in them. */
function looksSame(a: Shape, b: Shape): boolean {
  if (a === b) return true;
  if (a.kind !== b.kind || a.size !== b.size) return false;
  return a.kind === "stroke" && b.kind === "stroke" && sameBytes(a.points, b.points);
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
