/** The button of what is in hand: a living dot in the colour and size of the ink. */

import type { VNode } from "preact";
import { cssColor } from "../../core/board/palette.ts";
import { useBoard } from "./board_context.ts";
import { colorName, InkDot } from "./ink_dot.tsx";
import { Popover } from "./popover.tsx";
import { Tip } from "./tip.tsx";

export function StyleButton(): VNode {
  const { view, place, theme, stage } = useBoard();
  const { style, shown } = view.value;
  const color = shown.color ?? style.color;
  const label = view.value.tool === "eraser" ? "What the eraser takes away" : "Colour and size";
  return (
    <Popover
      label={label}
      side="above"
      align="centre"
      trigger={(attributes) => (
        <button
          type="button"
          class="icon-button"
          aria-label={`${label}: ${colorName(color)}`}
          {...attributes}
        >
          <span class="style-dot">
            {stage.value === "open" && (
              <InkDot
                color={cssColor(color, theme.value)}
                across={(shown.size ?? style.size) * place.value.zoom}
                least={5}
                most={20}
              />
            )}
          </span>
          <Tip text={label} />
        </button>
      )}
      panel={({ StylePanel }) => <StylePanel />}
    />
  );
}
