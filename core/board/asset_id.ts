/** What an asset is called: the SHA-256 of its bytes, in hexadecimal. So nobody can put another one in its place. */

import { digest } from "lib0/hash/sha256";

const ASSET_ID = /^[0-9a-f]{64}$/;

export function isAssetId(value: unknown): value is string {
  return typeof value === "string" && ASSET_ID.test(value);
}

/** Works everywhere, and is slow: some 5 ms a megabyte. */
export function assetIdOf(bytes: Uint8Array): string {
  return assetIdFrom(digest(bytes));
}

/** From a SHA-256 that was made elsewhere: 32 bytes. */
export function assetIdFrom(hash: Uint8Array): string {
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
