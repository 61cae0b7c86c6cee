/** A button of the selection's bar with a panel. */

import type { IconNode } from "lucide";
import type { ComponentChildren, VNode } from "preact";
import type { Panels } from "../state/board_state.ts";
import { Icon } from "./icon.tsx";
import { Popover } from "./popover.tsx";
import { Tip } from "./tip.tsx";

export interface BarPopoverProps {
  readonly label: string;
  /** An icon, or what shows its state. */
  readonly icon: IconNode | VNode;
  readonly class?: string;
  panel(panels: Panels, close: () => void): ComponentChildren;
}

export function BarPopover({ label, icon, class: more, panel }: BarPopoverProps): VNode {
  return (
    <span class={more ?? "bar-part"}>
      <Popover
        label={label}
        side="above"
        align="centre"
        trigger={(attributes) => (
          <button type="button" class="icon-button" aria-label={label} {...attributes}>
            {Array.isArray(icon) ? <Icon of={icon} size={18} /> : icon}
            <Tip text={label} />
          </button>
        )}
        panel={panel}
      />
    </span>
  );
}
