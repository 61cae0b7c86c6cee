/** A canvas's size in device pixels. Knows nothing of what is drawn on it. */

import type { Size } from "../camera.ts";

/** Gives the canvas whole device pixels and shows it at exactly one canvas pixel a device pixel. */
export function fitCanvas(canvas: HTMLCanvasElement, css: Size, dpr: number): Size {
  const width = Math.round(css.width * dpr), height = Math.round(css.height * dpr);
  canvas.width = width;
  canvas.height = height;
  canvas.style.width = `${width / dpr}px`;
  canvas.style.height = `${height / dpr}px`;
  return { width, height };
}
