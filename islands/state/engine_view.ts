/**
 * The engine's state as the chrome's signals. What changes while one only moves about has a signal of its own: else all
 * of the frame would be rendered in each frame of a pan.
 */

import { batch, type Signal } from "@preact/signals-core";
import type { EngineState } from "../../client/canvas/engine.ts";

export type Place = Pick<EngineState, "zoom" | "selectionBox" | "hoveredLink">;
export type View = Omit<EngineState, keyof Place>;

export interface EngineSignals {
  readonly view: Signal<View>;
  readonly place: Signal<Place>;
}

export function showEngine({ view, place }: EngineSignals, now: EngineState): void {
  const { zoom, selectionBox, hoveredLink, ...rest } = now;
  batch(() => {
    if (differs(place.peek(), { zoom, selectionBox, hoveredLink })) {
      place.value = { zoom, selectionBox, hoveredLink };
    }
    if (differs(view.peek(), rest)) view.value = rest;
  });
}

function differs<T extends object>(before: T, now: T): boolean {
  return (Object.keys(now) as (keyof T)[]).some((key) => before[key] !== now[key]);
}
