/** Writing one text at a time: from the field that opens to the one edit it leaves. The field itself is a port. */

import type { ShapeDraft } from "../../core/board/draft.ts";
import type { BoardChange, Edit } from "../../core/board/edit.ts";
import { orderAfter } from "../../core/board/order.ts";
import { TEXT_LINE_HEIGHT } from "../../core/board/paint.ts";
import type { ShapeId, TextShape } from "../../core/board/shape.ts";
import { type Splice, spliceBetween } from "../../core/board/text_diff.ts";
import { roundPair } from "./tools/constrain.ts";
import type { ToolContext, WriteTarget } from "./tools/tool.ts";
import type { MeasureText } from "./text_measure.ts";

/** What is typed into; `rewrite` moves the caret as the letters move. */
export interface WritingField {
  readonly value: string;
  rewrite(value: string, caret: (at: number) => number): void;
  close(): void;
}

export interface TextPort {
  readonly context: ToolContext;
  readonly measure: MeasureText;
  open(text: string): WritingField;
  edits(edits: readonly Edit[]): void;
}

export interface TextSession {
  /** The text as it would be now; none while nothing is written. */
  readonly shape: TextShape | undefined;
  /** What others see of it; none while it is empty. */
  readonly draft: ShapeDraft | undefined;
  open(target: WriteTarget): void;
  /** Colour and font size of a text that is not on the board yet. */
  restyle(style: Partial<Pick<TextShape, "color" | "size">>): void;
  /** Somebody changed the board, maybe this very text: what both wrote stays. */
  merge(change: BoardChange): void;
  /** Keeps what was written and closes the field; an empty text is no text. The id of the text kept, if any. */
  commit(): ShapeId | undefined;
}

interface Writing {
  readonly field: WritingField;
  /** As it is on the board, or as it would begin. */
  readonly base: TextShape;
  readonly isNew: boolean;
}

export function createTextSession(port: TextPort): TextSession {
  let writing: Writing | undefined;

  const current = (): TextShape | undefined => {
    if (!writing) return undefined;
    const { base, field } = writing;
    return { ...base, text: field.value, wh: port.measure(field.value, base.size) };
  };
  const session: TextSession = {
    get shape() {
      return current();
    },
    get draft(): ShapeDraft | undefined {
      const shape = current();
      return shape && shape.text.trim() ? { kind: "shape", shape } : undefined;
    },
    open: (target) => {
      session.commit();
      const base = baseOf(target, port.context);
      if (base) writing = { field: port.open(base.text), base, isNew: target.kind === "new" };
    },
    restyle: (style) => {
      if (writing?.isNew) writing = { ...writing, base: { ...writing.base, ...style } };
    },
    merge: ({ put }) => {
      if (!writing) return;
      const { base, field } = writing;
      const theirs = put.find((shape) => shape.id === base.id);
      if (theirs?.kind !== "text") return;
      const splice = spliceBetween(base.text, theirs.text);
      if (splice) {
        const at = rebase(splice.at, spliceBetween(base.text, field.value));
        const value = field.value.slice(0, at) + splice.insert + field.value.slice(at + splice.remove);
        field.rewrite(value, (caret) => caret <= at ? caret : shifted(caret, { ...splice, at }));
      }
      writing = { ...writing, base: theirs };
    },
    commit: () => {
      const shape = current();
      if (!writing || !shape) return undefined;
      const { base, field, isNew } = writing;
      // First: closing takes the focus, which asks for a commit once more.
      writing = undefined;
      field.close();
      const onBoard = port.context.scene.get(shape.id) !== undefined;
      const edits = editsFor(shape, { base, isNew, onBoard }, port.context);
      if (edits.length > 0) port.edits(edits);
      return port.context.scene.get(shape.id) ? shape.id : undefined;
    },
  };
  return session;
}

function baseOf(
  target: WriteTarget,
  { scene, newId, zoom, color, textSize }: ToolContext,
): TextShape | undefined {
  if (target.kind === "existing") {
    const shape = scene.get(target.id);
    return shape?.kind === "text" ? shape : undefined;
  }
  const { x, y } = target.at;
  return {
    id: newId(),
    kind: "text",
    z: orderAfter(scene.top),
    xy: roundPair(x, y - textSize * TEXT_LINE_HEIGHT / 2, zoom),
    wh: [0, 0],
    color,
    size: textSize,
    text: "",
  };
}

function editsFor(
  shape: TextShape,
  { base, isNew, onBoard }: { base: TextShape; isNew: boolean; onBoard: boolean },
  { newId, scene }: ToolContext,
): Edit[] {
  const { id, text, wh } = shape;
  const empty = text.trim() === "";
  if (empty) return onBoard ? [{ op: "remove", id }] : [];
  if (text === base.text) return [];
  if (onBoard) return [{ op: "write", id, text }, { op: "set", id, props: { wh } }];
  // Somebody deleted it meanwhile: what was written is kept as a text of its own.
  const fresh = isNew ? shape : { ...shape, id: newId(), z: orderAfter(scene.top) };
  return [{ op: "put", shape: fresh }];
}

/** Where a place in the base text lies after our own change of it. */
function rebase(at: number, ours: Splice | undefined): number {
  return ours ? shifted(at, ours) : at;
}

/** Where a place in a text lies after a splice of it; one inside the removed part comes to its end. */
function shifted(at: number, { at: from, remove, insert }: Splice): number {
  if (at <= from) return at;
  return Math.max(at - remove, from) + insert.length;
}
