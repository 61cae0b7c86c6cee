/** Who may do what on which board: from the board's id and the key presented, to a role. It stores nothing. */

import { isKey, type Role, roleOfKey } from "../core/board/capability.ts";
import { CLOSE } from "../core/protocol/close.ts";

export type Grant =
  | { readonly role: Role }
  | { readonly refused: typeof CLOSE.noSuchBoard | typeof CLOSE.unauthorized; readonly reason: string };

export interface Access {
  /** What a connection with this key, or with none, may do. */
  grant(boardId: string, key: string | undefined): Grant;
  /** Whether there can be such a board: one made by its keys, or an open one by its name. */
  exists(boardId: string): boolean;
  /** Whether anybody edits it without a key. */
  isOpen(boardId: string): boolean;
}

/** `openBoards`: names, in which `*` stands for any characters. A board made by keys is never open. */
export function createAccess(openBoards: readonly string[]): Access {
  const patterns = openBoards.map(toPattern);
  const isOpen = (boardId: string) =>
    isPlainName(boardId) && !isKey(boardId) && patterns.some((pattern) => pattern.test(boardId));
  const exists = (boardId: string) => isKey(boardId) || isOpen(boardId);
  return {
    isOpen,
    exists,
    grant(boardId, key) {
      if (!exists(boardId)) return { refused: CLOSE.noSuchBoard, reason: "there is no such board" };
      if (isOpen(boardId)) return { role: "edit" };
      if (key === undefined) return { role: "view" };
      const role = roleOfKey(boardId, key);
      return role ? { role } : { refused: CLOSE.unauthorized, reason: "this key does not open this board" };
    },
  };
}

function isPlainName(boardId: string): boolean {
  return /^[\w][\w.~-]{0,63}$/.test(boardId);
}

function toPattern(name: string): RegExp {
  const escaped = name.split("*").map((part) => part.replace(/[.~-]/g, "\\$&")).join(".*");
  return new RegExp(`^${escaped}$`);
}
