/**
 * Links as capabilities: `editKey = H("edit" + ownerKey)`, `boardId = H("board" + editKey)`, so that each link
 * yields the weaker ones and never the stronger, with nothing stored. H is SHA-256 cut to 128 bits, in base64url.
 */

import { digest } from "lib0/hash/sha256";
import { encodeUtf8 } from "lib0/string";
import { toBase64Url } from "./base64url.ts";

export type Role = "view" | "edit" | "own";

export interface BoardKeys {
  readonly boardId: string;
  readonly editKey: string;
  readonly ownerKey: string;
}

/** 128 bits in base64url: 22 characters, of which the last carries two bits. */
const KEY = /^[A-Za-z0-9_-]{21}[AQgw]$/;

/** `randomBytes(n)` gives n cryptographically random bytes. */
export function createBoardKeys(randomBytes: (count: number) => Uint8Array): BoardKeys {
  const ownerKey = toBase64Url(randomBytes(16));
  const editKey = editKeyOf(ownerKey);
  return { boardId: boardIdOf(editKey), editKey, ownerKey };
}

export function editKeyOf(ownerKey: string): string {
  return hash("edit" + ownerKey);
}

export function boardIdOf(editKey: string): string {
  return hash("board" + editKey);
}

/** Whether the text has the form of a board id or a key (they look alike). */
export function isKey(text: string): boolean {
  return KEY.test(text);
}

/** What the key lets its holder do on this board; undefined when it is no key of this board. */
export function roleOfKey(boardId: string, key: string): Role | undefined {
  if (!isKey(key)) return undefined;
  if (boardIdOf(key) === boardId) return "edit";
  if (boardIdOf(editKeyOf(key)) === boardId) return "own";
  return undefined;
}

function hash(text: string): string {
  return toBase64Url(digest(encodeUtf8(text)).subarray(0, 16));
}
