/** One button for all figures: it takes the one used last, and shows the others to choose from. */

import type { VNode } from "preact";
import { FIGURES } from "../../client/canvas/options.ts";
import { useBoard } from "./board_context.ts";
import { Icon } from "./icon.tsx";
import { Popover } from "./popover.tsx";
import { useKeys } from "./shortcut_keys.ts";
import { Tip } from "./tip.tsx";
import { TOOL_ICONS, toolName } from "./tools.ts";
import { useRun } from "./use_run.ts";

export function FigureButton(): VNode {
  const { view } = useBoard();
  const run = useRun();
  const { tool, options: { figure } } = view.value;
  const inHand = FIGURES.some((each) => each === tool);
  const keys = useKeys("last-figure");
  return (
    <Popover
      label="Figures"
      side="above"
      align="centre"
      trigger={(attributes) => (
        <button
          type="button"
          class="icon-button has-flyout"
          aria-label={`Figures: ${toolName(figure)}`}
          aria-keyshortcuts={keys}
          aria-pressed={inHand}
          {...attributes}
          onClick={() => {
            if (!inHand) run("last-figure");
            attributes.onClick();
          }}
        >
          <Icon of={TOOL_ICONS[figure]} />
          <Tip text={`Figures: ${toolName(figure)}`} keys={keys} />
        </button>
      )}
      panel={({ FigurePanel }, close) => <FigurePanel close={close} />}
    />
  );
}
