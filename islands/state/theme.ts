/** Light, dark, or as the system has it: shown on the page. */

import type { ThemeChoice } from "../../client/local/preferences.ts";
import type { Theme } from "../../core/board/palette.ts";

const DARK = "(prefers-color-scheme: dark)";

export function showTheme(choice: ThemeChoice): void {
  const { dataset } = document.documentElement;
  if (choice === "system") delete dataset.theme;
  else dataset.theme = choice;
}

/** Tells the system's theme now and whenever it changes, until the signal aborts. */
export function watchSystemTheme(tell: (theme: Theme) => void, signal: AbortSignal): void {
  const query = matchMedia(DARK);
  const read = () => tell(query.matches ? "dark" : "light");
  query.addEventListener("change", read, { signal });
  read();
}
