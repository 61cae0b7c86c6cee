/**
 * The board with its frame, as the server renders it and the browser brings it to life. It knows neither engine nor
 * session: `start` gives them to it, in the browser only.
 */

import type { VNode } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { BoardScreenProps } from "./board_props.ts";
import { BoardContext } from "./chrome/board_context.ts";
import { ConnectionPill } from "./chrome/connection_pill.tsx";
import { EmptyHint } from "./chrome/empty_hint.tsx";
import { FrontCard } from "./chrome/front_card.tsx";
import { Help, HelpButton } from "./chrome/help.tsx";
import { Menu } from "./chrome/menu.tsx";
import { People } from "./chrome/people.tsx";
import { Share } from "./chrome/share.tsx";
import { Title } from "./chrome/title.tsx";
import { ToastLine } from "./chrome/toast_line.tsx";
import { Toolbar } from "./chrome/toolbar.tsx";
import { HistoryBar, ZoomBar } from "./chrome/zoom_bar.tsx";
import { type BoardState, createBoardState } from "./state/board_state.ts";

/** Brings the board to life in its container; the returned function ends it. */
export type StartBoard = (state: BoardState, container: HTMLElement) => () => void;

export function BoardScreen({ start, ...props }: BoardScreenProps & { readonly start?: StartBoard }): VNode {
  const [state] = useState(() => createBoardState(props));
  const canvas = useRef<HTMLDivElement>(null);
  // Not after the next painting, as an effect would be: the first stroke may come before it.
  useLayoutEffect(() => canvas.current ? start?.(state, canvas.current) : undefined, []);
  const { stage, touched } = state;
  return (
    <BoardContext.Provider value={state}>
      <main class="board" data-stage={props.open ? "open" : stage.value}>
        <div
          class="board-canvas"
          ref={canvas}
          onPointerDownCapture={() => (touched.value = true)}
        />
        <div class="board-frame" onMouseDown={keepFocus}>
          <EmptyHint />
          <header class="top-bar">
            <div class="panel">
              <Menu />
              <Title />
            </div>
            <div class="panel">
              <People />
              <Share />
            </div>
          </header>
          {props.front && <FrontCard />}
          <div class="corner corner-start">
            <ZoomBar />
            <HistoryBar />
          </div>
          <div class="corner corner-end">
            <div class="panel">
              <ConnectionPill />
            </div>
            <HelpButton />
          </div>
          <Toolbar />
          <ToastLine />
          <Help />
        </div>
      </main>
    </BoardContext.Provider>
  );
}

// A press on a button leaves the focus where it is: on the board, or in the text being written.
function keepFocus(event: MouseEvent): void {
  if (event.target instanceof Element && event.target.closest("button")) event.preventDefault();
}
