/** Everything that can be done, found by a few letters of its name. */

import { useSignal } from "@preact/signals";
import { Search } from "lucide";
import type { VNode } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { showKeys } from "../../client/canvas/input/shortcuts.ts";
import { MOST_COMMANDS } from "../../client/local/preferences.ts";
import { useBoard } from "./board_context.ts";
import { type Command, commandsFor } from "./command_list.ts";
import { Icon } from "./icon.tsx";
import { Modal } from "./modal.tsx";
import { useRun } from "./use_run.ts";

const LIST = "palette-list";
const optionId = (i: number) => `palette-${i}`;

export function CommandPalette(): VNode {
  const board = useBoard();
  const run = useRun();
  const typed = useSignal("");
  const at = useSignal(0);
  const list = useRef<HTMLUListElement>(null);
  const recent = board.recentCommands.value;
  const commands = commandsFor({ typed: typed.value, recent, viewing: board.viewing.value });
  const chosen = Math.min(at.value, commands.length - 1);
  useLayoutEffect(() => {
    list.current?.querySelector("[aria-selected='true']")?.scrollIntoView({ block: "nearest" });
  }, [chosen, typed.value]);

  const pick = ({ action }: Command) => {
    board.dialog.value = undefined;
    board.recentCommands.value = [action, ...recent.filter((other) => other !== action)].slice(
      0,
      MOST_COMMANDS,
    );
    // Once the dialog has given the focus back: what is run may want it.
    setTimeout(() => {
      board.engine.peek()?.focus();
      run(action);
    });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const last = commands.length - 1;
    const command = commands[chosen];
    if (event.key === "ArrowDown") at.value = chosen >= last ? 0 : chosen + 1;
    else if (event.key === "ArrowUp") at.value = chosen <= 0 ? last : chosen - 1;
    else if (event.key === "Enter" && !event.isComposing && command) pick(command);
    else return;
    event.preventDefault();
  };
  return (
    <Modal class="palette" label="All commands">
      <div class="palette-field">
        <Icon of={Search} size={18} />
        <input
          data-first
          type="text"
          role="combobox"
          aria-label="Search commands"
          aria-expanded="true"
          aria-controls={LIST}
          aria-autocomplete="list"
          aria-activedescendant={commands.length > 0 ? optionId(chosen) : undefined}
          placeholder="What do you want to do?"
          autocomplete="off"
          spellcheck={false}
          onInput={({ currentTarget }) => {
            typed.value = currentTarget.value;
            at.value = 0;
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <ul ref={list} id={LIST} class="palette-list" role="listbox" aria-label="Commands">
        {commands.map((command, i) => (
          <li
            key={command.action}
            id={optionId(i)}
            class="palette-option"
            role="option"
            aria-selected={i === chosen}
            onPointerMove={() => (at.value = i)}
            onClick={() => pick(command)}
          >
            <span class="palette-name">
              <Marked text={command.label} hits={command.hits} />
            </span>
            <span class="palette-group">
              {typed.value === "" && recent.includes(command.action) ? "Used lately" : command.group}
            </span>
            {command.keys && <kbd class="key">{showKeys(command.keys, { mac: board.mac.value })}</kbd>}
          </li>
        ))}
      </ul>
      {commands.length === 0 && <p class="palette-none">Nothing is called that. Try another word.</p>}
      <span class="hidden-text" role="status">
        {commands.length === 1 ? "1 command" : `${commands.length} commands`}
      </span>
    </Modal>
  );
}

/** The letters that were typed stand out. */
function Marked({ text, hits }: { readonly text: string; readonly hits: readonly number[] }): VNode {
  return <>{[...text].map((letter, i) => hits.includes(i) ? <mark key={i}>{letter}</mark> : letter)}</>;
}
