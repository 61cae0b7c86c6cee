/** Ids of shapes: random, so that no two people ever make the same one. Where the randomness is from, the caller says. */

import { toBase64Url } from "./base64url.ts";
import type { ShapeId } from "./shape.ts";

/** 72 bits: twelve characters of base64url, and even a billion shapes collide once in 9,000 boards. */
const ID_BYTES = 9;
const SHAPE_ID = /^[A-Za-z0-9_-]{8,32}$/;

/** `randomBytes(n)` gives n cryptographically random bytes. */
export function createIdSource(randomBytes: (count: number) => Uint8Array): () => ShapeId {
  return () => toBase64Url(randomBytes(ID_BYTES));
}

export function isShapeId(value: unknown): value is ShapeId {
  return typeof value === "string" && SHAPE_ID.test(value);
}
