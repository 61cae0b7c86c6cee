/** How things are drawn: what is in hand, what a new shape gets of it, and what selected shapes have in common. Pure. */

import type { Edit } from "../../core/board/edit.ts";
import { DEFAULT_LABEL_SIZE, hasProp, isDefault } from "../../core/board/schema.ts";
import type {
  Align,
  Color,
  Dash,
  FillStyle,
  Font,
  Head,
  Nib,
  Route,
  Shape,
  ShapeKind,
  ShapeProps,
} from "../../core/board/shape.ts";

export interface Style {
  readonly color: Color;
  /** World units: line width. */
  readonly size: number;
  /** World units: font size. */
  readonly textSize: number;
  /** Above 0, to 1. */
  readonly opacity: number;
  /** "none": hollow. */
  readonly fill: Color | "none";
  readonly fillStyle: FillStyle;
  readonly dash: Dash;
  readonly font: Font;
  /** undefined: as suits what is written in. */
  readonly align: Align | undefined;
  readonly bold: boolean;
  readonly route: Route;
  readonly heads: readonly [Head, Head];
  readonly nib: Exclude<Nib, "highlighter">;
}

export type StyleProp = keyof Style;

/** What all that is selected has in common: a property of which values differ is not in it. */
export type CommonStyle = { readonly [P in StyleProp]?: Style[P] };

export const FIRST_STYLE: Style = {
  color: "ink",
  size: 4,
  textSize: 24,
  opacity: 1,
  fill: "none",
  fillStyle: "tint",
  dash: "solid",
  font: "hand",
  align: undefined,
  bold: false,
  route: "straight",
  heads: ["none", "arrow"],
  nib: "pen",
};

/** How much a curved arrow is bent before somebody bends it: enough to be seen to be curved. */
export const FIRST_BEND = 0.2;

/** In the order in which they are shown. */
export const STYLE_PROPS: readonly StyleProp[] = [
  "color",
  "fill",
  "fillStyle",
  "size",
  "textSize",
  "opacity",
  "dash",
  "font",
  "align",
  "bold",
  "route",
  "heads",
  "nib",
];

/** What a new shape of a kind gets of the style in hand; defaults are not written down. */
export function styled(kind: ShapeKind, style: Style): Pick<Shape, "color" | "size"> & Partial<ShapeProps> {
  const props: Record<string, unknown> = {};
  for (const prop of STYLE_PROPS) {
    if (prop === "textSize" || prop === "color" || prop === "size" || !applies(kind, prop)) continue;
    const value = style[prop];
    if (value !== undefined && !isDefault(prop, value)) props[prop] = value;
  }
  if (hasProp(kind, "textSize") && !isDefault("textSize", style.textSize)) props["textSize"] = style.textSize;
  return { ...props, color: style.color, size: isLettersOnly(kind) ? style.textSize : style.size };
}

/** Whether a property of the style means something to a kind of shape. */
export function applies(kind: ShapeKind, prop: StyleProp): boolean {
  switch (prop) {
    case "size":
      return !isLettersOnly(kind) && kind !== "image" && kind !== "frame";
    case "textSize":
      return isLettersOnly(kind) || hasProp(kind, "textSize");
    case "color":
      return kind !== "image" && kind !== "frame";
    default:
      return hasProp(kind, prop);
  }
}

/** What the shapes of which a property means something all have. */
export function commonStyle(shapes: readonly Shape[]): CommonStyle {
  const common: Record<string, unknown> = {};
  for (const prop of STYLE_PROPS) {
    const values = shapes.filter(({ kind }) => applies(kind, prop)).map((shape) => valueOf(shape, prop));
    const [first, ...more] = values;
    if (values.length > 0 && more.every((value) => isSame(value, first))) common[prop] = first;
  }
  return common as CommonStyle;
}

/** Gives shapes what is in the change, where it means something to them. A text's box grows with its letters. */
export function restyling(shapes: readonly Shape[], change: Partial<Style>): Edit[] {
  return shapes.flatMap((shape): Edit[] => {
    const props: Record<string, unknown> = {};
    for (const prop of STYLE_PROPS) {
      const value = change[prop];
      if (value === undefined || !applies(shape.kind, prop) || isSame(valueOf(shape, prop), value)) continue;
      if (prop !== "textSize" || hasProp(shape.kind, "textSize")) props[prop] = value;
      else Object.assign(props, lettersOf(shape, change.textSize ?? shape.size));
    }
    if (props["route"] === "curved" && shape.kind === "arrow" && !shape.bend) props["bend"] = FIRST_BEND;
    return Object.keys(props).length > 0 ? [{ op: "set", id: shape.id, props }] : [];
  });
}

/** Kinds whose size is that of their letters. */
export function isLettersOnly(kind: ShapeKind): boolean {
  return kind === "text" || kind === "note";
}

function lettersOf(shape: Shape, size: number): Partial<ShapeProps> {
  if (shape.kind !== "text") return { size };
  const factor = size / shape.size;
  return { size, wh: [shape.wh[0] * factor, shape.wh[1] * factor] };
}

function valueOf(shape: Shape, prop: StyleProp): unknown {
  if (prop === "textSize" && isLettersOnly(shape.kind)) return shape.size;
  const own = (shape as Partial<Record<StyleProp, unknown>>)[prop];
  if (own !== undefined) return own;
  return prop === "textSize" ? DEFAULT_LABEL_SIZE : FIRST_STYLE[prop];
}

function isSame(a: unknown, b: unknown): boolean {
  return a === b || (Array.isArray(a) && Array.isArray(b) && a.every((each, i) => each === b[i]));
}
