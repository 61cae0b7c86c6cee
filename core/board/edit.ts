/** A change to a board as data: what tools produce, and what the document tells back. */

import type { Shape, ShapeId, ShapeProps } from "./shape.ts";

export type Edit =
  | { readonly op: "put"; readonly shape: Shape }
  | { readonly op: "set"; readonly id: ShapeId; readonly props: Partial<ShapeProps> }
  /** Replaces a text's content; applied as the smallest insertion and deletion, so that concurrent typing merges. */
  | { readonly op: "write"; readonly id: ShapeId; readonly text: string }
  | { readonly op: "remove"; readonly id: ShapeId };

/** What changed on the board, whoever did it: whole shapes as they are now. */
export interface BoardChange {
  readonly put: readonly Shape[];
  readonly removed: readonly ShapeId[];
}
