/** All that the keys do, in groups, from the one table of shortcuts. Pure. */

import type { Action } from "../../client/canvas/input/actions.ts";
import { SHORTCUTS } from "../../client/canvas/input/shortcuts.ts";

export interface HelpRow {
  readonly label: string;
  readonly keys: readonly string[];
}

export interface HelpGroup {
  readonly name: string;
  readonly rows: readonly HelpRow[];
}

/** Every action that has keys is in one group. */
export function helpGroups(): readonly HelpGroup[] {
  return GROUPS.map(({ name, more }) => ({
    name,
    rows: [...SHORTCUTS.filter(({ action, keys }) => keys.length > 0 && groupOf(action) === name), ...more],
  }));
}

/** The name of the group that an action belongs to. */
export function groupOf(action: Action): GroupName {
  return GROUPS.find(({ holds }) => holds(action))?.name ?? "Edit";
}

export type GroupName = "Tools" | "Arrange" | "View" | "Page" | "Edit";

const PAGE: readonly string[] = [
  "menu",
  "next-bar",
  "help",
  "palette",
  "search",
  "layers",
  "link",
  "insert-image",
];

/** The first that holds an action is its group. */
const GROUPS: readonly {
  readonly name: GroupName;
  readonly holds: (action: Action) => boolean;
  /** What is no action of the table: done by the pointer. */
  readonly more: readonly HelpRow[];
}[] = [
  { name: "Tools", holds: (action) => /^(tool\.|last-figure|keep-tool)/.test(action), more: [] },
  {
    name: "View",
    holds: (action) => /^(zoom|screen|snap-|focus|minimap)/.test(action),
    more: [
      { label: "Move about", keys: ["Wheel", "Space + drag", "Right drag"] },
      { label: "Move about with nothing selected", keys: ["←", "→", "↑", "↓"] },
      { label: "Zoom at the pointer", keys: ["Mod+Wheel", "Pinch"] },
    ],
  },
  {
    name: "Arrange",
    holds: (action) => /^(group|ungroup|lock|flip|rotate|order|align|distribute|stack|separate)/.test(action),
    more: [],
  },
  { name: "Page", holds: (action) => PAGE.includes(action), more: [] },
  {
    name: "Edit",
    holds: () => true,
    more: [
      { label: "Straight, square, 15° steps", keys: ["Shift + drag"] },
      { label: "From the middle, or a copy", keys: ["Alt + drag"] },
      { label: "Undo and redo by touch", keys: ["2-finger tap", "3-finger tap"] },
    ],
  },
];
