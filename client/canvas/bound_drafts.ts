/** Bound arrows while what they are bound to is dragged, resized or turned, by oneself or by others. Pure. */

import { isBound, resolveArrow, targetsOf } from "../../core/board/bindings.ts";
import type { Draft, ShapeChange } from "../../core/board/draft.ts";
import { changedProps, withProps } from "../../core/board/schema.ts";
import type { Arrow, Shape, ShapeId, ShapeProps } from "../../core/board/shape.ts";
import type { GetShape } from "./arrow_index.ts";
import { movesAlone, type SeenArrows } from "./bound_edits.ts";

export interface Following {
  /** Without the arrows that do not simply go along with them. */
  readonly drafts: readonly Draft[];
  /** Those, as they are to be seen. */
  readonly instead: readonly Shape[];
}

export function followersOf(drafts: readonly Draft[], { get, stored, byTarget }: SeenArrows): Following {
  const placed = new Map<ShapeId, Shape>();
  for (const draft of drafts) {
    for (const shape of placedBy(draft, get, (id) => byTarget.has(id))) {
      placed.set(shape.id, shape);
    }
  }
  const now: GetShape = (id) => placed.get(id) ?? get(id);
  const instead = new Map<ShapeId, Shape>();
  const resolve = (arrow: Arrow) => {
    if (instead.size < MOST_FOLLOWERS) instead.set(arrow.id, resolveArrow(arrow, now));
  };
  const others: Draft[] = drafts.map((draft) => {
    switch (draft.kind) {
      case "move": {
        // What goes with all that it is bound to, or alone, is set off like anything else.
        const moved = new Set(draft.ids);
        const bent = draft.copies ? [] : draft.ids.flatMap((id) => stored.get(id) ?? []).filter((arrow) => {
          const along = targetsOf(arrow).filter((id) => moved.has(id)).length;
          return along > 0 && along < targetsOf(arrow).filter((id) => get(id)).length;
        });
        bent.forEach(resolve);
        return bent.length > 0 ? { ...draft, ids: draft.ids.filter((id) => !instead.has(id)) } : draft;
      }
      case "change": {
        const touched = new Set(draft.changes.map(({ id }) => id));
        const bent = draft.changes.flatMap((change) => changedArrow(change, get, touched) ?? []);
        bent.forEach(resolve);
        if (bent.length === 0) return draft;
        return { ...draft, changes: draft.changes.filter(({ id }) => !instead.has(id)) };
      }
      case "shape": {
        const { shape } = draft;
        return shape.kind === "arrow" && isBound(shape)
          ? { ...draft, shape: resolveArrow(shape, now) }
          : draft;
      }
      default:
        return draft;
    }
  });
  const own = new Set(drafts.flatMap((draft) => draft.kind === "move" && !draft.copies ? draft.ids : []));
  for (const target of placed.keys()) {
    for (const id of byTarget.get(target) ?? []) {
      const arrow = stored.get(id);
      if (arrow && !own.has(id) && !instead.has(id) && !placed.has(id)) resolve(arrow);
    }
  }
  return { drafts: others, instead: [...instead.values()] };
}

/** Of more arrows than this, the others follow when the gesture ends. */
const MOST_FOLLOWERS = 48;

/** Targets as a draft places them. */
function placedBy(draft: Draft, get: GetShape, isTarget: (id: ShapeId) => boolean): Shape[] {
  switch (draft.kind) {
    case "move":
      if (draft.copies) return [];
      return draft.ids.filter(isTarget).flatMap((id) => {
        const shape = get(id);
        return shape ? { ...shape, xy: [shape.xy[0] + draft.by.x, shape.xy[1] + draft.by.y] as const } : [];
      });
    case "change":
      return draft.changes.filter(({ id }) => isTarget(id)).flatMap(({ id, props }) => {
        const shape = get(id);
        return shape ? changed(shape, props) : [];
      });
    case "shape":
      return isTarget(draft.shape.id) ? [draft.shape] : [];
    default:
      return [];
  }
}

/** A bound arrow that is itself changed, unless it is on its way out of its bindings. */
function changedArrow(
  { id, props }: ShapeChange,
  get: GetShape,
  touched: ReadonlySet<ShapeId>,
): Arrow | undefined {
  const arrow = get(id);
  if (arrow?.kind !== "arrow") return undefined;
  const after = changed(arrow, props);
  if (after.kind !== "arrow" || !isBound(after)) return undefined;
  return movesAlone(arrow, props, touched) ? undefined : after;
}

function changed(shape: Shape, props: Partial<ShapeProps>): Shape {
  const now = changedProps(shape, props);
  return now ? withProps(shape, now) : shape;
}
