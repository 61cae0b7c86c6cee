/** How to select, and what a thing that is moved catches on. */

import type { VNode } from "preact";
import { useBoard } from "./board_context.ts";
import type { PanelProps } from "./panel_props.ts";
import { SwitchRow } from "./switch_row.tsx";
import { Tile } from "./tile.tsx";
import { TOOL_ICONS, toolName } from "./tools.ts";
import { useRun } from "./use_run.ts";

const WAYS = ["select", "lasso"] as const;

export function SelectPanel({ close }: PanelProps): VNode {
  const { view } = useBoard();
  const run = useRun();
  const { tool, options } = view.value;
  return (
    <div class="tool-panel">
      <div class="tiles tiles-two">
        {WAYS.map((id) => (
          <Tile
            key={id}
            icon={TOOL_ICONS[id]}
            name={toolName(id)}
            pressed={id === tool}
            onPress={() => {
              close();
              run(`tool.${id}`);
            }}
          />
        ))}
      </div>
      <SwitchRow
        name="Catch on other shapes"
        on={options.snapToShapes}
        onChange={() => run("snap-to-shapes")}
      />
      <SwitchRow name="Catch on the grid" on={options.snapToGrid} onChange={() => run("snap-to-grid")} />
    </div>
  );
}
