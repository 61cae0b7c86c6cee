/** The eyedropper's ring: the colour that a click would pick, around the pointer. Sizes are CSS pixels. */

import { cssColor } from "../../../core/board/palette.ts";
import type { OnScreen } from "./overlay_selection.ts";
import type { Swatch } from "./view.ts";

const RADIUS = 24;
const WIDTH = 12;

/** In a context scaled to CSS pixels. A dark and a light line on either side set it off from any ground. */
export function drawSwatch(context: CanvasRenderingContext2D, { at, color }: Swatch, screen: OnScreen): void {
  const { x, y } = screen.at(at);
  const ring = (radius: number, width: number, paint: string) => {
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.lineWidth = width;
    context.strokeStyle = paint;
    context.stroke();
  };
  context.setLineDash([]);
  ring(RADIUS, WIDTH + 4, "rgb(0 0 0 / 35%)");
  ring(RADIUS, WIDTH + 2, "#ffffff");
  ring(RADIUS, WIDTH, cssColor(color, screen.theme));
}
