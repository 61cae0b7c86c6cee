/** All that keys, menus and buttons can ask for, by name. Pure. */

import type { ToolId } from "../tools/tool.ts";

/** What the canvas does. */
export type EngineAction = `tool.${ToolId}` | StepAction | EditAction | ArrangeAction | ViewAction;

export type StepAction = "cancel" | "undo" | "redo";

export type EditAction =
  | "last-figure"
  | "keep-tool"
  | "delete"
  | "select-all"
  | "select-next"
  | "select-previous"
  | "duplicate"
  | "edit-text"
  | "place"
  | "copy-style"
  | "paste-style"
  | "smaller"
  | "larger"
  | `nudge.${Direction}`
  | `resize.${"wider" | "narrower" | "taller" | "shorter"}`;

/** What is done to selected shapes as a whole. */
export type ArrangeAction =
  | "group"
  | "ungroup"
  | "lock"
  | "flip-x"
  | "flip-y"
  | "rotate-right"
  | "rotate-left"
  | `order.${"front" | "forward" | "backward" | "back"}`
  | `align.${"left" | "centre" | "right" | "top" | "middle" | "bottom"}`
  | `distribute.${"x" | "y"}`
  | `stack.${"x" | "y"}`
  | "separate";

export type ViewAction =
  | "zoom-in"
  | "zoom-out"
  | "zoom-reset"
  | "zoom-fit"
  | "zoom-selection"
  | `screen.${Direction}`
  | "snap-to-grid"
  | "snap-to-shapes";

/** What the page around the canvas does. */
export type PageAction =
  | "menu"
  | "next-bar"
  | "help"
  | "palette"
  | "search"
  | "focus"
  | "minimap"
  | "layers"
  | "link"
  | "insert-image"
  | "copy"
  | "cut"
  | "paste"
  | "copy-png"
  | "copy-svg";

export type Action = EngineAction | PageAction;

export type Direction = "left" | "right" | "up" | "down";

const OF_THE_PAGE: ReadonlySet<string> = new Set<PageAction>([
  "menu",
  "next-bar",
  "help",
  "palette",
  "search",
  "focus",
  "minimap",
  "layers",
  "link",
  "insert-image",
  "copy",
  "cut",
  "paste",
  "copy-png",
  "copy-svg",
]);

export function isPageAction(action: Action): action is PageAction {
  return OF_THE_PAGE.has(action);
}
