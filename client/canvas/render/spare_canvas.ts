/** A canvas that is nowhere to be seen, on the page or in a worker. Knows not what it is for. */

export type Context2D = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

export interface SpareCanvas {
  readonly canvas: HTMLCanvasElement | OffscreenCanvas;
  readonly context: Context2D;
}

/** Clear. Throws where the browser gives no context. */
export function createSpareCanvas(width: number, height: number): SpareCanvas {
  const canvas = typeof OffscreenCanvas === "undefined"
    ? Object.assign(document.createElement("canvas"), { width, height })
    : new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d") as Context2D | null;
  if (!context) {
    throw new Error(`Cannot paint on a canvas of ${width} by ${height}: the browser gives no context`);
  }
  return { canvas, context };
}
