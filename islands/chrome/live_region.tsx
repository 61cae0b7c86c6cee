/** What a screen reader says of what is selected, or else of the tool in hand. */

import type { VNode } from "preact";
import { useBoard } from "./board_context.ts";
import { toolName } from "./tools.ts";

export function LiveRegion(): VNode {
  const { engine, view } = useBoard();
  // Read so that it is said anew when another shape is selected.
  const { selection, tool } = view.value;
  const inHand = tool === "select" ? "Nothing selected" : `${toolName(tool)} in hand`;
  const said = selection.length > 0 ? engine.peek()?.describeSelection() : inHand;
  return <div class="visually-hidden" role="status" aria-live="polite">{said}</div>;
}
