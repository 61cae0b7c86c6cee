/**
 * The edge of the document: what may be a shape, and what of an edit may be written. Whatever is read is parsed
 * here, so that nothing behind it need doubt a shape. Knows neither Yjs nor where the values come from.
 */

import { type Extent, verifyPacked } from "../geometry/points.ts";
import { uniteCuts } from "./cuts.ts";
import { isShapeId } from "./ids.ts";
import { isOrder } from "./order.ts";
import { isNamed } from "./palette.ts";
import {
  ALIGNS,
  type Binding,
  BOX_KINDS,
  type Color,
  type Cuts,
  DASHES,
  FILL_STYLES,
  FLIPS,
  FONTS,
  HEADS,
  NIBS,
  type Pair,
  ROUTES,
  type Shape,
  type ShapeKind,
  type ShapeProps,
} from "./shape.ts";
import { fitText } from "./text_diff.ts";

export type PropName = keyof ShapeProps;

/** World units. */
export const MAX_COORDINATE = 1e9;
export const MAX_SIZE = 2048;
export const MAX_STROKE_EXTENT = 1e6;
/** UTF-16 code units. A longer text is shown cut: two people typing at its end must not make it vanish. */
export const MAX_TEXT_LENGTH = 20_000;
export const MAX_NAME_LENGTH = 100;
export const MAX_ALT_LENGTH = 1_000;
export const MAX_LINK_LENGTH = 2_000;
export const MAX_PREVIEW_BYTES = 64;
/** Groups in groups. */
export const MAX_GROUPS = 16;
/** Pixels a side of a picture. */
export const MAX_PICTURE_SIDE = 16_384;
export const DEFAULT_LABEL_SIZE = 24;

/**
 * Reads a record. An invalid edited property (`overrides`) is passed over for the record's own, an invalid optional one
 * for its default; a record that lacks what its kind needs, or is of an unknown kind, is none, whatever was edited since.
 * Never throws.
 */
export function parseShape(
  id: string,
  record: unknown,
  overrides: (prop: PropName) => unknown,
  text: string | undefined,
): Shape | undefined {
  if (!isShapeId(id) || typeof record !== "object" || record === null) return undefined;
  const own = record as Readonly<Record<string, unknown>>;
  const { kind } = own;
  if (typeof kind !== "string" || !Object.hasOwn(KINDS, kind)) return undefined;
  const parts = KINDS[kind as ShapeKind];
  const shape: Record<string, unknown> = { kind, id };
  for (const prop of parts.needs) {
    const value = own[prop];
    if (!CHECKS[prop](value)) return undefined;
    const edited = overrides(prop);
    const now = edited !== undefined && CHECKS[prop](edited) ? edited : value;
    shape[prop] = now instanceof Uint8Array ? detach(now) : now;
  }
  for (const prop of parts.may) {
    const edited = overrides(prop);
    const value = edited !== undefined && CHECKS[prop](edited) ? edited : own[prop];
    if (value !== undefined && CHECKS[prop](value) && !isDefault(prop, value)) shape[prop] = value;
  }
  for (const [name, read] of parts.fixed) {
    const value = read(own[name]);
    if (value !== undefined) shape[name] = value;
    else if (NEEDED.has(name)) return undefined;
  }
  const by = own["by"];
  if (isPersonId(by)) shape["by"] = by;
  const words = parts.text === "none" ? "" : fitText(text ?? "", MAX_TEXT_LENGTH);
  if (parts.text === "needed" || words !== "") shape["text"] = words;
  // Every property was checked against the table of its kind.
  return shape as unknown as Shape;
}

/** The shape as it would be read back; undefined when nobody could read it. */
export function normalizeShape(shape: Shape): Shape | undefined {
  return parseShape(shape.id, shape, unedited, wordsOf(shape));
}

/** No property was edited. */
export function unedited(): undefined {
  return undefined;
}

/** What of the properties is valid, belongs to the shape's kind and differs from what it has; undefined if nothing. */
export function changedProps(shape: Shape, props: Partial<ShapeProps>): Partial<ShapeProps> | undefined {
  const changed: Partial<ShapeProps> = {};
  const current: Readonly<Record<string, unknown>> = { ...shape };
  const { needs, may } = KINDS[shape.kind];
  for (const prop of [...needs, ...may]) {
    const value: unknown = props[prop];
    if (value === undefined || !CHECKS[prop](value)) continue;
    const same = current[prop] === undefined ? isDefault(prop, value) : isSame(value, current[prop]);
    if (!same) Object.assign(changed, { [prop]: value });
  }
  return Object.keys(changed).length > 0 ? changed : undefined;
}

/** The shape with these properties, which `changedProps` gave; a default is taken away. */
export function withProps(shape: Shape, changed: Partial<ShapeProps>): Shape {
  const now: Record<string, unknown> = { ...shape, ...changed };
  for (const [prop, value] of Object.entries(changed)) if (isDefault(prop, value)) delete now[prop];
  return now as unknown as Shape;
}

/** As properties to set, whatever the kind of shape; undefined when any of it is none. Never throws. */
export function parseProps(value: unknown): Partial<ShapeProps> | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const valid = Object.entries(value).every(([prop, of]) =>
    Object.hasOwn(CHECKS, prop) && CHECKS[prop as PropName](of)
  );
  return valid ? value : undefined;
}

/** Whether shapes of this kind have the property. */
export function hasProp(kind: ShapeKind, prop: PropName): boolean {
  return KINDS[kind].needs.includes(prop) || KINDS[kind].may.includes(prop);
}

/** Whether words can be written into shapes of this kind. */
export function holdsText(kind: ShapeKind): boolean {
  return KINDS[kind].text !== "none";
}

/** What is written in it; "" when nothing is, or can be. */
export function wordsOf(shape: Shape): string {
  return "text" in shape ? shape.text ?? "" : "";
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

/** Of a person who draws, as a browser made it up. */
export function isPersonId(value: unknown): value is string {
  return typeof value === "string" && /^[A-Za-z0-9_-]{4,32}$/.test(value);
}

/** Links that a click may follow: no script, no file. */
export function isLink(value: unknown): value is string {
  return typeof value === "string" && value.length <= MAX_LINK_LENGTH &&
    /^(https?:\/\/|mailto:)\S+$/i.test(value);
}

const CUSTOM_COLOR = /^#[0-9a-f]{6}$/;
const ASSET = /^[0-9a-f]{64}$/;
const GROUP = /^[A-Za-z0-9_-]{4,32}$/;

/** Each property validates by itself: so does an edit of it, whatever happened to the others meanwhile. */
const CHECKS: { readonly [P in PropName]: (value: unknown) => value is ShapeProps[P] } = {
  xy: isPair,
  wh: isExtentPair,
  to: isPair,
  points: isPacked,
  z: isOrder,
  color: isColor,
  size: isSize,
  opacity: isShare,
  angle: isAngle,
  flip: oneOf(FLIPS),
  groups: isGroups,
  locked: isBoolean,
  layer: isGroupOrNone,
  frame: (value): value is string => value === "" || isShapeId(value),
  link: (value): value is string => value === "" || isLink(value),
  fill: (value): value is Color | "none" => value === "none" || isColor(value),
  fillStyle: oneOf(FILL_STYLES),
  dash: oneOf(DASHES),
  closed: isBoolean,
  nib: oneOf(NIBS),
  font: oneOf(FONTS),
  align: oneOf(ALIGNS),
  bold: isBoolean,
  fixed: isBoolean,
  textSize: isSize,
  route: oneOf(ROUTES),
  bend: (value): value is number => typeof value === "number" && Math.abs(value) <= 4,
  heads: isHeads,
  start: isBindingOrNone,
  end: isBindingOrNone,
  name: isTextOf(MAX_NAME_LENGTH),
  crop: isCrop,
  alt: isTextOf(MAX_ALT_LENGTH),
};

/** What an absent property stands for; where it depends on the shape, every value is kept. */
const DEFAULTS: Partial<ShapeProps> = {
  opacity: 1,
  angle: 0,
  flip: "none",
  groups: [],
  locked: false,
  layer: "",
  frame: "",
  link: "",
  fill: "none",
  fillStyle: "tint",
  dash: "solid",
  closed: false,
  nib: "pen",
  font: "hand",
  bold: false,
  fixed: false,
  textSize: DEFAULT_LABEL_SIZE,
  route: "straight",
  bend: 0,
  heads: ["none", "arrow"],
  start: null,
  end: null,
  name: "",
  crop: [0, 0, 1, 1],
  alt: "",
};

/** What a kind's shapes have: `fixed` is as it was recorded and never edited. */
interface Parts {
  readonly needs: readonly PropName[];
  readonly may: readonly PropName[];
  readonly fixed: readonly (readonly [name: string, read: (value: unknown) => unknown])[];
  readonly text: "none" | "needed" | "optional";
}

const COMMON = ["xy", "z", "color", "size"] as const;
const ANY = ["opacity", "groups", "locked", "layer", "frame", "link"] as const;
const TURNED = ["angle", "flip"] as const;
const FILLED = ["fill", "fillStyle"] as const;
const LETTERED = ["font", "align", "bold"] as const;

const BOX: Parts = {
  needs: [...COMMON, "wh"],
  may: [...ANY, ...TURNED, ...FILLED, "dash", ...LETTERED, "textSize"],
  fixed: [],
  text: "optional",
};

const KINDS: { readonly [K in ShapeKind]: Parts } = {
  stroke: {
    needs: COMMON,
    may: [...ANY, ...TURNED, ...FILLED, "wh", "nib"],
    fixed: [["points", packedOf], ["cuts", cutsOf]],
    text: "none",
  },
  ...Object.fromEntries(BOX_KINDS.map((kind) => [kind, BOX])) as Record<(typeof BOX_KINDS)[number], Parts>,
  polyline: {
    needs: [...COMMON, "points"],
    may: [...ANY, ...TURNED, ...FILLED, "wh", "dash", "closed"],
    fixed: [],
    text: "none",
  },
  line: { needs: [...COMMON, "to"], may: [...ANY, "dash"], fixed: [], text: "none" },
  arrow: {
    needs: [...COMMON, "to"],
    may: [...ANY, "dash", "route", "bend", "heads", "start", "end"],
    fixed: [],
    text: "none",
  },
  text: {
    needs: [...COMMON, "wh"],
    may: [...ANY, ...TURNED, ...LETTERED, "fixed"],
    fixed: [],
    text: "needed",
  },
  note: { needs: [...COMMON, "wh"], may: [...ANY, ...TURNED, ...LETTERED], fixed: [], text: "needed" },
  frame: { needs: [...COMMON, "wh"], may: [...ANY, "name"], fixed: [], text: "none" },
  image: {
    needs: [...COMMON, "wh"],
    may: [...ANY, ...TURNED, "crop", "alt"],
    fixed: [["asset", assetOf], ["natural", naturalOf], ["preview", previewOf]],
    text: "none",
  },
};

const NEEDED = new Set(["points", "asset", "natural"]);

function isExtentPair(value: unknown): value is Pair {
  return isPair(value) && value[0] >= 0 && value[1] >= 0;
}

function isShare(value: unknown): value is number {
  return typeof value === "number" && value >= 0 && value <= 1;
}

function isAngle(value: unknown): value is number {
  return typeof value === "number" && Math.abs(value) <= 2 * Math.PI;
}

function isBoolean(value: unknown): value is boolean {
  return typeof value === "boolean";
}

function oneOf<T extends string>(values: readonly T[]): (value: unknown) => value is T {
  return (value): value is T => (values as readonly unknown[]).includes(value);
}

function isTextOf(length: number): (value: unknown) => value is string {
  return (value): value is string =>
    typeof value === "string" && value.length <= length && value.isWellFormed();
}

function isGroup(value: unknown): value is string {
  return typeof value === "string" && GROUP.test(value);
}

function isGroupOrNone(value: unknown): value is string {
  return value === "" || isGroup(value);
}

function isGroups(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length <= MAX_GROUPS && value.every(isGroup);
}

function isHeads(value: unknown): value is ShapeProps["heads"] {
  return Array.isArray(value) && value.length === 2 && value.every(oneOf(HEADS));
}

function isBindingOrNone(value: unknown): value is Binding | null {
  if (value === null) return true;
  if (typeof value !== "object") return false;
  const { id, at } = value as Readonly<Record<string, unknown>>;
  return isShapeId(id) && isPair(at) && at.every(isShare);
}

function isCrop(value: unknown): value is ShapeProps["crop"] {
  if (!Array.isArray(value) || value.length !== 4 || !value.every(isShare)) return false;
  const [x, y, width, height] = value as [number, number, number, number];
  // Sums of shares may pass 1 by a rounding.
  return width > 0 && height > 0 && x + width <= 1.000001 && y + height <= 1.000001;
}

function packedOf(value: unknown): Uint8Array | undefined {
  return isPacked(value) ? detach(value) : undefined;
}

function isPacked(value: unknown): value is Uint8Array {
  if (!(value instanceof Uint8Array)) return false;
  const extent: Extent | undefined = verifyPacked(value);
  return extent !== undefined && extent.width <= MAX_STROKE_EXTENT && extent.height <= MAX_STROKE_EXTENT;
}

function cutsOf(value: unknown): Cuts | undefined {
  const cuts = uniteCuts([value]);
  return cuts.length > 0 ? cuts : undefined;
}

function assetOf(value: unknown): string | undefined {
  return typeof value === "string" && ASSET.test(value) ? value : undefined;
}

function naturalOf(value: unknown): Pair | undefined {
  return isPair(value) && value.every((side) => side >= 1 && side <= MAX_PICTURE_SIDE) ? value : undefined;
}

function previewOf(value: unknown): Uint8Array | undefined {
  return value instanceof Uint8Array && value.length <= MAX_PREVIEW_BYTES ? detach(value) : undefined;
}

/**
 * Decoded points are a view into the update they came in. A copy of its own, lest handing one stroke to a worker
 * clone the whole update with it.
 */
function detach(points: Uint8Array): Uint8Array {
  return points.byteLength < points.buffer.byteLength ? points.slice() : points;
}

/** Whether a shape without the property is the same. */
export function isDefault(prop: string, value: unknown): boolean {
  return Object.hasOwn(DEFAULTS, prop) && isSame(value, DEFAULTS[prop as PropName]);
}

/** Of what properties can be: plain values, pairs and lists of them, bytes, bindings. */
function isSame(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((each, i) => isSame(each, b[i]));
  }
  if (a instanceof Uint8Array && b instanceof Uint8Array) {
    return a.length === b.length && a.every((byte, i) => byte === b[i]);
  }
  if (isBound(a) && isBound(b)) return a.id === b.id && isSame(a.at, b.at);
  return a === b;
}

function isBound(value: unknown): value is Binding {
  return typeof value === "object" && value !== null && "at" in value;
}
