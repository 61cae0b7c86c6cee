/** The text session with its field on the page: opens it, keeps it in place, saves on the way, and closes it. */

import type { Edit } from "../../core/board/edit.ts";
import type { Theme } from "../../core/board/palette.ts";
import type { Shape, ShapeId } from "../../core/board/shape.ts";
import type { MeasureText } from "../../core/board/text_layout.ts";
import type { Box } from "../../core/geometry/box.ts";
import type { Vec } from "../../core/geometry/vec.ts";
import { type Camera, toScreen } from "./camera.ts";
import { caretLine } from "./caret_line.ts";
import { openTextField, type TextField } from "./input/text_field.ts";
import { createTextSession, type TextSession } from "./text_session.ts";
import type { ToolContext, WriteTarget } from "./tools/tool.ts";
import { saying, type Worded } from "./worded.ts";
import { writingLook } from "./writing_look.ts";

export interface WritingPort {
  readonly container: HTMLElement;
  readonly context: ToolContext;
  readonly measure: MeasureText;
  edits(edits: readonly Edit[], step: string): void;
  /** What is written changed. */
  typed(): void;
  /** Tab was pressed in this one; whether it leads anywhere. */
  tabbed(from: Worded, direction: 1 | -1): boolean;
  /** A field was opened. */
  opened(): void;
  /** The field was left; `id` is the shape kept, if any. */
  finished(id: ShapeId | undefined): void;
}

export interface Writing extends Pick<TextSession, "draft" | "merge" | "restyle"> {
  /** The shape written in; none while there is none. */
  readonly id: ShapeId | undefined;
  /** What is seen of it beside its words, which are in the field. */
  readonly rest: Shape | undefined;
  /** Where the caret stands in the world, with its line before it. */
  readonly caretLine: Box | undefined;
  start(target: WriteTarget): void;
  finish(): void;
  /** A key that was pressed before the field was there, and is meant for it. */
  press(key: string): void;
  place(camera: Camera, theme: Theme): void;
}

/** Others see each letter at once, as a draft; the document is told less often. */
const SAVE_MS = 500;

export function createWriting(port: WritingPort): Writing {
  let field: TextField | undefined;
  let saving: ReturnType<typeof setTimeout> | undefined;
  let rest: Shape | undefined;
  const session = createTextSession({
    get context() {
      return port.context;
    },
    measure: port.measure,
    open: (text) => {
      field = openTextField(port.container, {
        text,
        label: "Text on the board",
        isOneLine,
        typed: () => {
          saving ??= setTimeout(save, SAVE_MS);
          port.typed();
        },
        tabbed: (direction) => session.shape !== undefined && port.tabbed(session.shape, direction),
        finished: () => {
          finish();
          port.container.focus({ preventScroll: true });
        },
        left: finish,
      });
      return field;
    },
    edits: (edits, step) => port.edits(edits, step),
  });
  const isOneLine = () => session.shape?.kind === "frame";
  const stopSaving = () => {
    clearTimeout(saving);
    saving = undefined;
  };
  const save = () => {
    stopSaving();
    session.save();
  };
  const finish = () => {
    stopSaving();
    if (!session.shape) return;
    const id = session.commit();
    field = undefined;
    port.finished(id);
  };
  return {
    get id() {
      return session.shape?.id;
    },
    get rest() {
      const { shape } = session;
      if (!shape || shape.kind === "text") return undefined;
      const silent = saying(shape, "");
      // The same object while it is the same: it is the same picture then.
      if (!rest || !isSame(rest, silent)) rest = silent;
      return rest;
    },
    get caretLine() {
      const { shape } = session;
      if (!shape || !field) return undefined;
      return caretLine(field, writingLook(shape, { measure: port.measure, theme: "light" }), port.measure);
    },
    get draft() {
      return session.draft;
    },
    merge: (change) => session.merge(change),
    restyle: (style) => session.restyle(style),
    start: (target) => {
      finish();
      session.open(target);
      field?.focus();
      if (field) port.opened();
    },
    finish,
    press: (key) => {
      if (key === "Escape" || (key === "Enter" && isOneLine())) finish();
      else if (key === "Enter") field?.type("\n");
      else if (key === "Backspace") field?.type("", { over: 1 });
      else if ([...key].length === 1) field?.type(key);
    },
    place: (camera, theme) => {
      const { shape } = session;
      if (!shape || !field) return;
      const { box, turn, size, lineHeight, ...look } = writingLook(shape, { measure: port.measure, theme });
      const { zoom } = camera;
      const screen = (x: number, y: number): Vec<"screen"> => toScreen(camera, { x, y });
      field.place({
        ...look,
        at: screen(box.minX, box.minY),
        width: (box.maxX - box.minX) * zoom,
        height: (box.maxY - box.minY) * zoom,
        turn: { angle: turn.angle, about: screen(turn.about.x, turn.about.y) },
        fontSize: size * zoom,
        lineHeight: lineHeight * zoom,
      });
    },
  };
}

function isSame(a: Shape, b: Shape): boolean {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]) as Set<keyof Shape>;
  return [...keys].every((key) => a[key] === b[key]);
}
