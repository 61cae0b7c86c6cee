/** How words are set: font, size, weight, alignment. */

import { TextAlignCenter, TextAlignEnd, TextAlignStart } from "lucide";
import type { VNode } from "preact";
import { cssColor } from "../../core/board/palette.ts";
import type { Align, Font } from "../../core/board/shape.ts";
import { useBoard } from "./board_context.ts";
import { type ChoiceOption, ChoiceRow } from "./choice.tsx";
import { TEXT_SIZES } from "./sizes.ts";
import { Slider } from "./slider.tsx";
import { useApplicable } from "./use_applicable.ts";

const FONT_OPTIONS: readonly ChoiceOption<Font>[] = [
  { value: "hand", name: "Hand", face: { letters: "Aa", class: "font-face font-hand" } },
  { value: "sans", name: "Sans", face: { letters: "Aa", class: "font-face font-sans" } },
  { value: "serif", name: "Serif", face: { letters: "Aa", class: "font-face font-serif" } },
  { value: "mono", name: "Mono", face: { letters: "Aa", class: "font-face font-mono" } },
];

const ALIGN_OPTIONS: readonly ChoiceOption<Align>[] = [
  { value: "left", name: "Align words left", face: TextAlignStart },
  { value: "centre", name: "Centre words", face: TextAlignCenter },
  { value: "right", name: "Align words right", face: TextAlignEnd },
];

export function TextSection(): VNode {
  const { engine, view } = useBoard();
  const { shown } = view.value;
  const applicable = useApplicable();
  return (
    <section class="style-section">
      {applicable.includes("font") && (
        <ChoiceRow
          label="Font"
          options={FONT_OPTIONS}
          picked={shown.font}
          onPick={(font) => engine.peek()?.setStyle({ font })}
        />
      )}
      {applicable.includes("textSize") && <SizeRow />}
      {applicable.includes("align") && (
        <div class="prop-pair">
          <ChoiceRow
            label="Align"
            options={ALIGN_OPTIONS}
            picked={shown.align}
            onPick={(align) => engine.peek()?.setStyle({ align })}
          />
          {applicable.includes("bold") && (
            <button
              type="button"
              class="icon-button"
              aria-label="Bold"
              title="Bold"
              aria-pressed={shown.bold ?? "mixed"}
              onClick={() => engine.peek()?.setStyle({ bold: shown.bold !== true })}
            >
              <span class="bold-face">B</span>
            </button>
          )}
        </div>
      )}
    </section>
  );
}

function SizeRow(): VNode {
  const { engine, view, place, theme } = useBoard();
  const { style, shown } = view.value;
  const { zoom } = place.value;
  const ink = cssColor(shown.color ?? style.color, theme.value);
  return (
    <Slider
      label="Text size"
      steps={TEXT_SIZES}
      value={shown.textSize}
      from={style.textSize}
      track="wedge"
      say={(size) => String(Math.round(size * 10) / 10)}
      onSet={(textSize) => engine.peek()?.setStyle({ textSize })}
      face={(size) => (
        <span
          class={`living-letter font-${shown.font ?? style.font}`}
          style={{ color: ink, fontSize: `${Math.min(36, Math.max(8, size * zoom))}px` }}
        >
          a
        </span>
      )}
    />
  );
}
