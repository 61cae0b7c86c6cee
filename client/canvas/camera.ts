/** Where we look from: world ⇄ screen. Pure; knows nothing of input or drawing. */

import type { Box } from "../../core/geometry/box.ts";
import type { Vec } from "../../core/geometry/vec.ts";

/** `x`, `y`: the world point at the top left of the canvas. `zoom`: CSS pixels a world unit. */
export interface Camera {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

/** CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

export const MIN_ZOOM = 0.05;
export const MAX_ZOOM = 30;

export function toWorld(camera: Camera, at: Vec<"screen">): Vec {
  return { x: camera.x + at.x / camera.zoom, y: camera.y + at.y / camera.zoom };
}

export function toScreen(camera: Camera, at: Vec): Vec<"screen"> {
  return { x: (at.x - camera.x) * camera.zoom, y: (at.y - camera.y) * camera.zoom };
}

/** The camera after the drawing was dragged by this much. */
export function panBy(camera: Camera, by: Vec<"screen">): Camera {
  return { ...camera, x: camera.x - by.x / camera.zoom, y: camera.y - by.y / camera.zoom };
}

/** Zooms by a factor so that what lies under `at` stays there. */
export function zoomAt(camera: Camera, at: Vec<"screen">, factor: number): Camera {
  const zoom = clampZoom(camera.zoom * factor);
  const fixed = toWorld(camera, at);
  return { x: fixed.x - at.x / zoom, y: fixed.y - at.y / zoom, zoom };
}

/** Centres the box with a margin around it, clear of the bars above and below; never magnifies above 100 %. */
export function fit(box: Box, size: Size, margin = 72): Camera {
  const width = Math.max(1, box.maxX - box.minX), height = Math.max(1, box.maxY - box.minY);
  const room = { width: Math.max(1, size.width - 2 * margin), height: Math.max(1, size.height - 2 * margin) };
  const zoom = clampZoom(Math.min(1, room.width / width, room.height / height));
  return {
    x: (box.minX + box.maxX) / 2 - size.width / 2 / zoom,
    y: (box.minY + box.maxY) / 2 - size.height / 2 / zoom,
    zoom,
  };
}

export function clampZoom(zoom: number): number {
  return Math.min(MAX_ZOOM, Math.max(MIN_ZOOM, zoom));
}
