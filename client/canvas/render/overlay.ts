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
import { createDraftInk } from "./draft_ink.ts";
import { fitCanvas } from "./fit_canvas.ts";
import type { OnScreen } from "./overlay_selection.ts";
import type { Painter } from "./painter_core.ts";
import { NO_RENDER_REST, type RenderRest } from "./rest_api.ts";
import type { OverlayView } from "./view.ts";

/** A shape to draw in place of the tiles. */
export interface OverlayShape {
  readonly shape: Shape;
  readonly box: Box;
  readonly by: Vec;
  readonly alpha: number;
  /** Where it is seen, before it is moved; absent: everywhere. */
  readonly clip?: Box | undefined;
  /** `none`: a frame whose children lie in the tiles, where its sheet would cover them. */
  readonly sheet?: "none";
}

export interface OverlayLook {
  readonly theme: Theme;
  readonly place: ViewPlacement;
  /** The canvas below, of the same size. */
  readonly below: CanvasImageSource;
}

export interface Overlay {
  resize(size: Size, dpr: number): void;
  /** Can draw all that there is, from now on. */
  complete(rest: Pick<RenderRest, "drawMarks">, painter: Painter): void;
  draw(view: OverlayView, shapes: readonly OverlayShape[], look: OverlayLook): void;
}

export const OVERLAY_CACHE_WEIGHT = 1_000_000;

export function createOverlay(canvas: HTMLCanvasElement): Overlay {
  const context = canvas.getContext("2d");
  if (!context) throw new Error("Cannot draw the overlay: the browser gives no 2D context");
  let painter = NO_RENDER_REST.createPainter({ cacheWeight: OVERLAY_CACHE_WEIGHT });
  let { drawMarks } = NO_RENDER_REST;
  const draftInk = createDraftInk();
  let dpr = 1;

  const drawShape = (
    { shape, box, by, alpha, clip, sheet }: OverlayShape,
    { theme, place, below }: OverlayLook,
  ) => {
    if (!intersects(move(box, by), worldView(place))) return;
    const { scale } = place;
    context.globalAlpha = alpha;
    painter.draw(
      context,
      shape,
      { scale, x: by.x * scale - place.originX, y: by.y * scale - place.originY },
      { theme, clip, below, sheet },
    );
    if (alpha !== 1) painter.flush(context);
  };

  const onScreen = ({ theme, place }: OverlayLook): OnScreen => ({
    theme,
    dpr,
    size: { width: place.size.width / dpr, height: place.size.height / dpr },
    at: ({ x, y }) => ({
      x: (x * place.scale - place.originX) / dpr,
      y: (y * place.scale - place.originY) / dpr,
    }),
  });

  return {
    resize(size, ratio) {
      dpr = ratio;
      fitCanvas(canvas, size, ratio);
    },
    complete(rest, whole) {
      drawMarks = rest.drawMarks;
      painter = whole;
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
      drawMarks(context, view, onScreen(look));
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
