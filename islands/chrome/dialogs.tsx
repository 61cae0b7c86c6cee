/** The dialog that is open, if one is. */

import type { VNode } from "preact";
import { useBoard } from "./board_context.ts";
import { CommandPalette } from "./command_palette.tsx";
import { HelpDialog } from "./help_dialog.tsx";
import { LinkDialog } from "./link_dialog.tsx";
import { unreachable } from "../../core/unreachable.ts";

export function Dialogs(): VNode | null {
  const { dialog } = useBoard();
  switch (dialog.value) {
    case undefined:
      return null;
    case "help":
      return <HelpDialog />;
    case "palette":
      return <CommandPalette />;
    case "link":
      return <LinkDialog />;
    default:
      return unreachable(dialog.value);
  }
}
