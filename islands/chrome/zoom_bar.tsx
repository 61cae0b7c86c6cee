/** Bottom left: the zoom, and undo and redo of one's own work. */

import { Maximize, Minus, Plus, Redo2, Undo2 } from "lucide";
import type { VNode } from "preact";
import { useBoard } from "./board_context.ts";
import { IconButton } from "./icon_button.tsx";
import { useKeys } from "./shortcut_keys.ts";
import { Tip } from "./tip.tsx";

export function ZoomBar(): VNode {
  const { engine, place } = useBoard();
  const resetKeys = useKeys("zoom-reset");
  return (
    <div class="panel wide-only" role="group" aria-label="Zoom">
      <IconButton
        icon={Minus}
        iconSize={18}
        label="Zoom out"
        keys={useKeys("zoom-out")}
        tip={{ align: "start" }}
        onPress={() => engine.peek()?.run("zoom-out")}
      />
      <button
        type="button"
        class="icon-button zoom-value"
        aria-label={`Zoom is ${percent(place.value.zoom)}: set to 100 %`}
        onClick={() => engine.peek()?.run("zoom-reset")}
      >
        {percent(place.value.zoom)}
        <Tip text="Zoom to 100 %" keys={resetKeys} />
      </button>
      <IconButton
        icon={Plus}
        iconSize={18}
        label="Zoom in"
        keys={useKeys("zoom-in")}
        onPress={() => engine.peek()?.run("zoom-in")}
      />
      <IconButton
        icon={Maximize}
        iconSize={18}
        label="Zoom to fit"
        keys={useKeys("zoom-fit")}
        onPress={() => engine.peek()?.run("zoom-fit")}
      />
    </div>
  );
}

export function HistoryBar(): VNode | null {
  const { session, canUndo, canRedo, viewing } = useBoard();
  const undoKeys = useKeys("undo"), redoKeys = useKeys("redo");
  if (viewing.value) return null;
  return (
    <div class="panel" role="group" aria-label="History">
      <IconButton
        icon={Undo2}
        iconSize={18}
        label="Undo"
        keys={undoKeys}
        tip={{ align: "start" }}
        disabled={!canUndo.value}
        onPress={() => session.peek()?.history.undo()}
      />
      <IconButton
        icon={Redo2}
        iconSize={18}
        label="Redo"
        keys={redoKeys}
        disabled={!canRedo.value}
        onPress={() => session.peek()?.history.redo()}
      />
    </div>
  );
}

function percent(zoom: number): string {
  return `${Math.round(zoom * 100)} %`;
}
