/**
 * Draws ink that is still being drawn, on top of what a canvas holds. Pieces that settled are painted once, on a layer
 * of their own, so that a frame costs the same however long a stroke is. Knows drafts and the view, not whose they are.
 *
 * Opaque ink shares a layer: where pieces and ends overlap does not show. What is see-through has one for itself, and is
 * laid over the canvas with its end, in one alpha.
 */

import type { InkDraft } from "../../../core/board/draft.ts";
import { seeThrough } from "../../../core/board/paint/stroke.ts";
import type { ShapeId } from "../../../core/board/shape.ts";
import { type Box, union } from "../../../core/geometry/box.ts";
import type { GrowingInk } from "../../../core/geometry/growing_ink.ts";
import type { ViewPlacement } from "./composition.ts";
import {
  alphaOf,
  type DraftPieces,
  inkColor,
  inkedPart,
  type InkLook,
  paintEnd,
  paintPieces,
  piecesFor,
} from "./draft_pieces.ts";
import { createLayer } from "./painter_layer.ts";
import { type Context2D, createSpareCanvas, type SpareCanvas } from "./spare_canvas.ts";

export type { InkLook } from "./draft_pieces.ts";

export interface DraftInk {
  draw(context: CanvasRenderingContext2D, drafts: readonly InkDraft[], look: InkLook): void;
}

/** Fewer pieces than these in all are painted as fast as a layer is. */
const LAYER_FROM = 16;

export function createDraftInk(): DraftInk {
  const opaque = createSettledInk();
  const layOver = createLayer();
  let inks = new Map<ShapeId, DraftPieces>();
  let seenThrough = new Map<ShapeId, SettledInk>();
  let lastPlace: ViewPlacement | undefined;

  const drawThrough = (
    context: Context2D,
    ink: DraftPieces,
    look: InkLook & { readonly resting: boolean },
  ) => {
    const box = inkedPart(ink, look.place);
    if (!box) return;
    const part = { left: box.minX, top: box.minY, width: box.maxX - box.minX, height: box.maxY - box.minY };
    const under = seeThrough(ink.draft).blend === "under" ? look.theme : undefined;
    layOver(context, { alpha: alphaOf(ink), part, under, below: look.below }, (on) => {
      seenThrough.get(ink.draft.id)?.draw(on, [ink], look);
      paintEnd(on, ink, look);
    });
  };

  return {
    draw(context, drafts, look) {
      const { place } = look;
      inks = new Map(drafts.map((draft) => [draft.id, piecesFor(draft, inks.get(draft.id))]));
      const all = [...inks.values()];
      const through = all.filter((ink) => alphaOf(ink) < 1), solid = all.filter((ink) => alphaOf(ink) === 1);
      seenThrough = new Map(
        through.map(({ draft: { id } }) => [id, seenThrough.get(id) ?? createSettledInk()]),
      );
      // In a moving view a layer would be of use for one frame.
      const resting = lastPlace !== undefined && isSamePlace(lastPlace, place);
      lastPlace = place;
      for (const ink of through) drawThrough(context, ink, { ...look, resting });
      opaque.draw(context, solid, { ...look, resting });
      for (const ink of solid) paintEnd(context, ink, look);
    },
  };
}

/** Settled pieces, painted on a layer once there are many of them. */
interface SettledInk {
  draw(context: Context2D, inks: readonly DraftPieces[], look: InkLook & { readonly resting: boolean }): void;
}

/** Pieces painted already. As long as all of them are right, only new ones are added. */
interface Painted {
  readonly look: InkLook;
  readonly counts: ReadonlyMap<GrowingInk, { readonly color: string; readonly count: number }>;
}

function createSettledInk(): SettledInk {
  let layer: SpareCanvas | undefined;
  let painted: Painted | undefined;
  /** The part of the view that has ink. */
  let inked: Box | undefined;

  const addTo = ({ context: on }: SpareCanvas, inks: readonly DraftPieces[], look: InkLook) => {
    const { width, height } = look.place.size;
    if (!painted || !isStillRight(painted, inks, look)) {
      on.setTransform(1, 0, 0, 1, 0, 0);
      on.clearRect(0, 0, width, height);
      painted = undefined;
      inked = undefined;
    }
    for (const ink of inks) {
      const added = paintPieces(on, ink, { look, from: painted?.counts.get(ink.line)?.count ?? 0 });
      if (added) inked = inked ? union(inked, added) : added;
    }
    const counts = inks.map((ink) =>
      [ink.line, { color: inkColor(ink, look.theme), count: ink.paths.length }] as const
    );
    painted = { look, counts: new Map(counts) };
  };

  return {
    draw(context, inks, look) {
      const pieces = inks.reduce((sum, { paths }) => sum + paths.length, 0);
      if (pieces < LAYER_FROM) layer = painted = inked = undefined;
      if (pieces < LAYER_FROM || !look.resting) {
        for (const ink of inks) paintPieces(context, ink, { look, from: 0 });
        return;
      }
      const { width, height } = look.place.size;
      if (layer?.canvas.width !== width || layer.canvas.height !== height) {
        layer = createSpareCanvas(width, height);
        painted = undefined;
      }
      addTo(layer, inks, look);
      if (!inked) return;
      // Only what has ink: a whole view takes a while where no graphics card does it.
      const left = Math.max(0, Math.floor(inked.minX)), top = Math.max(0, Math.floor(inked.minY));
      const across = Math.min(width, Math.ceil(inked.maxX)) - left;
      const down = Math.min(height, Math.ceil(inked.maxY)) - top;
      if (across <= 0 || down <= 0) return;
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.drawImage(layer.canvas, left, top, across, down, left, top, across, down);
    },
  };
}

function isStillRight(painted: Painted, inks: readonly DraftPieces[], { theme, place }: InkLook): boolean {
  if (painted.look.theme !== theme || !isSamePlace(painted.look.place, place)) return false;
  const colors = new Map(inks.map((ink) => [ink.line, inkColor(ink, theme)]));
  for (const [line, { color, count }] of painted.counts) {
    if (count > 0 && colors.get(line) !== color) return false;
  }
  return true;
}

function isSamePlace(a: ViewPlacement, b: ViewPlacement): boolean {
  return a.scale === b.scale && a.originX === b.originX && a.originY === b.originY &&
    a.size.width === b.size.width && a.size.height === b.size.height;
}
