/** What a board is called where it has no title. Pure. */

import { isKey } from "../../core/board/capability.ts";

export interface Named {
  readonly boardId: string;
  readonly front: boolean;
}

/** The title, else for a plainly named board its name. */
export function titleOf(title: string, { boardId }: Pick<Named, "boardId">): string {
  if (title) return title;
  if (isKey(boardId)) return "Untitled";
  return `${boardId[0]?.toLocaleUpperCase() ?? ""}${boardId.slice(1)}`;
}

/** For the browser's tab. */
export function pageTitle(title: string, named: Named): string {
  return named.front ? "Gesso: draw together" : `${titleOf(title, named)} · Gesso`;
}
