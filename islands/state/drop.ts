/** What is dragged over the canvas from elsewhere: says whether it can be dropped, and hands over what was. */

import type { Vec } from "../../core/geometry/vec.ts";

export interface DropHandlers {
  /** Whether anything may be dropped now. */
  allowed(): boolean;
  /** `at` in CSS pixels of the canvas. */
  dropped(data: DataTransfer, at: Vec<"screen">): void;
}

/** Listens until the signal aborts. */
export function listenToDrops(
  container: HTMLElement,
  { signal, ...handlers }: DropHandlers & { readonly signal: AbortSignal },
): void {
  const show = (isOver: boolean) => container.toggleAttribute("data-dropping", isOver);
  container.addEventListener("dragover", (event) => {
    // Else the browser would open a dropped file in the place of the board.
    event.preventDefault();
    const takes = handlers.allowed();
    if (event.dataTransfer) event.dataTransfer.dropEffect = takes ? "copy" : "none";
    show(takes);
  }, { signal });
  container.addEventListener("dragleave", () => show(false), { signal });
  container.addEventListener("drop", (event) => {
    event.preventDefault();
    show(false);
    const { left, top } = container.getBoundingClientRect();
    const at: Vec<"screen"> = { x: event.clientX - left, y: event.clientY - top };
    if (event.dataTransfer && handlers.allowed()) handlers.dropped(event.dataTransfer, at);
  }, { signal });
}
