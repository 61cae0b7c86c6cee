/** What the command palette offers for what is typed: the best fits first; with nothing typed, what was used lately. Pure. */

import type { Action } from "../../client/canvas/input/actions.ts";
import { SHORTCUTS } from "../../client/canvas/input/shortcuts.ts";
import { fuzzyMatch } from "../state/fuzzy.ts";
import { groupOf } from "./help_groups.ts";

export interface Command {
  readonly action: Action;
  readonly label: string;
  /** The first of its shortcuts. */
  readonly keys: string | undefined;
  readonly group: string;
  /** Which letters of the label were typed. */
  readonly hits: readonly number[];
}

export interface CommandsAsked {
  readonly typed: string;
  readonly recent: readonly string[];
  readonly viewing: boolean;
}

/** Of no use when picked from a list: they are for the keys alone. */
const KEYS_ONLY = /^(cancel|nudge\.|screen\.|next-bar$|palette$|menu$|select-next|select-previous)/;
const FOR_VIEWERS = /^(zoom|focus|minimap|search|help|tool\.(select|hand|laser)|copy$|copy-png|copy-svg)/;
/** A group's name counts, but less than the label itself. */
const GROUP_SHARE = 0.4;

export function commandsFor({ typed, recent, viewing }: CommandsAsked): readonly Command[] {
  const offered = SHORTCUTS.filter(({ action }) =>
    !KEYS_ONLY.test(action) && (!viewing || FOR_VIEWERS.test(action))
  );
  const found = offered.flatMap(({ action, label, keys }) => {
    const group = groupOf(action);
    const match = fuzzyMatch(typed, label);
    const byGroup = fuzzyMatch(typed, `${group} ${label}`);
    if (!match && !byGroup) return [];
    const score = Math.max(match?.score ?? -Infinity, (byGroup?.score ?? -Infinity) * GROUP_SHARE);
    const lately = recent.indexOf(action);
    return [{
      score: score + (lately < 0 ? 0 : (recent.length - lately) * RECENT_WORTH),
      command: { action, label, keys: keys[0], group, hits: match?.at ?? [] },
    }];
  });
  return found.sort((a, b) => b.score - a.score).map(({ command }) => command);
}

const RECENT_WORTH = 0.5;
