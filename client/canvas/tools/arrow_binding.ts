/** What the end of an arrow is bound to when it is let go at a point. Pure. */

import {
  boxHolds,
  type Figure,
  figureHolds,
  figureOf,
  isBindable,
  placeAt,
} from "../../../core/board/binding_target.ts";
import { paintOrder } from "../../../core/board/looks.ts";
import type { Binding, Shape } from "../../../core/board/shape.ts";
import { type Box, boxBetween, grow } from "../../../core/geometry/box.ts";
import { nearPoint } from "../../../core/geometry/hit.ts";
import { distance, type Vec } from "../../../core/geometry/vec.ts";
import type { SceneView } from "../scene.ts";
import { hitTolerance } from "./constrain.ts";
import type { PointerKind } from "./tool.ts";

/** CSS pixels: so near to the middle of a shape it is the middle that an arrow aims at. */
const MIDDLE = 14;
/** And so near to it in a small shape, as a share of its shorter side. */
const MIDDLE_SHARE = 0.25;

/** undefined: nothing lies there that an arrow can hold on to. */
export function bindingAt(
  scene: SceneView,
  at: Vec,
  { zoom, pointer }: { readonly zoom: number; readonly pointer: PointerKind },
): Binding | undefined {
  const within = hitTolerance(pointer, zoom);
  const shape = targetAt(scene, at, within);
  if (!shape) return undefined;
  const figure = figureOf(shape);
  const near = figure && Math.min(MIDDLE / zoom, MIDDLE_SHARE * shorterSide(figure.box));
  const middle = figure && near !== undefined && distance(at, figure.middle) <= near;
  return { id: shape.id, at: middle ? [0.5, 0.5] : placeAt(shape, at) };
}

/** Of what lies there the smallest, as far down as nothing hides what is below. */
function targetAt(scene: SceneView, at: Vec, within: number): Shape | undefined {
  const order = paintOrder(scene.looks);
  const stack = scene.meeting(grow(boxBetween(at, at), within)).filter(isBindable);
  let best: { readonly shape: Shape; readonly area: number } | undefined;
  for (const shape of stack.sort((a, b) => order(b, a))) {
    const figure = figureOf(shape);
    if (!figure || !isMet(shape, figure, { at, within })) continue;
    const area = (figure.box.maxX - figure.box.minX) * (figure.box.maxY - figure.box.minY);
    if (!best || area < best.area) best = { shape, area };
    if (hides(shape) && figureHolds(figure, at)) break;
  }
  return best?.shape;
}

/** A frame is held at its edge: within it, one draws on the board. */
function isMet(
  shape: Shape,
  figure: Figure,
  { at, within }: { readonly at: Vec; readonly within: number },
): boolean {
  const edge = nearPoint({ points: figure.outline, solid: false }, at, figure.reach + within);
  return edge ||
    (shape.kind !== "frame" && (figureHolds(figure, at) || (shape.kind === "text" && boxHolds(shape, at))));
}

function hides(shape: Shape): boolean {
  if (shape.kind === "note" || shape.kind === "image") return true;
  return "fill" in shape && shape.fill !== undefined;
}

function shorterSide({ minX, minY, maxX, maxY }: Box): number {
  return Math.min(maxX - minX, maxY - minY);
}
