/**
 * The tiles the page holds, by level: which are up to date, which may stand in for one that is missing, and which go
 * when memory is full. Knows addresses and versions; what an image is, it need not know beyond letting it go.
 */

import { type Box, intersects } from "../../../core/geometry/box.ts";
import { TILE_PX, type TileAddress, tileBox, tileKey } from "./tile_grid.ts";

export interface Tile<Image> extends TileAddress {
  readonly box: Box;
  /** None: nothing is there to be seen. */
  readonly image: Image | undefined;
  /** The version of the scene it shows. */
  readonly version: number;
  /** The least version it must show to be up to date. */
  needs: number;
  usedAt: number;
}

export interface TileCache<Image> {
  get(address: TileAddress): Tile<Image> | undefined;
  /** Takes the place of an older one. */
  add(tile: Omit<Tile<Image>, "box" | "usedAt">): void;
  /** Tiles that show any of the box need this version from now on. */
  outdate(box: Box, version: number): void;
  outdateAll(version: number): void;
  /** Scales of which tiles are held, the nearest to this one first; those finer by a little before the coarser. */
  levels(scale: number): number[];
  all(): Iterable<Tile<Image>>;
  drop(tile: Tile<Image>): void;
  /** Marks a tile as just used. */
  touch(tile: Tile<Image>): void;
  /** Lets go of the longest unused while more than this is held. Those used since the last call stay. */
  trim(maxBytes: number): void;
  clear(): void;
}

const TILE_BYTES = TILE_PX * TILE_PX * 4;
const EMPTY_TILE_BYTES = 256;

export function createTileCache<Image>(release: (image: Image) => void): TileCache<Image> {
  const byLevel = new Map<number, Map<string, Tile<Image>>>();
  let clock = 1;

  function* all() {
    for (const level of byLevel.values()) yield* level.values();
  }

  const drop = (tile: Tile<Image>) => {
    const level = byLevel.get(tile.scale);
    if (!level?.delete(tileKey(tile.i, tile.j))) return;
    if (level.size === 0) byLevel.delete(tile.scale);
    if (tile.image !== undefined) release(tile.image);
  };

  const get = ({ scale, i, j }: TileAddress) => byLevel.get(scale)?.get(tileKey(i, j));

  return {
    get,
    all,
    drop,
    add(tile) {
      const known = get(tile);
      if (known) drop(known);
      const level = byLevel.get(tile.scale) ?? new Map<string, Tile<Image>>();
      byLevel.set(tile.scale, level);
      level.set(tileKey(tile.i, tile.j), { ...tile, box: tileBox(tile), usedAt: clock });
    },
    outdate(box, version) {
      for (const tile of all()) if (intersects(tile.box, box)) tile.needs = version;
    },
    outdateAll(version) {
      for (const tile of all()) tile.needs = version;
    },
    levels(scale) {
      const distance = (other: number) => {
        const steps = Math.log2(other / scale);
        return steps >= 0 ? steps : -1.5 * steps;
      };
      return [...byLevel.keys()].sort((a, b) => distance(a) - distance(b));
    },
    touch(tile) {
      tile.usedAt = clock;
    },
    trim(maxBytes) {
      let bytes = 0;
      const held = [...all()].sort((a, b) => b.usedAt - a.usedAt);
      for (const tile of held) {
        bytes += tile.image === undefined ? EMPTY_TILE_BYTES : TILE_BYTES;
        if (bytes > maxBytes && tile.usedAt < clock) drop(tile);
      }
      clock++;
    },
    clear() {
      for (const tile of [...all()]) drop(tile);
    },
  };
}
