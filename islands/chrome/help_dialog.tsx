/** The shortcuts, all of them, from the table that the keys go by. Loaded when first asked for. */

import { X } from "lucide";
import type { VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { type Action, SHORTCUTS, showKeys } from "../../client/canvas/input/shortcuts.ts";
import { useBoard } from "./board_context.ts";
import { IconButton } from "./icon_button.tsx";

interface Row {
  readonly label: string;
  readonly keys: readonly string[];
}

/** What belongs together, by the beginning of the action's name. */
const GROUPS: readonly {
  readonly name: string;
  readonly holds: (action: Action) => boolean;
  readonly more: readonly Row[];
}[] = [
  { name: "Tools", holds: (action) => action.startsWith("tool."), more: [] },
  {
    name: "View",
    holds: (action) => action.startsWith("zoom"),
    more: [
      { label: "Move about", keys: ["Wheel", "Space + drag"] },
      { label: "Zoom at the pointer", keys: ["Mod+Wheel", "Pinch"] },
    ],
  },
  {
    name: "Edit",
    holds: (action) => !/^(tool\.|zoom|nudge\.)/.test(action),
    more: [
      { label: "Move what is selected", keys: ["Arrow keys"] },
      { label: "Straight, square, 15° steps", keys: ["Shift + drag"] },
      { label: "This help", keys: ["?"] },
    ],
  },
];

export default function HelpDialog(): VNode {
  const { helpOpen, mac } = useBoard();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
    // Else its first button has the focus, and its tooltip stands there.
    dialog.current?.focus();
  }, []);
  const close = () => dialog.current?.close();
  return (
    <dialog
      ref={dialog}
      class="help"
      tabIndex={-1}
      aria-labelledby="help-title"
      onClose={() => (helpOpen.value = false)}
      onClick={({ target }) => target === dialog.current && close()}
    >
      <div class="help-head">
        <h2 id="help-title">Keyboard shortcuts</h2>
        <IconButton icon={X} label="Close" tip={{ side: "below", align: "end" }} onPress={close} />
      </div>
      <div class="help-body">
        {GROUPS.map(({ name, holds, more }) => (
          <section class="help-group" key={name}>
            <h3>{name}</h3>
            {[...SHORTCUTS.filter(({ action }) => holds(action)), ...more].map(({ label, keys }) => (
              <div class="help-row" key={label}>
                <span>{label}</span>
                <span class="help-keys">
                  {keys.map((each) => <kbd class="key" key={each}>{showKeys(each, { mac: mac.value })}</kbd>)}
                </span>
              </div>
            ))}
          </section>
        ))}
      </div>
    </dialog>
  );
}
