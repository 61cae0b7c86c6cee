/** The boards this browser was at last, with the links' keys: they are nowhere else, so losing them loses the boards. */

import { isKey, type Role } from "../../core/board/capability.ts";
import { browserStorage, keep, type OpenKeyValues } from "./kept.ts";

export interface RecentBoard {
  readonly boardId: string;
  /** What the link's fragment held; none in a view link or on an open board. */
  readonly key?: string;
  readonly role: Role;
  /** "" when it has none. */
  readonly title: string;
  /** When it was last open, in milliseconds since the epoch. */
  readonly at: number;
}

export const MOST_RECENT_BOARDS = 24;

export interface RecentBoards {
  /** Newest first. */
  list(): readonly RecentBoard[];
  /** Puts the board first. A key that allows more is not given up for one that allows less. */
  remember(board: RecentBoard): void;
  rename(boardId: string, title: string): void;
  forget(boardId: string): void;
}

const MAX_TITLE_LENGTH = 200;
const MAX_BOARD_ID_LENGTH = 128;
const STRENGTH: Record<Role, number> = { view: 0, edit: 1, own: 2 };

export function createRecentBoards(open: OpenKeyValues = browserStorage): RecentBoards {
  const kept = keep("gesso.boards", parseBoards, open);
  return {
    list: () => kept.read(),
    remember(board) {
      const boards = kept.read();
      const known = boards.find(({ boardId }) => boardId === board.boardId);
      const others = boards.filter((other) => other !== known);
      const { title, at } = board;
      const stronger = known && STRENGTH[known.role] > STRENGTH[board.role] ? known : board;
      kept.write([{ ...stronger, title, at }, ...others].slice(0, MOST_RECENT_BOARDS));
    },
    rename(boardId, title) {
      kept.write(kept.read().map((board) => board.boardId === boardId ? { ...board, title } : board));
    },
    forget(boardId) {
      kept.write(kept.read().filter((board) => board.boardId !== boardId));
    },
  };
}

function parseBoards(json: unknown): readonly RecentBoard[] {
  if (!Array.isArray(json)) return [];
  const boards = json.flatMap((item) => parseBoard(item) ?? []);
  return boards.sort((a, b) => b.at - a.at).slice(0, MOST_RECENT_BOARDS);
}

function parseBoard(json: unknown): RecentBoard | undefined {
  if (typeof json !== "object" || json === null) return undefined;
  const { boardId, key, role, title, at } = json as Record<string, unknown>;
  if (typeof boardId !== "string" || !boardId || boardId.length > MAX_BOARD_ID_LENGTH) return undefined;
  if (role !== "view" && role !== "edit" && role !== "own") return undefined;
  if (typeof at !== "number" || !Number.isFinite(at)) return undefined;
  const board: RecentBoard = {
    boardId,
    role,
    title: typeof title === "string" ? title.slice(0, MAX_TITLE_LENGTH) : "",
    at,
  };
  return typeof key === "string" && isKey(key) ? { ...board, key } : board;
}
