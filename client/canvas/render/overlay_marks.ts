/** What is drawn above all shapes: the selection and its gestures, lasers, the eyedropper's ring, cursors. */

import { drawCursor } from "./cursors.ts";
import { drawLasers } from "./laser_ink.ts";
import { drawSelection, type OnScreen } from "./overlay_selection.ts";
import { drawSwatch } from "./swatch_ring.ts";
import type { OverlayView } from "./view.ts";

/** In a context that is scaled to CSS pixels. Leaves its transform anywhere. */
export function drawMarks(context: CanvasRenderingContext2D, view: OverlayView, screen: OnScreen): void {
  const { dpr } = screen;
  drawSelection(context, view, screen);
  drawLasers(context, view.lasers, screen);
  if (view.swatch) drawSwatch(context, view.swatch, screen);
  for (const cursor of view.cursors) {
    const { x, y } = screen.at(cursor.at);
    context.setTransform(dpr, 0, 0, dpr, Math.round(x * dpr), Math.round(y * dpr));
    drawCursor(context, cursor);
  }
}
