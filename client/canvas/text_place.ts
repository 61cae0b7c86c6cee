/** How large a written text is, and where its box comes to lie as it grows. Pure: how wide letters are is a port. */

import { angleOf, boxOf, middleOf } from "../../core/board/bounds.ts";
import type { Pair, TextShape } from "../../core/board/shape.ts";
import {
  brokenLines,
  heightOf,
  linesAsWritten,
  type MeasureText,
  widthOf,
} from "../../core/board/text_layout.ts";
import { rotate } from "../../core/geometry/vec.ts";

/** The text in a box of its size. What it is aligned by stays where it is: the left, the middle, or the right of its top. */
export function resized(shape: TextShape, measure: MeasureText): TextShape {
  const wh = sizeOf(shape, measure);
  const [width, height] = shape.wh;
  if (wh[0] === width && wh[1] === height) return shape;
  const share = { left: 0, centre: 0.5, right: 1 }[shape.align ?? "left"];
  const angle = angleOf(shape);
  const middle = middleOf(boxOf(shape));
  const kept = rotate({ x: middle.x + (share - 0.5) * width, y: middle.y - height / 2 }, {
    about: middle,
    by: angle,
  });
  // From what stays to the new middle, in the text's own directions, turned into the board's.
  const way = rotate({ x: (0.5 - share) * wh[0], y: wh[1] / 2 }, { about: { x: 0, y: 0 }, by: angle });
  return { ...shape, wh, xy: [kept.x + way.x - wh[0] / 2, kept.y + way.y - wh[1] / 2] };
}

function sizeOf({ text, size, font = "hand", bold, fixed, wh }: TextShape, measure: MeasureText): Pair {
  const style = { font, bold: bold === true, size, measure };
  const block = fixed ? brokenLines(text, { ...style, width: wh[0] }) : linesAsWritten(text, style);
  return [fixed ? wh[0] : Math.ceil(widthOf(block) * 8) / 8, heightOf(block)];
}
