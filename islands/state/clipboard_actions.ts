/** What can be asked of the way in and out of a board: its files and the clipboard. */

import type { PageAction } from "../../client/canvas/input/actions.ts";

export type GateAction = Extract<
  PageAction,
  "insert-image" | "copy" | "cut" | "paste" | "copy-png" | "copy-svg"
>;

export interface Gate {
  /** Whether there was something to do. */
  run(action: GateAction): boolean;
  dispose(): void;
}
