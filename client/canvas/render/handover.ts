/**
 * Which shapes the overlay draws in place of the tiles: fresh ones until the tiles have them, and lifted ones, which
 * are taken out of the tiles while they are moved, faded or hidden. Pure bookkeeping; knows versions, not pictures.
 */

import type { Arrow, Line, Shape, ShapeId } from "../../../core/board/shape.ts";
import type { Box } from "../../../core/geometry/box.ts";
import type { OverlayView } from "./view.ts";

export interface Fresh {
  readonly box: Box;
  /** The version of the scene from which on tiles show it. */
  readonly version: number;
}

export interface Lifted {
  readonly box: Box;
  /** As it was when it was lifted: an offset counts from its place then, even if the move is committed meanwhile. */
  readonly shape: Shape;
  /** The version from which on tiles do not show it. */
  readonly version: number;
  /** Milliseconds. */
  readonly since: number;
}

export interface Handover {
  readonly fresh: ReadonlyMap<ShapeId, Fresh>;
  readonly lifted: ReadonlyMap<ShapeId, Lifted>;
  add(id: ShapeId, fresh: Fresh): void;
  lift(id: ShapeId, lifted: Lifted): void;
  /** It is on the board as it was: tiles show it again, from a version on. */
  settle(id: ShapeId): void;
  forget(id: ShapeId): void;
  /** Lets go of the fresh ones that this says are in the tiles. */
  prune(isIn: (fresh: Fresh) => boolean): void;
}

/** More than these at once are not drawn on the overlay: the tiles are faster. */
export const MAX_FRESH = 200;

export function createHandover(): Handover {
  const fresh = new Map<ShapeId, Fresh>();
  const lifted = new Map<ShapeId, Lifted>();
  return {
    fresh,
    lifted,
    add(id, entry) {
      // The newest last: when there are too many, the oldest are the likeliest to be in the tiles.
      fresh.delete(id);
      fresh.set(id, entry);
      const [oldest] = fresh.keys();
      if (fresh.size > MAX_FRESH && oldest !== undefined) fresh.delete(oldest);
    },
    lift(id, entry) {
      lifted.set(id, entry);
      fresh.delete(id);
    },
    settle: (id) => lifted.delete(id),
    forget(id) {
      fresh.delete(id);
      lifted.delete(id);
    },
    prune(isIn) {
      for (const [id, entry] of fresh) if (isIn(entry)) fresh.delete(id);
    },
  };
}

/** What a view wants out of the tiles. */
export function liftedBy(
  view: Pick<OverlayView, "drafts" | "fading" | "hidden" | "instead">,
): Set<ShapeId> {
  const ids = new Set<ShapeId>([...view.fading, ...view.hidden]);
  for (const { id } of view.instead) ids.add(id);
  for (const draft of view.drafts) {
    if (draft.kind === "move" && !draft.copies) draft.ids.forEach((id) => ids.add(id));
  }
  return ids;
}

/** Whether tiles that show one still show the other right: only colour, order or text content may differ. */
export function keepsPlace(before: Shape, after: Shape): boolean {
  if (before.kind !== after.kind || before.size !== after.size) return false;
  if (!samePair(before.xy, after.xy)) return false;
  if ("wh" in before && "wh" in after) return before.kind !== "text" && samePair(before.wh, after.wh);
  if ("to" in before && "to" in after) return samePair(before.to, after.to) && sameWay(before, after);
  return before.kind === "stroke" && after.kind === "stroke" && before.points.length === after.points.length;
}

function sameWay(before: Line | Arrow, after: Line | Arrow): boolean {
  if (before.kind === "line" || after.kind === "line") return true;
  const places = (arrow: Arrow) => JSON.stringify([arrow.route, arrow.bend, arrow.via]);
  return places(before) === places(after);
}

function samePair(a: readonly [number, number], b: readonly [number, number]): boolean {
  return a[0] === b[0] && a[1] === b[1];
}
