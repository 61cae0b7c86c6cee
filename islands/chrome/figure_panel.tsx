/** All figures to choose from. */

import type { VNode } from "preact";
import { FIGURES } from "../../client/canvas/options.ts";
import { useBoard } from "./board_context.ts";
import type { PanelProps } from "./panel_props.ts";
import { Tile } from "./tile.tsx";
import { TOOL_ICONS, toolName } from "./tools.ts";
import { useRun } from "./use_run.ts";

export function FigurePanel({ close }: PanelProps): VNode {
  const { view } = useBoard();
  const run = useRun();
  return (
    <div class="tiles">
      {FIGURES.map((id) => (
        <Tile
          key={id}
          icon={TOOL_ICONS[id]}
          name={toolName(id)}
          pressed={id === view.value.tool}
          onPress={() => {
            close();
            run(`tool.${id}`);
          }}
        />
      ))}
    </div>
  );
}
