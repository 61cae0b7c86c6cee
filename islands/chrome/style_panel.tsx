/** Colour and size of what is drawn next, or of what is selected. */

import type { VNode } from "preact";
import { cssColor, isNamed, PALETTE } from "../../core/board/palette.ts";
import { type Color, COLORS } from "../../core/board/shape.ts";
import { useBoard } from "./board_context.ts";
import { Swatch } from "./swatch.tsx";
import { colorName, InkDot } from "./ink_dot.tsx";
import { useKeys } from "./shortcut_keys.ts";
import { nearestSize, sizesFor } from "./sizes.ts";

export function StylePanel(): VNode {
  return (
    <div class="style-panel">
      <Swatches />
      <CustomColour />
      <SizeRow />
    </div>
  );
}

function Swatches(): VNode {
  const { engine, view, theme } = useBoard();
  return (
    <div class="swatches" role="group" aria-label="Colour">
      {COLORS.map((color) => (
        <Swatch
          key={color}
          name={colorName(color)}
          ink={PALETTE[color][theme.value]}
          picked={view.value.shownColor === color}
          edged={color === "white"}
          onPick={() => engine.peek()?.setColor(color)}
        />
      ))}
    </div>
  );
}

function CustomColour(): VNode {
  const { engine, view, theme } = useBoard();
  const { color, shownColor } = view.value;
  const custom = shownColor === undefined || isNamed(shownColor) ? undefined : shownColor;
  return (
    <label class="custom-colour">
      {custom
        ? <span class="swatch-ink" data-edge="true" style={{ background: custom }} />
        : <span class="swatch-ink swatch-any" />}
      Any colour
      {custom && <span class="custom-value">{custom}</span>}
      <input
        type="color"
        aria-label="Any colour"
        value={custom ?? cssColor(shownColor ?? color, theme.value)}
        onInput={({ currentTarget }) => {
          const picked = currentTarget.value.toLowerCase();
          if (/^#[0-9a-f]{6}$/.test(picked)) engine.peek()?.setColor(picked as Color);
        }}
      />
    </label>
  );
}

function SizeRow(): VNode {
  const { engine, view, theme } = useBoard();
  const { color, shownColor, shownSize, zoom } = view.value;
  const text = view.value.sizes === "texts";
  const size = shownSize ?? (text ? view.value.textSize : view.value.size);
  const sizes = sizesFor(view.value.sizes);
  const paint = cssColor(shownColor ?? color, theme.value);
  return (
    <div class="size-row">
      <span class="living-dot" aria-hidden="true">
        {text
          ? (
            <span
              class="living-letter"
              style={{ color: paint, fontSize: `${Math.min(40, Math.max(8, size * zoom))}px` }}
            >
              a
            </span>
          )
          : <InkDot color={paint} across={size * zoom} least={1} most={40} />}
      </span>
      <span class="wedge">
        <input
          class="slider"
          type="range"
          min={0}
          max={sizes.length - 1}
          step={1}
          value={nearestSize(sizes, size)}
          aria-label={text ? "Text size" : "Line width"}
          aria-valuetext={shownSize === undefined ? "Different sizes" : String(size)}
          title={`${useKeys("smaller")} and ${useKeys("larger")}`}
          onInput={({ currentTarget }) => {
            const picked = sizes[currentTarget.valueAsNumber];
            if (picked !== undefined) engine.peek()?.setSize(picked);
          }}
        />
      </span>
      <output class="size-value">{shownSize === undefined ? "–" : Math.round(size * 10) / 10}</output>
    </div>
  );
}
