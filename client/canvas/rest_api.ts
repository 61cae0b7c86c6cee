/**
 * The rest of the canvas: all that it can do but draw with a pen and move about. Its code comes after the first painting;
 * until then something stands in its place that leaves everything as it is. Knows no code of the rest itself.
 */

import type { ShapeChange } from "../../core/board/draft.ts";
import type { Edit } from "../../core/board/edit.ts";
import type { Shape, ShapeId } from "../../core/board/shape.ts";
import type { MeasureText } from "../../core/board/text_layout.ts";
import type { Vec } from "../../core/geometry/vec.ts";
import type { BoundArrows } from "./bound_arrows.ts";
import type { CommandPort } from "./commands/command.ts";
import type { LaterCommands } from "./commands/commands.ts";
import type { Held } from "./desk.ts";
import type { Machines } from "./gesture_runner.ts";
import type { LinkHover } from "./hovered_link.ts";
import type { LaserTrails } from "./laser_trails.ts";
import type { Trace } from "./marks.ts";
import type { Pasteboard } from "./paste_api.ts";
import type { Pointed } from "./pointing.ts";
import type { Remote } from "./remote.ts";
import type { BoardPictures, SelectionView, Swatch } from "./render/view.ts";
import type { Finding } from "./search.ts";
import type { Target } from "./target.ts";
import type { Handle, HandlePointer, Hold } from "./tools/select_handles.ts";
import type { Recognition } from "./tools/recognition.ts";
import type { PointerKind, Shows, ToolId } from "./tools/tool.ts";
import type { Writing } from "./writing.ts";

export interface Rest {
  readonly machines: Machines;
  readonly commands: Partial<LaterCommands>;
  readonly recognition: Recognition | undefined;
  readonly measure: MeasureText;
  readonly arrows: BoundArrows;
  readonly remote: Remote;
  readonly lasers: LaserTrails;
  readonly links: LinkHover;
  readonly writing: Writing;
  readonly pasteboard: Pasteboard;
  /** What of a shape can be hit. */
  targetOf(shape: Shape): Target;
  /** What is selected, to take hold of; undefined while that cannot be told. */
  held(selection: readonly ShapeId[]): Held | undefined;
  selectionView(held: Held & { readonly hold: Hold }, look: SelectionLook): SelectionView | undefined;
  /** What the pointer is over. */
  pointedAt(at: Vec, by: { readonly hold: Hold | undefined; readonly pointer: PointerKind }): Pointed;
  /** A CSS cursor. */
  handleCursor(handle: Handle, angle: number): string;
  /** What an eyedropper would pick there. */
  swatch(at: Vec, by: { readonly pointer: PointerKind; readonly fill: boolean }): Swatch | undefined;
  /** The frame that a new shape belongs to. */
  frameOf(shape: Shape): ShapeId | undefined;
  /** What an arrow could hold on to. */
  outlineOf(id: ShapeId): readonly Trace[];
  changed(changes: readonly ShapeChange[]): readonly Shape[];
  /** Something else is selected. `scale`: device pixels a world unit. */
  warmPictures(selection: readonly ShapeId[], scale: number): void;
  search(query: string): readonly Finding[];
  describe(selection: readonly ShapeId[]): string;
  dispose(): void;
}

export interface SelectionLook extends HandlePointer {
  readonly shows: Shows;
  readonly tool: ToolId;
}

/** What the rest may do to the canvas. */
export interface RestPort extends CommandPort {
  readonly container: HTMLElement;
  readonly pictures: BoardPictures;
  /** Tells the host; edits of one `step` in a row are one step of undo. */
  tell(edits: readonly Edit[], step: string): void;
  /** What is written changed. */
  typed(): void;
  /** Writing is over; `id` is the shape kept, if any. */
  written(id: ShapeId | undefined): void;
  menu(at: Vec<"screen">): void;
  color(): string;
}

export type CreateRest = (port: RestPort) => Rest;

/** There is nothing on the board but one's own first strokes, and all of it is as it seems. */
export const NO_REST: Rest = {
  machines: {},
  commands: {},
  recognition: undefined,
  measure: () => 0,
  arrows: {
    apply: (change) => change,
    follow: (drafts) => ({ drafts, instead: [] }),
    completed: (edits) => edits,
  },
  remote: {
    drafts: [],
    instead: [],
    setPeers: () => {},
    show: () => {},
    settle: () => {},
    cursors: () => ({ cursors: [], changesIn: undefined }),
  },
  lasers: { setPeers: () => {}, show: () => {}, at: () => ({ trails: [], changesIn: undefined }) },
  links: { now: undefined, look: () => false },
  writing: {
    id: undefined,
    rest: undefined,
    caretLine: undefined,
    draft: undefined,
    start: () => {},
    finish: () => {},
    press: () => {},
    place: () => {},
    merge: () => {},
    restyle: () => {},
  },
  pasteboard: { copied: [], paste: () => [], putPictures: () => [], putText: () => [] },
  targetOf: () => ({ path: { points: [], solid: false }, more: [], reach: 0 }),
  held: () => undefined,
  selectionView: () => undefined,
  pointedAt: () => ({ handle: undefined, hovered: [] }),
  handleCursor: () => "default",
  swatch: () => undefined,
  frameOf: () => undefined,
  outlineOf: () => [],
  changed: () => [],
  warmPictures: () => {},
  search: () => [],
  describe: () => "",
  dispose: () => {},
};
