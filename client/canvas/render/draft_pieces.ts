/** Ink on its way as the browser's paths: pieces that settled, made once, and the end. Knows no layers and no overlay. */

import type { InkDraft } from "../../../core/board/draft.ts";
import { heldEvenly, inkTone, pressureOf, seeThrough } from "../../../core/board/paint/stroke.ts";
import { cssPaint } from "../../../core/board/paint_colors.ts";
import type { Theme } from "../../../core/board/palette.ts";
import { type Box, grow, intersects, move, union } from "../../../core/geometry/box.ts";
import { createGrowingInk, type GrowingInk } from "../../../core/geometry/growing_ink.ts";
import { PointList } from "../../../core/geometry/point_list.ts";
import type { ViewPlacement } from "./composition.ts";
import { ringsPath } from "./painter_sketch.ts";
import type { Context2D } from "./spare_canvas.ts";

export interface InkLook {
  readonly theme: Theme;
  readonly place: ViewPlacement;
  /** The tiles under the canvas: a highlighter lies beneath their ink. */
  readonly below: CanvasImageSource;
}

export interface DraftPieces {
  readonly draft: InkDraft;
  readonly line: GrowingInk;
  /** Its settled points, as the nib takes them. */
  readonly held: PointList;
  /** Of the line's pieces. */
  readonly paths: Path2D[];
  readonly end: Path2D;
}

/** Takes up what the last draft of the stroke was made into, as far as this one goes on from it. */
export function piecesFor(draft: InkDraft, known: DraftPieces | undefined): DraftPieces {
  if (known?.draft === draft) return known;
  const { settled, tail, predicted = [], size, nib = "pen" } = draft;
  const pressure = pressureOf(nib, draft.pressure);
  const before = known && goesOn(known.draft, draft) ? known : undefined;
  const first = settled.at(0) ?? tail[0] ?? { x: 0, y: 0 };
  const line = before?.line ?? createGrowingInk(first, { size, pressure });
  const paths = before?.paths ?? [];
  const added = settled.slice(before?.draft.settled.length);
  const held = (before?.held ?? PointList.of()).with(heldEvenly(added, nib));
  line.goOn(held, heldEvenly([...tail, ...predicted], nib));
  for (const { rings } of line.pieces.slice(paths.length)) paths.push(ringsPath(rings));
  return { draft, line, held, paths, end: ringsPath(line.end) };
}

export function alphaOf({ draft }: DraftPieces): number {
  return seeThrough(draft).opacity;
}

export function inkColor({ draft: { color, nib = "pen" } }: DraftPieces, theme: Theme): string {
  return cssPaint({ tone: inkTone(nib), color }, theme).color;
}

/** Paints those in view, from an index on. Returns their box in device pixels. */
export function paintPieces(
  context: Context2D,
  ink: DraftPieces,
  { look: { theme, place }, from }: { readonly look: InkLook; readonly from: number },
): Box | undefined {
  const { size } = place;
  const { pieces } = ink.line;
  const screen = { minX: 0, minY: 0, maxX: size.width, maxY: size.height };
  let painted: Box | undefined;
  placeAt(context, ink, place);
  context.fillStyle = inkColor(ink, theme);
  for (let i = from; i < pieces.length; i++) {
    const path = ink.paths[i], box = pieces[i]?.box;
    if (!path || !box) continue;
    const at = onScreen(box, ink, place);
    if (!intersects(at, screen)) continue;
    context.fill(path);
    painted = painted ? union(painted, at) : at;
  }
  return painted;
}

export function paintEnd(context: Context2D, ink: DraftPieces, { theme, place }: InkLook): void {
  placeAt(context, ink, place);
  context.fillStyle = inkColor(ink, theme);
  context.fill(ink.end);
}

/** Around all of it, in device pixels. */
export function inkedPart({ line, draft, ...ink }: DraftPieces, place: ViewPlacement): Box | undefined {
  const ends = line.end.map(ringBox);
  const boxes = [...line.pieces.map(({ box }) => box), ...ends];
  return boxes.length > 0 ? onScreen(boxes.reduce(union), { line, draft, ...ink }, place) : undefined;
}

function goesOn(before: InkDraft, draft: InkDraft): boolean {
  return before.size === draft.size && before.pressure === draft.pressure && before.nib === draft.nib &&
    draft.settled.continues(before.settled);
}

function onScreen(
  { minX, minY, maxX, maxY }: Box,
  { line: { origin } }: DraftPieces,
  place: ViewPlacement,
): Box {
  const { scale, originX, originY } = place;
  const scaled = { minX: minX * scale, minY: minY * scale, maxX: maxX * scale, maxY: maxY * scale };
  return grow(move(scaled, { x: origin.x * scale - originX, y: origin.y * scale - originY }), 1);
}

function placeAt(
  context: Context2D,
  { line: { origin } }: DraftPieces,
  { scale, originX, originY }: ViewPlacement,
): void {
  context.setTransform(scale, 0, 0, scale, origin.x * scale - originX, origin.y * scale - originY);
}

function ringBox(ring: Float64Array): Box {
  let minX = Infinity, minY = Infinity, maxX = -Infinity, maxY = -Infinity;
  for (let i = 0; i < ring.length; i += 2) {
    const x = ring[i] ?? 0, y = ring[i + 1] ?? 0;
    minX = Math.min(minX, x);
    minY = Math.min(minY, y);
    maxX = Math.max(maxX, x);
    maxY = Math.max(maxY, y);
  }
  return { minX, minY, maxX, maxY };
}
