/** Draws a picture, or while it is not there its blurred preview. Where pictures come from is a port. */

import { thumbHashToRGBA } from "thumbhash";
import type { PaintCommand } from "../../../core/board/paint.ts";
import { cssPaint } from "../../../core/board/paint_colors.ts";
import type { Theme } from "../../../core/board/palette.ts";
import { pictureSide } from "../picture_side.ts";
import { type Context2D, createSpareCanvas, type SpareCanvas } from "./spare_canvas.ts";

export interface ImageSource {
  /**
   * The picture at this address, if it is here by now. Whoever provides it asks for repainting when it has come. `px`:
   * how many device pixels its longer side would take, all of it.
   */
  get(asset: string, px: number): CanvasImageSource | undefined;
}

export const NO_IMAGES: ImageSource = { get: () => undefined };

export function drawPicture(
  context: Context2D,
  { picture, crop, wh, mirror }: Extract<PaintCommand, { readonly op: "picture" }>,
  { theme, scale, images }: { readonly theme: Theme; readonly scale: number; readonly images: ImageSource },
): void {
  const [width, height] = wh;
  const shown = images.get(picture.asset, pictureSide({ wh, crop }, scale)) ??
    (picture.preview && previewOf(picture.preview));
  if (!shown) {
    context.fillStyle = cssPaint({ tone: "blank" }, theme).color;
    context.fillRect(0, 0, width, height);
    return;
  }
  const { across, down } = pixelsOf(shown);
  const [x, y, w, h] = crop;
  context.save();
  context.translate(width / 2, height / 2);
  context.scale(...mirror);
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = "high";
  context.drawImage(
    shown,
    x * across,
    y * down,
    w * across,
    h * down,
    -width / 2,
    -height / 2,
    width,
    height,
  );
  context.restore();
}

/** Shorter bytes are no ThumbHash. */
const LEAST_PREVIEW = 5;
const previews = new WeakMap<Uint8Array, SpareCanvas["canvas"]>();

function previewOf(preview: Uint8Array): SpareCanvas["canvas"] | undefined {
  const known = previews.get(preview);
  if (known || preview.length < LEAST_PREVIEW) return known;
  const { w, h, rgba } = thumbHashToRGBA(preview);
  const { canvas, context } = createSpareCanvas(w, h);
  context.putImageData(new ImageData(new Uint8ClampedArray(rgba), w, h), 0, 0);
  previews.set(preview, canvas);
  return canvas;
}

function pixelsOf(image: CanvasImageSource): { across: number; down: number } {
  if ("naturalWidth" in image) return { across: image.naturalWidth, down: image.naturalHeight };
  if ("displayWidth" in image) return { across: image.displayWidth, down: image.displayHeight };
  const { width, height } = image;
  return typeof width === "number" && typeof height === "number"
    ? { across: width, down: height }
    : { across: 0, down: 0 };
}
