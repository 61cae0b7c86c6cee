/**
 * Decides which tiles, or parts of them, make up the view: the level's own where they are held, else what other
 * levels have of the place. Pure: it plans in device pixels, and somebody else draws.
 */

import type { Box } from "../../../core/geometry/box.ts";
import type { Size } from "../camera.ts";
import type { Tile, TileCache } from "./tile_cache.ts";
import { addresses, TILE_PX, type TileAddress, type TileRange, tilesIn } from "./tile_grid.ts";

/** Where the view is: device pixels a world unit, the level to show, and the world's origin in device pixels. */
export interface ViewPlacement {
  readonly scale: number;
  readonly level: number;
  readonly originX: number;
  readonly originY: number;
  /** Device pixels. */
  readonly size: Size;
}

/** A part of a tile, in its pixels, and where it goes, in whole device pixels. */
export interface Blit<Image> {
  readonly image: Image;
  readonly from: Rect;
  readonly to: Rect;
}

export interface Rect {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/** A part of the view and the version of the scene that is seen there; undefined where nothing is. */
export interface Shown {
  readonly box: Box;
  readonly version: number | undefined;
}

export interface Composition<Image> {
  readonly blits: readonly Blit<Image>[];
  readonly shown: readonly Shown[];
  readonly range: TileRange;
  /** Tiles of the level in view that are not held, or not up to date. The nearest to the middle first. */
  readonly wanted: readonly TileAddress[];
}

/** Of how many other levels a stand-in is sought. */
const MAX_STAND_IN_LEVELS = 6;
/** A missing tile is divided this many times to find stand-ins for its parts. */
const MAX_DIVISIONS = 2;

export function composeView<Image>(cache: TileCache<Image>, view: ViewPlacement): Composition<Image> {
  const { scale, level, originX, originY, size } = view;
  const blits: Blit<Image>[] = [];
  const shown: Shown[] = [];
  const wanted: TileAddress[] = [];
  let others: readonly number[] | undefined;

  const worldBox = ({ x0, y0, x1, y1 }: Rect): Box => ({
    minX: (x0 + originX) / scale,
    minY: (y0 + originY) / scale,
    maxX: (x1 + originX) / scale,
    maxY: (y1 + originY) / scale,
  });

  /** Where a tile goes. Edges are rounded each for itself, so that neighbours share them: no gap, no overlap. */
  const place = ({ scale: own, i, j }: TileAddress): Rect => {
    const side = TILE_PX * scale / own;
    return {
      x0: Math.round(i * side - originX),
      y0: Math.round(j * side - originY),
      x1: Math.round((i + 1) * side - originX),
      y1: Math.round((j + 1) * side - originY),
    };
  };

  const showPart = (tile: Tile<Image>, part: Rect) => {
    cache.touch(tile);
    shown.push({ box: worldBox(part), version: tile.version });
    if (tile.image === undefined) return;
    const whole = place(tile);
    const perX = TILE_PX / (whole.x1 - whole.x0), perY = TILE_PX / (whole.y1 - whole.y0);
    const from = {
      x0: (part.x0 - whole.x0) * perX,
      y0: (part.y0 - whole.y0) * perY,
      x1: (part.x1 - whole.x0) * perX,
      y1: (part.y1 - whole.y0) * perY,
    };
    blits.push({ image: tile.image, from, to: part });
  };

  const standIn = (part: Rect, divisions: number) => {
    others ??= cache.levels(scale).filter((other) => other !== level).slice(0, MAX_STAND_IN_LEVELS);
    let best: Tile<Image>[] = [], bestShare = 0;
    for (const other of others) {
      const range = tilesIn(worldBox(part), other);
      const held = heldIn(cache, range, other);
      const share = held.length / ((range.i1 - range.i0 + 1) * (range.j1 - range.j0 + 1));
      if (share > bestShare) {
        best = held;
        bestShare = share;
      }
      if (share === 1) break;
    }
    if (bestShare === 1 || (bestShare > 0 && divisions === MAX_DIVISIONS)) {
      if (bestShare < 1) shown.push({ box: worldBox(part), version: undefined });
      for (const tile of best) {
        const clipped = overlap(place(tile), part);
        if (clipped) showPart(tile, clipped);
      }
    } else if (bestShare > 0) {
      for (const quarter of quarters(part)) standIn(quarter, divisions + 1);
    } else {
      shown.push({ box: worldBox(part), version: undefined });
    }
  };

  const screen = { x0: 0, y0: 0, x1: size.width, y1: size.height };
  const range = tilesIn(worldBox(screen), level);
  for (const address of size.width > 0 && size.height > 0 ? addresses(range, level) : []) {
    const visible = overlap(place(address), screen);
    if (!visible) continue;
    const tile = cache.get(address);
    if (!tile || tile.version < tile.needs) wanted.push(address);
    if (tile) showPart(tile, visible);
    else standIn(visible, 0);
  }
  return { blits, shown, range, wanted };
}

/** The tiles of the range that are held. Stops at a range too large to be worth looking through. */
function heldIn<Image>(cache: TileCache<Image>, range: TileRange, scale: number): Tile<Image>[] {
  const found: Tile<Image>[] = [];
  if ((range.i1 - range.i0) * (range.j1 - range.j0) > 256) return found;
  for (let j = range.j0; j <= range.j1; j++) {
    for (let i = range.i0; i <= range.i1; i++) {
      const tile = cache.get({ scale, i, j });
      if (tile) found.push(tile);
    }
  }
  return found;
}

function overlap(a: Rect, b: Rect): Rect | undefined {
  const x0 = Math.max(a.x0, b.x0), y0 = Math.max(a.y0, b.y0);
  const x1 = Math.min(a.x1, b.x1), y1 = Math.min(a.y1, b.y1);
  return x0 < x1 && y0 < y1 ? { x0, y0, x1, y1 } : undefined;
}

function quarters({ x0, y0, x1, y1 }: Rect): Rect[] {
  const x = Math.round((x0 + x1) / 2), y = Math.round((y0 + y1) / 2);
  const parts = [
    { x0, y0, x1: x, y1: y },
    { x0: x, y0, x1, y1: y },
    { x0, y0: y, x1: x, y1 },
    { x0: x, y0: y, x1, y1 },
  ];
  return parts.filter((part) => part.x0 < part.x1 && part.y0 < part.y1);
}
