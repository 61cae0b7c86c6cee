/** The engine as others see it: what it is given, what it tells, what can be asked of it. */

import type { Draft } from "../../core/board/draft.ts";
import type { BoardChange, Edit } from "../../core/board/edit.ts";
import type { Theme } from "../../core/board/palette.ts";
import type { Looks } from "../../core/board/looks.ts";
import type { Shape, ShapeId, ShapeKind } from "../../core/board/shape.ts";
import type { Box } from "../../core/geometry/box.ts";
import type { Vec } from "../../core/geometry/vec.ts";
import type { Camera } from "./camera.ts";
import type { HoveredLink } from "./hovered_link.ts";
import type { EngineAction, PageAction } from "./input/actions.ts";
import type { Options } from "./options.ts";
import type { Pasteboard } from "./paste_api.ts";
import type { RemotePeer } from "./remote.ts";
import type { BoardPictures, Renderer } from "./render/view.ts";
import type { CommonStyle, Style, StyleProp } from "./style.ts";
import type { Finding } from "./search.ts";
import type { ToolId } from "./tools/tool.ts";

export interface EngineOptions {
  readonly container: HTMLElement;
  readonly createRenderer: (container: HTMLElement) => Renderer;
  readonly host: EngineHost;
  readonly newId: () => ShapeId;
  /** This person, as in `Shape.by`. */
  readonly me: string;
  readonly theme: Theme;
  readonly readOnly: boolean;
}

/** Whom the engine tells. It changes no scene by itself: the host answers `edits` by `apply`, at once. */
export interface EngineHost {
  /** Edits of one `step` in a row are one step of undo. */
  edits(edits: readonly Edit[], step?: string): void;
  /** The gesture on its way, for others to see; at most once a frame. */
  draft(draft: Draft | undefined): void;
  /** Where the pointer is; undefined when it is not over the canvas. At most once a frame. */
  pointer(at: Vec | undefined): void;
  /** What of the world is in view, when it is another; at most once a frame. */
  looked(view: Box): void;
  undo(): void;
  redo(): void;
  /** A key asked for something that the page does; whether there was something to do. */
  action(action: PageAction): boolean;
  changed(state: EngineState): void;
  /** A right click or a long press asks for a menu there, in CSS pixels of the canvas; what it is about is selected. */
  menu(at: Vec<"screen">): void;
  /** This person's, as others see their cursor: `#rrggbb`. */
  color(): string;
  /** Somebody tried to change a board that they may only look at; once a gesture. */
  refused(): void;
  /** Somebody asked for something whose code could not be loaded. */
  missing(): void;
}

/** What the chrome shows. A new object whenever anything in it is new. */
export interface EngineState {
  readonly tool: ToolId;
  /** What is in hand. */
  readonly style: Style;
  readonly options: Options;
  readonly zoom: number;
  readonly selection: readonly ShapeId[];
  /** Around what is selected, in CSS pixels of the canvas; undefined with no selection, and while a gesture runs. */
  readonly selectionBox: Box | undefined;
  /** Of what is selected, each once. */
  readonly kinds: readonly ShapeKind[];
  /** All that is selected is locked: there is nothing to do with it but to unlock it. */
  readonly locked: boolean;
  /** Something that is selected is in a group. */
  readonly grouped: boolean;
  /** What all that is selected has in common: what differs is not in it. With no selection, what is in hand. */
  readonly shown: CommonStyle;
  /** What of the style means something to what is selected, or to the tool in hand. */
  readonly applicable: readonly StyleProp[];
  /** Paper and layers. */
  readonly looks: Looks;
  /** The link of what the pointer is over, with a tool that does not draw. */
  readonly hoveredLink: HoveredLink | undefined;
  /** There is a drawing, and nothing of it is in view. */
  readonly astray: boolean;
  /** All of the drawing is in view. */
  readonly whole: boolean;
  /** Nothing is on the board, and nobody is about to put something there. */
  readonly empty: boolean;
}

/** What a map of the whole board is made of. */
export interface Overview extends Pick<Renderer, "changes" | "map"> {
  /** Around all that is drawn; none of an empty board. */
  readonly drawing: Box | undefined;
  readonly view: Box;
  /** Calls after each frame, until the returned function is called. */
  watch(seen: () => void): () => void;
}

export interface Engine {
  readonly state: EngineState;
  /** What goes out to other places and comes in from there. */
  readonly pasteboard: Pasteboard;
  readonly pictures: BoardPictures;
  readonly camera: Camera;
  /** Shapes on the board. */
  readonly count: number;
  get(id: ShapeId): Shape | undefined;
  apply(change: BoardChange): void;
  /** Does what a key or a menu asks for; whether there was something to do. */
  run(action: EngineAction): boolean;
  /** For what is drawn next, and for what is selected. */
  setStyle(change: Partial<Style>): void;
  setOptions(change: Partial<Options>): void;
  /** Selects what of these is on the board. */
  select(ids: readonly ShapeId[]): void;
  /** Makes edits as one step of undo, unless one may only look. */
  edit(edits: readonly Edit[]): void;
  /** Exactly there, at once. */
  look(camera: Camera): void;
  /** This world point comes to the middle of the canvas, at once. */
  lookAt(middle: Vec, zoom: number): void;
  /** Where nothing of the drawing is in view, looks at all of it, at once. */
  seek(): void;
  /** This world point comes to the middle of the canvas, before long. */
  glideTo(middle: Vec): void;
  readonly overview: Overview;
  /** Selects these and moves about until they are in view. */
  reveal(ids: readonly ShapeId[]): void;
  /** What is written on the board, and has this in it. */
  search(query: string): readonly Finding[];
  /** What a screen reader says of what is selected; "" when nothing is. */
  describeSelection(): string;
  setReadOnly(readOnly: boolean): void;
  setTheme(theme: Theme): void;
  setCursors(peers: readonly RemotePeer[]): void;
  showDraft(from: number, draft: Draft | undefined): void;
  /** Resolves when all that is in view is drawn and sharp. */
  settled(): Promise<void>;
  focus(): void;
  dispose(): void;
}
