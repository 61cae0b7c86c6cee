/**
 * Whether a shape can be drawn on the page as the tiles show it. A picture that is not decoded there yet stays in the
 * tiles for a moment longer, or it would be blurred when a drag begins.
 */

import type { PictureSource } from "../../assets/picture_source.ts";
import type { Shape, ShapeId } from "../../../core/board/shape.ts";
import { pictureSide } from "../picture_side.ts";

/** What is not there by then is drawn as it is. */
const PATIENCE_MS = 150;

/** `scale`: device pixels a world unit; `time` in ms. */
export type IsAtHand = (shape: Shape, at: { readonly scale: number; readonly time: number }) => boolean;

export function createAtHand(pictures: Pick<PictureSource, "get">): IsAtHand {
  const askedAt = new Map<ShapeId, number>();
  return (shape, { scale, time }) => {
    if (shape.kind !== "image" || pictures.get(shape.asset, pictureSide(shape, scale))) return true;
    const since = askedAt.get(shape.id) ?? time;
    askedAt.set(shape.id, since);
    return time - since > PATIENCE_MS;
  };
}
