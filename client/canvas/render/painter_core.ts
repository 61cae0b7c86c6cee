/**
 * Follows paintings on a 2D canvas, with cached paths and a coarser picture from afar. Which kinds of shapes it can paint is
 * up to its kit. Knows no tiles.
 */

import { boundsOf } from "../../../core/board/bounds.ts";
import { cssColor, type Theme } from "../../../core/board/palette.ts";
import type { Painting } from "../../../core/board/paint/painting.ts";
import type { Font, Shape, Stroke } from "../../../core/board/shape.ts";
import type { Box } from "../../../core/geometry/box.ts";
import { createAfarPainter } from "./painter_afar.ts";
import { createShapeCache } from "./painter_cache.ts";
import { createLayer, type DevicePart, UNDER } from "./painter_layer.ts";
import { createSketch, drawSketch, type Sketch, type SketchKit } from "./painter_sketch.ts";
import type { Context2D } from "./spare_canvas.ts";

/** Device pixels a world unit, and the device pixel at which the world's origin lies. */
export interface Placement {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

export interface PaintLook {
  readonly theme: Theme;
  /** World units: nothing is drawn outside of it (see core/board/clip.ts). */
  readonly clip?: Box | undefined;
  /** What is seen under the canvas, pixel by pixel, where that is another one: highlighters lie beneath its ink, too. */
  readonly below?: CanvasImageSource | undefined;
  /** `none`: frames are see-through. */
  readonly sheet?: "none" | undefined;
}

export interface Painter {
  /** In the context's alpha. Strokes seen from afar are held back until `flush`. */
  draw(context: Context2D, shape: Shape, placement: Placement, look: PaintLook): void;
  flush(context: Context2D): void;
  /** Forgets what is held back. */
  discard(): void;
}

export interface PainterKit extends SketchKit {
  paint(shape: Shape): Painting;
  /** Of the measure by which letters of a font were laid out: another one means that they are to be laid out anew. */
  era(font: Font): number;
}

/** Strokes thinner than this many device pixels are drawn as lines: nobody sees their outline. */
const OUTLINE_FROM_PX = 1.5;
/** Numbers held by cached pictures: 24 MB and what the browser makes of them. */
const CACHE_WEIGHT = 3_000_000;

export function createPainterWith(kit: PainterKit, cacheWeight: number = CACHE_WEIGHT): Painter {
  const sketches = createShapeCache<Kept>(cacheWeight);
  const afar = createAfarPainter(cacheWeight);
  const layer = createLayer();

  const sketchOf = (shape: Shape): Sketch => {
    const known = sketches.get(shape);
    const font = known?.sketch.font;
    // Letters that were laid out before their font had come are laid out anew.
    if (known && (font === undefined || known.era === kit.era(font))) return known.sketch;
    const sketch = createSketch(kit.paint(shape));
    const era = sketch.font === undefined ? 0 : kit.era(sketch.font);
    sketches.set(shape, { sketch, era }, sketch.weight);
    return sketch;
  };

  const drawInFull = (context: Context2D, shape: Shape, place: Placed) => {
    const { scale, x, y, theme, below, sheet } = place;
    const sketch = sketchOf(shape);
    const alpha = context.globalAlpha * sketch.opacity;
    const left = shape.xy[0] * scale + x, top = shape.xy[1] * scale + y;
    const drawOn = (on: Context2D) => {
      on.setTransform(scale, 0, 0, scale, left, top);
      drawSketch(on, sketch, { theme, scale, kit, sheet });
    };
    const under = sketch.blend === "under" ? theme : undefined;
    const byItself = (alpha < 1 && !sketch.flat) || (under !== undefined && below !== undefined);
    if (byItself) {
      if (alpha > 0) {
        layer(context, { alpha, part: devicePart(boundsOf(shape), place), under, below }, drawOn);
      }
      return;
    }
    const before = context.globalAlpha;
    context.globalAlpha = alpha;
    if (under) context.globalCompositeOperation = UNDER[under];
    drawOn(context);
    context.globalCompositeOperation = "source-over";
    context.globalAlpha = before;
  };

  return {
    draw(context, shape, placement, { clip, ...look }) {
      if (!clip && isPlainLine(shape, placement.scale)) {
        return afar.draw(context, shape, { color: cssColor(shape.color, look.theme), placement });
      }
      afar.flush(context);
      if (!clip) return drawInFull(context, shape, { ...placement, ...look });
      const { left, top, width, height } = devicePart(clip, placement);
      context.save();
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.beginPath();
      context.rect(left, top, width, height);
      context.clip();
      drawInFull(context, shape, { ...placement, ...look });
      context.restore();
    },
    flush: afar.flush,
    discard: afar.discard,
  };
}

interface Kept {
  readonly sketch: Sketch;
  /** Of the measure it was laid out by. */
  readonly era: number;
}

type Placed = Placement & Omit<PaintLook, "clip">;

/** Whether it may be drawn as a thin line together with others. */
function isPlainLine(shape: Shape, scale: number): shape is Stroke {
  return shape.kind === "stroke" && shape.size * scale < OUTLINE_FROM_PX && shape.opacity === undefined &&
    shape.fill === undefined && shape.angle === undefined && shape.nib !== "highlighter";
}

function devicePart({ minX, minY, maxX, maxY }: Box, { scale, x, y }: Placement): DevicePart {
  const left = minX * scale + x, top = minY * scale + y;
  return { left, top, width: (maxX - minX) * scale, height: (maxY - minY) * scale };
}
