/**
 * What the page and the tile maker say to each other. Every change carries the next version of the scene; a tile
 * says which version it shows, so that the page knows what is in it.
 */

import type { Theme } from "../../../core/board/palette.ts";
import type { Shape, ShapeId } from "../../../core/board/shape.ts";
import type { TileAddress } from "./tile_grid.ts";

/** A worker makes bitmaps; without OffscreenCanvas the canvas itself is kept. */
export type TileImage = ImageBitmap | HTMLCanvasElement;

export type ToMaker =
  | { readonly type: "start"; readonly theme: Theme; readonly handFont: string }
  | { readonly type: "put"; readonly version: number; readonly shapes: readonly Shape[] }
  | { readonly type: "remove"; readonly version: number; readonly ids: readonly ShapeId[] }
  /** Takes shapes out of the tiles, and puts others back in. */
  | {
    readonly type: "lift";
    readonly version: number;
    readonly lifted: readonly ShapeId[];
    readonly dropped: readonly ShapeId[];
  }
  | { readonly type: "theme"; readonly version: number; readonly theme: Theme }
  /** The tiles wanted from now on, in this order. What was wanted before is forgotten. */
  | { readonly type: "want"; readonly tiles: readonly TileAddress[] };

export type FromMaker =
  | {
    readonly type: "tile";
    readonly tile: TileAddress;
    readonly version: number;
    /** None: nothing is there. */
    readonly image: TileImage | undefined;
    readonly hasText: boolean;
  }
  /** The hand font is there now: tiles with text drawn before are of another font. */
  | { readonly type: "font" };

/** Whoever makes the tiles, as the page talks to it. */
export interface TileHost {
  send(message: ToMaker): void;
  dispose(): void;
}

export type CreateTileHost = (receive: (message: FromMaker) => void) => TileHost;
