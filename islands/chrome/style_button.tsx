/** The button at the toolbar's end: a living dot in the colour and size of the ink. */

import type { VNode } from "preact";
import { cssColor } from "../../core/board/palette.ts";
import { useBoard } from "./board_context.ts";
import { colorName, InkDot } from "./ink_dot.tsx";
import { Popover } from "./popover.tsx";
import { Tip } from "./tip.tsx";

export function StyleButton(): VNode {
  const { view, theme, stage } = useBoard();
  const { size, zoom } = view.value;
  const color = view.value.shownColor ?? view.value.color;
  return (
    <Popover
      label="Colour and size"
      side="above"
      align="centre"
      trigger={(attributes) => (
        <button
          type="button"
          class="icon-button"
          aria-label={`Colour and size: ${colorName(color)}`}
          {...attributes}
        >
          <span class="style-dot">
            {stage.value === "open" && (
              <InkDot color={cssColor(color, theme.value)} across={size * zoom} least={5} most={20} />
            )}
          </span>
          <Tip text="Colour and size" />
        </button>
      )}
      panel={({ StylePanel }) => <StylePanel />}
    />
  );
}
