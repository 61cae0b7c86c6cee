/** A right click and a long press: what asks for a menu. Knows neither what is there nor what the menu holds. */

import { distance, type Vec } from "../../../core/geometry/vec.ts";
import { PALM_MS } from "./gestures.ts";

export interface MenuHandlers {
  /** In CSS pixels from the canvas's top left corner. What the press had begun is to be forgotten. */
  menu(at: Vec<"screen">): void;
}

/** Of a press that has not moved, and may still ask for a menu. */
interface Still {
  readonly pointer: number;
  readonly from: Vec<"screen">;
  readonly timer: ReturnType<typeof setTimeout> | undefined;
}

const LONG_PRESS_MS = 500;
/** CSS pixels: a right-drag pans, a finger that moves draws. */
const STILL_MOUSE = 4;
const STILL_FINGER = 10;
const RIGHT = 2;

/** Listens until the returned function is called. */
export function listenToMenuPresses(container: HTMLElement, handlers: MenuHandlers): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  const touches = new Set<number>();
  let still: Still | undefined;
  let stylusAt = -Infinity;

  const at = (event: PointerEvent): Vec<"screen"> => {
    const { left, top } = container.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };
  const forget = () => {
    clearTimeout(still?.timer);
    still = undefined;
  };

  // A touch beside a stylus is the palm of the hand that holds it: it asks for nothing, however long it rests.
  const notePen = (event: PointerEvent) => {
    if (event.pointerType !== "pen") return;
    stylusAt = event.timeStamp;
    if (still?.timer !== undefined) forget();
  };

  container.addEventListener("pointerdown", (event) => {
    const among = still !== undefined || touches.size > 0;
    if (event.pointerType === "touch") touches.add(event.pointerId);
    forget();
    notePen(event);
    // A second finger zooms, or is a stray one beside the one that draws: it asks for nothing, however long it rests.
    if (among || (event.pointerType === "touch" && event.timeStamp - stylusAt < PALM_MS)) return;
    const from = at(event);
    if (event.button === RIGHT) still = { pointer: event.pointerId, from, timer: undefined };
    if (event.pointerType !== "touch") return;
    const timer = setTimeout(() => {
      still = undefined;
      handlers.menu(from);
    }, LONG_PRESS_MS);
    still = { pointer: event.pointerId, from, timer };
  }, { signal });
  container.addEventListener("pointermove", (event) => {
    notePen(event);
    if (!still || event.pointerId !== still.pointer) return;
    const most = event.pointerType === "touch" ? STILL_FINGER : STILL_MOUSE;
    if (distance(still.from, at(event)) > most) forget();
  }, { signal });
  container.addEventListener("pointerup", (event) => {
    touches.delete(event.pointerId);
    const asked = still?.timer === undefined && still?.pointer === event.pointerId && event.button === RIGHT;
    forget();
    if (asked) handlers.menu(at(event));
  }, { signal });
  container.addEventListener("pointercancel", (event) => {
    touches.delete(event.pointerId);
    forget();
  }, { signal });
  return () => {
    forget();
    listening.abort();
  };
}
