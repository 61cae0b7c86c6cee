/** What the address of a board says: which key came with it and what it allows. Pure; the fragment never leaves the browser. */

import { editKeyOf, type Role, roleOfKey } from "../../core/board/capability.ts";

export interface BoardAddress {
  readonly boardId: string;
  /** Anybody may edit it, with no key. */
  readonly open: boolean;
  /** `location.hash`, with or without its `#`. */
  readonly fragment: string;
}

export type Link =
  | { readonly role: Role; readonly key: string | undefined; readonly fits: true }
  /** There is a key, but it is none of this board: cut short, or for another board. */
  | { readonly role: Role; readonly key: undefined; readonly fits: false };

export function readLink(address: BoardAddress): Link {
  const withoutKey = address.open ? "edit" : "view";
  const key = keyIn(address.fragment);
  if (key === undefined) return { role: withoutKey, key: undefined, fits: true };
  const role = roleOfKey(address.boardId, key);
  return role ? { role, key, fits: true } : { role: withoutKey, key: undefined, fits: false };
}

export interface ShareLinks {
  readonly view: string;
  readonly edit: string | undefined;
  readonly own: string | undefined;
}

/** The links that the holder of this one may pass on: their own and the weaker ones. */
export function shareLinks(
  origin: string,
  boardId: string,
  link: { role: Role; key: string | undefined },
): ShareLinks {
  const view = boardPath(boardId);
  const { role, key } = link;
  if (key === undefined || role === "view") return { view: origin + view, edit: undefined, own: undefined };
  const editKey = role === "own" ? editKeyOf(key) : key;
  return {
    view: origin + view,
    edit: `${origin}${view}#e=${editKey}`,
    own: role === "own" ? `${origin}${view}#o=${key}` : undefined,
  };
}

/** The way to a board that shows again all that was allowed there. */
export function boardPath(boardId: string, link?: { role: Role; key: string | undefined }): string {
  const path = `/b/${encodeURIComponent(boardId)}`;
  if (link?.key === undefined) return path;
  return `${path}#${link.role === "own" ? "o" : "e"}=${link.key}`;
}

function keyIn(fragment: string): string | undefined {
  return /^#?[eo]=(.*)$/.exec(fragment)?.[1];
}
