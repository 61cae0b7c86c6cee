/** The field a text is typed into: a transparent textarea above the canvas, looking as the text will. Decides nothing. */

import type { Vec } from "../../../core/geometry/vec.ts";
import type { Align } from "../../../core/board/shape.ts";

export interface TextField {
  readonly value: string;
  /** After this many characters. */
  readonly caret: number;
  /** Letters are being put together by an input method, and not to be disturbed. */
  readonly composing: boolean;
  /** Replaces what is typed; the caret stays by the letters it was at. */
  rewrite(value: string, caret: (at: number) => number): void;
  /** At the caret, as if it had been typed, over so many characters before it. */
  type(letters: string, options?: { readonly over: number }): void;
  place(look: TextLook): void;
  focus(): void;
  close(): void;
}

/** CSS pixels of the container. */
export interface TextLook {
  /** The top left corner before it is turned. */
  readonly at: Vec<"screen">;
  readonly width: number;
  readonly height: number;
  readonly turn: { readonly angle: number; readonly about: Vec<"screen"> };
  readonly fontSize: number;
  readonly lineHeight: number;
  readonly align: Align;
  /** CSS. */
  readonly font: string;
  readonly weight: number;
  readonly color: string;
  /** Lines break at the width; else the field grows with what is typed. */
  readonly wraps: boolean;
}

export interface TextFieldHandlers {
  /** What is written has one line only. */
  isOneLine(): boolean;
  /** The text changed. */
  typed(): void;
  /** Esc, Ctrl+Enter, or Enter in a single line: it is to be kept, and the keyboard goes back to the canvas. */
  finished(): void;
  /** Tab, or with Shift: on to the next one, or the one before. Whether there is such a thing. */
  tabbed(direction: 1 | -1): boolean;
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
  let composing = false;
  field.value = text;
  field.spellcheck = false;
  field.autocapitalize = "sentences";
  field.setAttribute("aria-label", label);
  // Each through the CSSOM: the page's policy allows no style as text.
  Object.assign(field.style, STYLE);

  field.addEventListener("input", () => handlers.typed(), { signal });
  field.addEventListener("compositionstart", () => (composing = true), { signal });
  field.addEventListener("compositionend", () => {
    composing = false;
    handlers.typed();
  }, { signal });
  field.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.isComposing) return;
    const enters = event.key === "Enter" && (event.ctrlKey || event.metaKey || handlers.isOneLine());
    const ends = event.key === "Escape" || enters;
    if (ends) handlers.finished();
    if (ends || (event.key === "Tab" && handlers.tabbed(event.shiftKey ? -1 : 1))) event.preventDefault();
  }, { signal });
  // A press in the field sets the caret; the canvas must not take it for a stroke.
  for (const type of ["pointerdown", "touchstart", "mousedown", "contextmenu"] as const) {
    field.addEventListener(type, (event) => event.stopPropagation(), { signal });
  }
  field.addEventListener("blur", () => handlers.left(), { signal });
  addEventListener("pagehide", () => handlers.left(), { signal });
  container.append(field);

  return {
    get value() {
      return field.value;
    },
    get caret() {
      return field.selectionEnd;
    },
    get composing() {
      return composing;
    },
    rewrite: (value, caret) => {
      const { selectionStart, selectionEnd } = field;
      field.value = value;
      field.setSelectionRange(caret(selectionStart), caret(selectionEnd));
    },
    type: (letters, { over } = { over: 0 }) => {
      const { selectionStart, selectionEnd } = field;
      field.setRangeText(letters, Math.max(0, selectionStart - over), selectionEnd, "end");
      handlers.typed();
    },
    place: ({ at, width, height, turn, fontSize, lineHeight, align, font, weight, color, wraps }) => {
      const { style } = field;
      // Room for the caret, and for the next letter until it is measured, on the side to which the text grows.
      const room = wraps ? 0 : fontSize;
      const left = at.x - room * { left: 0, centre: 0.5, right: 1 }[align];
      style.transformOrigin = `${turn.about.x - left}px ${turn.about.y - at.y}px`;
      style.transform = `translate(${left}px, ${at.y}px) rotate(${turn.angle}rad)`;
      style.font = `${weight} ${fontSize}px ${font}`;
      style.lineHeight = `${lineHeight}px`;
      style.textAlign = align === "centre" ? "center" : align;
      style.whiteSpace = wraps ? "pre-wrap" : "pre";
      style.color = color;
      style.caretColor = color;
      style.width = `${width + room}px`;
      // Letters reach out of their line: a field just as high would scroll to show the caret, and the text would jump.
      style.height = `${height + fontSize / 2}px`;
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
  margin: "0",
  padding: "0",
  border: "0",
  outline: "none",
  background: "transparent",
  boxShadow: "none",
  resize: "none",
  overflow: "hidden",
  overflowWrap: "break-word",
  letterSpacing: "normal",
  unicodeBidi: "plaintext",
  userSelect: "text",
  touchAction: "auto",
} as const;
