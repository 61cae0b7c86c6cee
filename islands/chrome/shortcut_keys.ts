/** The keys of the canvas's shortcuts as this system writes them. */

import type { Action } from "../../client/canvas/input/actions.ts";
import { keysOf, showKeys } from "../../client/canvas/input/shortcuts.ts";
import { useBoard } from "./board_context.ts";

/** The first shortcut of an action, for a tooltip. */
export function useKeys(action: Action): string | undefined {
  const { mac } = useBoard();
  const [keys] = keysOf(action);
  return keys && showKeys(keys, { mac: mac.value });
}
