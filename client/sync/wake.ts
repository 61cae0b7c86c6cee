/** When it is worth trying again at once: the network came back, or somebody looks at the page again. */

/** Calls the listener at each such moment; the returned function ends it. */
export type Wake = (listener: () => void) => () => void;

export function browserWake(listener: () => void): () => void {
  const seen = () => {
    if (document.visibilityState === "visible") listener();
  };
  addEventListener("online", listener);
  document.addEventListener("visibilitychange", seen);
  return () => {
    removeEventListener("online", listener);
    document.removeEventListener("visibilitychange", seen);
  };
}
