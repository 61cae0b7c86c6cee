/** The painter of all kinds of shapes: what they are painted by, put together. */

import { paint } from "../../../core/board/paint.ts";
import { type CanvasMeasure, createCanvasMeasure } from "../text_measure.ts";
import { createPainterWith, type Painter } from "./painter_core.ts";
import { drawHatch, drawText } from "./painter_parts.ts";
import { drawPicture, type ImageSource, NO_IMAGES } from "./painter_picture.ts";

export type { Painter, PaintLook, Placement } from "./painter_core.ts";
export type { ImageSource } from "./painter_picture.ts";
export type { Context2D } from "./spare_canvas.ts";

export interface PainterOptions {
  readonly cacheWeight?: number;
  readonly images?: ImageSource;
  readonly letters?: CanvasMeasure;
}

export function createPainter(options: PainterOptions = {}): Painter {
  const { cacheWeight, images = NO_IMAGES, letters = createCanvasMeasure() } = options;
  return createPainterWith({
    paint: (shape) => paint(shape, letters),
    era: letters.era,
    hatch: drawHatch,
    text: (context, part, look) => drawText(context, part, { ...look, letters }),
    picture: (context, part, look) => drawPicture(context, part, { ...look, images }),
  }, cacheWeight);
}
