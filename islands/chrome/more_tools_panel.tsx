/** The tools that the toolbar has no room for, with their names. */

import { Image, Layers } from "lucide";
import type { VNode } from "preact";
import { useBoard } from "./board_context.ts";
import type { PanelProps } from "./panel_props.ts";
import { SwitchRow } from "./switch_row.tsx";
import { Tile } from "./tile.tsx";
import { BEYOND_PHONE, MORE_TOOLS, TOOL_ICONS, toolName } from "./tools.ts";
import { useRun } from "./use_run.ts";

export function MoreToolsPanel({ close }: PanelProps): VNode {
  const { view } = useBoard();
  const run = useRun();
  const { tool, options } = view.value;
  const take = (action: Parameters<typeof run>[0]) => {
    close();
    run(action);
  };
  return (
    <div class="tool-panel">
      <div class="tiles">
        {[...BEYOND_PHONE, ...MORE_TOOLS].map((id) => (
          <Tile
            key={id}
            icon={TOOL_ICONS[id]}
            name={toolName(id)}
            pressed={id === tool}
            {...BEYOND_PHONE.includes(id) && { class: "phone-only" }}
            onPress={() => take(`tool.${id}`)}
          />
        ))}
        <Tile icon={Image} name="Image" class="phone-only" onPress={() => take("insert-image")} />
        <Tile icon={Layers} name="Layers" onPress={() => take("layers")} />
      </div>
      <div class="phone-rows">
        <SwitchRow name="Keep the tool in hand" on={options.keepTool} onChange={() => run("keep-tool")} />
      </div>
    </div>
  );
}
