/** The button for the tools that are used less; on a phone for all that its toolbar has no room for. */

import { Ellipsis } from "lucide";
import type { VNode } from "preact";
import { useBoard } from "./board_context.ts";
import { Icon } from "./icon.tsx";
import { Popover } from "./popover.tsx";
import { Tip } from "./tip.tsx";
import { BEYOND_PHONE, MORE_TOOLS, TOOL_ICONS, toolName } from "./tools.ts";

export function MoreTools(): VNode {
  const { tool } = useBoard().view.value;
  // The lasso has a place at the select tool's button.
  const inUse = tool !== "lasso" && MORE_TOOLS.includes(tool);
  const inPhoneUse = inUse || BEYOND_PHONE.includes(tool);
  return (
    <Popover
      label="More tools"
      side="above"
      align="end"
      trigger={(attributes) => (
        <button
          type="button"
          class="icon-button more-tools"
          aria-label={inUse ? `More tools; in use: ${toolName(tool)}` : "More tools"}
          data-in-use={inUse ? "always" : inPhoneUse ? "phone" : undefined}
          {...attributes}
        >
          {inPhoneUse && <Icon of={TOOL_ICONS[tool]} class="icon-in-use" />}
          <Icon of={Ellipsis} class="icon-more" />
          <Tip text={inUse ? toolName(tool) : "More tools"} align="end" />
        </button>
      )}
      panel={({ MoreToolsPanel }, close) => <MoreToolsPanel close={close} />}
    />
  );
}
