/** The window's keys as actions. Leaves alone what is typed into a field, a dialog or a focused control. */

import type { Modifiers } from "../tools/tool.ts";
import { type Action, actionOf, type KeyPress } from "./shortcuts.ts";

export interface KeyHandlers {
  /** Whether there was something to do; if not, the key keeps its meaning for the browser. */
  action(action: Action, modifiers: Modifiers): boolean;
  /** Space is held, or not any more. */
  space(held: boolean): void;
  modifiers(modifiers: Modifiers): void;
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
    if (event.code === "Space" && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      handlers.space(true);
      return;
    }
    const action = actionOf(pressOf(event));
    if (action && handlers.action(action, modifiersOf(event))) event.preventDefault();
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

function modifiersOf(event: KeyboardEvent): Modifiers {
  return { shift: event.shiftKey, alt: event.altKey, mod: event.ctrlKey || event.metaKey };
}
