/** Where what comes from outside is put: pictures beside each other, within the view, as large as they were made. Pure. */

import type { Pair } from "../../core/board/shape.ts";
import type { Box } from "../../core/geometry/box.ts";
import type { Vec } from "../../core/geometry/vec.ts";

export interface Place {
  /** What they come to lie around. */
  readonly middle: Vec;
  /** The part of the world in view. */
  readonly view: Box;
  /** CSS pixels a world unit. */
  readonly zoom: number;
}

export interface Laid {
  readonly xy: Pair;
  readonly wh: Pair;
}

/** CSS pixels between two. */
const GAP = 16;
/** Of the view, that they may fill. */
const SHARE = 0.8;

/** `sizes` in CSS pixels. Several are made equally high, in rows. */
export function layPictures(sizes: readonly Pair[], { middle, view, zoom }: Place): readonly Laid[] {
  const [width, height] = [(view.maxX - view.minX) * zoom * SHARE, (view.maxY - view.minY) * zoom * SHARE];
  const rows = rowsOf(equallyHigh(sizes), width / height);
  const rowWidth = (row: readonly Pair[]) => row.reduce((sum, [w]) => sum + w, GAP * (row.length - 1));
  const rowHeight = (row: readonly Pair[]) => row[0]?.[1] ?? 0;
  const all: Pair = [
    Math.max(...rows.map(rowWidth)),
    rows.reduce((sum, row) => sum + rowHeight(row), GAP * (rows.length - 1)),
  ];
  const scale = Math.min(1, width / all[0], height / all[1]) / zoom;
  let y = middle.y - all[1] * scale / 2;
  return rows.flatMap((row) => {
    let x = middle.x - rowWidth(row) * scale / 2;
    const laid = row.map((size): Laid => {
      const wh: Pair = [size[0] * scale, size[1] * scale];
      const xy: Pair = [x, y];
      x += wh[0] + GAP * scale;
      return { xy, wh };
    });
    y += (rowHeight(row) + GAP) * scale;
    return laid;
  });
}

/** One keeps its size. Of several none is blown up: the lowest says how high all are. */
function equallyHigh(sizes: readonly Pair[]): readonly Pair[] {
  const height = Math.min(...sizes.map(([, h]) => h));
  return sizes.map(([w, h]): Pair => [w * height / h, height]);
}

/** As many to a row as make the whole about as wide, for its height, as the view is. */
function rowsOf(sizes: readonly Pair[], ratio: number): readonly (readonly Pair[])[] {
  const widthOfAll = sizes.reduce((sum, [w]) => sum + w, 0), height = sizes[0]?.[1] ?? 1;
  const count = Math.max(1, Math.round(Math.sqrt(widthOfAll / height / ratio)));
  const perRow = Math.ceil(sizes.length / count);
  return Array.from(
    { length: Math.ceil(sizes.length / perRow) },
    (_, row) => sizes.slice(row * perRow, (row + 1) * perRow),
  );
}
