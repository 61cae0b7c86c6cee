/** Waiting for the browser to paint: what is loaded after that does not keep the canvas from being seen and drawn on. */

/** A hidden page is never painted, and is not to wait for it. */
const PATIENCE_MS = 200;

export function nextPainting(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, PATIENCE_MS);
    // A frame's callbacks run before it is painted, a task of its own runs after.
    requestAnimationFrame(() => setTimeout(resolve));
  });
}
