/**
 * Layers of the pyramid where there is OffscreenCanvas: pictures at rest, on a canvas only while they are painted on. A
 * canvas that is kept costs the browser twice its pixels. Knows nothing of what is painted.
 */

import type { Layer } from "./pyramid_plates.ts";

type Painted = { readonly canvas: OffscreenCanvas; readonly context: OffscreenCanvasRenderingContext2D };

/** Throws when the browser gives no 2D context. */
export function createWorkerLayers(): (side: number) => Layer {
  /** Clear ones, to be used again. */
  const spare: Painted[] = [];

  const clear = (side: number): Painted => {
    const found = spare.findIndex(({ canvas }) => canvas.width === side);
    const [known] = found < 0 ? [] : spare.splice(found, 1);
    if (known) return known;
    const canvas = new OffscreenCanvas(side, side);
    // Painted by the processor: thousands of fine lines are no work for a graphics card.
    const context = canvas.getContext("2d", { willReadFrequently: true });
    if (!context) {
      throw new Error(`Cannot paint a layer of ${side} pixels: the worker has no 2D context for it`);
    }
    return { canvas, context };
  };

  return (side) => {
    let resting: ImageBitmap | undefined;
    let painted: Painted | undefined = clear(side);

    const onCanvas = (): Painted => {
      if (painted) return painted;
      painted = clear(side);
      painted.context.setTransform(1, 0, 0, 1, 0, 0);
      if (resting) painted.context.drawImage(resting, 0, 0);
      resting?.close();
      resting = undefined;
      return painted;
    };

    return {
      get context() {
        return onCanvas().context;
      },
      get picture() {
        return resting ?? onCanvas().canvas;
      },
      flush() {
        if (!painted) return;
        // This leaves the canvas clear.
        resting = painted.canvas.transferToImageBitmap();
        spare.push(painted);
        painted = undefined;
      },
      dispose() {
        resting?.close();
        resting = undefined;
        // One given up half way is not clear.
        painted = undefined;
      },
    };
  };
}
