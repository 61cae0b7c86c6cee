/** What the page around the canvas does when a key, a menu or the palette asks for it. */

import type { PageAction } from "../../client/canvas/input/actions.ts";
import type { Vec } from "../../core/geometry/vec.ts";
import { type BoardState, say } from "./board_state.ts";
import { focusNextBar } from "./bars.ts";
import type { Place } from "./engine_view.ts";

/** Whether there was something to do; if not, a key keeps its meaning for the browser. */
export function runPageAction(state: BoardState, action: PageAction): boolean {
  switch (action) {
    case "help":
    case "palette":
      state.menu.value = undefined;
      state.dialog.value = action;
      return true;
    case "link":
      return openLinkDialog(state);
    case "menu":
      state.menu.value = { at: menuPlace(state.place.peek()) };
      return true;
    case "next-bar":
      return focusNextBar();
    case "layers":
      state.layersOpen.value = !state.layersOpen.peek();
      return true;
    case "focus":
      state.focused.value = !state.focused.peek();
      return true;
    case "minimap":
      state.minimap.value = !state.minimap.peek();
      return true;
    case "search":
      state.searchOpen.value = true;
      return true;
    case "insert-image":
    case "copy":
    case "cut":
    case "paste":
    case "copy-png":
    case "copy-svg":
      return state.gate.peek()?.run(action) ?? false;
    default:
      return false;
  }
}

function openLinkDialog(state: BoardState): boolean {
  const { selection } = state.view.peek();
  if (state.viewing.peek()) return false;
  if (selection.length === 0) say(state, "Select what the link is for, then ask for it again");
  else state.dialog.value = "link";
  // Also with nothing selected: the browser would go to its address bar.
  return true;
}

/** Below the middle of what is selected, or the middle of the window. */
function menuPlace({ selectionBox: box }: Place): Vec<"screen"> {
  return box
    ? { x: (box.minX + box.maxX) / 2, y: (box.minY + box.maxY) / 2 }
    : { x: innerWidth / 2, y: innerHeight / 2 };
}
