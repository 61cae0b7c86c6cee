/** The way back, while nothing of the drawing is in view. */

import { Undo2 } from "lucide";
import type { VNode } from "preact";
import { useBoard } from "./board_context.ts";
import { Icon } from "./icon.tsx";

export function BackToDrawing(): VNode | null {
  const { engine, view } = useBoard();
  if (!view.value.astray) return null;
  return (
    <button type="button" class="panel back-to-drawing" onClick={() => engine.peek()?.run("zoom-fit")}>
      <Icon of={Undo2} size={18} />
      Back to the drawing
    </button>
  );
}
