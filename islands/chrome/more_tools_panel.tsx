/** The tools that a phone's toolbar has no room for, with their names. */

import type { VNode } from "preact";
import { useBoard } from "./board_context.ts";
import { Icon } from "./icon.tsx";
import { TOOLS } from "./tools.ts";

export function MoreToolsPanel({ close }: { readonly close: () => void }): VNode {
  const { engine, view } = useBoard();
  return (
    <div class="sheet-tools">
      {TOOLS.filter((tool) => tool.beyondSix).map(({ id, name, icon }) => (
        <button
          type="button"
          class="sheet-tool"
          key={id}
          aria-pressed={id === view.value.tool}
          onClick={() => {
            engine.peek()?.setTool(id);
            close();
          }}
        >
          <Icon of={icon} />
          {name}
        </button>
      ))}
    </div>
  );
}
