/**
 * The grid of tiles, as numbers. A level's scale is its device pixels a world unit; tile (i, j) of a level shows the
 * square whose top left is the world point (i, j) · TILE_PX / scale. Pure; knows neither canvas nor worker.
 */

import type { Box } from "../../../core/geometry/box.ts";
import type { Camera } from "../camera.ts";

/** Device pixels along a tile's side. */
export const TILE_PX = 512;

export interface TileAddress {
  /** Device pixels a world unit. */
  readonly scale: number;
  readonly i: number;
  readonly j: number;
}

/** Tiles from `i0`, `j0` to `i1`, `j1`, the last ones included. Empty when `i1 < i0`. */
export interface TileRange {
  readonly i0: number;
  readonly j0: number;
  readonly i1: number;
  readonly j1: number;
}

export function tileKey(i: number, j: number): string {
  return `${i},${j}`;
}

/** Whether both are the same tile of the same picture. */
export function isSameTile(
  a: TileAddress & { readonly float?: number },
  b: TileAddress & { readonly float?: number },
): boolean {
  return a.scale === b.scale && a.i === b.i && a.j === b.j && a.float === b.float;
}

/** The world square a tile shows. */
export function tileBox({ scale, i, j }: TileAddress): Box {
  const side = TILE_PX / scale;
  return { minX: i * side, minY: j * side, maxX: (i + 1) * side, maxY: (j + 1) * side };
}

/** The scale for a camera that moves: a power of two near it, so that few levels are drawn on the way. */
export function passingScale(scale: number): number {
  return 2 ** Math.round(Math.log2(scale));
}

/** Where the camera's top left lies on the level, in device pixels of the level, whole so that tiles stay sharp. */
export function snappedOrigin(camera: Camera, scale: number): { x: number; y: number } {
  return { x: Math.round(camera.x * scale), y: Math.round(camera.y * scale) };
}

/** The tiles that show any of a world box. A side that only touches does not count. */
export function tilesIn(box: Box, scale: number): TileRange {
  const side = TILE_PX / scale;
  // Rounding must not let a tile in that begins exactly where the box ends.
  const first = (at: number) => Math.floor(at / side + 1e-9);
  const last = (at: number) => Math.ceil(at / side - 1e-9) - 1;
  return { i0: first(box.minX), j0: first(box.minY), i1: last(box.maxX), j1: last(box.maxY) };
}

export function widen({ i0, j0, i1, j1 }: TileRange, by: number): TileRange {
  return { i0: i0 - by, j0: j0 - by, i1: i1 + by, j1: j1 + by };
}

/** All addresses of the range, the nearest to its middle first: that is where people look. */
export function addresses(range: TileRange, scale: number): TileAddress[] {
  const found: TileAddress[] = [];
  for (let j = range.j0; j <= range.j1; j++) {
    for (let i = range.i0; i <= range.i1; i++) found.push({ scale, i, j });
  }
  const x = (range.i0 + range.i1) / 2, y = (range.j0 + range.j1) / 2;
  const off = (tile: TileAddress) => (tile.i - x) ** 2 + (tile.j - y) ** 2;
  return found.sort((a, b) => off(a) - off(b));
}

export function inRange({ i0, j0, i1, j1 }: TileRange, i: number, j: number): boolean {
  return i0 <= i && i <= i1 && j0 <= j && j <= j1;
}
