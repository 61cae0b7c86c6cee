/** How lines are drawn: width, opacity, dashes, the way and the heads of arrows, the nib of a pen. */

import type { VNode } from "preact";
import { cssColor } from "../../core/board/palette.ts";
import { DASHES, type Head, HEADS, ROUTES } from "../../core/board/shape.ts";
import { useBoard } from "./board_context.ts";
import { type ChoiceOption, ChoiceRow } from "./choice.tsx";
import { InkDot } from "./ink_dot.tsx";
import { useKeys } from "./shortcut_keys.ts";
import { LINE_WIDTHS, OPACITIES } from "./sizes.ts";
import { Slider } from "./slider.tsx";
import { DASH_ICONS, EVEN_ICON, HEAD_ICONS, PRESSURE_ICON, ROUTE_ICONS } from "./style_icons.ts";
import { SwitchRow } from "./switch_row.tsx";
import { useApplicable } from "./use_applicable.ts";

export function LineSection(): VNode {
  const { engine, view } = useBoard();
  const { shown, tool, options, selection } = view.value;
  const applicable = useApplicable();
  return (
    <section class="style-section">
      {applicable.includes("size") && <WidthRow />}
      {applicable.includes("opacity") && <OpacityRow />}
      {applicable.includes("dash") && (
        <ChoiceRow
          label="Dashes"
          options={DASH_OPTIONS}
          picked={shown.dash}
          onPick={(dash) => engine.peek()?.setStyle({ dash })}
        />
      )}
      {applicable.includes("route") && (
        <ChoiceRow
          label="Path"
          options={ROUTE_OPTIONS}
          picked={shown.route}
          onPick={(route) => engine.peek()?.setStyle({ route })}
        />
      )}
      {applicable.includes("heads") && <HeadRows />}
      {applicable.includes("nib") && tool !== "highlighter" && (
        <ChoiceRow
          label="Nib"
          options={NIB_OPTIONS}
          picked={shown.nib}
          onPick={(nib) => engine.peek()?.setStyle({ nib })}
        />
      )}
      {tool === "pen" && selection.length === 0 && (
        <SwitchRow
          name="Hold to make a figure"
          on={options.figures}
          onChange={(figures) => engine.peek()?.setOptions({ figures })}
        />
      )}
    </section>
  );
}

const DASH_OPTIONS = optionsOf(DASHES, { solid: "Solid", dashed: "Dashed", dotted: "Dotted" }, DASH_ICONS);
const ROUTE_OPTIONS = optionsOf(
  ROUTES,
  { straight: "Straight", curved: "Curved", elbow: "Elbow" },
  ROUTE_ICONS,
);
const HEAD_OPTIONS = optionsOf(
  HEADS,
  { none: "None", arrow: "Arrow", triangle: "Triangle", dot: "Dot", bar: "Bar" },
  HEAD_ICONS,
);
const NIB_OPTIONS = [
  { value: "pen", name: "By pressure", face: PRESSURE_ICON },
  { value: "even", name: "Even", face: EVEN_ICON },
] as const;

function optionsOf<T extends string>(
  values: readonly T[],
  names: Readonly<Record<T, string>>,
  icons: Readonly<Record<T, ChoiceOption<T>["face"]>>,
): readonly ChoiceOption<T>[] {
  return values.map((value) => ({ value, name: names[value], face: icons[value] }));
}

function WidthRow(): VNode {
  const { engine, view, place, theme } = useBoard();
  const { style, shown } = view.value;
  const { zoom } = place.value;
  const ink = cssColor(shown.color ?? style.color, theme.value);
  return (
    <Slider
      label="Line width"
      steps={LINE_WIDTHS}
      value={shown.size}
      from={style.size}
      title={`${useKeys("smaller")} and ${useKeys("larger")}`}
      track="wedge"
      say={(size) => String(Math.round(size * 10) / 10)}
      onSet={(size) => engine.peek()?.setStyle({ size })}
      face={(size) => <InkDot color={ink} across={size * zoom} least={1} most={36} />}
    />
  );
}

function OpacityRow(): VNode {
  const { engine, view, theme } = useBoard();
  const { style, shown } = view.value;
  const ink = cssColor(shown.color ?? style.color, theme.value);
  return (
    <Slider
      label="Opacity"
      steps={OPACITIES}
      value={shown.opacity}
      from={style.opacity}
      track="fade"
      say={(opacity) => `${Math.round(opacity * 100)}%`}
      onSet={(opacity) => engine.peek()?.setStyle({ opacity })}
      face={(opacity) => (
        <span class="see-through">
          <span style={{ background: ink, opacity }} />
        </span>
      )}
    />
  );
}

function HeadRows(): VNode {
  const { engine, view } = useBoard();
  const { style, shown } = view.value;
  const [start, end] = shown.heads ?? style.heads;
  const set = (heads: readonly [Head, Head]) => engine.peek()?.setStyle({ heads });
  return (
    <>
      <div class="heads-start">
        <ChoiceRow
          label="Start"
          options={HEAD_OPTIONS}
          picked={shown.heads?.[0]}
          onPick={(head) => set([head, end])}
        />
      </div>
      <ChoiceRow
        label="End"
        options={HEAD_OPTIONS}
        picked={shown.heads?.[1]}
        onPick={(head) => set([start, head])}
      />
    </>
  );
}
