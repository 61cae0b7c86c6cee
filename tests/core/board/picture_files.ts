/** Files of pictures as far as their headers go: what stands after them is never looked at. */

import type { PictureType } from "../../../core/board/picture_file.ts";

type Part = string | number | readonly number[] | Uint8Array;

/** Of each type, one that says it has this size. */
export const SAMPLES: Readonly<
  Record<PictureType, (width: number, height: number) => Uint8Array<ArrayBuffer>>
> = {
  "image/png": (width, height) => png(width, height),
  "image/jpeg": (width, height) => jpeg(width, height),
  "image/gif": (width, height) => bytes("GIF89a", le16(width), le16(height), [0, 0, 0, 0x3b]),
  "image/webp": (width, height) => webpLossy(width, height),
  "image/avif": (width, height) => avif([[width, height]]),
};

export function png(width: number, height: number, ...chunks: readonly string[]): Uint8Array<ArrayBuffer> {
  return bytes(
    ...[[0x89], "PNG\r\n", [0x1a, 0x0a], be32(13), "IHDR", be32(width), be32(height), [8, 6, 0, 0, 0]],
    be32(0),
    ...chunks.flatMap((name) => [be32(2), name, [1, 2], be32(0)]),
    ...[be32(0), "IEND", be32(0)],
  );
}

export function jpeg(width: number, height: number, before: readonly Part[] = []): Uint8Array<ArrayBuffer> {
  const frame = [[0xff, 0xc0], be16(11), 8, be16(height), be16(width), [1, 1, 0x11, 0]];
  return bytes([0xff, 0xd8], ...before, ...frame, [0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0xd9]);
}

/** As a camera writes it, before the picture. */
export const EXIF: readonly Part[] = [[0xff, 0xe1], be16(10), "Exif", [0, 0, 1, 2]];

export function webpLossy(width: number, height: number): Uint8Array<ArrayBuffer> {
  return riff("VP8 ", bytes([0, 0, 0, 0x9d, 0x01, 0x2a], le16(width), le16(height), [0]));
}

export function webpLossless(width: number, height: number): Uint8Array<ArrayBuffer> {
  const bits = (width - 1) | ((height - 1) << 14);
  return riff("VP8L", bytes([0x2f, bits & 255, (bits >> 8) & 255, (bits >> 16) & 255, (bits >>> 24) & 255]));
}

export function webpExtended(width: number, height: number, flags = 0): Uint8Array<ArrayBuffer> {
  return riff("VP8X", bytes([flags, 0, 0, 0], le24(width - 1), le24(height - 1)));
}

export function avif(
  sizes: readonly (readonly [number, number])[],
  beside: readonly Part[] = [],
): Uint8Array<ArrayBuffer> {
  const all = sizes.map(([width, height]) => box("ispe", be32(0), be32(width), be32(height)));
  const meta = box("meta", be32(0), ...beside, box("iprp", box("ipco", ...all)));
  return bytes(box("ftyp", "avif", be32(0), "avifmif1"), meta, box("mdat", [1, 2, 3]));
}

export function box(name: string, ...parts: readonly Part[]): Uint8Array<ArrayBuffer> {
  const inside = bytes(...parts);
  return bytes(be32(inside.length + 8), name, inside);
}

export function bytes(...parts: readonly Part[]): Uint8Array<ArrayBuffer> {
  const all = parts.flatMap((part) => {
    if (typeof part === "number") return [part];
    return typeof part === "string" ? [...part].map((letter) => letter.charCodeAt(0)) : [...part];
  });
  return new Uint8Array(all);
}

export function be32(value: number): number[] {
  return [value >>> 24, (value >> 16) & 255, (value >> 8) & 255, value & 255];
}

function be16(value: number): number[] {
  return [(value >> 8) & 255, value & 255];
}

function le16(value: number): number[] {
  return [value & 255, (value >> 8) & 255];
}

function le24(value: number): number[] {
  return [...le16(value), (value >> 16) & 255];
}

function riff(name: string, content: Uint8Array): Uint8Array<ArrayBuffer> {
  return bytes("RIFF", [0, 0, 0, 0], "WEBP", name, [0, 0, 0, 0], content);
}
