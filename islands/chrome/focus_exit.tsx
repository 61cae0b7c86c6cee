/** The way back from the board alone: seen when the pointer comes near, and always on a touch screen. */

import { Minimize2 } from "lucide";
import type { VNode } from "preact";
import { useBoard } from "./board_context.ts";
import { Icon } from "./icon.tsx";
import { useKeys } from "./shortcut_keys.ts";

export function FocusExit(): VNode | null {
  const { focused } = useBoard();
  const keys = useKeys("focus");
  if (!focused.value) return null;
  return (
    <div class="focus-exit">
      <button type="button" class="button" onClick={() => (focused.value = false)}>
        <Icon of={Minimize2} size={16} />
        Show everything again
        {keys && <span class="key tablet-up">{keys}</span>}
      </button>
    </div>
  );
}
