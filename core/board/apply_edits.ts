/** Edits applied to plain shapes, as a board would apply them: for drawing before Yjs is there. */

import { unreachable } from "../unreachable.ts";
import type { BoardChange, Edit } from "./edit.ts";
import { changedProps, holdsText, MAX_TEXT_LENGTH, normalizeShape, withProps, wordsOf } from "./schema.ts";
import type { Shape, ShapeId, Stroke } from "./shape.ts";
import { packedExtent } from "../geometry/points.ts";
import { piecesOf, uniteCuts } from "./cuts.ts";
import { fitText } from "./text_diff.ts";

/** `get` gives the shapes as they are; it is asked only about shapes that the edits name. */
export function applyEdits(get: (id: ShapeId) => Shape | undefined, edits: readonly Edit[]): BoardChange {
  const touched = new Map<ShapeId, Shape | undefined>();
  const now = (id: ShapeId) => touched.has(id) ? touched.get(id) : get(id);
  for (const edit of edits) {
    // Seen once the board is there: only a board knows its looks.
    if (edit.op === "paper" || edit.op === "layer" || edit.op === "remove-layer") continue;
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

function applyEdit(shape: Shape | undefined, edit: ShapeEdit): Shape | undefined {
  switch (edit.op) {
    case "put":
      return shape ?? normalizeShape(edit.shape);
    case "set": {
      const changed = shape && changedProps(shape, edit.props);
      return changed ? withProps(shape, changed) : shape;
    }
    case "write": {
      return shape && holdsText(shape.kind) ? withText(shape, fitText(edit.text, MAX_TEXT_LENGTH)) : shape;
    }
    case "cut":
      return shape?.kind === "stroke" ? cutStroke(shape, [shape.cuts, edit.cuts]) : shape;
    case "remove":
      return undefined;
    default:
      return unreachable(edit);
  }
}

type ShapeEdit = Exclude<Edit, { op: "paper" | "layer" | "remove-layer" }>;

/** The stroke with all these cuts; undefined when nothing is left of it. */
export function cutStroke(stroke: Stroke, cuts: Iterable<unknown>): Stroke | undefined {
  const all = uniteCuts(cuts);
  if (all.length === 0) return stroke;
  return piecesOf(packedExtent(stroke.points).count, all).length > 0 ? { ...stroke, cuts: all } : undefined;
}

function withText(shape: Shape, text: string): Shape {
  if (text === wordsOf(shape)) return shape;
  const now: Shape & { text?: string } = { ...shape, text } as Shape;
  // A figure without a label has none, not an empty one.
  if (text === "" && now.kind !== "text" && now.kind !== "note") delete now.text;
  return now;
}
