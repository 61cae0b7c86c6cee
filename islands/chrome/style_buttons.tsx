/** The style of what is selected, a button for each part of it; on a phone one for all. */

import type { VNode } from "preact";
import type { StyleProp } from "../../client/canvas/style.ts";
import { cssColor } from "../../core/board/palette.ts";
import { BarPopover } from "./bar_popover.tsx";
import { useBoard } from "./board_context.ts";
import { ColourSection } from "./colour_section.tsx";
import { InkDot } from "./ink_dot.tsx";
import { LineSection } from "./line_section.tsx";
import { COLOUR_PROPS, LINE_PROPS, TEXT_PROPS } from "./style_panel.tsx";
import { TextSection } from "./text_section.tsx";

export function StyleButtons(): VNode {
  const { applicable } = useBoard().view.value;
  const means = (props: readonly StyleProp[]) => props.some((prop) => applicable.includes(prop));
  return (
    <>
      {applicable.length > 0 && (
        <BarPopover
          label="Style"
          icon={<ColourFace />}
          class="phone-only"
          panel={({ StylePanel }) => <StylePanel />}
        />
      )}
      {means(COLOUR_PROPS) && (
        <BarPopover
          label="Colour"
          icon={<ColourFace />}
          class="tablet-up"
          panel={() => section(<ColourSection />)}
        />
      )}
      {means(LINE_PROPS) && (
        <BarPopover
          label="Line"
          icon={<LineFace />}
          class="tablet-up"
          panel={() => section(<LineSection />)}
        />
      )}
      {means(TEXT_PROPS) && (
        <BarPopover
          label="Words"
          icon={<TextFace />}
          class="tablet-up"
          panel={() => section(<TextSection />)}
        />
      )}
    </>
  );
}

function section(content: VNode): VNode {
  return <div class="style-panel">{content}</div>;
}

/** The colour of the lines around that of what they enclose. */
function ColourFace(): VNode {
  const { view, theme } = useBoard();
  const { shown: { color, fill }, applicable } = view.value;
  const css = (value: typeof color) => value && cssColor(value, theme.value);
  const line = css(color);
  const inside = fill === undefined || fill === "none" ? undefined : css(fill);
  const filled = applicable.includes("fill");
  return (
    <span
      class="colour-face"
      data-mixed={line === undefined}
      style={{ borderColor: line ?? "", background: filled ? inside ?? "" : line ?? "" }}
    />
  );
}

function LineFace(): VNode {
  const { view, place } = useBoard();
  const { shown: { size }, style } = view.value;
  return (
    <span class="line-face">
      <InkDot color="currentColor" across={(size ?? style.size) * place.value.zoom} least={3} most={16} />
    </span>
  );
}

function TextFace(): VNode {
  const { shown: { font } } = useBoard().view.value;
  return <span class={`text-face${font ? ` font-${font}` : ""}`}>A</span>;
}
