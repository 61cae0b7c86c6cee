/** Assets that are gone when the process ends: for trying things out, and for tests. */

import { pictureTypeOf } from "../../core/board/picture_file.ts";
import {
  type AssetStore,
  AssetStoreError,
  type AssetStoreOptions,
  MAX_BOARD_ASSET_BYTES,
} from "./asset_store.ts";

export function createMemoryAssets(options: AssetStoreOptions = {}): AssetStore {
  const { maxBoardBytes = MAX_BOARD_ASSET_BYTES } = options;
  const boards = new Map<string, Map<string, Uint8Array<ArrayBuffer>>>();
  let isClosed = false;

  const assetsOf = (board: string): Map<string, Uint8Array<ArrayBuffer>> => {
    if (isClosed) throw new AssetStoreError("Cannot use an asset: the store is closed");
    return boards.get(board) ?? new Map<string, Uint8Array<ArrayBuffer>>();
  };

  return {
    get: (board, asset) =>
      attempt(() => {
        const bytes = assetsOf(board).get(asset);
        const type = bytes && pictureTypeOf(bytes);
        if (!type) return undefined;
        return {
          type,
          size: bytes.length,
          open: () => Promise.resolve(ReadableStream.from([bytes.slice()])),
        };
      }),
    put: (board, { id, bytes }) =>
      attempt(() => {
        const assets = assetsOf(board);
        if (assets.has(id)) return "stored";
        const sum = assets.values().reduce((sum, { length }) => sum + length, bytes.length);
        if (sum > maxBoardBytes) return "full";
        // Copied: the bytes are the caller's.
        boards.set(board, assets.set(id, bytes.slice()));
        return "stored";
      }),
    [Symbol.asyncDispose]: () =>
      attempt(() => {
        isClosed = true;
        boards.clear();
      }),
  };
}

/** The port is asynchronous: what throws must reject. */
function attempt<T>(act: () => T): Promise<T> {
  return new Promise((resolve) => resolve(act()));
}
