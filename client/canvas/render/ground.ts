/** The ground: its colour, and a grid of dots that stays with the world and keeps its density when one zooms. */

import { GROUND, PALETTE, type Theme } from "../../../core/board/palette.ts";
import type { ViewPlacement } from "./composition.ts";

export interface Ground {
  paint(context: CanvasRenderingContext2D, view: ViewPlacement, look: { theme: Theme; dpr: number }): void;
}

/** World units between dots at 100 %; doubled and halved to keep the distance on the screen in bounds. */
const SPACING = 24;
/** CSS pixels. The finest dots fade in from this distance to twice as much. */
const LEAST_DISTANCE = 14;
const DOT_RADIUS = 1.1;
const DOT_ALPHA = 0.13;

export function createGround(): Ground {
  const strip = document.createElement("canvas");
  const stripContext = strip.getContext("2d");

  // A row is drawn once and repeated: a hundred copies of a thin strip instead of thousands of dots.
  const rows = (
    context: CanvasRenderingContext2D,
    view: ViewPlacement,
    { step, radius, alpha, color }: { step: number; radius: number; alpha: number; color: string },
  ) => {
    const { originX, originY, size } = view;
    // A canvas without size, as a hidden page has it, can be neither made nor drawn from.
    if (!stripContext || alpha < 0.002 || size.width === 0 || size.height === 0) return;
    // Dots sit in the middle of a device pixel, where small ones are crispest.
    const half = Math.ceil(radius) + 1, middle = half + 0.5, height = 2 * half + 1;
    if (strip.width < size.width || strip.height !== height) {
      strip.width = size.width;
      strip.height = height;
    } else stripContext.clearRect(0, 0, strip.width, strip.height);
    stripContext.fillStyle = color;
    stripContext.globalAlpha = alpha;
    stripContext.beginPath();
    for (let n = Math.floor(originX / step); n * step - originX < size.width + radius; n++) {
      const x = n * step - originX + 0.5;
      stripContext.moveTo(x + radius, middle);
      stripContext.arc(x, middle, radius, 0, 2 * Math.PI);
    }
    stripContext.fill();
    for (let n = Math.floor(originY / step); n * step - originY < size.height + radius; n++) {
      context.drawImage(strip, 0, Math.round(n * step - originY) - half);
    }
  };

  return {
    paint(context, view, { theme, dpr }) {
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.fillStyle = GROUND[theme];
      context.fillRect(0, 0, view.size.width, view.size.height);
      const least = LEAST_DISTANCE * dpr;
      const fine = SPACING * view.scale * 2 ** Math.ceil(Math.log2(least / (SPACING * view.scale)));
      const fade = fine / least - 1;
      const look = { radius: DOT_RADIUS * dpr, color: PALETTE.ink[theme] };
      rows(context, view, { ...look, step: fine, alpha: DOT_ALPHA * fade });
      // Every other fine dot lies below a coarse one: together they have the same alpha at any zoom.
      const rest = 1 - (1 - DOT_ALPHA) / (1 - DOT_ALPHA * fade);
      rows(context, view, { ...look, step: 2 * fine, alpha: rest });
    },
  };
}
