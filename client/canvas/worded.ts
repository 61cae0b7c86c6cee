/** Shapes that can be written in, and what is written there: words, or a frame's name. Pure. */

import type { Edit } from "../../core/board/edit.ts";
import { holdsText, MAX_NAME_LENGTH, wordsOf } from "../../core/board/schema.ts";
import type { BoxShape, Frame, Note, Shape, TextShape } from "../../core/board/shape.ts";
import { fitText } from "../../core/board/text_diff.ts";

export type Worded = TextShape | Note | BoxShape | Frame;

export function isWorded(shape: Shape): shape is Worded {
  return shape.kind === "frame" || holdsText(shape.kind);
}

export function writtenIn(shape: Worded): string {
  return shape.kind === "frame" ? shape.name ?? "" : wordsOf(shape);
}

/** The shape with this written in it. A name is one line. */
export function saying(shape: Worded, text: string): Worded {
  return shape.kind === "frame" ? { ...shape, name: nameFrom(text) } : { ...shape, text };
}

/** What writes into a shape on the board what this one says. */
export function writingInto(shape: Worded): Edit {
  const { id } = shape;
  return shape.kind === "frame"
    ? { op: "set", id, props: { name: writtenIn(shape) } }
    : { op: "write", id, text: writtenIn(shape) };
}

function nameFrom(text: string): string {
  return fitText(text.replaceAll(/\s+/g, " "), MAX_NAME_LENGTH);
}
