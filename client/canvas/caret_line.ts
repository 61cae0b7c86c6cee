/** Where one writes: of the caret's line, what lies before it. Pure. */

import { brokenLines, linesAsWritten, type MeasureText } from "../../core/board/text_layout.ts";
import type { Box } from "../../core/geometry/box.ts";
import { rotate } from "../../core/geometry/vec.ts";
import type { WritingLook } from "./writing_look.ts";

/** `caret`: after so many characters. World; of lines that are turned only the place of the caret, without its height. */
export function caretLine(
  { value, caret }: { readonly value: string; readonly caret: number },
  look: WritingLook,
  measure: MeasureText,
): Box {
  const { box, turn, size, lineHeight, align, face, wraps } = look;
  const width = box.maxX - box.minX;
  const style = { ...face, size, measure };
  const before = value.slice(0, caret);
  const { lines } = wraps ? brokenLines(before, { ...style, width }) : linesAsWritten(before, style);
  const written = lines.at(-1)?.width ?? 0;
  // Where lines break by themselves, how the caret's goes on does not matter enough to break them all once more.
  const [onward = ""] = value.slice(caret).split("\n");
  const whole = wraps
    ? written
    : linesAsWritten(`${lines.at(-1)?.text ?? ""}${onward}`, style).lines[0]?.width;
  const minX = box.minX + (width - (whole ?? written)) * { left: 0, centre: 0.5, right: 1 }[align];
  const minY = box.minY + (lines.length - 1) * lineHeight;
  if (turn.angle === 0) return { minX, minY, maxX: minX + written, maxY: minY + lineHeight };
  const { x, y } = rotate({ x: minX + written, y: minY + lineHeight / 2 }, {
    about: turn.about,
    by: turn.angle,
  });
  return { minX: x, minY: y, maxX: x, maxY: y };
}
