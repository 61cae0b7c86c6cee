/** All that the chrome shows, as signals. Fed by the controller; knows neither how the canvas nor how the session works. */

import type { ComponentType } from "preact";
import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals-core";
import type { Engine, EngineState } from "../../client/canvas/engine.ts";
import type { Identity } from "../../client/local/identity.ts";
import type { ThemeChoice } from "../../client/local/preferences.ts";
import type { RemotePeer, Session, Status } from "../../client/sync/session.ts";
import type { Role } from "../../core/board/capability.ts";
import type { Theme } from "../../core/board/palette.ts";
import type { BoardScreenProps } from "../board_props.ts";
import type { ConnectionWords } from "./connection_words.ts";

export interface Toast {
  readonly text: string;
  /** Counts up, so that the same words said twice are shown anew. */
  readonly serial: number;
}

/** `opening`: the page stands, nothing runs yet. `open`: the canvas can be drawn on. */
export type Stage = "opening" | "open";

/** What lies behind the frame's buttons: fetched once the canvas can be drawn on. */
export interface Panels {
  readonly ConnectionPanel: ComponentType<{ readonly words: ConnectionWords }>;
  readonly MenuPanel: ComponentType<{ readonly close: () => void }>;
  readonly MoreToolsPanel: ComponentType<{ readonly close: () => void }>;
  readonly PeoplePanel: ComponentType;
  readonly RecentList: ComponentType;
  readonly SharePanel: ComponentType;
  readonly StylePanel: ComponentType;
}

export interface BoardState {
  readonly props: BoardScreenProps;
  readonly stage: Signal<Stage>;
  readonly engine: Signal<Engine | undefined>;
  readonly session: Signal<Session | undefined>;
  readonly panels: Signal<Panels | undefined>;
  readonly view: Signal<EngineState>;
  readonly status: Signal<Status | undefined>;
  readonly peers: Signal<readonly RemotePeer[]>;
  /** Setting it renames this person everywhere. */
  readonly me: Signal<Identity | undefined>;
  readonly title: Signal<string>;
  /** What the link says. */
  readonly role: Signal<Role>;
  /** By its link or by the server's word, this person may only look. Known once the board is open. */
  readonly viewing: ReadonlySignal<boolean>;
  /** The link's key, as it stands in the address bar; only one that fits this board. */
  readonly key: Signal<string | undefined>;
  /** Setting it keeps it, too. */
  readonly themeChoice: Signal<ThemeChoice>;
  readonly systemTheme: Signal<Theme>;
  readonly theme: ReadonlySignal<Theme>;
  readonly canUndo: Signal<boolean>;
  readonly canRedo: Signal<boolean>;
  readonly toast: Signal<Toast | undefined>;
  /** Keys are written as a Mac does. */
  readonly mac: Signal<boolean>;
  readonly helpOpen: Signal<boolean>;
  /** Somebody has drawn or pressed on this board since the page was opened: what lies over it makes way. */
  readonly touched: Signal<boolean>;
}

/** What both the server and the browser's first rendering show. */
export function createBoardState(props: BoardScreenProps): BoardState {
  const themeChoice = signal<ThemeChoice>("system");
  const systemTheme = signal<Theme>("light");
  const stage = signal<Stage>("opening");
  const role = signal<Role>(props.open ? "edit" : "view");
  const status = signal<Status | undefined>(undefined);
  return {
    props,
    stage,
    engine: signal(undefined),
    session: signal(undefined),
    panels: signal(undefined),
    view: signal<EngineState>(BEFORE_THE_ENGINE),
    status,
    peers: signal([]),
    me: signal(undefined),
    title: signal(""),
    role,
    viewing: computed(() =>
      stage.value === "open" && (role.value === "view" || status.value?.readOnly === true)
    ),
    key: signal(undefined),
    themeChoice,
    systemTheme,
    theme: computed(() => themeChoice.value === "system" ? systemTheme.value : themeChoice.value),
    canUndo: signal(false),
    canRedo: signal(false),
    toast: signal(undefined),
    mac: signal(false),
    helpOpen: signal(false),
    touched: signal(false),
  };
}

/** Shows one line for a few seconds. */
export function say(state: BoardState, text: string): void {
  state.toast.value = { text, serial: (state.toast.peek()?.serial ?? 0) + 1 };
}

const BEFORE_THE_ENGINE: EngineState = {
  tool: "pen",
  color: "ink",
  size: 4,
  textSize: 24,
  zoom: 1,
  selection: [],
  shownColor: "ink",
  shownSize: 4,
  sizes: "lines",
  empty: false,
};
