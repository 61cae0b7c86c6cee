/**
 * The painter: what to draw for a shape, as data. Pure; the canvas and the SVG writer both follow it, so that
 * an export equals the screen. Knows no theme: colours are named by what they are for (see paint_colors.ts).
 */

import { unreachable } from "../unreachable.ts";
import { figureContour, labelBox } from "./figures.ts";
import { arrowCommands, lineCommands } from "./paint/connector.ts";
import { dashesFor, fillCommands } from "./paint/fill.ts";
import { faceOf, lettersIn, textCommands } from "./paint/lettering.ts";
import type { PaintCommand, Painting } from "./paint/painting.ts";
import { paintingOf } from "./paint/painting_of.ts";
import { frameCommands, noteCommands } from "./paint/sheet.ts";
import { polylineCommands, strokeCommands } from "./paint/stroke.ts";
import { DEFAULT_LABEL_SIZE } from "./schema.ts";
import type { BoxShape, Flip, Pair, Picture, Shape } from "./shape.ts";
import type { MeasureText } from "./text_layout.ts";

export type { Blend, PaintCommand, Painting, PictureFile, TextCommand } from "./paint/painting.ts";

/** The width of the line around letters that have a halo, over their size: half of it lies outside of them. */
export const HALO = 0.3;

/** Throws RangeError when a stroke's points are none. */
export function paint(shape: Shape, { measure }: { readonly measure: MeasureText }): Painting {
  return paintingOf(shape, commandsFor(shape, measure));
}

function commandsFor(shape: Shape, measure: MeasureText): PaintCommand[] {
  switch (shape.kind) {
    case "stroke":
      return strokeCommands(shape);
    case "polyline":
      return polylineCommands(shape);
    case "rectangle":
    case "ellipse":
    case "diamond":
    case "triangle":
    case "star":
    case "cloud":
    case "bubble":
      return figureCommands(shape, measure);
    case "line":
      return lineCommands(shape);
    case "arrow":
      return arrowCommands(shape);
    case "text":
      return textCommands(shape, measure);
    case "note":
      return noteCommands(shape, measure);
    case "frame":
      return frameCommands(shape, measure);
    case "image":
      return [pictureCommand(shape)];
    default:
      return unreachable(shape);
  }
}

function figureCommands(shape: BoxShape, measure: MeasureText): PaintCommand[] {
  const { color, size, fill, fillStyle = "tint", text = "", align = "centre" } = shape;
  const contour = figureContour(shape);
  const label = text === "" ? [] : lettersIn(labelBox(shape), {
    text,
    size: shape.textSize ?? DEFAULT_LABEL_SIZE,
    face: faceOf(shape),
    align,
    paint: { tone: "label", color, on: fill === undefined ? undefined : { color: fill, style: fillStyle } },
    halo: fill !== undefined && fillStyle === "hatch" ? { tone: "ground" } : undefined,
  }, measure);
  return [
    ...fillCommands(contour, shape),
    { op: "line", contour, width: size, dashes: dashesFor(contour, shape), paint: { tone: "ink", color } },
    ...label,
  ];
}

const WHOLE: NonNullable<Picture["crop"]> = [0, 0, 1, 1];
const MIRRORS: Record<Flip, Pair> = { none: [1, 1], x: [-1, 1], y: [1, -1], both: [-1, -1] };

function pictureCommand(picture: Picture): PaintCommand {
  const { asset, natural, preview, crop = WHOLE, wh, flip = "none" } = picture;
  return {
    op: "picture",
    picture: { asset, natural, ...preview && { preview } },
    crop,
    wh,
    mirror: MIRRORS[flip],
  };
}
