/** Lining up what is selected. */

import type { VNode } from "preact";
import { labelOf } from "../../client/canvas/input/shortcuts.ts";
import { ALIGN_ICONS, type AlignAction } from "./align_icons.ts";
import { useBoard } from "./board_context.ts";
import { IconButton } from "./icon_button.tsx";
import { useRun } from "./use_run.ts";

const ROWS: readonly (readonly AlignAction[])[] = [
  ["align.left", "align.centre", "align.right"],
  ["align.top", "align.middle", "align.bottom"],
  ["distribute.x", "distribute.y"],
  ["stack.x", "stack.y"],
];

/** Between two there is nothing to make even. */
const LEAST_TO_DISTRIBUTE = 3;

export function AlignPanel(): VNode {
  const run = useRun();
  const { selection } = useBoard().view.value;
  const idle = (action: AlignAction) =>
    action.startsWith("distribute") && selection.length < LEAST_TO_DISTRIBUTE;
  return (
    <div class="align-panel">
      {ROWS.map((actions) => (
        <div class="align-row" key={actions[0]}>
          {actions.map((action) => (
            <IconButton
              key={action}
              icon={ALIGN_ICONS[action]}
              label={labelOf(action)}
              disabled={idle(action)}
              onPress={() => run(action)}
            />
          ))}
        </div>
      ))}
    </div>
  );
}
