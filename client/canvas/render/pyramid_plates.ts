/**
 * The squares that the pyramid is made of, by level: which are held, which are outdated where, and which go when they are
 * too many. Bookkeeping; it paints nothing.
 */

import type { Shape } from "../../../core/board/shape.ts";
import { type Box, grow } from "../../../core/geometry/box.ts";
import type { Rect } from "./composition.ts";
import { createDirtyCells, type DirtyCells } from "./dirty_cells.ts";
import type { Context2D } from "./painter.ts";
import { inRange, TILE_PX, type TileAddress, tileKey, type TileRange, tilesIn } from "./tile_grid.ts";

/** A canvas that is kept and drawn from. */
export interface Layer {
  readonly context: Context2D;
  readonly picture: CanvasImageSource;
  /** It is painted on no more for now: what that needed can go. */
  flush(): void;
  dispose(): void;
}

/** A square of the board at one level, of which some or all may be painted. */
export interface Plate extends TileAddress {
  layer: Layer | undefined;
  readonly dirty: DirtyCells;
  /** Of a lowest plate: shapes above all that is painted, still to be painted. */
  added: Shape[];
  /** No shape in it lies above this one. */
  top: Shape | undefined;
  /** Being brought up to date, by however many. */
  busy: number;
  usedAt: number;
}

export interface PlatesOptions {
  /** A clear square canvas with sides of so many pixels. */
  layer(side: number): Layer;
  /** How many layers are held at most. */
  readonly most: number;
}

export interface Plates {
  /** All of a new one is outdated. */
  at(address: TileAddress): Plate;
  /** Gives it a layer, if it has none. */
  layerOf(plate: Plate): Layer;
  /** Those held that a world box meets. */
  meeting(box: Box): Iterable<Plate>;
  all(): Iterable<Plate>;
  clear(): void;
}

/** Pixels around a changed box that antialiasing and scaling down may touch. */
export const MARGIN_PX = 2;
/** Those without a picture cost next to nothing, but not nothing. */
const MOST_PLATES = 4096;

export function createPlates({ layer: createLayer, most }: PlatesOptions): Plates {
  const levels = new Map<number, Map<string, Plate>>();
  let clock = 0;

  const at = ({ scale, i, j }: TileAddress): Plate => {
    const level = levels.get(scale) ?? new Map<string, Plate>();
    levels.set(scale, level);
    const key = tileKey(i, j);
    let plate = level.get(key);
    if (!plate) {
      plate = {
        scale,
        i,
        j,
        layer: undefined,
        dirty: createDirtyCells(),
        added: [],
        top: undefined,
        busy: 0,
        usedAt: 0,
      };
      plate.dirty.markAll();
      level.set(key, plate);
    }
    plate.usedAt = ++clock;
    return plate;
  };

  function* all(): Generator<Plate> {
    for (const level of levels.values()) yield* level.values();
  }

  /** Lets go of the longest unused. They are made anew when they are asked for. */
  const trim = () => {
    const drop = (plate: Plate) => {
      plate.layer?.dispose();
      levels.get(plate.scale)?.delete(tileKey(plate.i, plate.j));
    };
    const idle = [...all()].filter(({ busy }) => busy === 0).sort((a, b) => a.usedAt - b.usedAt);
    let layers = [...all()].filter(({ layer }) => layer).length;
    for (const plate of idle.filter(({ layer }) => layer)) {
      if (layers <= most) break;
      drop(plate);
      layers--;
    }
    for (const plate of idle.slice(0, Math.max(0, idle.length - MOST_PLATES))) drop(plate);
  };

  const layerOf = (plate: Plate): Layer => {
    if (!plate.layer) {
      plate.layer = createLayer(TILE_PX);
      trim();
    }
    return plate.layer;
  };

  function* meeting(box: Box): Generator<Plate> {
    for (const [scale, level] of levels) {
      const range = tilesIn(grow(box, MARGIN_PX / scale), scale);
      if (countOf(range) > level.size) {
        for (const plate of level.values()) if (inRange(range, plate.i, plate.j)) yield plate;
        continue;
      }
      for (let j = range.j0; j <= range.j1; j++) {
        for (let i = range.i0; i <= range.i1; i++) {
          const plate = level.get(tileKey(i, j));
          if (plate) yield plate;
        }
      }
    }
  }

  return {
    at,
    layerOf,
    meeting,
    all,
    clear() {
      for (const { layer } of all()) layer?.dispose();
      levels.clear();
    },
  };
}

/** What a world box covers of a tile, with room for soft edges. */
export function pixelsOf(box: Box, { scale, i, j }: TileAddress): Rect {
  const x = i * TILE_PX, y = j * TILE_PX;
  return {
    x0: box.minX * scale - x - MARGIN_PX,
    y0: box.minY * scale - y - MARGIN_PX,
    x1: box.maxX * scale - x + MARGIN_PX,
    y1: box.maxY * scale - y + MARGIN_PX,
  };
}

/** The world that a part of a tile shows, and what reaches into it by a soft edge. */
export function worldOf(part: Rect, { scale, i, j }: TileAddress): Box {
  return {
    minX: (i * TILE_PX + part.x0 - MARGIN_PX) / scale,
    minY: (j * TILE_PX + part.y0 - MARGIN_PX) / scale,
    maxX: (i * TILE_PX + part.x1 + MARGIN_PX) / scale,
    maxY: (j * TILE_PX + part.y1 + MARGIN_PX) / scale,
  };
}

export function countOf({ i0, j0, i1, j1 }: TileRange): number {
  return (i1 - i0 + 1) * (j1 - j0 + 1);
}
