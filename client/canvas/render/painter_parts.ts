/** Drawing the rarer parts of paintings: hatching and letters. Knows neither tiles nor when to draw what. */

import { HALO } from "../../../core/board/paint.ts";
import { cssPaint } from "../../../core/board/paint_colors.ts";
import { readsLeftwards } from "../../../core/board/text_layout.ts";
import { type CanvasMeasure, LETTER_PX } from "../text_measure.ts";
import {
  type Command,
  fillWith,
  type Hatch,
  type PartLook,
  PLAIN_BELOW_PX,
  strokeWith,
} from "./painter_sketch.ts";
import type { Context2D } from "./spare_canvas.ts";

/** Letters lower than this many device pixels are seen as bars, in this alpha and of this height. */
const BARS_BELOW_PX = 3;
const BAR_ALPHA = 0.45;
const BAR_HEIGHT = 0.42;

export function drawHatch(context: Context2D, part: Hatch, look: PartLook): void {
  const paint = cssPaint(part.paint, look.theme);
  if (part.spacing * look.scale < PLAIN_BELOW_PX) {
    fillWith(context, paint, { alpha: look.alpha * part.width / part.spacing });
    return context.fill(part.area);
  }
  context.save();
  context.clip(part.area);
  strokeWith(context, paint, look);
  context.lineWidth = part.width;
  context.stroke(part.lines);
  context.restore();
}

export function drawText(
  context: Context2D,
  part: Command<"text">,
  look: PartLook & { readonly letters: Pick<CanvasMeasure, "css"> },
): void {
  const { size, align, x, baseline, lineHeight, squeeze } = part;
  const paint = cssPaint(part.paint, look.theme);
  if (size * look.scale < BARS_BELOW_PX) {
    fillWith(context, paint, { alpha: look.alpha * BAR_ALPHA });
    const share = { left: 0, centre: 0.5, right: 1 }[align];
    part.lines.forEach(({ width }, i) => {
      const wide = width * squeeze, high = size * BAR_HEIGHT;
      context.fillRect(x - wide * share, baseline + i * lineHeight - high, wide, high);
    });
    return;
  }
  fillWith(context, paint, look);
  context.font = look.letters.css(part);
  context.textBaseline = "alphabetic";
  context.textAlign = align === "centre" ? "center" : align;
  const factor = size / LETTER_PX;
  context.save();
  context.translate(x, baseline);
  context.scale(factor * squeeze, factor);
  part.lines.forEach(({ text }, i) => {
    context.direction = readsLeftwards(text) ? "rtl" : "ltr";
    if (part.halo) {
      strokeWith(context, cssPaint(part.halo, look.theme), look);
      context.lineWidth = HALO * LETTER_PX;
      context.strokeText(text, 0, i * lineHeight / factor);
    }
    context.fillText(text, 0, i * lineHeight / factor);
  });
  context.restore();
}
