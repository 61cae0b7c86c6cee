/** The board's page as the server renders it: the place of the canvas, and the frame over it. */

import type { VNode } from "preact";
import type { BoardScreenProps } from "./board_props.ts";
import { Frame } from "./frame.tsx";
import { createBoardState } from "./state/board_state.ts";

/** Without a pointer. */
const HOW = "Tab goes from shape to shape. Arrow keys move what is selected, or the view. " +
  "Alt+F10 leads to the tools, Escape back to the board. ? lists all keys.";

export function BoardScreen(props: BoardScreenProps): VNode {
  return (
    <main class="board">
      <div class="board-canvas" aria-description={HOW} />
      <div data-frame>
        <Frame state={createBoardState(props)} />
      </div>
    </main>
  );
}
