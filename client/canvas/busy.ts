/** Whether a gesture is on its way, by what is seen of it. Pure. */

import type { Shows } from "./tools/tool.ts";

/** A gesture is on its way: what belongs to a selection at rest is not to be seen. */
export function isBusy({ draft, outline, marquee, lasso, grabbing }: Shows): boolean {
  return draft !== undefined || outline !== undefined || marquee !== undefined || lasso !== undefined ||
    grabbing === true;
}
