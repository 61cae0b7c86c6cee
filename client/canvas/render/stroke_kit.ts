/** What a painter needs for strokes alone: that is all there is to paint while one has just begun to draw. */

import { paintingOf } from "../../../core/board/paint/painting_of.ts";
import { strokeCommands } from "../../../core/board/paint/stroke.ts";
import type { PainterKit } from "./painter_core.ts";

/** Whatever else there is is left out. */
export const STROKE_KIT: PainterKit = {
  paint: (shape) => paintingOf(shape, shape.kind === "stroke" ? strokeCommands(shape) : []),
  era: () => 0,
  hatch: () => {},
  text: () => {},
  picture: () => {},
};
