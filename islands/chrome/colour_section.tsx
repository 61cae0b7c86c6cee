/** Colour of lines and of what they enclose: the named ones, one's own, and those used last. */

import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import { cssColor, isNamed, PALETTE } from "../../core/board/palette.ts";
import { type Color, COLORS, FILL_STYLES, type FillStyle } from "../../core/board/shape.ts";
import { MOST_COLORS } from "../../client/local/preferences.ts";
import { useBoard } from "./board_context.ts";
import { Choice, type ChoiceOption } from "./choice.tsx";
import { colorName } from "./ink_dot.tsx";
import { FILL_ICONS } from "./style_icons.ts";
import { Swatch } from "./swatch.tsx";
import { useApplicable } from "./use_applicable.ts";

export type ColourTarget = "color" | "fill";

/** Both, one at a time where both mean something. */
export function ColourSection({ first = "color" }: { readonly first?: ColourTarget }): VNode {
  const applicable = useApplicable();
  const picked = useSignal<ColourTarget>(first);
  const hasBoth = applicable.includes("fill") && applicable.includes("color");
  const target = hasBoth ? picked.value : applicable.includes("fill") ? "fill" : "color";
  return (
    <section class="style-section">
      {hasBoth && <Tabs target={target} onPick={(next) => (picked.value = next)} />}
      {target === "fill" && <FillStyles />}
      <Swatches target={target} />
    </section>
  );
}

interface TabsProps {
  readonly target: ColourTarget;
  onPick(target: ColourTarget): void;
}

function Tabs({ target, onPick }: TabsProps): VNode {
  const { view, theme } = useBoard();
  const { shown: { color, fill } } = view.value;
  const ink = color && cssColor(color, theme.value);
  const inside = fill && (fill === "none" ? "transparent" : cssColor(fill, theme.value));
  return (
    <div class="segments segments-wide" role="group" aria-label="What to colour">
      <button
        type="button"
        class="segment"
        aria-pressed={target === "color"}
        onClick={() => onPick("color")}
      >
        <span class="tab-dot tab-line" data-mixed={ink === undefined} style={{ borderColor: ink ?? "" }} />
        Line
      </button>
      <button type="button" class="segment" aria-pressed={target === "fill"} onClick={() => onPick("fill")}>
        <span class="tab-dot" data-mixed={inside === undefined} style={{ background: inside ?? "" }} />
        Fill
      </button>
    </div>
  );
}

const FILLS: readonly ChoiceOption<FillStyle | "none">[] = (["none", ...FILL_STYLES] as const).map((
  value,
) => ({
  value,
  name: value === "none" ? "No fill" : `${value[0]?.toUpperCase()}${value.slice(1)}`,
  face: FILL_ICONS[value],
}));

function FillStyles(): VNode {
  const { engine, view } = useBoard();
  const { style, shown } = view.value;
  const picked = shown.fill === undefined || shown.fill === "none" ? shown.fill : shown.fillStyle;
  return (
    <Choice
      label="Fill style"
      options={FILLS}
      picked={picked}
      onPick={(value) => {
        if (value === "none") return engine.peek()?.setStyle({ fill: "none" });
        // What was hollow is filled with the colour of its line, until another is picked.
        const fill = filledWith(shown.fill ?? style.fill, shown.color ?? style.color);
        engine.peek()?.setStyle({ fill, fillStyle: value });
      }}
    />
  );
}

function filledWith(fill: Color | "none", color: Color): Color {
  return fill === "none" ? color : fill;
}

function Swatches({ target }: { readonly target: ColourTarget }): VNode {
  const { engine, view, theme, recentColors } = useBoard();
  const shown = view.value.shown[target];
  const pick = (color: Color) => {
    engine.peek()?.setStyle({ [target]: color });
    if (isNamed(color)) return;
    recentColors.value = [color, ...recentColors.peek().filter((other) => other !== color)].slice(
      0,
      MOST_COLORS,
    );
  };
  return (
    <div class="swatches" role="group" aria-label={target === "fill" ? "Fill colour" : "Colour"}>
      {COLORS.map((color) => (
        <Swatch
          key={color}
          name={colorName(color)}
          ink={PALETTE[color][theme.value]}
          picked={shown === color}
          edged={color === "white"}
          onPick={() => pick(color)}
        />
      ))}
      <AnyColour target={target} onPick={pick} />
      {recentColors.value.map((color) => (
        <Swatch
          key={color}
          name={`Used lately: ${color}`}
          ink={color}
          picked={shown === color}
          edged
          onPick={() => pick(color)}
        />
      ))}
    </div>
  );
}

interface AnyColourProps {
  readonly target: ColourTarget;
  onPick(color: Color): void;
}

function AnyColour({ target, onPick }: AnyColourProps): VNode {
  const { view, theme, recentColors } = useBoard();
  const { style, shown } = view.value;
  const now = shown[target] ?? style[target];
  const alone = recentColors.value.length === 0;
  const own = now !== "none" && !isNamed(now) && !recentColors.value.includes(now) ? now : undefined;
  return (
    <label class="swatch any-colour" data-alone={alone} title="Any colour">
      <span class="swatch-ink swatch-any" data-picked={own !== undefined} />
      {alone && <span aria-hidden="true">Any colour</span>}
      <input
        type="color"
        aria-label="Any colour"
        value={cssColor(now === "none" ? style.color : now, theme.value)}
        // Only what the picker is closed with: each colour on the way would be a step of undo.
        onChange={({ currentTarget }) => {
          const picked = currentTarget.value.toLowerCase();
          if (/^#[0-9a-f]{6}$/.test(picked)) onPick(picked as Color);
        }}
      />
    </label>
  );
}
