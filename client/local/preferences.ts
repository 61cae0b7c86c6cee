/** How this person likes to draw here: theme and pen, as they left them. */

import { isColor, isSize } from "../../core/board/schema.ts";
import type { Color } from "../../core/board/shape.ts";
import { browserStorage, keep, type OpenKeyValues } from "./kept.ts";

export type ThemeChoice = "light" | "dark" | "system";

export interface Preferences {
  readonly theme: ThemeChoice;
  readonly color: Color;
  /** World units. */
  readonly size: number;
}

export const DEFAULT_PREFERENCES: Preferences = { theme: "system", color: "ink", size: 4 };

export interface PreferenceStore {
  read(): Preferences;
  change(change: Partial<Preferences>): void;
}

export function createPreferenceStore(open: OpenKeyValues = browserStorage): PreferenceStore {
  const kept = keep("gesso.preferences", parsePreferences, open);
  let preferences: Preferences | undefined;
  const read = () => preferences ??= kept.read();
  return {
    read,
    change(change) {
      preferences = parsePreferences({ ...read(), ...change });
      kept.write(preferences);
    },
  };
}

function parsePreferences(json: unknown): Preferences {
  const { theme, color, size } = (typeof json === "object" && json !== null ? json : {}) as Record<
    string,
    unknown
  >;
  return {
    theme: theme === "light" || theme === "dark" ? theme : DEFAULT_PREFERENCES.theme,
    color: isColor(color) ? color : DEFAULT_PREFERENCES.color,
    size: isSize(size) ? size : DEFAULT_PREFERENCES.size,
  };
}
