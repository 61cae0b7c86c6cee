/** What of the drawing comes after the first painting: a port, and what stands in its place before. Draws nothing. */

import type { BrowserPicturesOptions } from "../../assets/browser_pictures.ts";
import type { PictureSource } from "../../assets/picture_source.ts";
import type { Floats, FloatsOptions } from "./floats.ts";
import type { OnScreen } from "./overlay_selection.ts";
import type { Painter, PainterOptions } from "./painter.ts";
import { createPainterWith } from "./painter_core.ts";
import { STROKE_KIT } from "./stroke_kit.ts";
import type { OverlayView } from "./view.ts";

export interface RenderRest {
  createPainter(options: PainterOptions): Painter;
  createFloats(options: FloatsOptions): Floats;
  createPictures(options: BrowserPicturesOptions): PictureSource;
  /** Selections, guides, lasers and cursors, in CSS pixels. Leaves the transform anywhere. */
  drawMarks(context: CanvasRenderingContext2D, view: OverlayView, screen: OnScreen): void;
}

/** Nothing is on the board that could be marked, moved or shown a picture of. */
export const NO_RENDER_REST: RenderRest = {
  createPainter: ({ cacheWeight }) => createPainterWith(STROKE_KIT, cacheWeight),
  createFloats: () => ({
    update: (groups) => [...groups],
    places: [],
    busy: false,
    has: () => false,
    remove: () => {},
    prune: () => {},
  }),
  createPictures: () => ({
    get: () => undefined,
    load: () => Promise.resolve(undefined),
    offer: () => {},
    retry: () => {},
    dispose: () => {},
  }),
  drawMarks: () => {},
};
