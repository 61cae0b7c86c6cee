/** Whether bytes are what a board keeps: a picture, of a size that a browser can decode, and under its right name. */

import { createHash } from "node:crypto";
import { fitsInMemory, MAX_PICTURE_PIXELS, readPictureFile } from "../../core/board/picture_file.ts";
import { MAX_PICTURE_SIDE } from "../../core/board/schema.ts";
import type { NewAsset } from "./asset_store.ts";

export interface AssetFault {
  readonly kind: "no picture" | "too many pixels" | "another hash";
  readonly words: string;
}

/** undefined when all is well. The cheapest look comes first. */
export function faultOfAsset({ id, bytes }: NewAsset): AssetFault | undefined {
  const file = readPictureFile(bytes);
  if (!file) {
    return { kind: "no picture", words: "These bytes are no PNG, JPEG, GIF, WebP or AVIF picture." };
  }
  const { width, height } = file;
  if (!fitsInMemory(file)) {
    const most = `${MAX_PICTURE_SIDE} pixels a side and ${MAX_PICTURE_PIXELS / 1e6} million in all`;
    return { kind: "too many pixels", words: `The picture has ${width} × ${height} pixels: ${most} may be.` };
  }
  const hash = createHash("sha256").update(bytes).digest("hex");
  return hash === id ? undefined : { kind: "another hash", words: `The SHA-256 of these bytes is ${hash}.` };
}
