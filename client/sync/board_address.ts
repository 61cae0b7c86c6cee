/** Where a board's room is to be reached, and with what right. It knows no transport. */

import { isKey } from "../../core/board/capability.ts";

export interface BoardAddress {
  /** As `location.origin`: `https://host:port`. */
  readonly origin: string;
  readonly boardId: string;
  readonly key: string | undefined;
}

/** Whether the key is a link's, cut short in a chat: the server would refuse it, and some ways cannot even carry it. */
export function hasBrokenKey({ key }: BoardAddress): boolean {
  return key !== undefined && !isKey(key);
}
