/** The code of what is drawn beside ink and tiles, put together. */

import { createBrowserPictures } from "../../assets/browser_pictures.ts";
import { createFloats } from "./floats.ts";
import { drawMarks } from "./overlay_marks.ts";
import { createPainter } from "./painter.ts";
import type { RenderRest } from "./rest_api.ts";

export const RENDER_REST: RenderRest = {
  createFloats,
  createPictures: createBrowserPictures,
  drawMarks,
  createPainter,
};
