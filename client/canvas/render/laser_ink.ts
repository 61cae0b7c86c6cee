/** Draws the trails of laser pointers: a line in a person's colour, with a glow around it. Sizes are CSS pixels. */

import type { OnScreen } from "./overlay_selection.ts";
import type { LaserTrail } from "./view.ts";

const WIDTH = 5;
const HALO = { width: 14, alpha: 0.18 };

/** In a context scaled to CSS pixels. What fades gets thinner: opaque pieces do not show where they overlap. */
export function drawLasers(
  context: CanvasRenderingContext2D,
  trails: readonly LaserTrail[],
  screen: OnScreen,
): void {
  if (trails.length === 0) return;
  context.setLineDash([]);
  context.lineCap = context.lineJoin = "round";
  for (const trail of trails) {
    halo(context, trail, screen);
    pieces(context, trail, screen);
  }
}

/** One path, so that it is see-through evenly. */
function halo(context: CanvasRenderingContext2D, { places, color }: LaserTrail, screen: OnScreen): void {
  const glowing = places.filter(({ glow }) => glow > 0);
  const [first] = glowing;
  if (!first) return;
  context.beginPath();
  const start = screen.at(first);
  context.moveTo(start.x, start.y);
  for (const place of glowing) {
    const { x, y } = screen.at(place);
    context.lineTo(x, y);
  }
  context.strokeStyle = color;
  context.globalAlpha = HALO.alpha * Math.max(...glowing.map(({ glow }) => glow));
  context.lineWidth = HALO.width;
  context.stroke();
  context.globalAlpha = 1;
}

function pieces(
  context: CanvasRenderingContext2D,
  { places, color }: LaserTrail,
  screen: OnScreen,
): void {
  context.strokeStyle = color;
  let before = places[0];
  for (const place of places) {
    if (before && place.glow > 0) {
      const from = screen.at(before), to = screen.at(place);
      context.beginPath();
      context.moveTo(from.x, from.y);
      context.lineTo(to.x, to.y);
      context.lineWidth = Math.max(0.1, WIDTH * place.glow);
      context.stroke();
    }
    before = place;
  }
}
