/** Which rows of the style there are to show. */

import type { StyleProp } from "../../client/canvas/style.ts";
import { kindDrawnBy } from "../../client/canvas/tools/drawn_kind.ts";
import { useBoard } from "./board_context.ts";

/** A tool that draws nothing of one kind has everything in hand, but only these are worth a row then. */
const ALWAYS: readonly StyleProp[] = ["color", "fill", "size", "opacity"];

export function useApplicable(): readonly StyleProp[] {
  const { tool, selection, applicable } = useBoard().view.value;
  if (selection.length > 0 || kindDrawnBy(tool) !== undefined) return applicable;
  return applicable.filter((prop) => ALWAYS.includes(prop));
}
