/** How long words about the connection must last before they take the place of others, so that nothing flickers. Pure. */

import { CONNECTING, type ConnectionWords, LOADING, SAVED, SAVING } from "./connection_words.ts";

/** A board that is here sooner is not said to be loading, and what is saved between two strokes is not said to be. */
const REST_MS = 400;

/** undefined: however long they last. */
export function restMs(shown: ConnectionWords, next: ConnectionWords): number | undefined {
  if (shown.label === next.label) return 0;
  // Each attempt to come back is no news: only that it worked, or why it did not.
  if (next.label === CONNECTING) return undefined;
  return next.label === LOADING || (shown.label === SAVING && next.label === SAVED) ? REST_MS : 0;
}
