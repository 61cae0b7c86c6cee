/** All that the chrome shows, as signals. Fed by the controller; knows neither how the canvas nor how the session works. */

import type { ComponentType } from "preact";
import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals-core";
import type { Upload } from "../../client/assets/uploads.ts";
import type { Engine } from "../../client/canvas/engine.ts";
import { FIRST_OPTIONS } from "../../client/canvas/options.ts";
import { FIRST_STYLE, STYLE_PROPS } from "../../client/canvas/style.ts";
import type { Identity } from "../../client/local/identity.ts";
import type { ThemeChoice } from "../../client/local/preferences.ts";
import type { RemotePeer, Session, Status } from "../../client/sync/session.ts";
import type { Role } from "../../core/board/capability.ts";
import { PLAIN_LOOKS } from "../../core/board/looks.ts";
import type { Color } from "../../core/board/shape.ts";
import type { Vec } from "../../core/geometry/vec.ts";
import type { Theme } from "../../core/board/palette.ts";
import type { BoardScreenProps } from "../board_props.ts";
import type { Gate } from "./clipboard_actions.ts";
import type { ConnectionWords } from "./connection_words.ts";
import type { Place, View } from "./engine_view.ts";

export interface Toast {
  readonly text: string;
  /** Counts up, so that the same words said twice are shown anew. */
  readonly serial: number;
}

/** `opening`: the page stands, nothing runs yet. `open`: the canvas can be drawn on. */
export type Stage = "opening" | "open";

/** What lies behind the frame's buttons: fetched once the canvas can be drawn on. */
export interface Panels {
  readonly AlignPanel: ComponentType;
  readonly ConnectionPanel: ComponentType<{ readonly words: ConnectionWords }>;
  readonly EraserPanel: ComponentType<Closing>;
  readonly FigurePanel: ComponentType<Closing>;
  readonly MenuPanel: ComponentType<Closing>;
  readonly MoreToolsPanel: ComponentType<Closing>;
  readonly OrderPanel: ComponentType;
  readonly Overlays: ComponentType;
  readonly PeoplePanel: ComponentType;
  readonly RecentList: ComponentType;
  readonly SelectPanel: ComponentType<Closing>;
  readonly SharePanel: ComponentType;
  readonly StylePanel: ComponentType;
}

/** A panel that closes itself. */
interface Closing {
  readonly close: () => void;
}

/** A dialog that takes the whole attention. */
export type DialogName = "help" | "palette" | "link";

/** Where a menu is to open, in CSS pixels of the canvas. */
export interface MenuPlace {
  readonly at: Vec<"screen">;
}

export interface BoardState {
  readonly props: BoardScreenProps;
  readonly stage: Signal<Stage>;
  readonly engine: Signal<Engine | undefined>;
  readonly session: Signal<Session | undefined>;
  readonly panels: Signal<Panels | undefined>;
  readonly view: Signal<View>;
  /** Where one looks, and what is where on the screen: new in every frame while one moves about. */
  readonly place: Signal<Place>;
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
  /** A part of the page's code could not be loaded. */
  readonly incomplete: Signal<boolean>;
  /** Pictures that are not on the server yet. */
  readonly uploads: Signal<readonly Upload[]>;
  readonly retryUploads: Signal<() => void>;
  readonly discardUploads: Signal<() => void>;
  /** What comes in from outside and goes out: there once its code is. */
  readonly gate: Signal<Gate | undefined>;
  /** Keys are written as a Mac does. */
  readonly mac: Signal<boolean>;
  readonly dialog: Signal<DialogName | undefined>;
  /** The menu of what is selected, or of the board. */
  readonly menu: Signal<MenuPlace | undefined>;
  readonly layersOpen: Signal<boolean>;
  readonly searchOpen: Signal<boolean>;
  /** Nothing but the board is to be seen. */
  readonly focused: Signal<boolean>;
  /** Setting these keeps them, too. */
  readonly minimap: Signal<boolean>;
  readonly recentColors: Signal<readonly Color[]>;
  /** Actions, the last one first; of another version of the page it may be one that is none any more. */
  readonly recentCommands: Signal<readonly string[]>;
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
    view: signal<View>(BEFORE_THE_ENGINE),
    place: signal<Place>({ zoom: 1, selectionBox: undefined, hoveredLink: undefined }),
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
    incomplete: signal(false),
    uploads: signal([]),
    retryUploads: signal(() => {}),
    discardUploads: signal(() => {}),
    gate: signal(undefined),
    mac: signal(false),
    dialog: signal(undefined),
    menu: signal(undefined),
    layersOpen: signal(false),
    searchOpen: signal(false),
    focused: signal(false),
    minimap: signal(true),
    recentColors: signal([]),
    recentCommands: signal([]),
    touched: signal(false),
  };
}

/** Shows one line for a few seconds. */
export function say(state: BoardState, text: string): void {
  state.toast.value = { text, serial: (state.toast.peek()?.serial ?? 0) + 1 };
}

const BEFORE_THE_ENGINE: View = {
  tool: "pen",
  style: FIRST_STYLE,
  options: FIRST_OPTIONS,
  selection: [],
  kinds: [],
  locked: false,
  grouped: false,
  shown: FIRST_STYLE,
  applicable: STYLE_PROPS,
  looks: PLAIN_LOOKS,
  empty: false,
  astray: false,
  whole: true,
};
