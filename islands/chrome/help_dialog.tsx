/** The shortcuts, all of them, from the table that the keys go by; and the switch for those of a single key. */

import { X } from "lucide";
import type { VNode } from "preact";
import { showKeys } from "../../client/canvas/input/shortcuts.ts";
import { useBoard } from "./board_context.ts";
import { helpGroups } from "./help_groups.ts";
import { IconButton } from "./icon_button.tsx";
import { Modal } from "./modal.tsx";
import { SwitchRow } from "./switch_row.tsx";

export function HelpDialog(): VNode {
  const { dialog, engine, mac, view } = useBoard();
  const { singleKeys } = view.value.options;
  return (
    <Modal class="help" label={{ id: "help-title" }}>
      <div class="help-head">
        <h2 id="help-title">Keyboard shortcuts</h2>
        <IconButton
          icon={X}
          label="Close"
          tip={{ side: "below", align: "end" }}
          onPress={() => (dialog.value = undefined)}
        />
      </div>
      <div class="help-switch">
        <SwitchRow
          name="Single-key shortcuts"
          about="Off, letters and signs by themselves do nothing: good where speech input or a keyboard aid types them."
          on={singleKeys}
          onChange={(on) => engine.peek()?.setOptions({ singleKeys: on })}
        />
      </div>
      <div class="help-body" tabIndex={0} role="group" aria-label="All shortcuts">
        {helpGroups().map(({ name, rows }) => (
          <section class="help-group" key={name}>
            <h3>{name}</h3>
            {rows.map(({ label, keys }) => (
              <div class="help-row" key={label}>
                <span>{label}</span>
                <span class="help-keys">
                  {keys.map((each) => (
                    <kbd class="key" key={each} data-off={!singleKeys && isSingle(each)}>
                      {showKeys(each, { mac: mac.value })}
                    </kbd>
                  ))}
                </span>
              </div>
            ))}
          </section>
        ))}
      </div>
    </Modal>
  );
}

/** One character, perhaps with Shift: what the switch turns off. */
function isSingle(keys: string): boolean {
  return /^(Shift\+)?[^\s]$/u.test(keys) && !/[←→↑↓]/.test(keys);
}
