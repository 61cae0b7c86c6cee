/** What is in the menu: what is needed seldom. */

import {
  Command,
  Eye,
  Keyboard,
  Layers,
  Map,
  Maximize,
  Maximize2,
  Minus,
  Monitor,
  Moon,
  Move,
  Plus,
  SquarePlus,
  Sun,
  ZoomIn,
} from "lucide";
import type { IconNode } from "lucide";
import type { VNode } from "preact";
import type { Action } from "../../client/canvas/input/actions.ts";
import { labelOf } from "../../client/canvas/input/shortcuts.ts";
import type { WheelWay } from "../../client/canvas/input/wheel.ts";
import type { ThemeChoice } from "../../client/local/preferences.ts";
import { PAPERS } from "../../core/board/looks.ts";
import { say } from "../state/board_state.ts";
import { copyText } from "../state/clipboard.ts";
import { shareLinks } from "../state/link.ts";
import { createBoard } from "../state/new_board.ts";
import { useBoard } from "./board_context.ts";
import { Icon } from "./icon.tsx";
import { IconButton } from "./icon_button.tsx";
import { PAPER_NAMES } from "./menu_entries.ts";
import { PAPER_ICONS } from "./paper_icons.ts";
import { useKeys } from "./shortcut_keys.ts";
import { useRun } from "./use_run.ts";

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
      <hr class="menu-line" />
      <ActionItem action="palette" icon={Command} close={close} />
      {!board.viewing.value && <ActionItem action="layers" icon={Layers} close={close} />}
      <ActionItem action="minimap" icon={Map} close={close} />
      <ActionItem action="focus" icon={Maximize2} close={close} />
      <ActionItem action="help" icon={Keyboard} close={close} />
      <hr class="menu-line" />
      <ZoomRow />
      {!board.viewing.value && <PaperRow />}
      <ThemeRow />
      <WheelRow />
    </>
  );
}

interface ItemProps {
  readonly icon: IconNode;
  readonly text: string;
  readonly keys?: string | undefined;
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

interface ActionItemProps {
  readonly action: Action;
  readonly icon: IconNode;
  readonly close: () => void;
}

function ActionItem({ action, icon, close }: ActionItemProps): VNode {
  const run = useRun();
  const pick = () => {
    close();
    run(action);
  };
  return <Item icon={icon} text={labelOf(action)} keys={useKeys(action)} onPick={pick} />;
}

/** Where the window has no room for the zoom bar. */
function ZoomRow(): VNode {
  const { engine, place } = useBoard();
  return (
    <div class="menu-row narrow-only">
      <span>Zoom</span>
      <span class="menu-zoom">
        <IconButton
          icon={Minus}
          iconSize={18}
          label="Zoom out"
          onPress={() => engine.peek()?.run("zoom-out")}
        />
        <button
          type="button"
          class="zoom-value"
          aria-label="Zoom to 100 %"
          onClick={() => engine.peek()?.run("zoom-reset")}
        >
          {Math.round(place.value.zoom * 100)} %
        </button>
        <IconButton icon={Plus} iconSize={18} label="Zoom in" onPress={() => engine.peek()?.run("zoom-in")} />
        <IconButton
          icon={Maximize}
          iconSize={18}
          label="Zoom to fit"
          onPress={() => engine.peek()?.run("zoom-fit")}
        />
      </span>
    </div>
  );
}

/** The board's, for everybody on it. */
function PaperRow(): VNode {
  const { engine, view } = useBoard();
  return (
    <div class="menu-row">
      <span id="paper-label">Paper</span>
      <span class="segments" role="group" aria-labelledby="paper-label">
        {PAPERS.map((paper) => (
          <button
            type="button"
            class="segment segment-narrow"
            key={paper}
            aria-label={PAPER_NAMES[paper]}
            title={PAPER_NAMES[paper]}
            aria-pressed={view.value.looks.paper === paper}
            onClick={() => engine.peek()?.edit([{ op: "paper", paper }])}
          >
            <Icon of={PAPER_ICONS[paper]} size={16} />
          </button>
        ))}
      </span>
    </div>
  );
}

const WHEEL: readonly { readonly way: WheelWay; readonly name: string; readonly icon: IconNode }[] = [
  { way: "pan", name: "Moves the board", icon: Move },
  { way: "zoom", name: "Zooms", icon: ZoomIn },
];

/** Of no use where there is none. */
function WheelRow(): VNode {
  const { engine, view } = useBoard();
  return (
    <div class="menu-row wheel-row">
      <span id="wheel-label">Wheel</span>
      <span class="segments" role="group" aria-labelledby="wheel-label">
        {WHEEL.map(({ way, name, icon }) => (
          <button
            type="button"
            class="segment"
            key={way}
            aria-label={name}
            title={name}
            aria-pressed={view.value.options.wheel === way}
            onClick={() => engine.peek()?.setOptions({ wheel: way })}
          >
            <Icon of={icon} size={16} />
          </button>
        ))}
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
