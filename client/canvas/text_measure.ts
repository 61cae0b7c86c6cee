/** How large a text is when painted, measured by this browser's own fonts. */

import { TEXT_FONT, TEXT_LINE_HEIGHT } from "../../core/board/paint.ts";
import type { Pair } from "../../core/board/shape.ts";

/** Width and height in world units of a text at this font size. */
export type MeasureText = (text: string, size: number) => Pair;

/** Measured large and scaled down: browsers round the widths of small letters. */
const MEASURED_PX = 100;

export function createTextMeasure(): MeasureText {
  const context = document.createElement("canvas").getContext("2d");
  return (text, size) => {
    const lines = text.split("\n");
    const widths = lines.map((line) => {
      if (!context) return line.length * MEASURED_PX * 0.6;
      context.font = `${MEASURED_PX}px ${TEXT_FONT}`;
      return context.measureText(line).width;
    });
    const width = Math.max(...widths) * size / MEASURED_PX;
    return [Math.ceil(width * 8) / 8, lines.length * size * TEXT_LINE_HEIGHT];
  };
}
