/** Lays what was drawn by itself over a canvas: in one alpha, so that overlaps do not show, and as if under its ink. */

import type { Theme } from "../../../core/board/palette.ts";
import { type Context2D, createSpareCanvas, type SpareCanvas } from "./spare_canvas.ts";

/** Device pixels. */
export interface DevicePart {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface LayerLook {
  readonly alpha: number;
  /** All that is drawn lies in it. */
  readonly part: DevicePart;
  /** Of this theme, as if it lay beneath what is seen; absent: above. */
  readonly under?: Theme | undefined;
  /** What is seen under a canvas that is clear itself, pixel by pixel; absent: the canvas has it. */
  readonly below?: CanvasImageSource | undefined;
}

/** Draws on a canvas of its own, then lays that over the other. The transform is anywhere after. */
export type Layer = (context: Context2D, look: LayerLook, drawOn: (on: Context2D) => void) => void;

/** By day ink is darker than a highlighter and wins, by night it is lighter and wins. */
export const UNDER: Record<Theme, "darken" | "lighten"> = { light: "darken", dark: "lighten" };

export function createLayer(): Layer {
  let drawn: SpareCanvas | undefined, blended: SpareCanvas | undefined;
  return (context, { alpha, part, under, below }, drawOn) => {
    const { width, height } = context.canvas;
    const left = Math.max(0, Math.floor(part.left) - 1), top = Math.max(0, Math.floor(part.top) - 1);
    const across = Math.min(width, Math.ceil(part.left + part.width) + 1) - left;
    const down = Math.min(height, Math.ceil(part.top + part.height) + 1) - top;
    if (!(across > 0 && down > 0)) return;
    const lay = (on: Context2D, from: CanvasImageSource) =>
      on.drawImage(from, left, top, across, down, left, top, across, down);

    drawn = sized(drawn, { width, height });
    clear(drawn.context, { left, top, width: across, height: down });
    drawOn(drawn.context);
    const before = context.globalAlpha;
    context.setTransform(1, 0, 0, 1, 0, 0);
    if (under && below) {
      // A canvas above knows not what lies below it: the mixture is made here, and replaces what is seen.
      blended = sized(blended, { width, height });
      const on = blended.context;
      clear(on, { left, top, width: across, height: down });
      lay(on, below);
      on.globalCompositeOperation = UNDER[under];
      on.globalAlpha = alpha;
      lay(on, drawn.canvas);
      on.globalCompositeOperation = "destination-in";
      on.globalAlpha = 1;
      lay(on, drawn.canvas);
      on.globalCompositeOperation = "source-over";
      context.globalAlpha = 1;
      lay(context, blended.canvas);
    } else {
      if (under) context.globalCompositeOperation = UNDER[under];
      context.globalAlpha = alpha;
      lay(context, drawn.canvas);
      context.globalCompositeOperation = "source-over";
    }
    context.globalAlpha = before;
  };
}

function sized(
  spare: SpareCanvas | undefined,
  { width, height }: { readonly width: number; readonly height: number },
): SpareCanvas {
  const fits = spare && spare.canvas.width >= width && spare.canvas.height >= height;
  return fits ? spare : createSpareCanvas(width, height);
}

function clear(on: Context2D, { left, top, width, height }: DevicePart): void {
  on.setTransform(1, 0, 0, 1, 0, 0);
  on.clearRect(left, top, width, height);
}
