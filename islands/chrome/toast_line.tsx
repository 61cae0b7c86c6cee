/** One line for what has just happened; it goes by itself. */

import type { VNode } from "preact";
import { useEffect } from "preact/hooks";
import { useBoard } from "./board_context.ts";

/** Long enough to read it. */
const shownMs = (text: string) => 2_400 + 45 * text.length;

export function ToastLine(): VNode {
  const { toast } = useBoard();
  const shown = toast.value;
  useEffect(() => {
    if (!shown) return;
    const timer = setTimeout(() => {
      toast.value = undefined;
    }, shownMs(shown.text));
    return () => clearTimeout(timer);
  }, [shown]);
  return (
    <div class="toast-place" role="status" aria-live="polite">
      {shown && <div class="toast" key={shown.serial}>{shown.text}</div>}
    </div>
  );
}
