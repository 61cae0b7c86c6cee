/** The one table of what the keys do. Pure; knows no DOM, and not what actions are called. */

import type { Action } from "./actions.ts";

/** The fields of a DOM KeyboardEvent that tell. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  /** AltGr was held: its Ctrl and Alt only make the character. */
  readonly altGraph: boolean;
}

export interface Chord {
  /** The character, lower case, or the name of the key. */
  readonly key: string;
  /** The place on the keyboard, for layouts whose characters are not Latin. */
  readonly code: string;
  readonly mod: boolean;
  readonly alt?: true;
  /** `any`: Shift changes how much, or only makes the character. */
  readonly shift: boolean | "any";
  /** By place alone: digits, which some layouts have on the Shift level. */
  readonly place?: true;
}

/** The first that fits a press counts. */
const CHORDS: ReadonlyMap<Action, readonly Chord[]> = new Map<Action, readonly Chord[]>([
  ["tool.select", [letter("v"), digit(1)]],
  ["tool.hand", [letter("h")]],
  ["tool.lasso", [letter("s")]],
  ["tool.pen", [letter("p"), letter("d"), letter("b"), letter("x")]],
  ["tool.highlighter", [letter("d", { shift: true })]],
  ["tool.eraser", [letter("e")]],
  ["tool.laser", [letter("k")]],
  ["tool.rectangle", [letter("r")]],
  ["tool.ellipse", [letter("o")]],
  ["tool.line", [letter("l")]],
  ["tool.arrow", [letter("a")]],
  ["tool.text", [letter("t")]],
  ["tool.note", [letter("n")]],
  ["tool.frame", [letter("f")]],
  ["tool.bucket", [letter("b", { shift: true })]],
  ["tool.eyedropper", [letter("i")]],
  ["last-figure", [letter("g")]],
  ["keep-tool", [letter("q")]],
  ["cancel", [named("Escape")]],
  ["undo", [letter("z", { mod: true })]],
  ["redo", [letter("z", { mod: true, shift: true }), letter("y", { mod: true })]],
  ["delete", [named("Delete"), named("Backspace")]],
  ["select-all", [letter("a", { mod: true })]],
  ["select-next", [named("Tab")]],
  ["select-previous", [named("Tab", true)]],
  ["duplicate", [letter("d", { mod: true })]],
  ["edit-text", [named("Enter")]],
  ["place", [{ ...named("Enter"), mod: true }]],
  ["copy-style", [letter("c", { mod: true, alt: true })]],
  ["paste-style", [letter("v", { mod: true, alt: true })]],
  ["group", [letter("g", { mod: true })]],
  ["ungroup", [letter("g", { mod: true, shift: true })]],
  ["lock", [letter("l", { shift: true })]],
  ["flip-x", [letter("h", { shift: true })]],
  ["flip-y", [letter("v", { shift: true })]],
  ["order.front", [bracket("]", { mod: true, shift: true })]],
  ["order.forward", [bracket("]", { mod: true })]],
  ["order.backward", [bracket("[", { mod: true })]],
  ["order.back", [bracket("[", { mod: true, shift: true })]],
  ["align.left", [letter("a", { alt: true }), { ...named("ArrowLeft", true), mod: true }]],
  ["align.right", [letter("d", { alt: true }), { ...named("ArrowRight", true), mod: true }]],
  ["align.top", [letter("w", { alt: true }), { ...named("ArrowUp", true), mod: true }]],
  ["align.bottom", [letter("s", { alt: true }), { ...named("ArrowDown", true), mod: true }]],
  ["align.centre", [letter("h", { alt: true })]],
  ["align.middle", [letter("v", { alt: true })]],
  ["distribute.x", [letter("h", { shift: true, alt: true })]],
  ["distribute.y", [letter("v", { shift: true, alt: true })]],
  ["nudge.left", [named("ArrowLeft", "any")]],
  ["nudge.right", [named("ArrowRight", "any")]],
  ["nudge.up", [named("ArrowUp", "any")]],
  ["nudge.down", [named("ArrowDown", "any")]],
  ["resize.wider", [stretching("ArrowRight")]],
  ["resize.narrower", [stretching("ArrowLeft")]],
  ["resize.taller", [stretching("ArrowDown")]],
  ["resize.shorter", [stretching("ArrowUp")]],
  ["screen.up", [named("PageUp")]],
  ["screen.down", [named("PageDown")]],
  ["screen.left", [named("PageUp", true)]],
  ["screen.right", [named("PageDown", true)]],
  // Before the signs: on a German keyboard Shift+0 types `=`.
  ["zoom-reset", [digit(0, { shift: true }), digit(0, { mod: true })]],
  ["zoom-fit", [digit(1, { shift: true }), named("Home")]],
  ["zoom-selection", [digit(2, { shift: true })]],
  ["zoom-in", both(sign("+", "NumpadAdd"), sign("=", "Equal"))],
  ["zoom-out", both(sign("-", "Minus"), sign("_", "Minus"), sign("-", "NumpadSubtract"))],
  ["smaller", [sign("[", "BracketLeft")]],
  ["larger", [sign("]", "BracketRight")]],
  ["snap-to-grid", [{ ...sign("'", "Quote"), mod: true }]],
  ["menu", [named("F10", true), named("ContextMenu", "any")]],
  // As in editors, whose keyboard is in the text as ours is on the board.
  ["next-bar", [{ ...named("F10"), alt: true }]],
  ["help", [sign("?", "Slash")]],
  ["palette", [{ ...sign("/", "Slash"), mod: true }]],
  ["search", [letter("f", { mod: true })]],
  ["focus", [{ ...sign(".", "Period"), mod: true }]],
  ["minimap", [letter("m")]],
  ["link", [letter("k", { mod: true })]],
  ["insert-image", [letter("i", { shift: true })]],
  ["copy-png", [letter("c", { shift: true, alt: true })]],
]);

/** What a key press asks for, if anything. */
export function actionOf(press: KeyPress): Action | undefined {
  for (const [action, chords] of CHORDS) if (chords.some((chord) => fits(chord, press))) return action;
  return undefined;
}

export function chordsOf(action: Action): readonly Chord[] {
  return CHORDS.get(action) ?? [];
}

/** What speech input may type by accident: one character without Ctrl, Command or Alt (WCAG 2.1.4). */
export function isSingleKey({ key, ctrlKey, metaKey, altKey, altGraph }: KeyPress): boolean {
  return [...key].length === 1 && (altGraph || !(ctrlKey || metaKey || altKey));
}

function fits(chord: Chord, press: KeyPress): boolean {
  const mod = !press.altGraph && (press.ctrlKey || press.metaKey);
  // A Mac types some signs with Option: then it only makes the character.
  const alt = !press.altGraph && press.altKey && !(isSign(chord) && press.key === chord.key);
  if (mod !== chord.mod || alt !== (chord.alt === true)) return false;
  if (chord.shift !== "any" && chord.shift !== press.shiftKey) return false;
  if (chord.place) return press.code === chord.code;
  // The character counts where it is Latin: on a German keyboard Ctrl+Z lies where others have Y.
  if (press.key.toLowerCase() === chord.key) return true;
  // With Option a Mac types signs of its own.
  if (chord.alt) return press.code === chord.code;
  return !press.altKey && !isLatin(press.key) && press.code === chord.code;
}

function isSign({ key, shift }: Chord): boolean {
  return shift === "any" && key.length === 1;
}

function isLatin(key: string): boolean {
  return /^[\x20-\x7e]+$/.test(key) && key !== "Dead" && key !== "Unidentified" && key !== "Process";
}

/** By place with Shift, which makes another character of it. */
function bracket(key: "[" | "]", { mod = false, shift = false } = {}): Chord {
  return { key, code: key === "[" ? "BracketLeft" : "BracketRight", mod, shift, ...shift && { place: true } };
}

function letter(key: string, { mod = false, shift = false, alt = false } = {}): Chord {
  return { key, code: `Key${key.toUpperCase()}`, mod, shift, ...alt && { alt } };
}

function digit(value: number, { mod = false, shift = false } = {}): Chord {
  return { key: String(value), code: `Digit${value}`, mod, shift, place: true };
}

function sign(key: string, code: string): Chord {
  return { key, code, mod: false, shift: "any" };
}

function named(key: string, shift: boolean | "any" = false): Chord {
  return { key: key.toLowerCase(), code: key, mod: false, shift };
}

function stretching(arrow: string): Chord {
  return { ...named(arrow, "any"), alt: true };
}

function both(...chords: readonly Chord[]): Chord[] {
  return [...chords, ...chords.map((chord) => ({ ...chord, mod: true }))];
}
