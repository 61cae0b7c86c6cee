/** DOM pointer and wheel events as plain inputs. Decides nothing; knows no tools. */

import type { Vec } from "../../../core/geometry/vec.ts";
import type { Modifiers, PointerKind } from "../tools/tool.ts";
import type { PointerInput } from "./gestures.ts";
import { readWheel, type WheelMeaning, type WheelWay } from "./wheel.ts";

/** One place of a pointer on the canvas, in CSS pixels from its top left corner. */
export interface ScreenSample {
  readonly screen: Vec<"screen">;
  readonly pressure: number;
}

export interface PointerDetail {
  /** Oldest first, at least one. */
  readonly samples: readonly ScreenSample[];
  /** Where the browser expects the pointer next. */
  readonly predicted?: readonly ScreenSample[];
  readonly modifiers: Modifiers;
}

export interface PointerHandlers {
  pointer(input: PointerInput, detail: PointerDetail): void;
  /** Where a pointer is over the canvas, pressed or not; undefined when none is. */
  hover(at: Vec<"screen"> | undefined): void;
  wheel(meaning: WheelMeaning, at: Vec<"screen">): void;
  /** What the wheel alone does. */
  readonly wheelWay: WheelWay;
}

/** A pen turned round. */
const ERASER_BUTTON = 32;
const MIDDLE_OR_RIGHT = 2 | 4;

/** Listens until the returned function is called. */
export function listenToPointers(container: HTMLElement, handlers: PointerHandlers): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  // Read once a gesture and not for every move: reading it lays out the page.
  let corner = cornerOf(container);
  const at = (event: MouseEvent): Vec<"screen"> => ({
    x: event.clientX - corner.x,
    y: event.clientY - corner.y,
  });
  const sampleOf = (event: PointerEvent): ScreenSample => ({ screen: at(event), pressure: event.pressure });
  const detailOf = (event: PointerEvent, events: readonly PointerEvent[]): PointerDetail => ({
    samples: events.map(sampleOf),
    predicted: predictedAfter(event).map(sampleOf),
    modifiers: modifiersOf(event),
  });
  const inputOf = (type: PointerInput["type"], event: PointerEvent): PointerInput => ({
    type,
    id: event.pointerId,
    kind: kindOf(event),
    at: at(event),
    time: event.timeStamp,
    button: buttonOf(event),
  });

  container.addEventListener("pointerdown", (event) => {
    corner = cornerOf(container);
    // No mouse events follow then: on a touch screen they would take the focus from a text just opened.
    event.preventDefault();
    container.focus({ preventScroll: true });
    container.setPointerCapture(event.pointerId);
    handlers.hover(at(event));
    handlers.pointer(inputOf("down", event), detailOf(event, [event]));
  }, { signal });
  // The browser takes the end of a quick stroke for a fling, and the next tap, on a button too, for what stops that.
  container.addEventListener("touchstart", (event) => event.preventDefault(), { signal, passive: false });
  container.addEventListener("pointermove", (event) => {
    const coalesced = event.getCoalescedEvents();
    // The button was let go where the browser did not see it, as in a window that came before this one.
    const type = event.pointerType === "mouse" && event.buttons === 0 ? "up" : "move";
    handlers.hover(at(event));
    handlers.pointer(inputOf(type, event), detailOf(event, coalesced.length > 0 ? coalesced : [event]));
  }, { signal });
  container.addEventListener("pointerup", (event) => {
    handlers.pointer(inputOf("up", event), detailOf(event, [event]));
    if (event.pointerType === "touch") handlers.hover(undefined);
  }, { signal });
  container.addEventListener("pointercancel", (event) => {
    handlers.pointer(inputOf("cancel", event), detailOf(event, [event]));
    handlers.hover(undefined);
  }, { signal });
  container.addEventListener("pointerenter", () => corner = cornerOf(container), { signal });
  container.addEventListener("pointerleave", () => handlers.hover(undefined), { signal });
  // Right-drag pans. Where the menu opens on press, nobody knows yet whether it will be a drag.
  container.addEventListener("contextmenu", (event) => event.preventDefault(), { signal });
  // The middle button would scroll by itself on some systems.
  container.addEventListener("mousedown", (event) => {
    if (event.button === 1) event.preventDefault();
  }, { signal });
  container.addEventListener("wheel", (event) => {
    event.preventDefault();
    handlers.wheel(readWheel(event, handlers.wheelWay), at(event));
  }, { signal, passive: false });
  listenToSafariPinch(container, { signal, handlers, at });
  return () => listening.abort();
}

/** Safari tells a trackpad's pinch by events of its own, with the scale since the gesture began. */
function listenToSafariPinch(
  container: HTMLElement,
  { signal, handlers, at }: {
    signal: AbortSignal;
    handlers: PointerHandlers;
    at: (event: MouseEvent) => Vec<"screen">;
  },
): void {
  // On a touch screen the same events come beside pointer events, which tell the pinch already.
  if (navigator.maxTouchPoints > 0) return;
  let last = 1;
  container.addEventListener("gesturestart", (event) => {
    event.preventDefault();
    last = 1;
  }, { signal });
  container.addEventListener("gesturechange", (event) => {
    event.preventDefault();
    if (!(event instanceof MouseEvent) && !("clientX" in event)) return;
    const scale = "scale" in event && typeof event.scale === "number" ? event.scale : last;
    handlers.wheel({ type: "zoom", factor: scale / last }, at(event as MouseEvent));
    last = scale;
  }, { signal });
}

function cornerOf(container: HTMLElement): { x: number; y: number } {
  const { left, top } = container.getBoundingClientRect();
  return { x: left, y: top };
}

/** None of a mouse: its cursor is seen, and ink ahead of it would be seen to be wrong. */
function predictedAfter(event: PointerEvent): readonly PointerEvent[] {
  // Safari has it since 18.2.
  if (event.type !== "pointermove" || event.pointerType === "mouse" || !event.getPredictedEvents) return [];
  return event.getPredictedEvents();
}

function modifiersOf(event: MouseEvent): Modifiers {
  return { shift: event.shiftKey, alt: event.altKey, mod: event.ctrlKey || event.metaKey };
}

function kindOf({ pointerType }: PointerEvent): PointerKind {
  return pointerType === "pen" || pointerType === "touch" ? pointerType : "mouse";
}

function buttonOf({ buttons }: PointerEvent): PointerInput["button"] {
  if (buttons & ERASER_BUTTON) return "eraser";
  return buttons & MIDDLE_OR_RIGHT ? "pan" : "primary";
}
