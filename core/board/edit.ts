/** A change to a board as data: what tools produce, and what the document tells back. */

import type { Layer, Looks, Paper } from "./looks.ts";
import type { Cuts, Shape, ShapeId, ShapeProps } from "./shape.ts";

export type Edit =
  | { readonly op: "put"; readonly shape: Shape }
  | { readonly op: "set"; readonly id: ShapeId; readonly props: Partial<ShapeProps> }
  /** Replaces a text's content; applied as the smallest insertion and deletion, so that concurrent typing merges. */
  | { readonly op: "write"; readonly id: ShapeId; readonly text: string }
  | { readonly op: "remove"; readonly id: ShapeId }
  /** What one gesture of an eraser takes out of a stroke; with nothing left of it, the stroke is not there any more. */
  | { readonly op: "cut"; readonly id: ShapeId; readonly gesture: string; readonly cuts: Cuts }
  | { readonly op: "paper"; readonly paper: Paper }
  /** Puts or replaces a layer. */
  | { readonly op: "layer"; readonly layer: Layer }
  /** Its shapes come to lie on the layer that every board has, which stays. */
  | { readonly op: "remove-layer"; readonly id: string };

/** What changed on the board, whoever did it: whole shapes as they are now. */
export interface BoardChange {
  readonly put: readonly Shape[];
  readonly removed: readonly ShapeId[];
  /** Paper and layers, if anything of them changed. */
  readonly looks?: Looks;
}
