/**
 * What the file of a picture says of itself, read before anything decodes it: its type by its first bytes, and its size.
 * Hostile bytes are no picture; nothing here throws. It knows nothing of where files come from.
 */

import { avifSize } from "./avif_file.ts";
import { MAX_PICTURE_SIDE } from "./schema.ts";

export const PICTURE_TYPES = ["image/png", "image/jpeg", "image/gif", "image/webp", "image/avif"] as const;
export type PictureType = (typeof PICTURE_TYPES)[number];

export interface PictureFile {
  readonly type: PictureType;
  /** Pixels as they are stored: a camera held upright may say elsewhere that they are to be turned. */
  readonly width: number;
  readonly height: number;
  /** It tells when and where it was taken, or may: what its person did not mean to pass on. */
  readonly telling: boolean;
}

/** What a board keeps of one picture. */
export const MAX_ASSET_BYTES = 10 * 1024 * 1024;
/** Decoded it takes four times as many bytes. */
export const MAX_PICTURE_PIXELS = 40_000_000;
/** Enough of a file to tell its type. */
export const TYPE_BYTES = 64;

export function pictureTypeOf(head: Uint8Array): PictureType | undefined {
  const has = (at: number, text: string) => asciiAt(head, at, text.length) === text;
  if (has(0, "\x89PNG\r\n\x1a\n")) return "image/png";
  if (has(0, "\xff\xd8\xff")) return "image/jpeg";
  if (has(0, "GIF87a") || has(0, "GIF89a")) return "image/gif";
  if (has(0, "RIFF") && has(8, "WEBP")) return "image/webp";
  // Of the brands that a file says it can be read as, the second is a version.
  if (has(4, "ftyp") && [8, 16, 20, 24, 28, 32].some((at) => has(at, "avif") || has(at, "avis"))) {
    return "image/avif";
  }
  return undefined;
}

/** undefined when it is no picture that is kept here, or ends before its size is told. */
export function readPictureFile(bytes: Uint8Array): PictureFile | undefined {
  const type = pictureTypeOf(bytes);
  if (!type) return undefined;
  try {
    const size = READERS[type](bytes, new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    return size && size.width > 0 && size.height > 0 ? { type, ...size } : undefined;
  } catch {
    // It ended too soon.
    return undefined;
  }
}

/** Whether it may be decoded: a few bytes can claim more pixels than there is memory. */
export function fitsInMemory(
  { width, height }: { readonly width: number; readonly height: number },
): boolean {
  return width <= MAX_PICTURE_SIDE && height <= MAX_PICTURE_SIDE && width * height <= MAX_PICTURE_PIXELS;
}

export function asciiAt(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length));
}

type Size = Omit<PictureFile, "type">;
type ReadSize = (bytes: Uint8Array, view: DataView) => Size | undefined;

const READERS: Readonly<Record<PictureType, ReadSize>> = {
  "image/png": pngSize,
  "image/jpeg": jpegSize,
  "image/gif": (_, view) => ({
    width: view.getUint16(6, true),
    height: view.getUint16(8, true),
    telling: false,
  }),
  "image/webp": webpSize,
  "image/avif": avifSize,
};

function pngSize(bytes: Uint8Array, view: DataView): Size | undefined {
  if (asciiAt(bytes, 12, 4) !== "IHDR") return undefined;
  return {
    width: view.getUint32(16),
    height: view.getUint32(20),
    telling: pngChunks(bytes, view).has("eXIf"),
  };
}

function pngChunks(bytes: Uint8Array, view: DataView): Set<string> {
  const names = new Set<string>();
  for (let at = 8; at + 8 <= bytes.length; at += 12 + view.getUint32(at)) {
    const name = asciiAt(bytes, at + 4, 4);
    // Of the kinds there are some dozens; what is not among them is no file to read on in.
    if (names.size > 64) break;
    names.add(name);
  }
  return names;
}

/** Segment after segment up to the frame's header. */
function jpegSize(_: Uint8Array, view: DataView): Size | undefined {
  let telling = false;
  for (let at = 2;;) {
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (FRAME_HEADERS.has(marker)) {
      return { height: view.getUint16(at + 5), width: view.getUint16(at + 7), telling };
    }
    // Pixels before a header, or its end.
    if (marker === 0xda || marker === 0xd9) return undefined;
    if (marker === 0xe1) telling = true;
    const isBare = marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
    const length = isBare ? 0 : view.getUint16(at + 2);
    if (!isBare && length < 2) return undefined;
    at += 2 + length;
  }
}

const FRAME_HEADERS = new Set([
  ...[0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7],
  ...[0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf],
]);

/** By its first chunk: extended, lossy or lossless. */
function webpSize(bytes: Uint8Array, view: DataView): Size | undefined {
  switch (asciiAt(bytes, 12, 4)) {
    case "VP8X": {
      const side = (at: number) => 1 + view.getUint16(at, true) + (view.getUint8(at + 2) << 16);
      return { width: side(24), height: side(27), telling: (view.getUint8(20) & 0b1100) !== 0 };
    }
    case "VP8 ":
      if (asciiAt(bytes, 23, 3) !== "\x9d\x01\x2a") return undefined;
      return {
        width: view.getUint16(26, true) & 0x3fff,
        height: view.getUint16(28, true) & 0x3fff,
        telling: false,
      };
    case "VP8L": {
      if (view.getUint8(20) !== 0x2f) return undefined;
      const bits = view.getUint32(21, true);
      return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff), telling: false };
    }
    default:
      return undefined;
  }
}
