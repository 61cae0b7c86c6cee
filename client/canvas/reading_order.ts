/** The order in which a board is read: row by row, and in a row from left to right. Pure. */

import { boxOf } from "../../core/board/bounds.ts";
import type { Shape } from "../../core/board/shape.ts";

/** A row is what has its middle above the lower edge of the row's first shape. Of any order, gives always the same. */
export function readingOrder(shapes: readonly Shape[]): Shape[] {
  const placed = shapes.map((shape) => ({ shape, ...placeOf(shape) }));
  placed.sort((a, b) => a.top - b.top || a.left - b.left || (a.shape.id < b.shape.id ? -1 : 1));
  const read: Shape[] = [];
  for (let first = 0; first < placed.length;) {
    const edge = placed[first]?.bottom ?? Infinity;
    let end = first + 1;
    while ((placed[end]?.middle ?? Infinity) < edge) end++;
    const row = placed.slice(first, end).sort((a, b) =>
      a.left - b.left || (a.shape.id < b.shape.id ? -1 : 1)
    );
    read.push(...row.map(({ shape }) => shape));
    first = end;
  }
  return read;
}

/** World units: what is higher is read as if it ended here, or a frame would make a row of all beside it. */
const MOST_HEIGHT = 200;

function placeOf(shape: Shape) {
  const { minX, minY, maxY } = boxOf(shape);
  const bottom = Math.min(maxY, minY + MOST_HEIGHT);
  return { top: minY, left: minX, bottom, middle: (minY + bottom) / 2 };
}
