/** How a board lies in its Yjs document: the names of the roots, the keys, the records. */

import { unreachable } from "../unreachable.ts";
import type { Shape, ShapeId } from "./shape.ts";

/** Y.Map: `<id>` → the record as created; `<id>/<prop>` → the property as edited since. */
export const SHAPES = "shapes";
/** Y.Map of Y.Text by shape id. The text of a shape that is gone stays, empty. */
export const TEXTS = "texts";
/** Y.Map: `title`. */
export const META = "meta";
export const TITLE = "title";

export function overrideKey(id: ShapeId, prop: string): string {
  return `${id}/${prop}`;
}

/** Whose key it is, and of which edited property; none for the record itself. */
export function splitKey(key: string): { readonly id: ShapeId; readonly prop: string | undefined } {
  const slash = key.indexOf("/");
  return slash < 0 ? { id: key, prop: undefined } : { id: key.slice(0, slash), prop: key.slice(slash + 1) };
}

/** What a record may hold: JSON, and bytes. */
export type ShapeRecord = Record<string, string | number | number[] | Uint8Array>;

/** The shape without its id, which is the key, and its text, which lives in `texts`. */
export function recordOf(shape: Shape): ShapeRecord {
  const { kind, xy, z, color, size } = shape;
  const common = { kind, xy: [...xy], z, color, size };
  switch (shape.kind) {
    case "stroke":
      return { ...common, points: shape.points };
    case "rectangle":
    case "ellipse":
    case "text":
      return { ...common, wh: [...shape.wh] };
    case "line":
    case "arrow":
      return { ...common, to: [...shape.to] };
    default:
      return unreachable(shape);
  }
}
