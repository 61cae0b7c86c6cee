/** Opens the session of a board, and lets engine and frame hear of what happens there. Fetched after the first painting. */

import type { Engine } from "../../client/canvas/engine.ts";
import { createIdentityStore } from "../../client/local/identity.ts";
import { createRecentBoards } from "../../client/local/recent_boards.ts";
import { openSession, type Session } from "../../client/sync/session.ts";
import type { Presence } from "../../core/protocol/presence.ts";
import type { BoardState } from "./board_state.ts";
import { readPlace } from "./place_in_link.ts";
import { pageTitle } from "./title_words.ts";

export interface OpenBoard {
  readonly session: Session;
  readonly close: () => void;
}

/** `place`: of this person. */
export function openBoard(
  state: BoardState,
  engine: Engine,
  place: Pick<Presence, "cursor" | "view">,
): OpenBoard {
  const { name, color } = state.me.peek() ?? createIdentityStore().read();
  const session = openSession({
    boardId: state.props.boardId,
    key: state.key.peek(),
    origin: location.origin,
    role: state.role.peek(),
    presence: { name, color, ...place },
  });
  const offs = connect(state, engine, session);
  return {
    session,
    close() {
      for (const off of offs) off();
      void session.close();
    },
  };
}

/** Session → engine and signals. */
function connect(state: BoardState, engine: Engine, session: Session): (() => void)[] {
  const { board, history } = session;
  const { boardId, front } = state.props;
  const recent = createRecentBoards();
  const key = state.key.peek();
  const showHistory = () => {
    state.canUndo.value = history.canUndo;
    state.canRedo.value = history.canRedo;
  };
  const showTitle = (title: string) => {
    state.title.value = title;
    document.title = pageTitle(title, { boardId, front });
    recent.rename(boardId, title);
  };
  let arrived = false;
  const showStatus = () => {
    state.status.value = session.status;
    if (arrived || !session.status.loaded) return;
    arrived = true;
    // What was drawn on a desk may lie beside a phone's view.
    if (!state.touched.peek() && !readPlace(location.search)) engine.seek();
  };
  engine.apply({ put: [...board.shapes()], removed: [], looks: board.looks });
  const offs = [
    board.onChange((change) => engine.apply(change)),
    board.onTitle(showTitle),
    history.onChange(showHistory),
    session.onStatus((status) => {
      showStatus();
      // A read-only board has no history.
      if (status.readOnly) showHistory();
    }),
    session.onPeers((peers) => {
      state.peers.value = peers;
      engine.setCursors(peers);
    }),
    session.onDraft((from, draft) => engine.showDraft(from, draft)),
  ];
  showStatus();
  showHistory();
  if (!front) {
    const known = recent.list().find((each) => each.boardId === boardId)?.title ?? "";
    const title = board.title || known;
    recent.remember({
      boardId,
      role: state.role.peek(),
      title,
      at: Date.now(),
      ...key === undefined ? {} : { key },
    });
    if (title) showTitle(title);
  }
  return offs;
}
