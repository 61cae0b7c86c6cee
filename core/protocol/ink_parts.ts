/**
 * A stroke being drawn, sent in parts: each holds the points since the last, or from the first that changed, and
 * the whole style, so that whoever comes in late or misses a part still sees ink.
 */

import type { InkDraft } from "../board/draft.ts";
import { type InkPoint, MAX_POINTS } from "../geometry/points.ts";

export interface InkPart extends Omit<InkDraft, "kind"> {
  /** The index in the whole stroke of the part's first point; points from here on that came before are void. */
  readonly from: number;
}

/** Of up to 13 bytes each once packed: a part stays within an ephemeral message. */
export const MAX_PART_POINTS = 2_000;

export interface InkSender {
  /** What is to be sent so that others see this draft; undefined if nothing. Too much for one part waits for the next. */
  next(draft: InkDraft): InkPart | undefined;
  /** The gesture is over: the next draft is sent from its start. */
  reset(): void;
}

export function createInkSender(): InkSender {
  let last: Omit<InkDraft, "points"> | undefined;
  const sent: InkPoint[] = [];

  return {
    next(draft) {
      const { id, color, size, pressure } = draft;
      if (last?.id !== id) {
        last = undefined;
        sent.length = 0;
      }
      const from = firstDifference(sent, draft.points);
      const end = Math.min(draft.points.length, from + MAX_PART_POINTS, MAX_POINTS);
      const points = draft.points.slice(from, end);
      const restyled = last?.color !== color || last.size !== size || last.pressure !== pressure;
      const emptyAtFirst = !last && points.length === 0;
      if (emptyAtFirst || (points.length === 0 && from === sent.length && !restyled)) return undefined;
      last = draft;
      sent.length = from;
      for (const point of points) sent.push(point);
      return { id, color, size, pressure, from, points };
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
  const points: InkPoint[] = [];
  /** Of each point, its index in the whole stroke: with parts missing they are not those of `points`. */
  const indices: number[] = [];

  const keepBelow = (index: number) => {
    while ((indices.at(-1) ?? -1) >= index) {
      indices.pop();
      points.pop();
    }
  };

  return {
    add({ id, color, size, pressure, from, points: more }) {
      keepBelow(id === current ? from : 0);
      current = id;
      more.forEach((point, i) => {
        points.push(point);
        indices.push(from + i);
      });
      return { kind: "ink", id, color, size, pressure, points: points.slice() };
    },
    reset() {
      current = undefined;
      keepBelow(0);
    },
  };
}

function firstDifference(a: readonly InkPoint[], b: readonly InkPoint[]): number {
  const shorter = Math.min(a.length, b.length);
  let i = 0;
  while (i < shorter && isSamePoint(a[i], b[i])) i++;
  return i;
}

function isSamePoint(a: InkPoint | undefined, b: InkPoint | undefined): boolean {
  return a === b || (a?.x === b?.x && a?.y === b?.y && a?.pressure === b?.pressure);
}
