/** The one table of shortcuts: what the keys do, and what tooltips say. Pure; knows no DOM. */

import type { ToolId } from "../tools/tool.ts";

export type Action =
  | `tool.${ToolId}`
  | "cancel"
  | "undo"
  | "redo"
  | "delete"
  | "select-all"
  | "duplicate"
  | "edit-text"
  | `nudge.${"left" | "right" | "up" | "down"}`
  | "zoom-in"
  | "zoom-out"
  | "zoom-reset"
  | "zoom-fit"
  | "zoom-selection"
  | "smaller"
  | "larger";

export interface Shortcut {
  readonly action: Action;
  readonly label: string;
  /** To be shown, the first one in tooltips. `Mod` is Ctrl, on a Mac ⌘. */
  readonly keys: readonly string[];
  readonly chords: readonly Chord[];
}

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

interface Chord {
  /** The character, lower case, or the name of the key. */
  readonly key: string;
  /** The place on the keyboard, for layouts whose characters are not Latin. */
  readonly code: string;
  readonly mod: boolean;
  /** `any`: Shift changes how much, or only makes the character. */
  readonly shift: boolean | "any";
  /** By place alone: digits, which some layouts have on the Shift level. */
  readonly place?: true;
}

export const SHORTCUTS: readonly Shortcut[] = [
  tool("select", "Select", [letter("v"), digit(1)]),
  tool("hand", "Hand", [letter("h")]),
  tool("pen", "Pen", [letter("p"), letter("d"), letter("b"), letter("x")]),
  tool("eraser", "Eraser", [letter("e")]),
  tool("rectangle", "Rectangle", [letter("r")]),
  tool("ellipse", "Ellipse", [letter("o")]),
  tool("line", "Line", [letter("l")]),
  tool("arrow", "Arrow", [letter("a")]),
  tool("text", "Text", [letter("t")]),
  { action: "cancel", label: "Cancel", keys: ["Esc"], chords: [named("Escape")] },
  { action: "undo", label: "Undo", keys: ["Mod+Z"], chords: [letter("z", { mod: true })] },
  {
    action: "redo",
    label: "Redo",
    keys: ["Mod+Shift+Z", "Mod+Y"],
    chords: [letter("z", { mod: true, shift: true }), letter("y", { mod: true })],
  },
  {
    action: "delete",
    label: "Delete",
    keys: ["Delete", "Backspace"],
    chords: [named("Delete"), named("Backspace")],
  },
  { action: "select-all", label: "Select all", keys: ["Mod+A"], chords: [letter("a", { mod: true })] },
  { action: "duplicate", label: "Duplicate", keys: ["Mod+D"], chords: [letter("d", { mod: true })] },
  { action: "edit-text", label: "Edit text", keys: ["Enter"], chords: [named("Enter")] },
  nudge("left", "←", "ArrowLeft"),
  nudge("right", "→", "ArrowRight"),
  nudge("up", "↑", "ArrowUp"),
  nudge("down", "↓", "ArrowDown"),
  // Before the signs: on a German keyboard Shift+0 types `=`.
  {
    action: "zoom-reset",
    label: "Zoom to 100 %",
    keys: ["Shift+0", "Mod+0"],
    chords: [digit(0, { shift: true }), digit(0, { mod: true })],
  },
  { action: "zoom-fit", label: "Zoom to fit", keys: ["Shift+1"], chords: [digit(1, { shift: true })] },
  {
    action: "zoom-selection",
    label: "Zoom to selection",
    keys: ["Shift+2"],
    chords: [digit(2, { shift: true })],
  },
  {
    action: "zoom-in",
    label: "Zoom in",
    keys: ["+", "Mod++"],
    chords: both(sign("+", "NumpadAdd"), sign("=", "Equal")),
  },
  {
    action: "zoom-out",
    label: "Zoom out",
    keys: ["-", "Mod+-"],
    chords: both(sign("-", "Minus"), sign("_", "Minus"), sign("-", "NumpadSubtract")),
  },
  { action: "smaller", label: "Smaller", keys: ["["], chords: [sign("[", "BracketLeft")] },
  { action: "larger", label: "Larger", keys: ["]"], chords: [sign("]", "BracketRight")] },
];

/** What a key press asks for, if anything. */
export function actionOf(press: KeyPress): Action | undefined {
  return SHORTCUTS.find(({ chords }) => chords.some((chord) => fits(chord, press)))?.action;
}

/** The keys to show for an action, for instance in a tooltip. */
export function keysOf(action: Action): readonly string[] {
  return SHORTCUTS.find((shortcut) => shortcut.action === action)?.keys ?? [];
}

/** As this system writes it: `⌘⇧Z` or `Ctrl+Shift+Z`. */
export function showKeys(keys: string, { mac }: { mac: boolean }): string {
  if (!mac) return keys.replace("Mod", "Ctrl");
  return keys.replace("Mod+", "⌘").replace("Shift+", "⇧");
}

function fits(chord: Chord, press: KeyPress): boolean {
  const mod = !press.altGraph && (press.ctrlKey || press.metaKey);
  // A Mac types some signs with Option: then it only makes the character.
  const alt = !press.altGraph && press.altKey && !(isSign(chord) && press.key === chord.key);
  if (mod !== chord.mod || alt) return false;
  if (chord.shift !== "any" && chord.shift !== press.shiftKey) return false;
  if (chord.place) return press.code === chord.code;
  // The character counts where it is Latin: on a German keyboard Ctrl+Z lies where others have Y.
  if (press.key.toLowerCase() === chord.key) return true;
  return !press.altKey && !isLatin(press.key) && press.code === chord.code;
}

function isSign({ key, shift }: Chord): boolean {
  return shift === "any" && key.length === 1;
}

function isLatin(key: string): boolean {
  return /^[\x20-\x7e]+$/.test(key) && key !== "Dead" && key !== "Unidentified" && key !== "Process";
}

function tool(id: ToolId, label: string, chords: readonly Chord[]): Shortcut {
  return { action: `tool.${id}`, label, keys: chords.map(({ key }) => key.toUpperCase()), chords };
}

function nudge(to: "left" | "right" | "up" | "down", shown: string, key: string): Shortcut {
  return { action: `nudge.${to}`, label: `Move ${to}`, keys: [shown], chords: [named(key, "any")] };
}

function letter(key: string, { mod = false, shift = false } = {}): Chord {
  return { key, code: `Key${key.toUpperCase()}`, mod, shift };
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

function both(...chords: readonly Chord[]): Chord[] {
  return [...chords, ...chords.map((chord) => ({ ...chord, mod: true }))];
}
