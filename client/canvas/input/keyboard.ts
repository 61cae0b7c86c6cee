/** The window's keys as actions. Leaves alone what is typed into a field, a dialog or a focused control. */

import type { Modifiers } from "../tools/tool.ts";
import type { Action } from "./actions.ts";
import { actionOf, isSingleKey, type KeyPress } from "./chords.ts";

export interface KeyHandlers {
  /** Whether there was something to do; if not, the key keeps its meaning for the browser. */
  action(action: Action, modifiers: Modifiers): boolean;
  /** Whether this has to wait, because something before it does. */
  waits(press: KeyPress, act: () => void): boolean;
  /** Space is held, or not any more. */
  space(held: boolean): void;
  modifiers(modifiers: Modifiers): void;
  /** Whether a letter, a digit or a sign by itself is a shortcut. */
  readonly singleKeys: boolean;
}

const FIELDS = "input, textarea, select, [contenteditable]:not([contenteditable='false'])";
const LAYERS = "dialog[open], [role='dialog'], [role='menu'], [role='listbox']";
/** What a focused button, list or toolbar does itself. */
const CONTROL_KEYS = ["Enter", " ", "Tab", "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Escape"];

/** Listens until the returned function is called. */
export function listenToKeys(container: HTMLElement, handlers: KeyHandlers): () => void {
  const listening = new AbortController();
  const { signal } = listening;

  addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || !isOurs(event, container)) return;
    handlers.modifiers(modifiersOf(event));
    const press = pressOf(event);
    const isSpace = event.code === "Space" && !event.ctrlKey && !event.metaKey;
    const act = () => {
      if (!handlers.singleKeys && isSingleKey(press)) return false;
      const action = actionOf(press);
      return action !== undefined && handlers.action(action, modifiersOf(press));
    };
    // Space is held: afterwards it is of no use but in a text.
    if (handlers.waits(press, () => !isSpace && act())) return event.preventDefault();
    if (isSpace) {
      event.preventDefault();
      handlers.space(true);
      return;
    }
    if (act()) event.preventDefault();
  }, { signal });
  addEventListener("keyup", (event) => {
    if (event.code === "Space") handlers.space(false);
    handlers.modifiers(modifiersOf(event));
  }, { signal });
  // A key let go elsewhere is never told.
  addEventListener("blur", () => {
    handlers.space(false);
    handlers.modifiers({ shift: false, alt: false, mod: false });
  }, { signal });
  return () => listening.abort();
}

function isOurs(event: KeyboardEvent, container: HTMLElement): boolean {
  const { target } = event;
  if (document.querySelector(":modal")) return false;
  if (!(target instanceof Element) || target === document.body || container.contains(target)) {
    return !(target instanceof Element && target.closest(FIELDS));
  }
  if (target.closest(FIELDS) || target.closest(LAYERS)) return false;
  return !CONTROL_KEYS.includes(event.key);
}

function pressOf(event: KeyboardEvent): KeyPress {
  const { key, code, ctrlKey, metaKey, shiftKey, altKey } = event;
  return { key, code, ctrlKey, metaKey, shiftKey, altKey, altGraph: event.getModifierState("AltGraph") };
}

function modifiersOf({ shiftKey, altKey, ctrlKey, metaKey }: Omit<KeyPress, "altGraph">): Modifiers {
  return { shift: shiftKey, alt: altKey, mod: ctrlKey || metaKey };
}
