/** The help button. */

import { CircleQuestionMark } from "lucide";
import type { VNode } from "preact";
import { IconButton } from "./icon_button.tsx";
import { useKeys } from "./shortcut_keys.ts";
import { useRun } from "./use_run.ts";

export function HelpButton(): VNode {
  const run = useRun();
  return (
    <div class="panel wide-only">
      <IconButton
        icon={CircleQuestionMark}
        label="Keyboard shortcuts"
        keys={useKeys("help")}
        tip={{ align: "end" }}
        onPress={() => run("help")}
      />
    </div>
  );
}
