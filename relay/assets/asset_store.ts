/** The port of assets: pictures a board, each under the hash of its bytes. What may be one is not decided here. */

import type { PictureType } from "../../core/board/picture_file.ts";

export interface AssetStore extends AsyncDisposable {
  /** undefined when the board has no such asset, whole. */
  get(board: string, asset: string): Promise<StoredAsset | undefined>;
  /** Resolves once it is on disk. `full`: with it the board would have more bytes than a board may have. */
  put(board: string, asset: NewAsset): Promise<"stored" | "full">;
}

export interface NewAsset {
  /** As `core/board/asset_id.ts` names it. */
  readonly id: string;
  readonly bytes: Uint8Array;
}

export interface StoredAsset {
  readonly type: PictureType;
  /** Bytes. */
  readonly size: number;
  /** Its bytes, from the start each time. */
  open(): Promise<ReadableStream<Uint8Array<ArrayBuffer>>>;
}

export interface AssetStoreOptions {
  readonly maxBoardBytes?: number;
}

/** Of all assets of one board: hundreds of photos as a browser scales them down. */
export const MAX_BOARD_ASSET_BYTES = 512 * 1024 * 1024;

/** The store did not do what was asked; `cause` is its own error. Names no board: its id is its view link. */
export class AssetStoreError extends Error {
  override readonly name = "AssetStoreError";
}
