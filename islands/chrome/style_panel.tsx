/** What of the style means something to what is selected, or to the tool in hand: all of it in one panel. */

import type { VNode } from "preact";
import type { StyleProp } from "../../client/canvas/style.ts";
import { useBoard } from "./board_context.ts";
import { ColourSection } from "./colour_section.tsx";
import { EraserModes } from "./eraser_panel.tsx";
import { LineSection } from "./line_section.tsx";
import { TextSection } from "./text_section.tsx";
import { useApplicable } from "./use_applicable.ts";

export const COLOUR_PROPS: readonly StyleProp[] = ["color", "fill"];
export const LINE_PROPS: readonly StyleProp[] = ["size", "opacity", "dash", "route", "heads", "nib"];
export const TEXT_PROPS: readonly StyleProp[] = ["font", "textSize", "align", "bold"];

export function StylePanel(): VNode {
  const { tool, selection } = useBoard().view.value;
  const applicable = useApplicable();
  const means = (props: readonly StyleProp[]) => props.some((prop) => applicable.includes(prop));
  if (tool === "eraser" && selection.length === 0) return <EraserModes />;
  return (
    <div class="style-panel">
      {means(COLOUR_PROPS) && <ColourSection />}
      {means(LINE_PROPS) && <LineSection />}
      {means(TEXT_PROPS) && <TextSection />}
      {applicable.length === 0 && <p>There is nothing to set for this.</p>}
    </div>
  );
}
