/** How the chrome's buttons do what they are for. */

import type { Action } from "../../client/canvas/input/actions.ts";
import { runAction } from "../state/run_action.ts";
import { useBoard } from "./board_context.ts";

export function useRun(): (action: Action) => boolean {
  const board = useBoard();
  return (action) => runAction(board, action);
}
