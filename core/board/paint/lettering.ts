/** How what is written is painted: texts, labels in figures, notes, names of frames. Pure. */

import type { Box } from "../../geometry/box.ts";
import { FONT_FAMILIES, LINE_HEIGHT } from "../fonts.ts";
import type { Paint } from "../paint_colors.ts";
import type { Align, TextShape } from "../shape.ts";
import {
  brokenLines,
  type Face,
  fittedLines,
  heightOf,
  linesAsWritten,
  type MeasureText,
  type TextBlock,
  widthOf,
} from "../text_layout.ts";
import type { PaintCommand, TextCommand } from "./painting.ts";

export interface Letters {
  readonly text: string;
  readonly size: number;
  readonly face: Face;
  readonly align: Align;
  readonly paint: Paint;
  readonly halo?: Paint | undefined;
}

export function textCommands(shape: TextShape, measure: MeasureText): PaintCommand[] {
  const { text, wh: [width, height], size, align = "left" } = shape;
  const style = { ...faceOf(shape), size, measure };
  const block = shape.fixed ? fixedBlock(shape, style) : linesAsWritten(text, style);
  const paint: Paint = { tone: "ink", color: shape.color };
  const box = { minX: 0, minY: 0, maxX: width, maxY: height };
  return [command(block, {
    ...faceOf(shape),
    align,
    paint,
    halo: undefined,
    box,
    top: 0,
    squeeze: squeezeTo(width + SLACK * block.size, block),
  })];
}

/** In the middle of the box, broken at its width, and smaller if need be. */
export function lettersIn(
  box: Box,
  { text, size, face, align, paint, halo }: Letters,
  measure: MeasureText,
): PaintCommand[] {
  const width = box.maxX - box.minX, height = box.maxY - box.minY;
  const block = fittedLines(text, { ...face, size, measure, width, height });
  if (block.lines.length === 0) return [];
  const top = (box.minY + box.maxY - heightOf(block)) / 2;
  return [command(block, { ...face, align, paint, halo, box, top, squeeze: squeezeTo(width, block) })];
}

/** One line from the box's left, cut where the box ends. */
export function nameIn(
  box: Box,
  { text, size, face, align, paint }: Letters,
  measure: MeasureText,
): PaintCommand[] {
  if (text === "") return [];
  const room = box.maxX - box.minX;
  const fits = (name: string) => measure(name, face) * size <= room;
  const letters = [...text];
  let shown = text;
  while (!fits(shown) && letters.length > 0) {
    letters.pop();
    shown = `${letters.join("").trimEnd()}…`;
  }
  if (!fits(shown)) return [];
  const block = linesAsWritten(shown, { ...face, size, measure });
  return [command(block, { ...face, align, paint, halo: undefined, box, top: box.minY, squeeze: 1 })];
}

export function faceOf({ font = "hand", bold }: Pick<TextShape, "font" | "bold">): Face {
  return { font, bold: bold === true };
}

/** Fonts differ a little from one computer to the next: by how much letters may be too wide, over their size. */
const SLACK = 0.1;

/** Where letters are wider than where it was measured, it may have more lines than its box has room for. */
function fixedBlock(shape: TextShape, style: Face & { size: number; measure: MeasureText }): TextBlock {
  const [width, height] = shape.wh;
  const block = brokenLines(shape.text, { ...style, width });
  return heightOf(block) <= height + SLACK * style.size
    ? block
    : fittedLines(shape.text, { ...style, width, height });
}

function squeezeTo(room: number, block: TextBlock): number {
  const widest = widthOf(block);
  // Lines are broken by the widths of their words, which add up to a little more or less.
  return widest > room * 1.005 ? room / widest : 1;
}

function command(
  { lines, size }: TextBlock,
  { box, top, font, ...look }: Face & {
    readonly align: Align;
    readonly paint: Paint;
    readonly halo: Paint | undefined;
    readonly box: Box;
    readonly top: number;
    readonly squeeze: number;
  },
): TextCommand {
  const at = { left: box.minX, centre: (box.minX + box.maxX) / 2, right: box.maxX };
  return {
    op: "text",
    ...look,
    font,
    lines,
    size,
    x: at[look.align],
    baseline: top + FONT_FAMILIES[font].baseline * size,
    lineHeight: LINE_HEIGHT * size,
  };
}
