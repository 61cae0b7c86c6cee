/**
 * From a file somebody brings to what a board keeps: checked before it is decoded; drawn anew where it is too large or
 * tells where it was taken; named by its hash; with a blurred preview. It knows no board and sends nothing.
 */

import { rgbaToThumbHash } from "thumbhash";
import {
  fitsInMemory,
  MAX_ASSET_BYTES,
  type PictureFile,
  readPictureFile,
} from "../../core/board/picture_file.ts";
import { MAX_PREVIEW_BYTES } from "../../core/board/schema.ts";
import type { Pair } from "../../core/board/shape.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { createSurface } from "./surface.ts";
import { isSvgText, MAX_SVG_LENGTH, sizedSvg, svgSize } from "./svg_file.ts";

export interface PreparedPicture {
  /** The hash of its bytes. */
  readonly asset: string;
  readonly blob: Blob;
  /** Pixels. */
  readonly natural: Pair;
  /** CSS pixels it was made to be seen at. */
  readonly shown: Pair;
  readonly preview: Uint8Array;
}

export type PictureFault =
  | { readonly kind: "no picture" }
  | { readonly kind: "damaged" }
  | { readonly kind: "too large"; readonly width: number; readonly height: number }
  | { readonly kind: "too heavy" };

/** The file cannot be put on a board. */
export class PictureError extends Error {
  override readonly name = "PictureError";

  constructor(readonly fault: PictureFault, options?: ErrorOptions) {
    super(`Cannot use this file as a picture: ${fault.kind}`, options);
  }
}

/** Of the longer side of what is kept. */
export const MAX_KEPT_SIDE = 4096;
/** Lighter files stay as they are. */
const KEPT_BYTES = 4 * 1024 * 1024;
/** Heavier files are not even read. */
const MAX_FILE_BYTES = 128 * 1024 * 1024;
const QUALITY = 0.9;
const PREVIEW_SIDE = 96;
/** A drawing is sharp when one zooms in a little, and on a fine screen. */
const SVG_SCALE = 2;
const LEAST_SVG_SIDE = 512;

/** Throws PictureError. */
export async function preparePicture(file: Blob): Promise<PreparedPicture> {
  if (file.size > MAX_FILE_BYTES) throw new PictureError({ kind: "too heavy" });
  const bytes = new Uint8Array(await file.arrayBuffer());
  const header = readPictureFile(bytes);
  if (header) return await prepareRaster(bytes, header);
  const text = bytes.length <= MAX_SVG_LENGTH ? new TextDecoder().decode(bytes) : "";
  if (!isSvgText(text)) throw new PictureError({ kind: "no picture" });
  return await prepareSvg(text);
}

async function prepareRaster(bytes: Uint8Array<ArrayBuffer>, header: PictureFile): Promise<PreparedPicture> {
  const { width, height, type } = header;
  if (!fitsInMemory(header)) throw new PictureError({ kind: "too large", width, height });
  const source = new Blob([bytes], { type });
  // As the camera was held.
  const picture = await orDamaged(createImageBitmap(source));
  try {
    const shown: Pair = [picture.width, picture.height];
    const isKept = !header.telling && Math.max(...shown) <= MAX_KEPT_SIDE &&
      bytes.length <= (type === "image/gif" ? MAX_ASSET_BYTES : KEPT_BYTES);
    if (isKept) return await finish(source, { picture, natural: shown, shown });
    const { blob, natural } = await drawAnew(picture, { opaque: type === "image/jpeg", from: shown });
    return await finish(blob, { picture, natural, shown });
  } finally {
    picture.close();
  }
}

async function prepareSvg(text: string): Promise<PreparedPicture> {
  const { width, height } = svgSize(text) ?? { width: 300, height: 150 };
  const longest = Math.max(width, height);
  const scale = Math.min(MAX_KEPT_SIDE, Math.max(LEAST_SVG_SIDE, SVG_SCALE * longest)) / longest;
  const pixels: Pair = [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
  const [across, down] = pixels;
  const image = new Image();
  // As an image nothing in it runs and nothing is fetched. A data URL does not taint the canvas, where a blob's may.
  image.src = `data:image/svg+xml;charset=utf-8,${
    encodeURIComponent(sizedSvg(text, { width: across, height: down }))
  }`;
  await orDamaged(image.decode());
  const { blob, natural } = await orDamaged(drawAnew(image, { opaque: false, from: pixels }));
  const most = MAX_KEPT_SIDE / longest;
  const shown: Pair = most < 1 ? [width * most, height * most] : [width, height];
  return await finish(blob, { picture: image, natural, shown });
}

async function orDamaged<T>(made: Promise<T>): Promise<T> {
  try {
    return await made;
  } catch (cause) {
    throw new PictureError({ kind: "damaged" }, { cause });
  }
}

/** As light as a board keeps it: WebP, or what this browser writes instead. */
async function drawAnew(
  picture: CanvasImageSource,
  { opaque, from: [width, height] }: { readonly opaque: boolean; readonly from: Pair },
): Promise<{ blob: Blob; natural: Pair }> {
  let scale = Math.min(1, MAX_KEPT_SIDE / Math.max(width, height));
  for (;;) {
    const natural: Pair = [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
    const surface = createSurface(...natural);
    surface.context.drawImage(picture, 0, 0, ...natural);
    let blob = await surface.blob("image/webp", QUALITY);
    // Safari writes no WebP: a photo would be a PNG of many megabytes.
    if (blob.type !== "image/webp" && opaque) blob = await surface.blob("image/jpeg", QUALITY);
    surface.dispose();
    if (blob.size <= MAX_ASSET_BYTES) return { blob, natural };
    scale *= 0.7;
  }
}

async function finish(
  blob: Blob,
  { picture, natural, shown }: Pick<PreparedPicture, "natural" | "shown"> & {
    readonly picture: CanvasImageSource;
  },
): Promise<PreparedPicture> {
  const asset = await fingerprintOf(new Uint8Array(await blob.arrayBuffer()));
  return { asset, blob, natural, shown, preview: previewOf(picture, natural) };
}

function previewOf(picture: CanvasImageSource, [width, height]: Pair): Uint8Array {
  const scale = Math.min(1, PREVIEW_SIDE / Math.max(width, height));
  const size: Pair = [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
  const surface = createSurface(...size);
  surface.context.drawImage(picture, 0, 0, ...size);
  const { data } = surface.context.getImageData(0, 0, ...size);
  surface.dispose();
  return rgbaToThumbHash(...size, data).slice(0, MAX_PREVIEW_BYTES);
}
