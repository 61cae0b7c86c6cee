/** A gesture on its way, as others see it before it is committed. Ephemeral: never in the document. */

import type { PointList } from "../geometry/point_list.ts";
import type { InkPoint, PressureSource } from "../geometry/points.ts";
import type { Vec } from "../geometry/vec.ts";
import { unreachable } from "../unreachable.ts";
import type { Color, Nib, Shape, ShapeId, ShapeProps } from "./shape.ts";

/** A stroke being drawn: all its points so far, in world units, are those that have settled and the tail. */
export interface InkDraft {
  readonly kind: "ink";
  /** The id the stroke will have, so that its commit takes the draft's place. */
  readonly id: ShapeId;
  readonly color: Color;
  readonly size: number;
  readonly pressure: PressureSource;
  /** Absent: `pen`. */
  readonly nib?: Nib;
  /** Between 0 and 1; absent: 1. */
  readonly opacity?: number;
  /** The next draft of the stroke only adds to these: what is made of them need not be made again. */
  readonly settled: PointList;
  /** Few points after them, which the next draft may have elsewhere. */
  readonly tail: readonly InkPoint[];
  /** Where the browser expects the tip next: shown for the moment, never sent and never kept. */
  readonly predicted?: readonly InkPoint[];
}

/** Any other shape being drawn, as it would be committed now. */
export interface ShapeDraft {
  readonly kind: "shape";
  readonly shape: Shape;
}

/** Shapes being dragged by an offset. */
export interface MoveDraft {
  readonly kind: "move";
  readonly ids: readonly ShapeId[];
  readonly by: Vec;
  /** They stay where they are: copies of them are dragged. */
  readonly copies?: true;
}

/** Shapes being resized, turned or bent. */
export interface ChangeDraft {
  readonly kind: "change";
  readonly changes: readonly ShapeChange[];
}

/** What of a shape would be otherwise if it were committed now. */
export interface ShapeChange {
  readonly id: ShapeId;
  readonly props: Partial<ShapeProps>;
}

/** What a laser pointer points at. It belongs to nothing on the board, and each screen lets it fade by itself. */
export interface LaserDraft {
  readonly kind: "laser";
  /** The same as long as the pointer is pressed. */
  readonly id: string;
  /** The index of the first of `points` on the whole way. */
  readonly from: number;
  /** The latest places. */
  readonly points: readonly Vec[];
}

export type Draft = InkDraft | ShapeDraft | MoveDraft | ChangeDraft | LaserDraft;

/** The shapes it is about: those it will put, or those it moves or changes. */
export function idsOf(draft: Draft): readonly ShapeId[] {
  switch (draft.kind) {
    case "ink":
      return [draft.id];
    case "shape":
      return [draft.shape.id];
    case "move":
      return draft.ids;
    case "change":
      return draft.changes.map(({ id }) => id);
    case "laser":
      return [];
    default:
      return unreachable(draft);
  }
}
