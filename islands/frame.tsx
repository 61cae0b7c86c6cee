/**
 * The frame around the canvas: all the chrome. The server renders it first, the browser takes that markup over once the
 * canvas can be drawn on. It knows neither engine nor session, only the state that both feed.
 */

import { render, type VNode } from "preact";
import { BoardContext, useBoard } from "./chrome/board_context.ts";
import { ConnectionPill } from "./chrome/connection_pill.tsx";
import { EmptyHint } from "./chrome/empty_hint.tsx";
import { FrontCard } from "./chrome/front_card.tsx";
import { HelpButton } from "./chrome/help_button.tsx";
import { Menu } from "./chrome/menu.tsx";
import { People } from "./chrome/people.tsx";
import { Share } from "./chrome/share.tsx";
import { Title } from "./chrome/title.tsx";
import { ToastLine } from "./chrome/toast_line.tsx";
import { Toolbar } from "./chrome/toolbar.tsx";
import { HistoryBar, ZoomBar } from "./chrome/zoom_bar.tsx";
import { UploadLine } from "./chrome/upload_line.tsx";
import type { BoardState } from "./state/board_state.ts";

export function Frame({ state }: { readonly state: BoardState }): VNode {
  return (
    <BoardContext.Provider value={state}>
      <div
        class="board-frame"
        data-focused={state.focused.value}
        onMouseDown={keepFocus}
        onKeyDown={(event) => leave(event, state)}
      >
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
        {state.props.front && <FrontCard />}
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
        <UploadLine />
        <ToastLine />
        <Later />
      </div>
    </BoardContext.Provider>
  );
}

/** What is there once its code has come. */
function Later(): VNode | null {
  const Overlays = useBoard().panels.value?.Overlays;
  return Overlays ? <Overlays /> : null;
}

/** Rendered, not hydrated: the state has moved on since the server rendered it, and what differs is brought up to date. */
export function showFrame(state: BoardState, place: Element): void {
  render(<Frame state={state} />, place);
}

// Esc leads from the buttons back to the board.
function leave(event: KeyboardEvent, { engine }: BoardState): void {
  if (event.key === "Escape" && !event.defaultPrevented) engine.peek()?.focus();
}

// A press on a button leaves the focus where it is: on the board, or in the text being written.
function keepFocus(event: MouseEvent): void {
  if (event.target instanceof Element && event.target.closest("button")) event.preventDefault();
}
