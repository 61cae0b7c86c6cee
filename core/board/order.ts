/** Which shape lies above which: fractional indices, so that one shape moves without touching another. */

import { generateKeyBetween } from "fractional-indexing";
import type { ShapeId } from "./shape.ts";

export const MAX_ORDER_LENGTH = 256;

/** Above `z`, and so on top if `z` is the topmost; the first of all if there is none. */
export function orderAfter(z: string | undefined): string {
  return orderBetween(z, undefined);
}

/**
 * Between two neighbours; an absent one is the end of the board. Where there is no room (two of the same index, or
 * indices grown too long) the answer is the lower one's own or the next above it. Throws on no fractional index.
 */
export function orderBetween(below: string | undefined, above: string | undefined): string {
  // Two people may give two shapes the same index at once. Nothing lies between; right above both comes nearest.
  const key = below !== undefined && below === above
    ? below + MIDDLE_DIGIT
    : generateKeyBetween(below ?? null, above ?? null);
  return key.length <= MAX_ORDER_LENGTH ? key : below ?? above ?? key;
}

/** Painting order. Compares code units, never by locale: every peer must see the same order. */
export function compareOrder(
  a: { readonly z: string; readonly id: ShapeId },
  b: { readonly z: string; readonly id: ShapeId },
): number {
  if (a.z !== b.z) return a.z < b.z ? -1 : 1;
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
}

/**
 * Whether the fractional-indexing library takes it as a key: a letter that says how many digits the integer part has
 * (`a` and `Z` one, `b` and `Y` two, …), those digits in base 62, then a fraction that does not end in `0`.
 */
export function isOrder(value: unknown): value is string {
  if (typeof value !== "string" || value.length < 2 || value.length > MAX_ORDER_LENGTH) return false;
  const head = value.charCodeAt(0);
  const digits = isLower(head) ? head - A + 1 : isUpper(head) ? UPPER_Z - head + 1 : 0;
  if (digits === 0 || value.length < digits + 1) return false;
  for (let i = 1; i < value.length; i++) {
    const code = value.charCodeAt(i);
    if (!isLower(code) && !isUpper(code) && !(code >= ZERO && code <= NINE)) return false;
  }
  if (value.length > digits + 1) return value.charCodeAt(value.length - 1) !== ZERO;
  return value !== SMALLEST;
}

const MIDDLE_DIGIT = "V";
const ZERO = 48, NINE = 57, UPPER_A = 65, UPPER_Z = 90, A = 97, Z = 122;
/** Reserved by the library: nothing could ever come before it. */
const SMALLEST = "A" + "0".repeat(26);

function isLower(code: number): boolean {
  return code >= A && code <= Z;
}

function isUpper(code: number): boolean {
  return code >= UPPER_A && code <= UPPER_Z;
}
