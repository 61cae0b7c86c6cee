/** Hands the board's state to every part of the chrome. */

import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { BoardState } from "../state/board_state.ts";

export const BoardContext = createContext<BoardState | undefined>(undefined);

/** Throws outside of a BoardContext. */
export function useBoard(): BoardState {
  const board = useContext(BoardContext);
  if (!board) throw new Error("Cannot use the board here: there is no BoardContext above");
  return board;
}
