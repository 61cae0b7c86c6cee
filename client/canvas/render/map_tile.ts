/** The whole board in one tile: where it lies, and at what scale. Pure; draws nothing. */

import type { Box } from "../../../core/geometry/box.ts";
import type { Size } from "../camera.ts";
import { TILE_PX, type TileAddress } from "./tile_grid.ts";

/** Of a tile that holds all of the box, and nothing but its own grid keeps it from a whole number. */
export function mapTile(
  bounds: Box | undefined,
  { px, most }: { readonly px: Size; readonly most: number },
): TileAddress {
  if (!bounds) return { scale: most, i: 0, j: 0 };
  const { minX, minY, maxX, maxY } = bounds;
  const room = { width: Math.min(TILE_PX, px.width), height: Math.min(TILE_PX, px.height) };
  const scale = Math.min(most, room.width / (maxX - minX), room.height / (maxY - minY));
  return { scale, i: minX * scale / TILE_PX, j: minY * scale / TILE_PX };
}

/** How many times a drawing is drawn over itself at this share of the scale its lines were drawn for: a few, by eye. */
export function mapOverlays(share: number): number {
  return Math.max(1, Math.min(MOST_OVERLAYS, Math.round(Math.sqrt(SEEN / share))));
}

const SEEN = 0.5;
const MOST_OVERLAYS = 6;
