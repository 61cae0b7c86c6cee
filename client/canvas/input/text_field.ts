/** The field a text is typed into: a transparent textarea above the canvas, looking as the text will. Decides nothing. */

import { TEXT_FONT, TEXT_LINE_HEIGHT } from "../../../core/board/paint.ts";
import type { Pair } from "../../../core/board/shape.ts";
import type { Vec } from "../../../core/geometry/vec.ts";

export interface TextField {
  readonly value: string;
  /** Replaces what is typed; the caret stays by the letters it was at. */
  rewrite(value: string, caret: (at: number) => number): void;
  place(look: TextLook): void;
  focus(): void;
  close(): void;
}

export interface TextLook {
  /** Top left corner in CSS pixels of the container. */
  readonly at: Vec<"screen">;
  readonly zoom: number;
  /** World units. */
  readonly size: number;
  readonly wh: Pair;
  /** CSS. */
  readonly color: string;
}

export interface TextFieldHandlers {
  /** The text changed. */
  typed(): void;
  /** Esc or Ctrl+Enter: it is to be kept, and the keyboard goes back to the canvas. */
  finished(): void;
  /** The field lost the focus, or the page is about to go. */
  left(): void;
}

export function openTextField(
  container: HTMLElement,
  { text, label, ...handlers }: TextFieldHandlers & { text: string; label: string },
): TextField {
  const field = document.createElement("textarea");
  const listening = new AbortController();
  const { signal } = listening;
  field.value = text;
  field.spellcheck = false;
  field.autocapitalize = "sentences";
  field.setAttribute("aria-label", label);
  // Each through the CSSOM: the page's policy allows no style as text.
  Object.assign(field.style, STYLE);

  field.addEventListener("input", () => handlers.typed(), { signal });
  field.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.isComposing) return;
    if (event.key === "Escape" || (event.key === "Enter" && (event.ctrlKey || event.metaKey))) {
      event.preventDefault();
      handlers.finished();
    }
  }, { signal });
  // A press in the field sets the caret; the canvas must not take it for a stroke.
  for (const type of ["pointerdown", "mousedown", "contextmenu"] as const) {
    field.addEventListener(type, (event) => event.stopPropagation(), { signal });
  }
  field.addEventListener("blur", () => handlers.left(), { signal });
  addEventListener("pagehide", () => handlers.left(), { signal });
  container.append(field);

  return {
    get value() {
      return field.value;
    },
    rewrite: (value, caret) => {
      const { selectionStart, selectionEnd } = field;
      field.value = value;
      field.setSelectionRange(caret(selectionStart), caret(selectionEnd));
    },
    place: ({ at, zoom, size, wh, color }) => {
      const fontPx = size * zoom;
      const { style } = field;
      style.transform = `translate(${at.x}px, ${at.y}px)`;
      style.fontSize = `${fontPx}px`;
      style.color = color;
      style.caretColor = color;
      // Room for the caret, and for the next letter until it is measured.
      style.width = `${wh[0] * zoom + fontPx}px`;
      // Letters reach out of their line: a field just as high would scroll to show the caret, and the text would jump.
      style.height = `${wh[1] * zoom + fontPx / 2}px`;
    },
    focus: () => {
      field.focus({ preventScroll: true });
      field.setSelectionRange(field.value.length, field.value.length);
    },
    close: () => {
      listening.abort();
      field.remove();
    },
  };
}

const STYLE = {
  position: "absolute",
  left: "0",
  top: "0",
  transformOrigin: "0 0",
  margin: "0",
  padding: "0",
  border: "0",
  outline: "none",
  background: "transparent",
  boxShadow: "none",
  resize: "none",
  overflow: "hidden",
  whiteSpace: "pre",
  fontFamily: TEXT_FONT,
  fontWeight: "400",
  letterSpacing: "normal",
  lineHeight: String(TEXT_LINE_HEIGHT),
  textAlign: "left",
  direction: "ltr",
  userSelect: "text",
  touchAction: "auto",
} as const;
