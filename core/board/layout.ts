/** How a board lies in its Yjs document: the names of the roots, the keys, the records. */

import type { Shape, ShapeId } from "./shape.ts";

/** Y.Map: `<id>` → the record as created; `<id>/<prop>` → the property as edited since. */
export const SHAPES = "shapes";
/** Y.Map of Y.Text by shape id. The text of a shape that is gone stays, empty. */
export const TEXTS = "texts";
/** Y.Map: `title`, `paper`, and `layer/<id>` → a layer without its id. */
export const META = "meta";
export const TITLE = "title";
export const PAPER = "paper";
const LAYER = "layer/";
/** `<id>/cut/<gesture>` → what one gesture of an eraser took out of a stroke. */
const CUT = "cut/";

export function layerKey(id: string): string {
  return LAYER + id;
}

/** Whose key it is; undefined when it is no layer's. */
export function layerIdOf(key: string): string | undefined {
  return key.startsWith(LAYER) ? key.slice(LAYER.length) : undefined;
}

export function cutProp(gesture: string): string {
  return CUT + gesture;
}

export function isCutProp(prop: string): boolean {
  return prop.startsWith(CUT);
}

export function overrideKey(id: ShapeId, prop: string): string {
  return `${id}/${prop}`;
}

/** Whose key it is, and of which edited property; none for the record itself. */
export function splitKey(key: string): { readonly id: ShapeId; readonly prop: string | undefined } {
  const slash = key.indexOf("/");
  return slash < 0 ? { id: key, prop: undefined } : { id: key.slice(0, slash), prop: key.slice(slash + 1) };
}

/** What a record may hold: JSON, and bytes. */
export type ShapeRecord = Record<string, RecordValue>;
type RecordValue = string | number | boolean | Uint8Array | RecordValue[] | { [key: string]: RecordValue };

/** The shape without its id, which is the key, and its text, which lives in `texts`. */
export function recordOf(shape: Shape): ShapeRecord {
  const { id: _id, ...rest } = shape;
  const record: Record<string, unknown> = rest;
  delete record["text"];
  // What a shape holds is plain data, written here and never changed.
  return record as ShapeRecord;
}
