/** How notes and frames are painted: sheets with something written on them, or above. Pure. */

import type { Box } from "../../geometry/box.ts";
import { type Contour, polygon, roundedBox, roundedPolygon } from "../../geometry/contour.ts";
import { FRAME_FONT } from "../fonts.ts";
import type { Frame, Note, Pair } from "../shape.ts";
import type { MeasureText } from "../text_layout.ts";
import { faceOf, lettersIn, nameIn } from "./lettering.ts";
import type { PaintCommand } from "./painting.ts";
import { FRAME_BORDER, frameNameBox, nameSize, SHADOWS, shadowStep } from "./sheet_box.ts";

export function noteCommands(shape: Note, measure: MeasureText): PaintCommand[] {
  const { wh: [width, height], color, size, text, align = "centre" } = shape;
  const fold = Math.min(FOLD, FOLD_SHARE * Math.min(width, height));
  const step = shadowStep(shape.wh);
  const shadows = SHADOWS.map((grow): PaintCommand => {
    const box = {
      minX: -step * grow,
      minY: step * (2 - grow),
      maxX: width + step * grow,
      maxY: height + step * (1 + grow) * 0.8,
    };
    return {
      op: "area",
      contour: cutSheet(box, { fold, round: step * (1 + grow) }),
      paint: { tone: "shadow" },
    };
  });
  const sheet = cutSheet({ minX: 0, minY: 0, maxX: width, maxY: height }, { fold, round: 0 });
  const corner = polygon([
    { x: width, y: height - fold },
    { x: width - fold * 0.86, y: height - fold * 0.86 },
    { x: width - fold, y: height },
  ], { closed: true });
  return [
    ...shadows,
    { op: "area", contour: sheet, paint: { tone: "paper", color } },
    { op: "area", contour: corner, paint: { tone: "fold", color } },
    ...lettersIn(
      noteTextBox(shape.wh),
      { text, size, face: faceOf(shape), align, paint: { tone: "on-paper", color } },
      measure,
    ),
  ];
}

/** Where a note is written on; relative to its `xy`. */
export function noteTextBox([width, height]: Pair): Box {
  const gap = Math.min(GAP, GAP_SHARE * Math.min(width, height));
  return { minX: gap, minY: gap, maxX: width - gap, maxY: height - gap };
}

export function frameCommands({ wh, name = "" }: Frame, measure: MeasureText): PaintCommand[] {
  const sheet = roundedBox({ minX: 0, minY: 0, maxX: wh[0], maxY: wh[1] }, 0);
  const border = FRAME_BORDER / 2;
  const edge = roundedBox({ minX: -border, minY: -border, maxX: wh[0] + border, maxY: wh[1] + border }, 0);
  const size = nameSize(wh);
  return [
    { op: "area", contour: sheet, paint: { tone: "sheet" } },
    { op: "line", contour: edge, width: FRAME_BORDER, dashes: undefined, paint: { tone: "edge" } },
    ...nameIn(frameNameBox(wh), {
      text: name,
      size,
      face: { font: FRAME_FONT, bold: false },
      align: "left",
      paint: { tone: "name" },
    }, measure),
  ];
}

/** World units, or a share of the shorter side. */
const FOLD = 22;
const FOLD_SHARE = 0.12;
const GAP = 18;
const GAP_SHARE = 0.09;
/** Without the corner that is turned up. */
function cutSheet(
  { minX, minY, maxX, maxY }: Box,
  { fold, round }: { readonly fold: number; readonly round: number },
): Contour {
  return roundedPolygon([
    { x: minX, y: minY },
    { x: maxX, y: minY },
    { x: maxX, y: maxY - fold },
    { x: maxX - fold, y: maxY },
    { x: minX, y: maxY },
  ], round);
}
