/** Which parts of a tile are outdated, in square cells, so that a small change costs a small repaint. Pure. */

import type { Rect } from "./composition.ts";
import { TILE_PX } from "./tile_grid.ts";

export interface DirtyCells {
  readonly any: boolean;
  /** Pixels of the tile; what lies outside it is passed over. */
  mark(rect: Rect): void;
  markAll(): void;
  /** Whether a marked cell has any of these pixels. */
  touches(rect: Rect): boolean;
  /** The marked cells that have any of these pixels, as few rectangles that do not overlap; they are unmarked. */
  take(within: Rect): Rect[];
}

export const CELL_PX = 64;
const ACROSS = TILE_PX / CELL_PX;
/** Of one rectangle, so that one given up half way is no great loss. */
const MOST_ROWS = 4;
const FULL_ROW = 2 ** ACROSS - 1;

export function createDirtyCells(): DirtyCells {
  /** A bit a cell, the lowest is the leftmost. */
  const rows = new Uint8Array(ACROSS);

  return {
    get any() {
      return rows.some((row) => row !== 0);
    },
    mark(rect) {
      const { mask, first, last } = cellsOf(rect);
      for (let y = first; y <= last; y++) rows[y] = (rows[y] ?? 0) | mask;
    },
    markAll: () => void rows.fill(FULL_ROW),
    touches(rect) {
      const { mask, first, last } = cellsOf(rect);
      return rows.subarray(first, last + 1).some((row) => (row & mask) !== 0);
    },
    take(within) {
      const found: Rect[] = [];
      const { mask, first, last } = cellsOf(within);
      for (let y = first; y <= last; y++) {
        for (let run = firstRun((rows[y] ?? 0) & mask); run; run = firstRun((rows[y] ?? 0) & mask)) {
          let end = y;
          // Rows below that have the same cells, and maybe more, are taken along.
          for (
            ;
            end <= Math.min(last, y + MOST_ROWS - 1) && ((rows[end] ?? 0) & run.mask) === run.mask;
            end++
          ) {
            rows[end] = (rows[end] ?? 0) & ~run.mask;
          }
          const [x0, x1] = [run.first * CELL_PX, run.end * CELL_PX];
          found.push({ x0, y0: y * CELL_PX, x1, y1: end * CELL_PX });
        }
      }
      return found;
    },
  };
}

function cellsOf({ x0, y0, x1, y1 }: Rect): { mask: number; first: number; last: number } {
  const cell = (at: number) => Math.min(ACROSS - 1, Math.max(0, Math.floor(at / CELL_PX)));
  if (x1 <= 0 || y1 <= 0 || x0 >= TILE_PX || y0 >= TILE_PX) return { mask: 0, first: 0, last: -1 };
  const left = cell(x0), right = cell(Math.ceil(x1) - 1);
  return {
    mask: 2 ** (right + 1) - 2 ** left,
    first: cell(y0),
    last: cell(Math.ceil(y1) - 1),
  };
}

/** The leftmost neighbouring cells of a row. */
function firstRun(row: number): { first: number; end: number; mask: number } | undefined {
  if (row === 0) return undefined;
  let first = 0;
  while ((row & (1 << first)) === 0) first++;
  let end = first;
  while ((row & (1 << end)) !== 0) end++;
  return { first, end, mask: 2 ** end - 2 ** first };
}
