/** Does what a button, a menu or the palette asks for, whether it is the canvas's or the page's to do. */

import { type Action, isPageAction } from "../../client/canvas/input/actions.ts";
import type { BoardState } from "./board_state.ts";
import { runPageAction } from "./page_actions.ts";

/** Whether there was something to do. */
export function runAction(state: BoardState, action: Action): boolean {
  if (isPageAction(action)) return runPageAction(state, action);
  return state.engine.peek()?.run(action) ?? false;
}
