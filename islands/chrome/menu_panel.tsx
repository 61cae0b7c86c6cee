/** What is in the menu: what is needed seldom. */

import { Eye, Keyboard, Maximize, Minus, Monitor, Moon, Plus, SquarePlus, Sun } from "lucide";
import type { IconNode } from "lucide";
import type { VNode } from "preact";
import type { ThemeChoice } from "../../client/local/preferences.ts";
import { say } from "../state/board_state.ts";
import { copyText } from "../state/clipboard.ts";
import { shareLinks } from "../state/link.ts";
import { createBoard } from "../state/new_board.ts";
import { useBoard } from "./board_context.ts";
import { Icon } from "./icon.tsx";
import { IconButton } from "./icon_button.tsx";

export function MenuPanel({ close }: { readonly close: () => void }): VNode {
  const board = useBoard();
  const copyViewLink = async () => {
    const { view } = shareLinks(location.origin, board.props.boardId, { role: "view", key: undefined });
    say(board, await copyText(view) ? "View link copied" : "The browser did not let us copy");
  };
  const makeBoard = async () => {
    const made = await createBoard();
    if (made.ok) location.assign(made.path);
    else say(board, made.reason);
  };
  return (
    <>
      <Item icon={SquarePlus} text="New board" onPick={() => void makeBoard().finally(close)} />
      <Item icon={Eye} text="Copy view link" onPick={() => void copyViewLink().finally(close)} />
      <Item
        icon={Keyboard}
        text="Keyboard shortcuts"
        keys="?"
        onPick={() => {
          close();
          board.helpOpen.value = true;
        }}
      />
      <hr class="menu-line" />
      <ZoomRow />
      <ThemeRow />
    </>
  );
}

interface ItemProps {
  readonly icon: IconNode;
  readonly text: string;
  readonly keys?: string;
  onPick(): void;
}

function Item({ icon, text, keys, onPick }: ItemProps): VNode {
  return (
    <button type="button" class="menu-item" onClick={onPick}>
      <Icon of={icon} size={18} />
      {text}
      {keys && <span class="key tablet-up">{keys}</span>}
    </button>
  );
}

/** Where the window has no room for the zoom bar. */
function ZoomRow(): VNode {
  const { engine, view } = useBoard();
  return (
    <div class="menu-row narrow-only">
      <span>Zoom</span>
      <span class="menu-zoom">
        <IconButton icon={Minus} iconSize={18} label="Zoom out" onPress={() => engine.peek()?.zoomOut()} />
        <button
          type="button"
          class="zoom-value"
          aria-label="Zoom to 100 %"
          onClick={() => engine.peek()?.resetZoom()}
        >
          {Math.round(view.value.zoom * 100)} %
        </button>
        <IconButton icon={Plus} iconSize={18} label="Zoom in" onPress={() => engine.peek()?.zoomIn()} />
        <IconButton
          icon={Maximize}
          iconSize={18}
          label="Zoom to fit"
          onPress={() => engine.peek()?.fitAll()}
        />
      </span>
    </div>
  );
}

const THEMES: readonly { readonly choice: ThemeChoice; readonly name: string; readonly icon: IconNode }[] = [
  { choice: "light", name: "Light", icon: Sun },
  { choice: "dark", name: "Dark", icon: Moon },
  { choice: "system", name: "As the system", icon: Monitor },
];

function ThemeRow(): VNode {
  const { themeChoice } = useBoard();
  return (
    <div class="menu-row">
      <span id="theme-label">Theme</span>
      <span class="segments" role="group" aria-labelledby="theme-label">
        {THEMES.map(({ choice, name, icon }) => (
          <button
            type="button"
            class="segment"
            key={choice}
            aria-label={name}
            title={name}
            aria-pressed={themeChoice.value === choice}
            onClick={() => (themeChoice.value = choice)}
          >
            <Icon of={icon} size={16} />
          </button>
        ))}
      </span>
    </div>
  );
}
