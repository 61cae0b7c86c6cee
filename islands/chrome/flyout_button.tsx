/** A tool whose button, pressed again while it is in hand, opens what more there is to it. */

import type { ComponentChildren, VNode } from "preact";
import type { ToolId } from "../../client/canvas/tools/tool.ts";
import type { Panels } from "../state/board_state.ts";
import { useBoard } from "./board_context.ts";
import { Icon } from "./icon.tsx";
import { Popover } from "./popover.tsx";
import { useKeys } from "./shortcut_keys.ts";
import { Tip } from "./tip.tsx";
import { TOOL_ICONS, toolName } from "./tools.ts";
import { useRun } from "./use_run.ts";

export interface FlyoutButtonProps {
  /** The first is what a press takes; with another of them in hand the button stands for that one. */
  readonly tools: readonly [ToolId, ...ToolId[]];
  panel(panels: Panels, close: () => void): ComponentChildren;
}

export function FlyoutButton({ tools, panel }: FlyoutButtonProps): VNode {
  const { view } = useBoard();
  const run = useRun();
  const { tool } = view.value;
  const inHand = tools.includes(tool);
  const shown = inHand ? tool : tools[0];
  const keys = useKeys(`tool.${shown}`);
  return (
    <Popover
      label={`${toolName(tools[0])}: options`}
      side="above"
      align="centre"
      trigger={(attributes) => (
        <button
          type="button"
          class="icon-button has-flyout"
          aria-label={toolName(shown)}
          aria-keyshortcuts={keys}
          aria-pressed={inHand}
          {...attributes}
          onClick={() => inHand ? attributes.onClick() : run(`tool.${shown}`)}
        >
          <Icon of={TOOL_ICONS[shown]} />
          <Tip text={inHand ? `${toolName(shown)}: press again for more` : toolName(shown)} keys={keys} />
        </button>
      )}
      panel={panel}
    />
  );
}
