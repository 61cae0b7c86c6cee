/**
 * Assets as files: `<folder>/<hash of the board's id>/<asset>`. A file is written beside its place, synced and then
 * moved there, so that what has its name is whole. One process at a time uses the folder; the boards' store sees to that.
 */

import { createHash } from "node:crypto";
import { join } from "node:path";
import { isAssetId } from "../../core/board/asset_id.ts";
import { pictureTypeOf, TYPE_BYTES } from "../../core/board/picture_file.ts";
import {
  type AssetStore,
  AssetStoreError,
  type AssetStoreOptions,
  MAX_BOARD_ASSET_BYTES,
  type NewAsset,
  type StoredAsset,
} from "./asset_store.ts";

export function openDiskAssets(folder: string, options: AssetStoreOptions = {}): AssetStore {
  return new DiskAssets(folder, options.maxBoardBytes ?? MAX_BOARD_ASSET_BYTES);
}

/** Boards whose sums are kept at hand; others are added up again. */
const MOST_SUMS = 1_000;
const UNFINISHED = ".part";

class DiskAssets implements AssetStore {
  readonly #folder: string;
  readonly #maxBoardBytes: number;
  /** By board: all its bytes. The longest unused comes first. */
  readonly #sums = new Map<string, number>();
  /** By board: what is being written to it now. */
  readonly #writing = new Map<string, Promise<unknown>>();
  #isClosed = false;

  constructor(folder: string, maxBoardBytes: number) {
    this.#folder = folder;
    this.#maxBoardBytes = maxBoardBytes;
  }

  async get(board: string, asset: string): Promise<StoredAsset | undefined> {
    const path = this.#path(board, asset);
    try {
      using file = await Deno.open(path);
      const { size } = await file.stat();
      const head = new Uint8Array(TYPE_BYTES);
      const type = pictureTypeOf(head.subarray(0, await file.read(head) ?? 0));
      return type && { type, size, open: async () => (await Deno.open(path)).readable };
    } catch (cause) {
      if (cause instanceof Deno.errors.NotFound) return undefined;
      throw new AssetStoreError(`Cannot read the asset ${asset}`, { cause });
    }
  }

  /** One at a time a board, or two could pass its limit together. */
  put(board: string, asset: NewAsset): Promise<"stored" | "full"> {
    const turn = (this.#writing.get(board) ?? Promise.resolve()).then(() => this.#put(board, asset));
    const ended = turn.catch(() => {}).then(() => {
      if (this.#writing.get(board) === ended) this.#writing.delete(board);
    });
    this.#writing.set(board, ended);
    return turn;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosed = true;
    await Promise.all(this.#writing.values());
  }

  async #put(board: string, { id, bytes }: NewAsset): Promise<"stored" | "full"> {
    const path = this.#path(board, id);
    try {
      if (await isThere(path)) return "stored";
      const sum = await this.#sum(board);
      if (sum + bytes.length > this.#maxBoardBytes) return "full";
      await Deno.mkdir(this.#folderOf(board), { recursive: true });
      await write(path, bytes);
      this.#keepSum(board, sum + bytes.length);
      return "stored";
    } catch (cause) {
      throw new AssetStoreError(`Cannot write the asset ${id} of ${bytes.length} bytes`, { cause });
    }
  }

  async #sum(board: string): Promise<number> {
    const known = this.#sums.get(board);
    if (known !== undefined) return known;
    const sum = await addUp(this.#folderOf(board));
    this.#keepSum(board, sum);
    return sum;
  }

  #keepSum(board: string, sum: number): void {
    this.#sums.delete(board);
    this.#sums.set(board, sum);
    for (const longestUnused of this.#sums.keys()) {
      if (this.#sums.size <= MOST_SUMS) break;
      this.#sums.delete(longestUnused);
    }
  }

  #path(board: string, asset: string): string {
    if (this.#isClosed) throw new AssetStoreError("Cannot use an asset: the store is closed");
    if (!isAssetId(asset)) throw new AssetStoreError(`Cannot use an asset: ${asset} is no SHA-256`);
    return join(this.#folderOf(board), asset);
  }

  /** A board's id may differ from another's only by case, and is a link to view it: no name for a folder. */
  #folderOf(board: string): string {
    return join(this.#folder, createHash("sha256").update(board).digest("hex").slice(0, 40));
  }
}

async function isThere(path: string): Promise<boolean> {
  try {
    return (await Deno.stat(path)).isFile;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/** Of whole files; what an earlier process did not finish is taken away. */
async function addUp(folder: string): Promise<number> {
  let sum = 0;
  try {
    for await (const { name } of Deno.readDir(folder)) {
      const path = join(folder, name);
      if (name.endsWith(UNFINISHED)) await Deno.remove(path);
      else sum += (await Deno.stat(path)).size;
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  return sum;
}

async function write(path: string, bytes: Uint8Array): Promise<void> {
  const beside = path + UNFINISHED;
  try {
    using file = await Deno.open(beside, { write: true, create: true, truncate: true });
    for (let at = 0; at < bytes.length;) at += await file.write(bytes.subarray(at));
    await file.sync();
  } catch (error) {
    await Deno.remove(beside).catch(() => {
      // It was never made, or goes when the board is added up again.
    });
    throw error;
  }
  await Deno.rename(beside, path);
  await syncFolder(join(path, ".."));
}

/** The new name is to outlive a power cut too. */
async function syncFolder(path: string): Promise<void> {
  try {
    using folder = await Deno.open(path);
    await folder.sync();
  } catch {
    // Windows opens no folders, and needs it not.
  }
}
