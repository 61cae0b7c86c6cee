/** Other people's pointers: an arrow in their colour and a tag with their name. Sizes are CSS pixels. */

import type { RemoteCursor } from "./view.ts";

const TAG_FONT = '600 12px "Inter", system-ui, sans-serif';
const TAG_HEIGHT = 22;
const TAG_PADDING = 8;
/** From the pointer's tip to the tag's top left corner. */
const TAG_OFFSET = { x: 13, y: 17 };
const MAX_TAG_WIDTH = 180;

/** Draws at the context's origin, which is where the pointer points. */
export function drawCursor(context: CanvasRenderingContext2D, cursor: RemoteCursor): void {
  context.globalAlpha = cursor.opacity;
  context.lineJoin = "round";
  arrow(context);
  context.strokeStyle = "#ffffff";
  context.lineWidth = 2.5;
  context.stroke();
  context.fillStyle = cursor.color;
  context.fill();
  tag(context, cursor);
  context.globalAlpha = 1;
}

/** Black or white, whichever is read better on the colour (`#rrggbb`; WCAG's relative luminance). */
export function textColorOn(color: string): string {
  const channel = (at: number) => {
    const value = parseInt(color.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  const luminance = 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
  // Contrast with white is 1.05 / (L + 0.05), with black (L + 0.05) / 0.05: they meet at 0.179.
  return luminance > 0.179 ? "#14130f" : "#ffffff";
}

/** The name as far as a tag has room for it. `measure` in CSS pixels. */
export function shorten(name: string, measure: (text: string) => number): string {
  if (measure(name) <= MAX_TAG_WIDTH) return name;
  // By whole characters: half of one would be drawn as a box.
  const letters = [...name];
  while (letters.length > 1 && measure(`${letters.join("").trimEnd()}…`) > MAX_TAG_WIDTH) letters.pop();
  return `${letters.join("").trimEnd()}…`;
}

function arrow(context: CanvasRenderingContext2D): void {
  context.beginPath();
  context.moveTo(0, 0);
  context.lineTo(4.6, 15.4);
  context.quadraticCurveTo(5.3, 17, 6.2, 15.5);
  context.lineTo(8.7, 10.6);
  context.quadraticCurveTo(9.2, 9.6, 10.3, 9.2);
  context.lineTo(15.4, 7.2);
  context.quadraticCurveTo(16.9, 6.4, 15.3, 5.6);
  context.closePath();
}

function tag(context: CanvasRenderingContext2D, { name, color }: RemoteCursor): void {
  context.font = TAG_FONT;
  const shown = shorten(name, (text) => context.measureText(text).width);
  const width = Math.ceil(context.measureText(shown).width);
  context.beginPath();
  context.roundRect(TAG_OFFSET.x, TAG_OFFSET.y, width + 2 * TAG_PADDING, TAG_HEIGHT, 7);
  context.fillStyle = color;
  context.fill();
  context.fillStyle = textColorOn(color);
  context.textBaseline = "middle";
  // What was written on this canvas before may have been aligned otherwise.
  context.textAlign = "left";
  context.direction = "inherit";
  context.fillText(shown, TAG_OFFSET.x + TAG_PADDING, TAG_OFFSET.y + TAG_HEIGHT / 2 + 0.5);
}
