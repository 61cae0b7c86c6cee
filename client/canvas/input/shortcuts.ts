/** What actions are called, and which keys are shown for them. Pure; what the keys do is in chords.ts. */

import type { ToolId } from "../tools/tool.ts";
import type { Action } from "./actions.ts";
import { type Chord, chordsOf } from "./chords.ts";

export interface Shortcut {
  readonly action: Action;
  readonly label: string;
  /** To be shown, the first one in tooltips. `Mod` is Ctrl, on a Mac ⌘. */
  readonly keys: readonly string[];
}

export const SHORTCUTS: readonly Shortcut[] = [
  tool("select", "Select"),
  tool("hand", "Hand"),
  tool("lasso", "Lasso"),
  tool("pen", "Pen"),
  tool("highlighter", "Highlighter"),
  tool("eraser", "Eraser"),
  tool("laser", "Laser pointer"),
  tool("rectangle", "Rectangle"),
  tool("ellipse", "Ellipse"),
  tool("diamond", "Diamond"),
  tool("triangle", "Triangle"),
  tool("star", "Star"),
  tool("cloud", "Cloud"),
  tool("bubble", "Speech bubble"),
  tool("line", "Line"),
  tool("polyline", "Polyline"),
  tool("arrow", "Arrow"),
  tool("text", "Text"),
  tool("note", "Note"),
  tool("frame", "Frame"),
  tool("bucket", "Bucket"),
  tool("eyedropper", "Eyedropper"),
  row("last-figure", "The figure used last", "G"),
  row("keep-tool", "Keep the tool in hand", "Q"),
  row("cancel", "Cancel", "Esc"),
  row("undo", "Undo", "Mod+Z"),
  row("redo", "Redo", "Mod+Shift+Z", "Mod+Y"),
  row("delete", "Delete", "Delete", "Backspace"),
  row("select-all", "Select all", "Mod+A"),
  row("select-next", "Select the next shape", "Tab"),
  row("select-previous", "Select the shape before", "Shift+Tab"),
  row("duplicate", "Duplicate", "Mod+D"),
  row("edit-text", "Edit text", "Enter"),
  row("place", "Put what the tool draws into the middle", "Mod+Enter"),
  row("copy-style", "Copy the style", "Mod+Alt+C"),
  row("paste-style", "Paste the style", "Mod+Alt+V"),
  row("group", "Group", "Mod+G"),
  row("ungroup", "Ungroup", "Mod+Shift+G"),
  row("lock", "Lock or unlock", "Shift+L"),
  row("flip-x", "Flip left and right", "Shift+H"),
  row("flip-y", "Flip top and bottom", "Shift+V"),
  row("rotate-right", "Turn right by 15°"),
  row("rotate-left", "Turn left by 15°"),
  row("order.front", "Bring to the front", "Mod+Shift+]"),
  row("order.forward", "Bring forward", "Mod+]"),
  row("order.backward", "Send backward", "Mod+["),
  row("order.back", "Send to the back", "Mod+Shift+["),
  row("align.left", "Align left", "Alt+A"),
  row("align.right", "Align right", "Alt+D"),
  row("align.top", "Align top", "Alt+W"),
  row("align.bottom", "Align bottom", "Alt+S"),
  row("align.centre", "Align centres", "Alt+H"),
  row("align.middle", "Align middles", "Alt+V"),
  row("distribute.x", "Distribute across", "Alt+Shift+H"),
  row("distribute.y", "Distribute down", "Alt+Shift+V"),
  row("stack.x", "Stack in a row"),
  row("stack.y", "Stack in a column"),
  row("separate", "Part into pieces"),
  row("nudge.left", "Move left", "←"),
  row("nudge.right", "Move right", "→"),
  row("nudge.up", "Move up", "↑"),
  row("nudge.down", "Move down", "↓"),
  row("resize.wider", "Make wider", "Alt+→"),
  row("resize.narrower", "Make narrower", "Alt+←"),
  row("resize.taller", "Make taller", "Alt+↓"),
  row("resize.shorter", "Make less tall", "Alt+↑"),
  row("screen.up", "A screen up", "PgUp"),
  row("screen.down", "A screen down", "PgDn"),
  row("screen.left", "A screen to the left", "Shift+PgUp"),
  row("screen.right", "A screen to the right", "Shift+PgDn"),
  row("zoom-reset", "Zoom to 100 %", "Shift+0", "Mod+0"),
  row("zoom-fit", "Zoom to fit", "Shift+1", "Home"),
  row("zoom-selection", "Zoom to selection", "Shift+2"),
  row("zoom-in", "Zoom in", "+", "Mod++"),
  row("zoom-out", "Zoom out", "-", "Mod+-"),
  row("smaller", "Smaller", "["),
  row("larger", "Larger", "]"),
  row("snap-to-grid", "Catch on the grid", "Mod+'"),
  row("snap-to-shapes", "Catch on other shapes"),
  row("menu", "Menu of what is selected", "Shift+F10"),
  row("next-bar", "To the tools, and on to the next bar", "Alt+F10"),
  row("help", "Keyboard shortcuts", "?"),
  row("palette", "All commands", "Mod+/"),
  row("search", "Find text on the board", "Mod+F"),
  row("focus", "Focus on the board", "Mod+."),
  row("minimap", "Show or hide the map", "M"),
  row("layers", "Layers"),
  row("link", "Link", "Mod+K"),
  row("insert-image", "Insert an image", "Shift+I"),
  row("copy", "Copy", "Mod+C"),
  row("cut", "Cut", "Mod+X"),
  row("paste", "Paste", "Mod+V"),
  row("copy-png", "Copy as PNG", "Shift+Alt+C"),
  row("copy-svg", "Copy as SVG"),
];

/** What an action is called, everywhere. */
export function labelOf(action: Action): string {
  return SHORTCUTS.find((shortcut) => shortcut.action === action)?.label ?? action;
}

/** The keys to show for an action, for instance in a tooltip. */
export function keysOf(action: Action): readonly string[] {
  return SHORTCUTS.find((shortcut) => shortcut.action === action)?.keys ?? [];
}

/** As this system writes it: `⌘⇧Z` or `Ctrl+Shift+Z`. */
export function showKeys(keys: string, { mac }: { mac: boolean }): string {
  if (!mac) return keys.replace("Mod", "Ctrl");
  return keys.replace("Mod+", "⌘").replace("Shift+", "⇧").replace("Alt+", "⌥");
}

function tool(id: ToolId, label: string): Shortcut {
  const shown = ({ key, shift }: Chord) => shift === true ? `Shift+${key.toUpperCase()}` : key.toUpperCase();
  return { action: `tool.${id}`, label, keys: chordsOf(`tool.${id}`).map(shown) };
}

function row(action: Action, label: string, ...keys: readonly string[]): Shortcut {
  return { action, label, keys };
}
