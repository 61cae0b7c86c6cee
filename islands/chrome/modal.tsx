/** A dialog in the middle of the window. Esc and a press beside it close it; the focus goes back to where it was. */

import type { ComponentChildren, VNode } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { useBoard } from "./board_context.ts";

export interface ModalProps {
  readonly class: string;
  /** Names it, or the id of what does. */
  readonly label: string | { readonly id: string };
  readonly children: ComponentChildren;
}

export function Modal({ class: name, label, children }: ModalProps): VNode {
  const { dialog } = useBoard();
  const element = useRef<HTMLDialogElement>(null);
  // Before the next key comes: what is typed right after a shortcut is meant for the dialog.
  useLayoutEffect(() => {
    const { current } = element;
    const before = document.activeElement;
    current?.showModal();
    // Else its first button has the focus, and its tooltip stands there.
    const first = current?.querySelector<HTMLElement>("[data-first]");
    (first ?? current)?.focus();
    if (first instanceof HTMLInputElement) first.select();
    return () => {
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, []);
  return (
    <dialog
      ref={element}
      class={`modal ${name}`}
      tabIndex={-1}
      {...typeof label === "string" ? { "aria-label": label } : { "aria-labelledby": label.id }}
      onClose={() => (dialog.value = undefined)}
      onPointerDown={({ target }) => target === element.current && element.current?.close()}
    >
      {children}
    </dialog>
  );
}
