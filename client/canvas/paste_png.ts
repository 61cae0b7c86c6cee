/** Shapes as a PNG, as the canvas shows them, for other apps. Waits for their pictures; knows no clipboard. */

import { createSurface } from "../assets/surface.ts";
import { boundsOf } from "../../core/board/bounds.ts";
import { clipOf, clipped } from "../../core/board/clip.ts";
import { GROUND, type Theme } from "../../core/board/palette.ts";
import type { Shape } from "../../core/board/shape.ts";
import { type Box, grow, union } from "../../core/geometry/box.ts";
import { pictureSide } from "./picture_side.ts";
import { createPainter } from "./render/painter.ts";
import type { BoardPictures } from "./render/view.ts";

export interface PngOptions {
  readonly theme: Theme;
  readonly pictures: Pick<BoardPictures, "load">;
}

/** Pixels a world unit: sharp on fine screens, and when it is printed small. */
const SCALE = 2;
const MARGIN = 8;
const MAX_SIDE = 8_192;
/** Safari on a telephone gives no larger canvas. */
const MAX_PIXELS = 16_000_000;

/** The lowest shape first. Rejects when nothing of them is seen, or the browser gives no canvas so large. */
export async function pngOf(shapes: readonly Shape[], { theme, pictures }: PngOptions): Promise<Blob> {
  const byId = new Map(shapes.map((shape) => [shape.id, shape]));
  const seen = shapes.flatMap((shape) => {
    const clip = clipOf(shape, (id) => byId.get(id));
    const box = clipped(boundsOf(shape), clip);
    return box ? [{ shape, clip, box }] : [];
  });
  const [first, ...more] = seen.map(({ box }) => box);
  if (!first) throw new RangeError(`Cannot paint ${shapes.length} shapes: nothing of them is seen`);
  const all = grow(more.reduce(union, first), MARGIN);
  const scale = scaleFor(all);
  const images = await imagesOf(shapes, { pictures, scale });
  const painter = createPainter({ images });
  const surface = createSurface(
    Math.max(1, Math.round((all.maxX - all.minX) * scale)),
    Math.max(1, Math.round((all.maxY - all.minY) * scale)),
  );
  const { context } = surface;
  // Behind all at the end: what is blended with what lies under it is so with other shapes only, as on tiles.
  const place = { scale, x: -all.minX * scale, y: -all.minY * scale };
  for (const { shape, clip } of seen) painter.draw(context, shape, place, { theme, clip });
  painter.flush(context);
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.globalCompositeOperation = "destination-over";
  context.fillStyle = GROUND[theme];
  context.fillRect(0, 0, context.canvas.width, context.canvas.height);
  const png = await surface.blob("image/png");
  surface.dispose();
  return png;
}

function scaleFor({ minX, minY, maxX, maxY }: Box): number {
  const width = maxX - minX, height = maxY - minY;
  return Math.min(SCALE, MAX_SIDE / Math.max(width, height), Math.sqrt(MAX_PIXELS / (width * height)));
}

async function imagesOf(
  shapes: readonly Shape[],
  { pictures, scale }: { readonly pictures: PngOptions["pictures"]; readonly scale: number },
): Promise<{ get(asset: string): ImageBitmap | undefined }> {
  const wanted = new Map<string, number>();
  for (const shape of shapes) {
    if (shape.kind !== "image") continue;
    const px = pictureSide(shape, scale);
    wanted.set(shape.asset, Math.max(px, wanted.get(shape.asset) ?? 0));
  }
  const there = await Promise.all(
    [...wanted].map(async ([asset, px]) => [asset, await pictures.load(asset, px)] as const),
  );
  const byAsset = new Map(there);
  return { get: (asset) => byAsset.get(asset) };
}
