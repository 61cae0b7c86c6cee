/**
 * Packing of a stroke's recorded points into few bytes.
 *
 * Layout, all numbers LEB128 varints: a header byte (bits 0-4 the exponent `e`: one quantum is 2^-e world units;
 * bit 7 set when pressures follow), the count, the box's width and height in quanta, the first point's x and y in
 * quanta from the box's top left corner, then for each further point the zigzag delta of x and of y, then, if the
 * header says so, one byte of pressure a point. The box is in the header so that bounds cost no unpacking.
 */

import type { Vec } from "./vec.ts";

/** A recorded point, relative to the stroke's `xy` once packed. `pressure` is 0 to 1. */
export interface InkPoint {
  readonly x: number;
  readonly y: number;
  readonly pressure: number;
}

/** `velocity`: the device told no pressure, the outline simulates it from speed. */
export type PressureSource = "device" | "velocity";

export interface Ink {
  readonly points: readonly InkPoint[];
  readonly pressure: PressureSource;
}

export interface PackedInk {
  /** World position of the top left corner of the points' box. */
  readonly xy: Vec;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export const MAX_POINTS = 20_000;
/** The finest quantum is 2^-MAX_EXPONENT world units. */
export const MAX_EXPONENT = 12;
const DEFAULT_EXPONENT = 3;
const HAS_PRESSURE = 0x80;
const EXPONENT_BITS = 0x1f;

/**
 * Packs world points. `zoom` is the camera's when they were drawn: the quantum is an eighth of a screen pixel or
 * finer, so that ink drawn under magnification keeps its detail. Throws RangeError on no points or too many.
 */
export function packPoints(ink: Ink, zoom = 1): PackedInk {
  const { points } = ink;
  const first = points[0];
  if (!first || points.length > MAX_POINTS) {
    throw new RangeError(`Cannot pack ${points.length} points: between 1 and ${MAX_POINTS} are wanted`);
  }
  const exponent = Math.min(MAX_EXPONENT, Math.max(0, DEFAULT_EXPONENT + Math.ceil(Math.log2(zoom))));
  const unit = 2 ** exponent;
  // All in whole quanta from here on, so that packing what was unpacked gives the same bytes.
  const quanta = (n: number) => Math.round(n * unit);
  let left = Infinity, top = Infinity, right = -Infinity, bottom = -Infinity;
  for (const { x, y } of points) {
    left = Math.min(left, quanta(x));
    top = Math.min(top, quanta(y));
    right = Math.max(right, quanta(x));
    bottom = Math.max(bottom, quanta(y));
  }
  const out = new ByteWriter(16 + points.length * 5);
  const withPressure = ink.pressure === "device";
  out.byte(exponent | (withPressure ? HAS_PRESSURE : 0));
  out.varint(points.length);
  out.varint(right - left);
  out.varint(bottom - top);
  let lastX = 0, lastY = 0;
  points.forEach((point, i) => {
    const x = quanta(point.x) - left;
    const y = quanta(point.y) - top;
    out.varint(i === 0 ? x : zigzag(x - lastX));
    out.varint(i === 0 ? y : zigzag(y - lastY));
    lastX = x;
    lastY = y;
  });
  if (withPressure) {
    for (const { pressure } of points) out.byte(Math.round(Math.min(1, Math.max(0, pressure)) * 255));
  }
  // Adding 0 makes 0 of -0.
  return { xy: { x: (left + 0) / unit, y: (top + 0) / unit }, bytes: out.bytes() };
}

/** Throws RangeError when the bytes are not a packed stroke, whole and with nothing after it. */
export function unpackPoints(bytes: Uint8Array): Ink {
  const { unit, withPressure, count, reader } = readHeader(bytes);
  const xs = new Array<number>(count), ys = new Array<number>(count);
  let x = 0, y = 0;
  for (let i = 0; i < count; i++) {
    x += i === 0 ? reader.varint() : unzigzag(reader.varint());
    y += i === 0 ? reader.varint() : unzigzag(reader.varint());
    xs[i] = x / unit;
    ys[i] = y / unit;
  }
  const points = xs.map((px, i): InkPoint => ({
    x: px,
    y: ys[i] ?? 0,
    pressure: withPressure ? reader.byte() / 255 : 0.5,
  }));
  if (!reader.done) {
    throw new RangeError(`Cannot unpack points: ${bytes.length} bytes are more than they need`);
  }
  return { points, pressure: withPressure ? "device" : "velocity" };
}

/** The points' box in world units, and how many they are. */
export interface Extent {
  readonly width: number;
  readonly height: number;
  readonly count: number;
}

/** From the header alone. Throws RangeError as above. */
export function packedExtent(bytes: Uint8Array): Extent {
  const { width, height, count } = readHeader(bytes);
  return { width, height, count };
}

/** The extent if `unpackPoints` would succeed and the header tells the truth about the box; never throws. */
export function verifyPacked(bytes: Uint8Array): Extent | undefined {
  try {
    const { unit, withPressure, width, height, count, reader } = readHeader(bytes);
    const right = width * unit, bottom = height * unit;
    let x = 0, y = 0;
    for (let i = 0; i < count; i++) {
      x += i === 0 ? reader.varint() : unzigzag(reader.varint());
      y += i === 0 ? reader.varint() : unzigzag(reader.varint());
      if (x < 0 || y < 0 || x > right || y > bottom) return undefined;
    }
    if (withPressure) reader.skip(count);
    return reader.done ? { width, height, count } : undefined;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function readHeader(bytes: Uint8Array) {
  const reader = new ByteReader(bytes);
  const head = reader.byte();
  const exponent = head & EXPONENT_BITS;
  const withPressure = (head & HAS_PRESSURE) !== 0;
  if (exponent > MAX_EXPONENT) throw new RangeError(`Cannot unpack points: exponent is ${exponent}`);
  const unit = 2 ** exponent;
  const count = reader.varint();
  const width = reader.varint() / unit;
  const height = reader.varint() / unit;
  const least = count * (withPressure ? 3 : 2);
  if (count < 1 || count > MAX_POINTS || bytes.length < least) {
    throw new RangeError(`Cannot unpack points: ${count} of them in ${bytes.length} bytes`);
  }
  return { unit, withPressure, count, width, height, reader };
}

// Plain arithmetic, not bit shifts: a delta may pass 2^31 on a far-flung stroke.
function zigzag(n: number): number {
  return n < 0 ? -2 * n - 1 : 2 * n;
}

function unzigzag(n: number): number {
  return n % 2 === 0 ? n / 2 : -(n + 1) / 2;
}

class ByteWriter {
  #buffer: Uint8Array<ArrayBuffer>;
  #length = 0;

  constructor(size: number) {
    this.#buffer = new Uint8Array(size);
  }

  byte(value: number): void {
    if (this.#length === this.#buffer.length) {
      const larger = new Uint8Array(this.#buffer.length * 2);
      larger.set(this.#buffer);
      this.#buffer = larger;
    }
    this.#buffer[this.#length++] = value;
  }

  varint(value: number): void {
    if (!Number.isInteger(value) || value < 0 || value >= 2 ** 49) {
      throw new RangeError(`Cannot pack the number ${value}`);
    }
    while (value >= 0x80) {
      this.byte((value % 0x80) | 0x80);
      value = Math.floor(value / 0x80);
    }
    this.byte(value);
  }

  bytes(): Uint8Array<ArrayBuffer> {
    return this.#buffer.slice(0, this.#length);
  }
}

class ByteReader {
  #at = 0;

  constructor(readonly bytes: Uint8Array) {}

  get done(): boolean {
    return this.#at === this.bytes.length;
  }

  byte(): number {
    const value = this.bytes[this.#at++];
    if (value === undefined) {
      throw new RangeError(`Cannot unpack points: ${this.bytes.length} bytes end too soon`);
    }
    return value;
  }

  skip(count: number): void {
    this.#at += count;
  }

  varint(): number {
    let value = 0;
    for (let factor = 1; factor <= 2 ** 42; factor *= 0x80) {
      const byte = this.byte();
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
    }
    throw new RangeError("Cannot unpack points: a number is longer than 49 bits");
  }
}
