/** The boards this browser was at last. */

import { useSignal } from "@preact/signals";
import { X } from "lucide";
import type { VNode } from "preact";
import { useEffect } from "preact/hooks";
import { createRecentBoards, type RecentBoard } from "../../client/local/recent_boards.ts";
import { boardPath } from "../state/link.ts";
import { timeAgo } from "../state/time_ago.ts";
import { titleOf } from "../state/title_words.ts";
import { useBoard } from "./board_context.ts";
import { IconButton } from "./icon_button.tsx";

const SHOWN = 5;

export function RecentList(): VNode | null {
  const { props } = useBoard();
  const boards = useSignal<readonly RecentBoard[]>([]);
  const read = () => {
    boards.value = createRecentBoards().list().filter(({ boardId }) => boardId !== props.boardId);
  };
  // Not while rendering: the server has no storage, and both must render the same at first.
  useEffect(read, []);
  if (boards.value.length === 0) return null;
  const forget = (boardId: string) => {
    createRecentBoards().forget(boardId);
    read();
  };
  return (
    <div class="recent">
      <h2>Your boards in this browser</h2>
      <ul>
        {boards.value.slice(0, SHOWN).map((board) => {
          const title = titleOf(board.title, board);
          return (
            <li key={board.boardId}>
              <a href={boardPath(board.boardId, { role: board.role, key: board.key })}>
                <span class="recent-title">{title}</span>
                <time dateTime={new Date(board.at).toISOString()}>{timeAgo(board.at, Date.now())}</time>
              </a>
              <IconButton
                icon={X}
                iconSize={16}
                label={`Forget ${title}`}
                tip={{ align: "end" }}
                onPress={() => forget(board.boardId)}
              />
            </li>
          );
        })}
      </ul>
    </div>
  );
}
