/** Moving about by a small map: what a pointer and the keys on it ask the camera for. Draws nothing. */

import { middleOf } from "../../core/board/bounds.ts";
import { type Box, holds } from "../../core/geometry/box.ts";
import { distance, subtract, type Vec } from "../../core/geometry/vec.ts";
import { readWheel } from "./input/wheel.ts";
import { fromMap, type MapProjection } from "./map_projection.ts";

export interface MapCamera {
  readonly zoom: number;
  readonly view: Box;
  /** At once. */
  lookAt(middle: Vec, zoom: number): void;
  /** Before long. */
  glideTo(middle: Vec): void;
}

export interface MapHandlers {
  readonly camera: MapCamera;
  projection(): MapProjection;
  /** Nobody drags any more. */
  released(): void;
}

export interface MapHand {
  /** Somebody drags: under the pointer the map stays as it is. */
  readonly holding: boolean;
  dispose(): void;
}

interface Held {
  readonly pointer: number;
  readonly from: Vec<"screen">;
  /** From the pointer to the middle of the view. */
  readonly grip: Vec;
  readonly moves: boolean;
}

/** CSS pixels a press may stray without being a drag. */
const STRAY = 3;
/** Of the view's width and height. */
const STEP = 0.125;
const FAR_STEP = 0.75;
const ARROWS: Readonly<Record<string, Vec>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** A press beside the view goes there; the view is dragged by where it was pressed. */
export function listenToMap(
  element: HTMLElement,
  { camera, projection, released }: MapHandlers,
): MapHand {
  const listening = new AbortController();
  const { signal } = listening;
  let held: Held | undefined;
  const at = (event: MouseEvent): Vec<"screen"> => {
    const { left, top } = element.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };

  // A press leaves the keyboard where it is: on the board, or in the text being written.
  element.addEventListener("mousedown", (event) => event.preventDefault(), { signal });
  element.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || held) return;
    element.setPointerCapture(event.pointerId);
    const from = at(event), pressed = fromMap(projection(), from);
    const inside = holds(camera.view, pressed);
    const grip = inside ? subtract(middleOf(camera.view), pressed) : { x: 0, y: 0 };
    held = { pointer: event.pointerId, from, grip, moves: false };
    if (!inside) camera.glideTo(pressed);
  }, { signal });
  element.addEventListener("pointermove", (event) => {
    if (held?.pointer !== event.pointerId) return;
    const now = at(event);
    if (!held.moves && distance(held.from, now) < STRAY) return;
    held = { ...held, moves: true };
    camera.lookAt(offBy(fromMap(projection(), now), held.grip), camera.zoom);
  }, { signal });
  for (const type of ["pointerup", "pointercancel"] as const) {
    element.addEventListener(type, (event) => {
      if (held?.pointer !== event.pointerId) return;
      held = undefined;
      released();
    }, { signal });
  }
  element.addEventListener("wheel", (event) => {
    event.preventDefault();
    const meaning = readWheel(event, "zoom");
    if (meaning.type === "zoom") camera.lookAt(middleOf(camera.view), camera.zoom * meaning.factor);
  }, { signal, passive: false });
  element.addEventListener("keydown", (event) => {
    const way = ARROWS[event.key];
    if (!way || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const step = event.shiftKey ? FAR_STEP : STEP;
    const { minX, minY, maxX, maxY } = camera.view;
    const by = { x: way.x * step * (maxX - minX), y: way.y * step * (maxY - minY) };
    camera.glideTo(offBy(middleOf(camera.view), by));
  }, { signal });
  return {
    get holding() {
      return held !== undefined;
    },
    dispose: () => listening.abort(),
  };
}

function offBy(at: Vec, by: Vec): Vec {
  return { x: at.x + by.x, y: at.y + by.y };
}
