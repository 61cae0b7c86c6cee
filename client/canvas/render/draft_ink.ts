/**
 * Draws ink that is still being drawn, on top of what a canvas holds. Pieces that settled are painted once, on a layer
 * of their own, so that a frame costs the same however long a stroke is. Knows drafts and the view, not whose they are.
 *
 * All ink is opaque, so that it does not show where pieces and ends overlap. A draft with an alpha needs a layer for
 * itself alone, with its end on it too, laid over the canvas in that alpha.
 */

import type { InkDraft } from "../../../core/board/draft.ts";
import { cssColor, type Theme } from "../../../core/board/palette.ts";
import type { ShapeId } from "../../../core/board/shape.ts";
import { type Box, intersects, move, union } from "../../../core/geometry/box.ts";
import { createGrowingInk, type GrowingInk } from "../../../core/geometry/growing_ink.ts";
import type { ViewPlacement } from "./composition.ts";
import { createSketch, drawSketch, type Sketch } from "./painter.ts";

export interface DraftInk {
  draw(context: CanvasRenderingContext2D, drafts: readonly InkDraft[], look: InkLook): void;
}

export interface InkLook {
  readonly theme: Theme;
  readonly place: ViewPlacement;
}

interface Ink {
  readonly draft: InkDraft;
  readonly line: GrowingInk;
  /** Of the line's pieces. */
  readonly sketches: Sketch[];
  readonly end: Sketch;
}

/** Fewer pieces than these in all are painted as fast as a layer is. */
const LAYER_FROM = 16;

export function createDraftInk(): DraftInk {
  const layer = createLayer();
  let inks = new Map<ShapeId, Ink>();
  let lastPlace: ViewPlacement | undefined;

  return {
    draw(context, drafts, look) {
      const { place } = look;
      inks = new Map(drafts.map((draft) => [draft.id, inkOf(draft, inks.get(draft.id))]));
      const all = [...inks.values()];
      const pieces = all.reduce((sum, { sketches }) => sum + sketches.length, 0);
      const resting = lastPlace !== undefined && isSamePlace(lastPlace, place);
      lastPlace = place;
      if (pieces < LAYER_FROM) layer.drop();
      // In a moving view a layer would be of use for one frame.
      if (pieces >= LAYER_FROM && resting) layer.draw(context, all, look);
      else for (const ink of all) paintPieces(context, ink, { look, from: 0 });
      for (const ink of all) {
        placeAt(context, ink, place);
        drawSketch(context, ink.end, cssColor(ink.draft.color, look.theme));
      }
    },
  };
}

function inkOf(draft: InkDraft, known: Ink | undefined): Ink {
  if (known?.draft === draft) return known;
  const { settled, tail, predicted = [], size, pressure } = draft;
  const goesOn = known !== undefined && known.draft.size === size && known.draft.pressure === pressure &&
    known.line.precedes(settled);
  const first = settled.at(0) ?? tail[0] ?? { x: 0, y: 0 };
  const line = goesOn ? known.line : createGrowingInk(first, { size, pressure });
  const sketches = goesOn ? known.sketches : [];
  line.goOn(settled, [...tail, ...predicted]);
  for (const { rings } of line.pieces.slice(sketches.length)) {
    sketches.push(createSketch([{ op: "fill", rings }]));
  }
  return { draft, line, sketches, end: createSketch([{ op: "fill", rings: line.end }]) };
}

/** Pieces painted already. As long as all of them are right, only new ones are added. */
interface Painted {
  readonly look: InkLook;
  readonly counts: ReadonlyMap<GrowingInk, { readonly color: string; readonly count: number }>;
}

function createLayer() {
  let canvas: HTMLCanvasElement | undefined;
  let painted: Painted | undefined;
  /** The part of the view that has ink. */
  let inked: Box | undefined;

  return {
    draw(context: CanvasRenderingContext2D, inks: readonly Ink[], look: InkLook): void {
      const { width, height } = look.place.size;
      if (canvas?.width !== width || canvas.height !== height) {
        canvas = Object.assign(document.createElement("canvas"), { width, height });
        painted = undefined;
      }
      const on = canvas.getContext("2d");
      if (!on) throw new Error("Cannot draw ink: the browser gives no 2D context for its layer");
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
      painted = {
        look,
        counts: new Map(
          inks.map(({ line, sketches, draft }) => [line, { color: draft.color, count: sketches.length }]),
        ),
      };
      if (!inked) return;
      // Only what has ink: a whole view takes a while where no graphics card does it.
      const left = Math.max(0, Math.floor(inked.minX)), top = Math.max(0, Math.floor(inked.minY));
      const across = Math.min(width, Math.ceil(inked.maxX)) - left;
      const down = Math.min(height, Math.ceil(inked.maxY)) - top;
      if (across <= 0 || down <= 0) return;
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.drawImage(canvas, left, top, across, down, left, top, across, down);
    },
    drop(): void {
      canvas = undefined;
      painted = undefined;
      inked = undefined;
    },
  };
}

function isStillRight(painted: Painted, inks: readonly Ink[], { theme, place }: InkLook): boolean {
  if (painted.look.theme !== theme || !isSamePlace(painted.look.place, place)) return false;
  const colors = new Map(inks.map(({ line, draft }) => [line, draft.color]));
  for (const [line, { color, count }] of painted.counts) {
    if (count > 0 && colors.get(line) !== color) return false;
  }
  return true;
}

/** Paints those in view, from an index on. Returns their box in device pixels. */
function paintPieces(
  context: CanvasRenderingContext2D,
  ink: Ink,
  { look: { theme, place }, from }: { look: InkLook; from: number },
): Box | undefined {
  const { scale, originX, originY, size } = place;
  const { origin, pieces } = ink.line;
  const screen = { minX: 0, minY: 0, maxX: size.width, maxY: size.height };
  const color = cssColor(ink.draft.color, theme);
  let painted: Box | undefined;
  placeAt(context, ink, place);
  for (let i = from; i < pieces.length; i++) {
    const sketch = ink.sketches[i], box = pieces[i]?.box;
    if (!sketch || !box) continue;
    const at = move(scaled(box, scale), { x: origin.x * scale - originX, y: origin.y * scale - originY });
    if (!intersects(at, screen)) continue;
    drawSketch(context, sketch, color);
    painted = painted ? union(painted, at) : at;
  }
  return painted;
}

function placeAt(
  context: CanvasRenderingContext2D,
  { line: { origin } }: Ink,
  { scale, originX, originY }: ViewPlacement,
): void {
  context.setTransform(scale, 0, 0, scale, origin.x * scale - originX, origin.y * scale - originY);
}

function scaled({ minX, minY, maxX, maxY }: Box, by: number): Box {
  return { minX: minX * by, minY: minY * by, maxX: maxX * by, maxY: maxY * by };
}

function isSamePlace(a: ViewPlacement, b: ViewPlacement): boolean {
  return a.scale === b.scale && a.originX === b.originX && a.originY === b.originY &&
    a.size.width === b.size.width && a.size.height === b.size.height;
}
