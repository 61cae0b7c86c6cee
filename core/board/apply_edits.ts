/** Edits applied to plain shapes, as a board would apply them: for drawing before Yjs is there. */

import { unreachable } from "../unreachable.ts";
import type { BoardChange, Edit } from "./edit.ts";
import { changedProps, MAX_TEXT_LENGTH, normalizeShape } from "./schema.ts";
import type { Shape, ShapeId } from "./shape.ts";
import { fitText } from "./text_diff.ts";

/** `get` gives the shapes as they are; it is asked only about shapes that the edits name. */
export function applyEdits(get: (id: ShapeId) => Shape | undefined, edits: readonly Edit[]): BoardChange {
  const touched = new Map<ShapeId, Shape | undefined>();
  const now = (id: ShapeId) => touched.has(id) ? touched.get(id) : get(id);
  for (const edit of edits) {
    const id = edit.op === "put" ? edit.shape.id : edit.id;
    const before = now(id);
    const after = applyEdit(before, edit);
    if (after !== before) touched.set(id, after);
  }
  const put: Shape[] = [];
  const removed: ShapeId[] = [];
  for (const [id, shape] of touched) {
    if (shape) put.push(shape);
    else if (get(id)) removed.push(id);
  }
  return { put, removed };
}

function applyEdit(shape: Shape | undefined, edit: Edit): Shape | undefined {
  switch (edit.op) {
    case "put":
      return shape ?? normalizeShape(edit.shape);
    case "set": {
      const changed = shape && changedProps(shape, edit.props);
      return changed ? { ...shape, ...changed } : shape;
    }
    case "write": {
      if (shape?.kind !== "text") return shape;
      const text = fitText(edit.text, MAX_TEXT_LENGTH);
      return text === shape.text ? shape : { ...shape, text };
    }
    case "remove":
      return undefined;
    default:
      return unreachable(edit);
  }
}
