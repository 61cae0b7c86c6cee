/**
 * Arrows that follow what they are bound to, whoever moves it. The document keeps where an arrow was when it was last
 * edited; here it becomes where it is seen, on the way to the scene. Knows no renderer, and not where changes come from.
 */

import { isBound, resolveArrow } from "../../core/board/bindings.ts";
import type { Draft } from "../../core/board/draft.ts";
import type { BoardChange, Edit } from "../../core/board/edit.ts";
import type { Arrow, Pair, Shape } from "../../core/board/shape.ts";
import { createArrowIndex, type GetShape } from "./arrow_index.ts";
import { followersOf, type Following } from "./bound_drafts.ts";
import { completedEdits } from "./bound_edits.ts";

export interface BoundArrows {
  /** The change as it is to be seen, with the arrows that follow it. To be asked before the scene has it. */
  apply(change: BoardChange): BoardChange;
  /** The same objects as long as nothing changed. */
  follow(drafts: readonly Draft[]): Following;
  /** A person's own edits with what they mean for arrows. */
  completed(edits: readonly Edit[]): readonly Edit[];
}

/** `get`: the shapes as they are seen. */
export function createBoundArrows(get: GetShape): BoundArrows {
  const index = createArrowIndex();
  let known: { readonly given: readonly Draft[]; readonly following: Following } | undefined;

  return {
    apply(change) {
      known = undefined;
      const { put, removed } = change;
      removed.forEach(index.remove);
      for (const shape of put) if (shape.kind === "arrow") index.put(shape);
      const touched = [...put.map(({ id }) => id), ...removed].filter((id) => index.byTarget.has(id));
      if (touched.length === 0 && !put.some(({ kind }) => kind === "arrow")) return change;
      const now = new Map(put.map((shape) => [shape.id, shape]));
      const gone = new Set(removed);
      const after: GetShape = (id) => gone.has(id) ? undefined : now.get(id) ?? get(id);
      const seen = put.map((shape) => shape.kind === "arrow" ? resolveArrow(shape, after) : shape);
      const followers = new Set(touched.flatMap((id) => [...index.byTarget.get(id) ?? []]));
      for (const id of followers) {
        const arrow = index.stored.get(id);
        if (!arrow || now.has(id)) continue;
        const resolved = resolveArrow(arrow, after);
        if (!isSameWay(resolved, get(id))) seen.push(resolved);
      }
      return { ...change, put: seen };
    },
    follow(drafts) {
      if (known && isSameList(known.given, drafts)) return known.following;
      const following = index.stored.size === 0 && !drafts.some(isBoundDraft)
        ? { drafts, instead: [] }
        : followersOf(drafts, { get, ...index });
      known = { given: drafts, following };
      return following;
    },
    completed: (edits) => index.stored.size === 0 ? edits : completedEdits(edits, { get, ...index }),
  };
}

function isBoundDraft(draft: Draft): boolean {
  return draft.kind === "shape" && draft.shape.kind === "arrow" && isBound(draft.shape);
}

function isSameWay(a: Arrow, b: Shape | undefined): boolean {
  return b?.kind === "arrow" && isSamePlaces([a.xy, a.to, ...a.via ?? []], [b.xy, b.to, ...b.via ?? []]);
}

function isSamePlaces(a: readonly Pair[], b: readonly Pair[]): boolean {
  return a.length === b.length && a.every(([x, y], i) => x === b[i]?.[0] && y === b[i]?.[1]);
}

function isSameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((each, i) => each === b[i]);
}
