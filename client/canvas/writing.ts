/** The text session with its field on the page: opens it, keeps it in place, and closes it. */

import type { Edit } from "../../core/board/edit.ts";
import { cssColor, type Theme } from "../../core/board/palette.ts";
import type { ShapeId } from "../../core/board/shape.ts";
import { type Camera, toScreen } from "./camera.ts";
import { openTextField, type TextField } from "./input/text_field.ts";
import { createTextMeasure } from "./text_measure.ts";
import { createTextSession, type TextSession } from "./text_session.ts";
import type { ToolContext, WriteTarget } from "./tools/tool.ts";

export interface WritingPort {
  readonly container: HTMLElement;
  readonly context: ToolContext;
  edits(edits: readonly Edit[]): void;
  /** What is written changed. */
  typed(): void;
  /** The field was left; `id` is the text kept, if any. */
  finished(id: ShapeId | undefined): void;
}

export interface Writing extends Pick<TextSession, "draft" | "merge" | "restyle"> {
  /** The text written in; none while there is none. */
  readonly id: ShapeId | undefined;
  start(target: WriteTarget): void;
  finish(): void;
  place(camera: Camera, theme: Theme): void;
}

export function createWriting(port: WritingPort): Writing {
  let field: TextField | undefined;
  const session = createTextSession({
    get context() {
      return port.context;
    },
    measure: createTextMeasure(),
    open: (text) => {
      field = openTextField(port.container, {
        text,
        label: "Text on the board",
        typed: port.typed,
        finished: () => {
          finish();
          port.container.focus({ preventScroll: true });
        },
        left: finish,
      });
      return field;
    },
    edits: (edits) => port.edits(edits),
  });
  const finish = () => {
    if (!session.shape) return;
    const id = session.commit();
    field = undefined;
    port.finished(id);
  };
  return {
    get id() {
      return session.shape?.id;
    },
    get draft() {
      return session.draft;
    },
    merge: (change) => session.merge(change),
    restyle: (style) => session.restyle(style),
    start: (target) => {
      session.open(target);
      field?.focus();
    },
    finish,
    place: (camera, theme) => {
      const { shape } = session;
      if (!shape || !field) return;
      const { xy: [x, y], wh, size, color } = shape;
      field.place({
        at: toScreen(camera, { x, y }),
        zoom: camera.zoom,
        size,
        wh,
        color: cssColor(color, theme),
      });
    },
  };
}
