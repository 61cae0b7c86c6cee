/**
 * The upper canvas: gestures on their way, shapes on their way into or out of the tiles, selection, marquee and
 * cursors. Drawn anew each frame, so nothing here may grow with the board.
 */

import type { Theme } from "../../../core/board/palette.ts";
import type { Shape } from "../../../core/board/shape.ts";
import { type Box, intersects, move } from "../../../core/geometry/box.ts";
import type { Vec } from "../../../core/geometry/vec.ts";
import type { Size } from "../camera.ts";
import type { ViewPlacement } from "./composition.ts";
import { drawCursor } from "./cursors.ts";
import { createDraftInk } from "./draft_ink.ts";
import { fitCanvas } from "./fit_canvas.ts";
import { createPainter } from "./painter.ts";
import type { OverlayView } from "./view.ts";

/** A shape to draw in place of the tiles. */
export interface OverlayShape {
  readonly shape: Shape;
  readonly box: Box;
  readonly by: Vec;
  readonly alpha: number;
}

export interface OverlayLook {
  readonly theme: Theme;
  readonly place: ViewPlacement;
}

export interface Overlay {
  resize(size: Size, dpr: number): void;
  draw(view: OverlayView, shapes: readonly OverlayShape[], look: OverlayLook): void;
}

const ACCENT: Record<Theme, string> = { light: "#5b5bd6", dark: "#8b8bf0" };
const CACHE_WEIGHT = 1_000_000;
/** CSS pixels between a box that is selected and its outline. */
const SELECTION_GAP = 2;

export function createOverlay(canvas: HTMLCanvasElement): Overlay {
  const context = canvas.getContext("2d");
  if (!context) throw new Error("Cannot draw the overlay: the browser gives no 2D context");
  const painter = createPainter(CACHE_WEIGHT);
  const draftInk = createDraftInk();
  let dpr = 1;

  const drawShape = ({ shape, box, by, alpha }: OverlayShape, { theme, place }: OverlayLook) => {
    if (!intersects(move(box, by), worldView(place))) return;
    const { scale } = place;
    context.globalAlpha = alpha;
    painter.draw(
      context,
      shape,
      { scale, x: by.x * scale - place.originX, y: by.y * scale - place.originY },
      theme,
    );
    if (alpha !== 1) painter.flush(context);
  };

  const onScreen = (box: Box, { place }: OverlayLook, gap: number) => {
    const css = (at: number, origin: number) => (at * place.scale - origin) / dpr;
    const x = css(box.minX, place.originX) - gap, y = css(box.minY, place.originY) - gap;
    const right = css(box.maxX, place.originX) + gap, bottom = css(box.maxY, place.originY) + gap;
    return { x, y, width: right - x, height: bottom - y };
  };

  // On half device pixels, so that thin lines are crisp.
  const strokeBox = (box: Box, look: OverlayLook, gap: number) => {
    const { x, y, width, height } = onScreen(box, look, gap);
    const crisp = (at: number) => (Math.round(at * dpr) + 0.5) / dpr;
    const left = crisp(x), top = crisp(y);
    context.strokeRect(left, top, crisp(x + width) - left, crisp(y + height) - top);
  };

  const drawSelection = (view: OverlayView, look: OverlayLook) => {
    context.strokeStyle = ACCENT[look.theme];
    context.lineJoin = "miter";
    context.lineWidth = 1;
    context.globalAlpha = 0.55;
    const visible = worldView(look.place);
    for (const box of view.selected) if (intersects(box, visible)) strokeBox(box, look, SELECTION_GAP);
    context.globalAlpha = 1;
    if (view.selection) {
      context.lineWidth = 1.5;
      strokeBox(view.selection, look, view.selected.length > 1 ? 3 * SELECTION_GAP : SELECTION_GAP);
    }
    if (view.marquee) {
      const { x, y, width, height } = onScreen(view.marquee, look, 0);
      context.fillStyle = ACCENT[look.theme];
      context.globalAlpha = 0.08;
      context.fillRect(x, y, width, height);
      context.globalAlpha = 1;
      context.lineWidth = 1;
      strokeBox(view.marquee, look, 0);
    }
  };

  return {
    resize(size, ratio) {
      dpr = ratio;
      fitCanvas(canvas, size, ratio);
    },
    draw(view, shapes, look) {
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.globalAlpha = 1;
      context.clearRect(0, 0, canvas.width, canvas.height);
      for (const shape of shapes) drawShape(shape, look);
      painter.flush(context);
      context.globalAlpha = 1;
      draftInk.draw(context, view.drafts.filter((draft) => draft.kind === "ink"), look);
      context.setTransform(dpr, 0, 0, dpr, 0, 0);
      drawSelection(view, look);
      for (const cursor of view.cursors) {
        const { x, y } = onScreen({ minX: cursor.at.x, minY: cursor.at.y, maxX: 0, maxY: 0 }, look, 0);
        context.setTransform(dpr, 0, 0, dpr, Math.round(x * dpr), Math.round(y * dpr));
        drawCursor(context, cursor);
      }
    },
  };
}

function worldView({ scale, originX, originY, size }: ViewPlacement): Box {
  return {
    minX: originX / scale,
    minY: originY / scale,
    maxX: (originX + size.width) / scale,
    maxY: (originY + size.height) / scale,
  };
}
