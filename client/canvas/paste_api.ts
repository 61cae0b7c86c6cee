/** What comes onto the board from outside and what goes out, as others see it. */

import type { Pair, Picture, Shape, ShapeId } from "../../core/board/shape.ts";
import type { Vec } from "../../core/geometry/vec.ts";

/** A place in CSS pixels of the canvas; or the pointer, and while that is elsewhere the middle of the view. */
export type Spot = Vec<"screen"> | "pointer";

export interface NewPicture extends Pick<Picture, "asset" | "natural"> {
  readonly preview: Uint8Array;
  /** CSS pixels to show it at, where there is room. */
  readonly shown: Pair;
}

export interface Pasteboard {
  /** What is selected, with what its frames hold; the lowest first, as it is seen. */
  readonly copied: readonly Shape[];
  /** Around a spot, or where they were. Gives the new shapes' ids. */
  paste(shapes: readonly Shape[], at: Spot | "in place"): readonly ShapeId[];
  /** Beside each other. */
  putPictures(pictures: readonly NewPicture[], at: Spot): readonly ShapeId[];
  /** A text that is nothing but a link leads there. */
  putText(text: string, at: Spot): readonly ShapeId[];
}
