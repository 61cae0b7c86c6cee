/** The engine as others see it: what it is given, what it tells, what can be asked of it. */

import type { Draft } from "../../core/board/draft.ts";
import type { BoardChange, Edit } from "../../core/board/edit.ts";
import type { Theme } from "../../core/board/palette.ts";
import type { Color, Shape, ShapeId } from "../../core/board/shape.ts";
import type { Box } from "../../core/geometry/box.ts";
import type { Vec } from "../../core/geometry/vec.ts";
import type { Camera } from "./camera.ts";
import type { RemotePeer } from "./remote.ts";
import type { Renderer } from "./render/view.ts";
import type { ToolId } from "./tools/tool.ts";

export interface EngineOptions {
  readonly container: HTMLElement;
  readonly createRenderer: (container: HTMLElement) => Renderer;
  readonly host: EngineHost;
  readonly newId: () => ShapeId;
  readonly theme: Theme;
  readonly readOnly: boolean;
}

/** Whom the engine tells. It changes no scene by itself: the host answers `edits` by `apply`, at once. */
export interface EngineHost {
  edits(edits: readonly Edit[]): void;
  /** The gesture on its way, for others to see; at most once a frame. */
  draft(draft: Draft | undefined): void;
  /** Where the pointer is; undefined when it is not over the canvas. At most once a frame. */
  pointer(at: Vec | undefined): void;
  /** What of the world is in view, when it is another; at most once a frame. */
  looked(view: Box): void;
  undo(): void;
  redo(): void;
  changed(state: EngineState): void;
  /** Somebody tried to change a board that they may only look at; once a gesture. */
  refused(): void;
}

/** What the chrome shows. A new object whenever anything in it is new. */
export interface EngineState {
  readonly tool: ToolId;
  readonly color: Color;
  /** World units: line width, and font size. */
  readonly size: number;
  readonly textSize: number;
  readonly zoom: number;
  readonly selection: readonly ShapeId[];
  /** What all that is selected has in common, undefined where it differs; with no selection, what is in hand. */
  readonly shownColor: Color | undefined;
  readonly shownSize: number | undefined;
  /** What a size given now is for. */
  readonly sizes: "lines" | "texts";
  /** Nothing is on the board, and nobody is about to put something there. */
  readonly empty: boolean;
}

export interface Engine {
  readonly state: EngineState;
  readonly camera: Camera;
  /** Shapes on the board. */
  readonly count: number;
  get(id: ShapeId): Shape | undefined;
  apply(change: BoardChange): void;
  setTool(id: ToolId): void;
  /** For what is drawn next, and for what is selected; so is the size. */
  setColor(color: Color): void;
  /** The font size where texts are selected or the text tool is in hand, else the line width. */
  setSize(size: number): void;
  zoomIn(): void;
  zoomOut(): void;
  resetZoom(): void;
  fitAll(): void;
  /** Exactly there, at once. */
  look(camera: Camera): void;
  /** Where nothing of the drawing is in view, looks at all of it, at once. */
  seek(): void;
  deleteSelection(): void;
  selectAll(): void;
  setReadOnly(readOnly: boolean): void;
  setTheme(theme: Theme): void;
  setCursors(peers: readonly RemotePeer[]): void;
  showDraft(from: number, draft: Draft | undefined): void;
  /** Resolves when all that is in view is drawn and sharp. */
  settled(): Promise<void>;
  focus(): void;
  dispose(): void;
}
