/**
 * A stroke being drawn, sent in parts: each holds the points since the last, or from the first that changed, and
 * the whole style, so that whoever comes in late or misses a part still sees ink.
 */

import type { InkDraft } from "../board/draft.ts";
import { PointList } from "../geometry/point_list.ts";
import { type InkPoint, MAX_POINTS } from "../geometry/points.ts";

export interface InkPart extends InkLook {
  readonly points: readonly InkPoint[];
  /** The index in the whole stroke of the part's first point; points from here on that came before are void. */
  readonly from: number;
}

type InkLook = Pick<InkDraft, "id" | "color" | "size" | "pressure" | "nib" | "opacity">;

/** Of up to 13 bytes each once packed: a part stays within an ephemeral message. */
export const MAX_PART_POINTS = 2_000;

export interface InkSender {
  /** What is to be sent so that others see this draft; undefined if nothing. Too much for one part waits for the next. */
  next(draft: InkDraft): InkPart | undefined;
  /** The gesture is over: the next draft is sent from its start. */
  reset(): void;
}

export function createInkSender(): InkSender {
  let last: InkDraft | undefined;
  const sent: InkPoint[] = [];

  return {
    next(draft) {
      const { id, settled, tail } = draft;
      if (last?.id !== id) {
        last = undefined;
        sent.length = 0;
      }
      // Whatever the length, only what may have changed is compared.
      let from = last && settled.continues(last.settled) ? Math.min(sent.length, last.settled.length) : 0;
      const at = (index: number) => index < settled.length ? settled.at(index) : tail[index - settled.length];
      const length = settled.length + tail.length;
      while (from < length && from < sent.length && isSamePoint(sent[from], at(from))) from++;
      const end = Math.min(length, from + MAX_PART_POINTS, MAX_POINTS);
      const points = [
        ...settled.slice(from, end),
        ...tail.slice(Math.max(0, from - settled.length), Math.max(0, end - settled.length)),
      ];
      const restyled = !last || !looksSame(last, draft);
      const emptyAtFirst = !last && points.length === 0;
      if (emptyAtFirst || (points.length === 0 && from === sent.length && !restyled)) return undefined;
      last = draft;
      sent.length = from;
      for (const point of points) sent.push(point);
      return { ...lookOf(draft), from, points };
    },
    reset() {
      last = undefined;
      sent.length = 0;
    },
  };
}

export interface InkReceiver {
  /** The ink so far. A part that was lost leaves a gap that is drawn across. */
  add(part: InkPart): InkDraft;
  reset(): void;
}

export function createInkReceiver(): InkReceiver {
  let current: string | undefined;
  let settled = PointList.of();
  /** Of each settled point, its index in the whole stroke: with parts missing it is not that in `settled`. */
  const indices: number[] = [];
  let last: { readonly from: number; readonly points: readonly InkPoint[] } = { from: 0, points: [] };

  const restart = (id: string | undefined) => {
    current = id;
    settled = PointList.of();
    indices.length = 0;
    last = { from: 0, points: [] };
  };

  /** Points below the index will hardly change any more; those from it on are void. */
  const settleBelow = (index: number) => {
    const kept = last.points.slice(0, Math.max(0, index - last.from));
    settled = settled.with(kept);
    kept.forEach((_, i) => indices.push(last.from + i));
    if ((indices.at(-1) ?? -1) < index) return;
    while ((indices.at(-1) ?? -1) >= index) indices.pop();
    settled = PointList.of(settled.slice(0, indices.length));
  };

  return {
    add(part) {
      const { id, from, points } = part;
      if (id !== current) restart(id);
      settleBelow(from);
      last = { from, points };
      return { kind: "ink", ...lookOf(part), settled, tail: points };
    },
    reset: () => restart(undefined),
  };
}

function lookOf({ id, color, size, pressure, nib, opacity }: InkLook): InkLook {
  return { id, color, size, pressure, ...nib && { nib }, ...opacity !== undefined && { opacity } };
}

function looksSame(a: InkLook, b: InkLook): boolean {
  return a.color === b.color && a.size === b.size && a.pressure === b.pressure && a.nib === b.nib &&
    a.opacity === b.opacity;
}

function isSamePoint(a: InkPoint | undefined, b: InkPoint | undefined): boolean {
  return a === b || (a?.x === b?.x && a?.y === b?.y && a?.pressure === b?.pressure);
}
