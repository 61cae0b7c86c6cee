/** When the page may end without another word: whatever is to be kept is written at that moment. */

/** Calls the listener at each such moment; the returned function ends it. */
export type Leaving = (listener: () => void) => () => void;

export function pageLeaving(listener: () => void): () => void {
  // A phone ends pages that nobody sees and tells them nothing.
  const unseen = () => {
    if (document.visibilityState === "hidden") listener();
  };
  addEventListener("pagehide", listener);
  document.addEventListener("visibilitychange", unseen);
  return () => {
    removeEventListener("pagehide", listener);
    document.removeEventListener("visibilitychange", unseen);
  };
}
