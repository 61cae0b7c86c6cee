/** The help button; the dialog behind it is fetched when first asked for. */

import { CircleQuestionMark } from "lucide";
import { useSignal } from "@preact/signals";
import type { ComponentType, VNode } from "preact";
import { useEffect } from "preact/hooks";
import { say } from "../state/board_state.ts";
import { useBoard } from "./board_context.ts";
import { IconButton } from "./icon_button.tsx";

export function HelpButton(): VNode {
  const { helpOpen } = useBoard();
  return (
    <div class="panel wide-only">
      <IconButton
        icon={CircleQuestionMark}
        label="Keyboard shortcuts"
        keys="?"
        tip={{ align: "end" }}
        onPress={() => (helpOpen.value = true)}
      />
    </div>
  );
}

export function Help(): VNode | null {
  const board = useBoard();
  const { helpOpen } = board;
  const dialog = useSignal<{ readonly Dialog: ComponentType } | undefined>(undefined);
  useEffect(() => {
    if (!helpOpen.value || dialog.peek()) return;
    import("./help_dialog.tsx").then(
      (loaded) => (dialog.value = { Dialog: loaded.default }),
      () => {
        helpOpen.value = false;
        say(board, "The help could not be loaded. Are you offline?");
      },
    );
  }, [helpOpen.value]);
  if (!helpOpen.value || !dialog.value) return null;
  const { Dialog } = dialog.value;
  return <Dialog />;
}
