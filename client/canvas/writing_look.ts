/** How the field looks in which a shape's words are written: as the painter paints them. Pure. */

import { angleOf, boxOf, middleOf } from "../../core/board/bounds.ts";
import { labelBox } from "../../core/board/figures.ts";
import { FONT_FAMILIES, WEIGHT } from "../../core/board/fonts.ts";
import { paint, type TextCommand } from "../../core/board/paint.ts";
import { cssPaint } from "../../core/board/paint_colors.ts";
import { noteTextBox } from "../../core/board/paint/sheet.ts";
import { frameNameBox } from "../../core/board/paint/sheet_box.ts";
import type { Theme } from "../../core/board/palette.ts";
import type { Align } from "../../core/board/shape.ts";
import type { Face, MeasureText } from "../../core/board/text_layout.ts";
import { type Box, move } from "../../core/geometry/box.ts";
import type { Vec } from "../../core/geometry/vec.ts";
import { saying, type Worded, writtenIn } from "./worded.ts";

/** World units. */
export interface WritingLook {
  /** What the lines lie in, before it is turned. */
  readonly box: Box;
  readonly turn: { readonly angle: number; readonly about: Vec };
  readonly size: number;
  readonly lineHeight: number;
  readonly align: Align;
  /** What it is measured by. */
  readonly face: Face;
  /** CSS. */
  readonly font: string;
  readonly weight: number;
  readonly color: string;
  /** Lines break at the box's width. */
  readonly wraps: boolean;
}

export function writingLook(
  shape: Worded,
  { measure, theme }: { readonly measure: MeasureText; readonly theme: Theme },
): WritingLook {
  // With nothing written yet, the caret stands where a first letter would.
  const shown = writtenIn(shape) === "" ? saying(shape, "x") : shape;
  const text = paint(shown, { measure }).commands.find((command): command is TextCommand =>
    command.op === "text"
  );
  const { size, lineHeight, baseline, align, font, bold, lines } = text ?? NO_ROOM;
  const [x, y] = shape.xy;
  const room = move(roomOf(shape), { x, y });
  const top = y + baseline - FONT_FAMILIES[font].baseline * size;
  const painted = text && cssPaint(text.paint, theme);
  return {
    box: { minX: room.minX, maxX: room.maxX, minY: top, maxY: top + lines.length * lineHeight },
    turn: { angle: angleOf(shape), about: middleOf(boxOf(shape)) },
    size,
    lineHeight,
    align,
    face: { font, bold },
    font: FONT_FAMILIES[font].css,
    weight: bold ? WEIGHT.bold : WEIGHT.plain,
    color: painted?.color ?? "currentColor",
    wraps: shape.kind === "text" ? shape.fixed === true : shape.kind !== "frame",
  };
}

/** Of a box too small for any letter. */
const NO_ROOM = {
  size: 1,
  lineHeight: 1,
  baseline: 0,
  align: "centre",
  font: "hand",
  bold: false,
  lines: [],
} as const;

/** Relative to `xy`. */
function roomOf(shape: Worded): Box {
  switch (shape.kind) {
    case "text":
      return { minX: 0, minY: 0, maxX: shape.wh[0], maxY: shape.wh[1] };
    case "note":
      return noteTextBox(shape.wh);
    case "frame":
      return frameNameBox(shape.wh);
    default:
      return labelBox(shape);
  }
}
