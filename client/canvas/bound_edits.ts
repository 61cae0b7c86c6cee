/** What a person's edits mean for bound arrows: what one moves away lets go, and what lets go stays where it was. Pure. */

import { storedAsSeen, targetsOf } from "../../core/board/bindings.ts";
import { boxHolds, placeAt, pointAt } from "../../core/board/binding_target.ts";
import type { Edit } from "../../core/board/edit.ts";
import type { Arrow, Binding, Pair, ShapeId, ShapeProps } from "../../core/board/shape.ts";
import type { ArrowsByTarget, GetShape } from "./arrow_index.ts";

export interface SeenArrows extends ArrowsByTarget {
  /** Shapes as they are seen. */
  readonly get: GetShape;
}

/** The edits, and after them what they mean. */
export function completedEdits(
  edits: readonly Edit[],
  { get, stored, byTarget }: SeenArrows,
): readonly Edit[] {
  const touched = new Set(edits.flatMap((edit) => isPlacing(edit) ? [edit.id] : []));
  const removed = new Set(edits.flatMap((edit) => edit.op === "remove" ? [edit.id] : []));
  const left: GetShape = (id) => removed.has(id) ? undefined : get(id);
  const seen = (id: ShapeId): Arrow | undefined => {
    const shape = stored.has(id) ? get(id) : undefined;
    return shape?.kind === "arrow" ? shape : undefined;
  };
  const moved = edits.flatMap((edit): Edit[] => {
    const arrow = edit.op === "set" ? seen(edit.id) : undefined;
    if (!arrow || edit.op !== "set" || !movesAlone(arrow, edit.props, touched)) return [];
    return [{ op: "set", id: arrow.id, props: letGo(arrow, edit.props, left) }];
  });
  const rebound = new Set(edits.flatMap((edit) => isRebinding(edit) ? [edit.id] : []));
  const loose = new Set([...removed].flatMap((id) => [...byTarget.get(id) ?? []]));
  const stays = [...loose].flatMap((id): Edit[] => {
    const arrow = [touched, removed, rebound].some((ids) => ids.has(id)) ? undefined : seen(id);
    return arrow ? [{ op: "set", id, props: storedAsSeen(arrow, left) }] : [];
  });
  return moved.length + stays.length > 0 ? [...edits, ...moved, ...stays] : edits;
}

/** Whether it is moved by itself: then it lets go of what it leaves, as if its ends had been dragged. */
export function movesAlone(arrow: Arrow, props: Partial<ShapeProps>, touched: ReadonlySet<ShapeId>): boolean {
  const moves = props.xy !== undefined || props.to !== undefined;
  return moves && !rebinds(props) && !targetsOf(arrow).some((id) => touched.has(id));
}

function isRebinding(edit: Edit): edit is Extract<Edit, { op: "set" }> {
  return edit.op === "set" && rebinds(edit.props);
}

function rebinds({ start, end }: Partial<ShapeProps>): boolean {
  return start !== undefined || end !== undefined;
}

function isPlacing(edit: Edit): edit is Extract<Edit, { op: "set" }> {
  if (edit.op !== "set") return false;
  const { xy, wh, to, angle, flip } = edit.props;
  return [xy, wh, to, angle, flip].some((prop) => prop !== undefined);
}

/** An end that is set off within its target aims as far off in it; one that comes out of it is bound no more. */
function letGo(arrow: Arrow, props: Partial<ShapeProps>, get: GetShape): Partial<ShapeProps> {
  const xy = props.xy ?? arrow.xy, to = props.to ?? arrow.to;
  const start = setOff(arrow.start, get, [xy[0] - arrow.xy[0], xy[1] - arrow.xy[1]]);
  const end = setOff(arrow.end, get, [
    xy[0] + to[0] - arrow.xy[0] - arrow.to[0],
    xy[1] + to[1] - arrow.xy[1] - arrow.to[1],
  ]);
  const { start: _start, end: _end, via, ...bare } = { ...arrow, xy, to };
  const after: Arrow = {
    ...bare,
    ...start && { start },
    ...end && { end },
    ...via && { via: via.map((place) => between(arrow, { xy, to }, place)) },
  };
  const { bend } = storedAsSeen(after, get);
  return {
    xy,
    to,
    ...arrow.start && { start: start ?? null },
    ...arrow.end && { end: end ?? null },
    ...bend !== undefined && props.bend === undefined && { bend },
  };
}

function setOff(binding: Binding | undefined, get: GetShape, [x, y]: Pair): Binding | undefined {
  const target = binding && get(binding.id);
  if (!binding || !target) return undefined;
  const aim = pointAt(target, binding.at);
  const moved = { x: aim.x + x, y: aim.y + y };
  return boxHolds(target, moved) ? { id: binding.id, at: placeAt(target, moved) } : undefined;
}

/** Where the middle of a curve comes to lie when the curve is only moved, or is turned and stretched. */
function between(
  { to: [x, y] }: Arrow,
  { to }: { readonly xy: Pair; readonly to: Pair },
  [atX, atY]: Pair,
): Pair {
  const length2 = x * x + y * y;
  if (length2 === 0) return [atX, atY];
  const along = (atX * x + atY * y) / length2, aside = (atY * x - atX * y) / length2;
  return [along * to[0] - aside * to[1], along * to[1] + aside * to[0]];
}
