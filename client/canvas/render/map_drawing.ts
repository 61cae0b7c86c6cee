/** Draws the small map of the board: the picture of the drawing, the view as a frame, the others as dots. */

import type { Box } from "../../../core/geometry/box.ts";
import type { Size } from "../camera.ts";
import { boxOnMap, type MapProjection, toMap } from "../map_projection.ts";
import type { RemotePeer } from "../remote.ts";
import type { MapPicture } from "./view.ts";

export interface MapLook {
  /** Device pixels of the canvas. */
  readonly px: Size;
  /** Device pixels a CSS pixel. */
  readonly ratio: number;
  readonly picture: MapPicture | undefined;
  readonly view: Box;
  readonly peers: readonly RemotePeer[];
  /** CSS colour of the view's frame. */
  readonly accent: string;
}

/** CSS pixels. */
const DOT = 3;
/** Smaller, and a view that is close to the board would be lost on a wide one. */
const LEAST_FRAME = 6;

export function drawMap(context: CanvasRenderingContext2D, projection: MapProjection, look: MapLook): void {
  const { px, ratio, picture, view, peers, accent } = look;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, px.width, px.height);
  context.scale(ratio, ratio);
  // Where one looks far beside the drawing, it is shown much smaller than it was made.
  context.imageSmoothingQuality = "high";
  if (picture?.image) {
    const { x, y, width, height } = rectOf(boxOnMap(projection, picture.box));
    context.drawImage(picture.image, x, y, width, height);
  }
  for (const { presence } of peers) {
    if (presence.view) {
      frame(context, boxOnMap(projection, presence.view), { color: presence.color, fill: 0.05, line: 0.6 });
    }
  }
  frame(context, boxOnMap(projection, view), { color: accent, fill: 0.08, line: 1 });
  for (const { presence: { cursor, color } } of peers) {
    if (!cursor) continue;
    const { x, y } = toMap(projection, cursor);
    context.beginPath();
    context.arc(x, y, DOT, 0, 2 * Math.PI);
    context.fillStyle = color;
    context.fill();
  }
}

function frame(
  context: CanvasRenderingContext2D,
  box: Box,
  { color, fill, line }: { readonly color: string; readonly fill: number; readonly line: number },
): void {
  const { x, y, width, height } = rectOf(box);
  const w = Math.max(LEAST_FRAME, width), h = Math.max(LEAST_FRAME, height);
  context.beginPath();
  context.roundRect(x - (w - width) / 2, y - (h - height) / 2, w, h, 2);
  context.globalAlpha = fill;
  context.fillStyle = color;
  context.fill();
  context.globalAlpha = line;
  context.strokeStyle = color;
  context.lineWidth = 1.5;
  context.stroke();
  context.globalAlpha = 1;
}

function rectOf({ minX, minY, maxX, maxY }: Box): { x: number; y: number; width: number; height: number } {
  return { x: minX, y: minY, width: maxX - minX, height: maxY - minY };
}
