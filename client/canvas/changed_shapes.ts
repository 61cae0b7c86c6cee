/** Shapes as a draft has them: resized, turned or bent, but not yet committed. Knows no document and no drawing. */

import type { ShapeChange } from "../../core/board/draft.ts";
import { changedProps, withProps } from "../../core/board/schema.ts";
import type { Shape, ShapeId } from "../../core/board/shape.ts";

/** Of the same change of the same shape it is the same object, so that its picture need not be made again. */
export function createChangedShapes(
  get: (id: ShapeId) => Shape | undefined,
): (changes: readonly ShapeChange[]) => readonly Shape[] {
  const known = new WeakMap<ShapeChange, { readonly from: Shape; readonly shape: Shape }>();
  return (changes) =>
    changes.flatMap((change) => {
      const from = get(change.id);
      if (!from) return [];
      const last = known.get(change);
      if (last?.from === from) return [last.shape];
      const props = changedProps(from, change.props);
      const shape = props ? withProps(from, props) : from;
      known.set(change, { from, shape });
      return [shape];
    });
}
