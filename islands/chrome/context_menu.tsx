/** The menu of what is selected, or of the board: where it was asked for, or on a phone as a sheet. */

import type { VNode } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { useBoard } from "./board_context.ts";
import { menuEntries } from "./menu_entries.ts";
import { MenuList } from "./menu_list.tsx";

export function ContextMenu(): VNode | null {
  const { menu } = useBoard();
  return menu.value ? <OpenMenu key={`${menu.value.at.x} ${menu.value.at.y}`} /> : null;
}

/** CSS pixels between the menu and the window's edge. */
const EDGE = 8;

function OpenMenu(): VNode {
  const board = useBoard();
  const { menu, view, viewing, engine } = board;
  const { selection, kinds, locked, grouped, looks, options } = view.value;
  const place = useRef<HTMLDivElement>(null);
  const close = () => {
    menu.value = undefined;
    engine.peek()?.focus();
  };

  useLayoutEffect(() => {
    const { current } = place;
    const at = menu.peek()?.at;
    if (!current || !at) return;
    // One that is higher than the window scrolls, and its inner lists open within it.
    current.dataset["tall"] = String(current.offsetHeight > innerHeight - 2 * EDGE);
    const { offsetWidth: width, offsetHeight: height } = current;
    current.style.setProperty("--x", `${Math.max(EDGE, Math.min(at.x, innerWidth - EDGE - width))}px`);
    current.style.setProperty("--y", `${Math.max(EDGE, Math.min(at.y, innerHeight - EDGE - height))}px`);
    const abort = new AbortController();
    let pressed = false;
    // A press beside it closes it, and is no press on the board: that would draw.
    addEventListener("pointerdown", (event) => {
      pressed = true;
      if (event.target instanceof Node && current.contains(event.target)) return;
      event.preventDefault();
      event.stopPropagation();
      menu.value = undefined;
    }, { capture: true, signal: abort.signal });
    // The finger whose long press opened it is lifted above it: that is no choice. A key's click has no detail.
    addEventListener("click", (event) => {
      if (pressed || event.detail === 0) return;
      event.preventDefault();
      event.stopPropagation();
    }, { capture: true, signal: abort.signal });
    addEventListener("blur", close, { signal: abort.signal });
    addEventListener("resize", close, { signal: abort.signal });
    return () => abort.abort();
  }, []);

  const entries = menuEntries({
    count: selection.length,
    kinds,
    locked,
    grouped,
    linked: selection.some((id) => engine.peek()?.get(id)?.link !== undefined),
    viewing: viewing.value,
    paper: looks.paper,
    snapToGrid: options.snapToGrid,
    snapToShapes: options.snapToShapes,
  });
  return (
    <>
      <div class="backdrop" />
      <div ref={place} class="context-menu" onContextMenu={(event) => event.preventDefault()}>
        <MenuList
          label={selection.length > 0 ? "What is selected" : "The board"}
          entries={entries}
          close={close}
          leave={close}
        />
      </div>
    </>
  );
}
