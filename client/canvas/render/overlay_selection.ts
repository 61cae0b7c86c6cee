/** What is drawn of a selection, and of the gestures that select and move: outlines, handles, guides, readings. */

import type { Theme } from "../../../core/board/palette.ts";
import { type Box, boxBetween, union } from "../../../core/geometry/box.ts";
import { boxPoints } from "../../../core/geometry/hit.ts";
import type { Vec } from "../../../core/geometry/vec.ts";
import type { Size } from "../camera.ts";
import type { Guide, Trace } from "../marks.ts";
import type { OverlayView, SelectionView } from "./view.ts";

/** Where the world is on the canvas, in CSS pixels. */
export interface OnScreen {
  readonly theme: Theme;
  readonly dpr: number;
  readonly size: Size;
  at(point: Vec): Vec<"screen">;
}

const ACCENT: Record<Theme, string> = { light: "#5b5bd6", dark: "#8b8bf0" };
/** Across the colour wheel from the accent, so that it is never taken for an outline. */
const GUIDE: Record<Theme, string> = { light: "#d9480f", dark: "#ffa94d" };
const GRIP_FILL: Record<Theme, string> = { light: "#ffffff", dark: "#232427" };
/** CSS pixels. */
const CORNER_SIDE = { fine: 8, coarse: 12 };
const ROUND_RADIUS = { fine: 5, coarse: 8 };
const BINDING_WIDTH = 11;
const GAP_END = 4;
const READING_AWAY = 12;
const READING_HEIGHT = 20;
const READING_FONT = '500 12px "Inter", system-ui, sans-serif';

/** Draws in CSS pixels, in a context that is scaled so. */
export function drawSelection(
  context: CanvasRenderingContext2D,
  view: Pick<OverlayView, "selection" | "hovered" | "binding" | "marquee" | "lasso" | "guides">,
  screen: OnScreen,
): void {
  const accent = ACCENT[screen.theme];
  context.setLineDash([]);
  context.lineJoin = "miter";
  context.lineCap = "butt";
  context.strokeStyle = accent;
  context.lineWidth = 1.5;
  context.globalAlpha = 0.75;
  for (const trace of view.hovered) strokeTrace(context, trace, screen);
  drawBinding(context, view.binding, screen);
  if (view.selection) drawSelected(context, view.selection, screen);
  if (view.marquee) drawArea(context, boxPoints(view.marquee), screen);
  if (view.lasso) drawArea(context, view.lasso, screen);
  context.globalAlpha = 1;
  context.strokeStyle = GUIDE[screen.theme];
  context.lineWidth = 1;
  for (const guide of view.guides) drawGuide(context, guide, screen);
}

/** Broad and pale around what an arrow would hold on to, so that it is seen under the pointer. */
function drawBinding(context: CanvasRenderingContext2D, binding: readonly Trace[], screen: OnScreen): void {
  context.fillStyle = ACCENT[screen.theme];
  context.lineWidth = BINDING_WIDTH;
  context.lineJoin = "round";
  for (const trace of binding) {
    context.globalAlpha = 0.35;
    strokeTrace(context, trace, screen);
    context.globalAlpha = 0.07;
    context.fill();
  }
  context.lineJoin = "miter";
}

function drawSelected(context: CanvasRenderingContext2D, selection: SelectionView, screen: OnScreen): void {
  const { each, around, locked, reading } = selection;
  context.lineWidth = 1;
  context.globalAlpha = 0.55;
  for (const trace of each) strokeTrace(context, trace, screen);
  context.globalAlpha = 1;
  if (!around) return drawGrips(context, selection, screen);
  context.lineWidth = 1.5;
  context.setLineDash(locked ? [5, 4] : []);
  strokeTrace(context, around, screen);
  context.setLineDash([]);
  if (locked) drawPadlock(context, around, screen);
  drawGrips(context, selection, screen);
  if (reading !== undefined) drawReading(context, { reading, around }, screen);
}

function drawGrips(
  context: CanvasRenderingContext2D,
  { corners, rounds, around, grip }: SelectionView,
  screen: OnScreen,
): void {
  context.fillStyle = GRIP_FILL[screen.theme];
  context.lineWidth = 1.5;
  const side = CORNER_SIDE[grip];
  for (const point of corners) {
    const { x, y } = crisp(screen.at(point), screen);
    context.save();
    context.translate(x, y);
    context.rotate(around ? leanOf(around) : 0);
    context.beginPath();
    context.roundRect(-side / 2, -side / 2, side, side, 1.5);
    context.fill();
    context.stroke();
    context.restore();
  }
  for (const point of rounds) {
    const { x, y } = screen.at(point);
    context.beginPath();
    context.arc(x, y, ROUND_RADIUS[grip], 0, 2 * Math.PI);
    context.fill();
    context.stroke();
  }
}

/** A marquee, or what a lasso holds. */
function drawArea(context: CanvasRenderingContext2D, trace: Trace, screen: OnScreen): void {
  context.fillStyle = ACCENT[screen.theme];
  context.globalAlpha = 0.08;
  tracePath(context, trace, screen);
  context.fill();
  context.globalAlpha = 1;
  context.lineWidth = 1;
  strokeTrace(context, trace, screen);
}

function drawGuide(context: CanvasRenderingContext2D, { kind, from, to }: Guide, screen: OnScreen): void {
  const a = crisp(screen.at(from), screen), b = crisp(screen.at(to), screen);
  context.beginPath();
  context.moveTo(a.x, a.y);
  context.lineTo(b.x, b.y);
  if (kind === "gap") {
    const across = a.x === b.x ? { x: GAP_END, y: 0 } : { x: 0, y: GAP_END };
    for (const end of [a, b]) {
      context.moveTo(end.x - across.x, end.y - across.y);
      context.lineTo(end.x + across.x, end.y + across.y);
    }
  }
  context.stroke();
}

/** Below the box, or where there is room for it. */
function drawReading(
  context: CanvasRenderingContext2D,
  { reading, around }: { readonly reading: string; readonly around: Trace },
  screen: OnScreen,
): void {
  const { minX, maxX, maxY } = boxAround(around, screen);
  context.font = READING_FONT;
  const width = Math.ceil(context.measureText(reading).width) + 12;
  const x = Math.round(between((minX + maxX) / 2 - width / 2, 4, screen.size.width - width - 4));
  const y = Math.round(between(maxY + READING_AWAY, 4, screen.size.height - READING_HEIGHT - 4));
  context.fillStyle = ACCENT[screen.theme];
  context.beginPath();
  context.roundRect(x, y, width, READING_HEIGHT, 5);
  context.fill();
  context.fillStyle = screen.theme === "light" ? "#ffffff" : "#14130f";
  context.textBaseline = "middle";
  context.textAlign = "center";
  context.fillText(reading, x + width / 2, y + READING_HEIGHT / 2 + 0.5);
}

/** At the upper right corner, in CSS pixels. */
function drawPadlock(context: CanvasRenderingContext2D, around: Trace, screen: OnScreen): void {
  const { maxX, minY } = boxAround(around, screen);
  const x = Math.round(maxX), y = Math.round(minY);
  context.fillStyle = GRIP_FILL[screen.theme];
  context.beginPath();
  context.arc(x, y, 9, 0, 2 * Math.PI);
  context.fill();
  context.stroke();
  context.beginPath();
  context.arc(x, y - 1.5, 2.5, Math.PI, 0);
  context.stroke();
  context.fillStyle = ACCENT[screen.theme];
  context.fillRect(x - 4, y - 1.5, 8, 5.5);
}

function strokeTrace(context: CanvasRenderingContext2D, trace: Trace, screen: OnScreen): void {
  tracePath(context, trace, screen);
  context.stroke();
}

function tracePath(context: CanvasRenderingContext2D, trace: Trace, screen: OnScreen): void {
  const upright = isUpright(trace);
  context.beginPath();
  trace.forEach((point, i) => {
    const place = screen.at(point);
    const { x, y } = upright ? crisp(place, screen) : place;
    if (i === 0) context.moveTo(x, y);
    else context.lineTo(x, y);
  });
}

/** On half device pixels, so that thin lines are crisp. */
function crisp({ x, y }: Vec<"screen">, { dpr }: OnScreen): Vec<"screen"> {
  return { x: (Math.round(x * dpr) + 0.5) / dpr, y: (Math.round(y * dpr) + 0.5) / dpr };
}

/** A box whose sides are upright and level. */
function isUpright(trace: Trace): boolean {
  return trace.length === 5 && trace.every((point, i) => {
    const next = trace[i + 1];
    return next === undefined || point.x === next.x || point.y === next.y;
  });
}

/** By how much a box is turned, in radians. */
function leanOf([from, to]: Trace): number {
  return from && to ? Math.atan2(to.y - from.y, to.x - from.x) : 0;
}

function boxAround(trace: Trace, screen: OnScreen): Box {
  return trace.map((point) => boxBetween(screen.at(point), screen.at(point))).reduce(union);
}

function between(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
