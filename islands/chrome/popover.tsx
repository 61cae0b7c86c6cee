/**
 * A small panel that opens beside its button, or as a sheet on a phone. Esc, a press outside and the button close it;
 * the focus goes in when it opens and back to where it was when it closes: to the button, or, when that was only
 * clicked, to the board.
 */

import { useSignal } from "@preact/signals";
import type { ComponentChildren, VNode } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { useBoard } from "./board_context.ts";
import type { Panels } from "../state/board_state.ts";

export interface PopoverProps {
  /** Names the panel. */
  readonly label: string;
  readonly side: "above" | "below";
  readonly align: "start" | "centre" | "end";
  readonly class?: string;
  /** The button: it takes the given attributes. */
  trigger(attributes: TriggerAttributes): VNode;
  /** Rendered only while open. What it is made of is fetched once the canvas can be drawn on. */
  panel(panels: Panels, close: () => void): ComponentChildren;
}

export interface TriggerAttributes {
  readonly "aria-haspopup": "dialog";
  readonly "aria-expanded": boolean;
  readonly "aria-controls": string | undefined;
  readonly onClick: () => void;
}

export function Popover(props: PopoverProps): VNode {
  const { panels } = useBoard();
  const open = useSignal(false);
  const place = useRef<HTMLDivElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const id = useId();

  useLayoutEffect(() => {
    if (!open.value || !panels.value) return;
    const before = document.activeElement;
    const abort = new AbortController();
    const { signal } = abort;
    // What is pressed outside gets the focus instead of the opener.
    let pressedOutside = false;
    if (panel.current) keepInWindow(panel.current);
    panel.current?.focus({ preventScroll: true });
    addEventListener("pointerdown", (event) => {
      if (event.target instanceof Node && place.current?.contains(event.target)) return;
      pressedOutside = true;
      open.value = false;
    }, { signal, capture: true });
    addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.defaultPrevented) return;
      event.preventDefault();
      open.value = false;
    }, { signal, capture: true });
    return () => {
      abort.abort();
      if (!pressedOutside && before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, [open.value && panels.value]);

  const close = () => {
    open.value = false;
  };
  return (
    <div class="popover-place" ref={place}>
      {props.trigger({
        "aria-haspopup": "dialog",
        "aria-expanded": open.value,
        "aria-controls": open.value ? id : undefined,
        onClick: () => {
          open.value = !open.peek();
        },
      })}
      {open.value && panels.value && (
        <>
          <div class="backdrop" onPointerDown={close} />
          <div
            ref={panel}
            id={id}
            class={`popover popover-${props.side} popover-${props.align}${
              props.class ? ` ${props.class}` : ""
            }`}
            role="dialog"
            aria-label={props.label}
            tabIndex={-1}
          >
            {props.panel(panels.value, close)}
          </div>
        </>
      )}
    </div>
  );
}

/** CSS pixels between a panel and the window's edge. */
const EDGE = 8;

/** A panel that would stick out of the window is turned and moved about its button, and no higher than there is room. */
function keepInWindow(panel: HTMLElement): void {
  // A sheet lies at the edge on purpose.
  if (getComputedStyle(panel).position !== "absolute") return;
  // Below its button rather than cut off above it.
  const button = panel.parentElement?.getBoundingClientRect();
  const roomier = button !== undefined && innerHeight - button.bottom > button.top;
  if (roomier && panel.getBoundingClientRect().top < EDGE) panel.dataset["turned"] = "true";
  const { left, right, top, bottom } = panel.getBoundingClientRect();
  const across = left < EDGE ? EDGE - left : Math.min(0, innerWidth - EDGE - right);
  if (across !== 0) panel.style.translate = `${Math.round(across)}px 0`;
  const over = Math.max(EDGE - top, bottom - (innerHeight - EDGE), 0);
  if (over > 0) {
    panel.style.maxBlockSize = `${Math.round(bottom - top - over)}px`;
    panel.style.overflowY = "auto";
  }
}
