/**
 * The edge of the document: what may be a shape, and what of an edit may be written. Whatever is read is parsed
 * here, so that nothing behind it need doubt a shape. Knows neither Yjs nor where the values come from.
 */

import { type Extent, verifyPacked } from "../geometry/points.ts";
import { isShapeId } from "./ids.ts";
import { isOrder } from "./order.ts";
import { isNamed } from "./palette.ts";
import type { Color, Pair, Shape, ShapeKind, ShapeProps } from "./shape.ts";
import { fitText } from "./text_diff.ts";

type PropName = keyof ShapeProps;

/** World units. */
export const MAX_COORDINATE = 1e9;
export const MAX_SIZE = 2048;
export const MAX_STROKE_EXTENT = 1e6;
/** UTF-16 code units. A longer text is shown cut: two people typing at its end must not make it vanish. */
export const MAX_TEXT_LENGTH = 20_000;

/**
 * Reads a record. An invalid edited property (`overrides`) is passed over for the record's own; a record that is
 * invalid or of an unknown kind is none, whatever was edited since. Never throws.
 */
export function parseShape(
  id: string,
  record: unknown,
  overrides: (prop: PropName) => unknown,
  text: string | undefined,
): Shape | undefined {
  if (!isShapeId(id) || typeof record !== "object" || record === null) return undefined;
  const own = record as Readonly<Record<string, unknown>>;
  const read = <P extends PropName>(prop: P): ShapeProps[P] | undefined => {
    const value = own[prop];
    if (!CHECKS[prop](value)) return undefined;
    const edited = overrides(prop);
    return edited !== undefined && CHECKS[prop](edited) ? edited : value;
  };
  const z = read("z"), xy = read("xy"), color = read("color"), size = read("size");
  if (z === undefined || xy === undefined || color === undefined || size === undefined) return undefined;
  const { kind } = own;
  switch (kind) {
    case "stroke": {
      const { points } = own;
      return isPackedStroke(points) ? { kind, id, z, xy, color, size, points: detach(points) } : undefined;
    }
    case "rectangle":
    case "ellipse": {
      const wh = read("wh");
      return wh && { kind, id, z, xy, color, size, wh };
    }
    case "line":
    case "arrow": {
      const to = read("to");
      return to && { kind, id, z, xy, color, size, to };
    }
    case "text": {
      const wh = read("wh");
      return wh && { kind, id, z, xy, color, size, wh, text: fitText(text ?? "", MAX_TEXT_LENGTH) };
    }
    default:
      return undefined;
  }
}

/** The shape as it would be read back; undefined when nobody could read it. */
export function normalizeShape(shape: Shape): Shape | undefined {
  return parseShape(shape.id, shape, unedited, shape.kind === "text" ? shape.text : undefined);
}

/** No property was edited. */
export function unedited(): undefined {
  return undefined;
}

/** What of the properties is valid, belongs to the shape's kind and differs from what it has; undefined if nothing. */
export function changedProps(shape: Shape, props: Partial<ShapeProps>): Partial<ShapeProps> | undefined {
  const changed: Partial<ShapeProps> = {};
  const compare = <P extends PropName>(prop: P) => {
    const value: unknown = props[prop];
    const current: Partial<ShapeProps> = shape;
    if (CHECKS[prop](value) && !isSame(value, current[prop])) Object.assign(changed, { [prop]: value });
  };
  PROPS[shape.kind].forEach(compare);
  return Object.keys(changed).length > 0 ? changed : undefined;
}

export function isColor(value: unknown): value is Color {
  return typeof value === "string" && (isNamed(value) || CUSTOM_COLOR.test(value));
}

export function isSize(value: unknown): value is number {
  return typeof value === "number" && value > 0 && value <= MAX_SIZE;
}

export function isPair(value: unknown): value is Pair {
  return Array.isArray(value) && value.length === 2 && isCoordinate(value[0]) && isCoordinate(value[1]);
}

export function isCoordinate(value: unknown): value is number {
  return typeof value === "number" && Math.abs(value) <= MAX_COORDINATE;
}

const CUSTOM_COLOR = /^#[0-9a-f]{6}$/;

/** Each property validates by itself: so does an edit of it, whatever happened to the others meanwhile. */
const CHECKS: { readonly [P in PropName]: (value: unknown) => value is ShapeProps[P] } = {
  xy: isPair,
  wh: isExtentPair,
  to: isPair,
  z: isOrder,
  color: isColor,
  size: isSize,
};

const COMMON = ["xy", "z", "color", "size"] as const;
const PROPS: { readonly [K in ShapeKind]: readonly PropName[] } = {
  stroke: COMMON,
  rectangle: [...COMMON, "wh"],
  ellipse: [...COMMON, "wh"],
  line: [...COMMON, "to"],
  arrow: [...COMMON, "to"],
  text: [...COMMON, "wh"],
};

function isExtentPair(value: unknown): value is Pair {
  return isPair(value) && value[0] >= 0 && value[1] >= 0;
}

function isPackedStroke(value: unknown): value is Uint8Array {
  if (!(value instanceof Uint8Array)) return false;
  const extent: Extent | undefined = verifyPacked(value);
  return extent !== undefined && extent.width <= MAX_STROKE_EXTENT && extent.height <= MAX_STROKE_EXTENT;
}

/**
 * Decoded points are a view into the update they came in. A copy of its own, lest handing one stroke to a worker
 * clone the whole update with it.
 */
function detach(points: Uint8Array): Uint8Array {
  return points.byteLength < points.buffer.byteLength ? points.slice() : points;
}

function isSame(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a[0] === b[0] && a[1] === b[1];
  return a === b;
}
