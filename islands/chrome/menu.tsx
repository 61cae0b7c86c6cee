/** The button of the menu behind the mark. */

import { ChevronDown } from "lucide";
import type { VNode } from "preact";
import { Icon } from "./icon.tsx";
import { Mark } from "./mark.tsx";
import { Popover } from "./popover.tsx";

export function Menu(): VNode {
  return (
    <Popover
      label="Menu"
      side="below"
      align="start"
      class="menu"
      trigger={(attributes) => (
        <button type="button" class="icon-button menu-button" aria-label="Menu" {...attributes}>
          <Mark size={24} />
          <Icon of={ChevronDown} size={14} class="chevron" />
        </button>
      )}
      panel={({ MenuPanel }, close) => <MenuPanel close={close} />}
    />
  );
}
