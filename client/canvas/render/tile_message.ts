/**
 * What the page and the tile maker say to each other. Every change carries the next version of the scene; a tile
 * says which version it shows, so that the page knows what is in it.
 */

import type { Looks } from "../../../core/board/looks.ts";
import type { Theme } from "../../../core/board/palette.ts";
import type { Font, Shape, ShapeId } from "../../../core/board/shape.ts";
import type { Box } from "../../../core/geometry/box.ts";
import type { Size } from "../camera.ts";
import type { TileAddress } from "./tile_grid.ts";

/** Where the fonts a board is written in are to be had (woff2). */
export type FontFiles = Readonly<Record<Font, string>>;

/** A worker makes bitmaps; without OffscreenCanvas the canvas itself is kept. */
export type TileImage = ImageBitmap | HTMLCanvasElement;

/** Many shapes that are moved or faded together, as a picture with tiles of its own. Never used again. */
export type FloatId = number;

export interface WantedTile extends TileAddress {
  /** Absent: of what is on the board and not lifted. */
  readonly float?: FloatId;
}

export type ToMaker =
  | { readonly type: "start"; readonly theme: Theme; readonly fonts: FontFiles; readonly pictures: string }
  | { readonly type: "put"; readonly version: number; readonly shapes: readonly Shape[] }
  | { readonly type: "remove"; readonly version: number; readonly ids: readonly ShapeId[] }
  /** What this browser has of a picture, though the server may not. */
  | { readonly type: "picture"; readonly asset: string; readonly blob: Blob }
  /** Takes shapes out of the tiles, and puts others back in. */
  | {
    readonly type: "lift";
    readonly version: number;
    readonly lifted: readonly ShapeId[];
    readonly dropped: readonly ShapeId[];
  }
  /** These belong to the float too, as they look now. The board's own tiles still show them. */
  | {
    readonly type: "gather";
    readonly version: number;
    readonly float: FloatId;
    readonly ids: readonly ShapeId[];
  }
  /** Takes all that was gathered out of the board's tiles. */
  | { readonly type: "float"; readonly version: number; readonly float: FloatId }
  /** Puts it back in; the float's own tiles can still be wanted. */
  | { readonly type: "land"; readonly version: number; readonly float: FloatId }
  | { readonly type: "forget"; readonly float: FloatId }
  | { readonly type: "theme"; readonly version: number; readonly theme: Theme }
  | { readonly type: "looks"; readonly version: number; readonly looks: Looks }
  /** The tiles wanted from now on, in this order. What was wanted before is forgotten. */
  | { readonly type: "want"; readonly tiles: readonly WantedTile[] }
  /** The whole board as one picture of at most so many device pixels, once no tile is wanted. */
  | { readonly type: "map"; readonly px: Size };

export type FromMaker =
  | {
    readonly type: "tile";
    readonly tile: WantedTile;
    readonly version: number;
    /** None: nothing is there. */
    readonly image: TileImage | undefined;
  }
  /** Between the tiles of its grid: the top left of the board lies at its top left. No image: the board is empty. */
  | { readonly type: "map"; readonly tile: TileAddress; readonly image: TileImage | undefined }
  /** What tiles need has come (a font, a picture): those that show any of these boxes look different from now on. */
  | { readonly type: "outdated"; readonly boxes: readonly Box[] };

/** Whoever makes the tiles, as the page talks to it. */
export interface TileHost {
  send(message: ToMaker): void;
  dispose(): void;
}

export type CreateTileHost = (receive: (message: FromMaker) => void) => TileHost;
