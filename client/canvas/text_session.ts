/**
 * Writing in one shape at a time, a text, a note, a figure's label, a frame's name: from the field that opens to what it leaves. What is
 * typed goes onto the board on the way, so that two people may write in one text. The field itself is a port.
 */

import type { ShapeDraft } from "../../core/board/draft.ts";
import type { BoardChange, Edit } from "../../core/board/edit.ts";
import { LINE_HEIGHT } from "../../core/board/fonts.ts";
import { orderAfter } from "../../core/board/order.ts";
import type { Pair, ShapeId, TextShape } from "../../core/board/shape.ts";
import { type Splice, spliceBetween } from "../../core/board/text_diff.ts";
import type { MeasureText } from "../../core/board/text_layout.ts";
import { styled } from "./style.ts";
import { resized } from "./text_place.ts";
import { roundPair } from "./tools/constrain.ts";
import type { ToolContext, WriteTarget } from "./tools/tool.ts";
import { isWorded, saying, type Worded, writingInto, writtenIn } from "./worded.ts";

/** What is typed into; `rewrite` moves the caret as the letters move. */
export interface WritingField {
  readonly value: string;
  /** Letters are being put together: nothing is changed under them, and nothing half made is saved. */
  readonly composing: boolean;
  rewrite(value: string, caret: (at: number) => number): void;
  close(): void;
}

export interface TextPort {
  readonly context: ToolContext;
  readonly measure: MeasureText;
  open(text: string): WritingField;
  /** All edits of one `step` are one step of undo. */
  edits(edits: readonly Edit[], step: string): void;
}

export interface TextSession {
  /** The shape as it would be now; none while nothing is written in. */
  readonly shape: Worded | undefined;
  /** What others see of it; none while it says what the board says. */
  readonly draft: ShapeDraft | undefined;
  open(target: WriteTarget): void;
  /** Style of a text that is not on the board yet. */
  restyle(style: Partial<Pick<TextShape, "color" | "size" | "font" | "align" | "bold">>): void;
  /** Somebody changed the board, maybe this very text: what both wrote stays. */
  merge(change: BoardChange): void;
  /** Puts what is written so far onto the board. */
  save(): void;
  /** Keeps what was written and closes the field; an empty text is no text. The id of the shape kept, if any. */
  commit(): ShapeId | undefined;
}

interface Writing {
  readonly field: WritingField;
  /** As it is on the board, or as it would begin. */
  readonly base: Worded;
  readonly isNew: boolean;
  readonly step: string;
}

export function createTextSession(port: TextPort): TextSession {
  let writing: Writing | undefined;

  const current = (): Worded | undefined => {
    if (!writing) return undefined;
    const { base, field } = writing;
    const shape = saying(base, field.value);
    return shape.kind === "text" ? resized(shape, port.measure) : shape;
  };
  const write = (edits: readonly Edit[], step: string) => {
    if (edits.length > 0) port.edits(edits, step);
  };
  /** Takes over what the board says, and keeps what was typed since. */
  const take = (theirs: Worded) => {
    if (!writing) return;
    const { base, field } = writing;
    const splice = spliceBetween(writtenIn(base), writtenIn(theirs));
    // What we saved comes back to us as well, and a name not quite as it was typed.
    if (splice && writtenIn(theirs) !== writtenIn(saying(base, field.value))) {
      const at = rebase(splice.at, spliceBetween(writtenIn(base), field.value));
      const value = field.value.slice(0, at) + splice.insert + field.value.slice(at + splice.remove);
      field.rewrite(value, (caret) => caret <= at ? caret : shifted(caret, { ...splice, at }));
    }
    writing = { ...writing, base: theirs, isNew: false };
  };
  /** What came while letters were being put together. */
  const catchUp = () => {
    const theirs = writing && port.context.scene.get(writing.base.id);
    if (theirs && theirs !== writing?.base && isWorded(theirs)) take(theirs);
  };
  const session: TextSession = {
    get shape() {
      return current();
    },
    get draft(): ShapeDraft | undefined {
      const shape = current();
      if (!shape || !writing || writtenIn(shape) === writtenIn(writing.base)) return undefined;
      return writing.isNew && writtenIn(shape).trim() === "" ? undefined : { kind: "shape", shape };
    },
    open: (target) => {
      session.commit();
      const base = baseOf(target, port.context);
      if (!base) return;
      const step = `text ${port.context.newId()}`;
      writing = { field: port.open(writtenIn(base)), base, isNew: target.kind === "new", step };
    },
    restyle: (style) => {
      if (writing?.isNew) writing = { ...writing, base: { ...writing.base, ...style } as Worded };
    },
    merge: ({ put }) => {
      const theirs = put.find(({ id }) => id === writing?.base.id);
      if (writing && !writing.field.composing && theirs && isWorded(theirs)) take(theirs);
    },
    save: () => {
      if (!writing || writing.field.composing) return;
      catchUp();
      const shape = current();
      if (!shape || writtenIn(shape).trim() === "") return;
      const onBoard = port.context.scene.get(shape.id) !== undefined;
      // One that somebody deleted meanwhile is put anew when the writing ends, not under their hands.
      if (onBoard || writing.isNew) write(saving(shape, { ...writing, onBoard }), writing.step);
    },
    commit: () => {
      catchUp();
      const shape = current();
      if (!writing || !shape) return undefined;
      const { base, field, isNew, step } = writing;
      // First: closing takes the focus, which asks for a commit once more.
      writing = undefined;
      field.close();
      const onBoard = port.context.scene.get(shape.id) !== undefined;
      const kept = onBoard || isNew ? shape : anew(shape, port.context);
      write(ending(kept, { base, onBoard }), step);
      return port.context.scene.get(kept.id) ? kept.id : undefined;
    },
  };
  return session;
}

function baseOf(target: WriteTarget, { scene, newId, zoom, style }: ToolContext): Worded | undefined {
  if (target.kind === "existing") {
    const shape = scene.get(target.id);
    return shape && isWorded(shape) ? shape : undefined;
  }
  const { at: { x, y }, width } = target;
  return {
    ...styled("text", style),
    id: newId(),
    kind: "text",
    z: orderAfter(scene.top),
    xy: roundPair(x, y - style.textSize * LINE_HEIGHT / 2, zoom),
    wh: [width ?? 0, 0],
    ...width !== undefined && { fixed: true },
    text: "",
  } as TextShape;
}

/** Somebody deleted it meanwhile: what was written is kept as a shape of its own. */
function anew(shape: Worded, { newId, scene }: ToolContext): Worded {
  return { ...shape, id: newId(), z: orderAfter(scene.top) };
}

interface Before {
  readonly base: Worded;
  readonly onBoard: boolean;
}

function ending(shape: Worded, before: Before): Edit[] {
  const { id, kind } = shape;
  const empty = writtenIn(shape).trim() === "";
  if (empty && kind === "text") return before.onBoard ? [{ op: "remove", id }] : [];
  // Of a note or a figure that is gone nothing is to be kept but words, and of a frame not even a name.
  if (!before.onBoard && (empty || kind === "frame" || writtenIn(shape) === writtenIn(before.base))) {
    return [];
  }
  return saving(shape, before);
}

function saving(shape: Worded, { base, onBoard }: Before): Edit[] {
  const { id, wh, xy } = shape;
  const text = writtenIn(shape);
  if (!onBoard) return [{ op: "put", shape }];
  if (text === writtenIn(base)) return [];
  const write = writingInto(shape);
  if (shape.kind !== "text") return [write];
  return [write, { op: "set", id, props: isSame(xy, base.xy) ? { wh } : { wh, xy } }];
}

function isSame(a: Pair, b: Pair): boolean {
  return a[0] === b[0] && a[1] === b[1];
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
