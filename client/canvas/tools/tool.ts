/** What a tool is: a pure machine from input to edits. Knows no DOM, no clock, no renderer. */

import type { Draft } from "../../../core/board/draft.ts";
import type { Edit } from "../../../core/board/edit.ts";
import type { Shape, ShapeId } from "../../../core/board/shape.ts";
import type { MeasureText } from "../../../core/board/text_layout.ts";
import type { Box } from "../../../core/geometry/box.ts";
import type { Vec } from "../../../core/geometry/vec.ts";
import type { Guide, Outline, Trace } from "../marks.ts";
import type { Options } from "../options.ts";
import type { SceneView } from "../scene.ts";
import type { Style } from "../style.ts";
import type { Recognition } from "./recognition.ts";

/** In the order of the toolbar. */
export const TOOLS = [
  "select",
  "lasso",
  "hand",
  "pen",
  "highlighter",
  "eraser",
  "laser",
  "rectangle",
  "ellipse",
  "diamond",
  "triangle",
  "star",
  "cloud",
  "bubble",
  "line",
  "polyline",
  "arrow",
  "text",
  "note",
  "frame",
  "bucket",
  "eyedropper",
] as const;
export type ToolId = (typeof TOOLS)[number];

export interface Modifiers {
  readonly shift: boolean;
  readonly alt: boolean;
  /** Ctrl, or on a Mac Command. */
  readonly mod: boolean;
}

/** One place the pointer was at; `pressure` is 0 to 1. */
export interface Sample {
  readonly world: Vec;
  readonly screen: Vec<"screen">;
  readonly pressure: number;
}

export type PointerKind = "mouse" | "pen" | "touch";

export type ToolEvent =
  /** `clicks`: 2 for the second of a double click. */
  | { readonly type: "down"; readonly at: Sample; readonly with: Pressed; readonly clicks: 1 | 2 }
  /** `samples`: all places since the last event, at least one, oldest first. None is new when only a key changed. */
  | {
    readonly type: "move";
    readonly samples: readonly Sample[];
    /** Where the browser expects the pointer next, for what is shown alone: it may be wrong. */
    readonly predicted?: readonly Sample[];
    /** The pointer has rested for a while, and a tool may make something of it; nothing else is new. */
    readonly held?: true;
    readonly with: Pressed;
  }
  | { readonly type: "up"; readonly at: Sample; readonly with: Pressed }
  /** The gesture never was: Esc, a second finger, the system took the pointer. */
  | { readonly type: "cancel" };

export interface Pressed extends Modifiers {
  readonly pointer: PointerKind;
}

/** What a tool may look at. */
export interface ToolContext {
  readonly scene: SceneView;
  readonly selection: readonly ShapeId[];
  readonly style: Style;
  readonly options: Options;
  /** This person, as in `Shape.by`. */
  readonly me: string;
  /** CSS pixels a world unit. */
  readonly zoom: number;
  /** What of the world is seen. */
  readonly view: Box;
  /** How wide letters are. */
  readonly measure: MeasureText;
  readonly newId: () => ShapeId;
  /** Absent while its code is on its way: ink stays ink then. */
  readonly recognition?: Recognition | undefined;
}

/** What a step leads to. `shows` is all that is to be seen of the gesture now: what is absent is gone. */
export interface Step<State> {
  readonly state: State;
  readonly shows?: Shows;
  /** One gesture's: applied as one transaction. */
  readonly edits?: readonly Edit[];
  readonly selection?: readonly ShapeId[];
  /** The drawing is dragged by this much. */
  readonly pan?: Vec<"screen">;
  /** The tool in hand from now on; `before`: the one that was in hand before this one. */
  readonly next?: ToolId | "before";
  /** In hand from now on, and given to what is selected. */
  readonly style?: Partial<Style>;
  readonly write?: WriteTarget;
}

export interface Shows {
  readonly draft?: Draft;
  readonly marquee?: Box;
  /** Shapes about to be erased. */
  readonly fading?: readonly ShapeId[];
  /** Shapes as they will be, in place of those on the board with their ids. */
  readonly instead?: readonly Shape[];
  /** Shapes of which nothing is to be seen. */
  readonly hidden?: readonly ShapeId[];
  /** The pointer holds something. */
  readonly grabbing?: boolean;
  /** The box of what is selected as it is now, while a handle of it is dragged. */
  readonly outline?: Outline;
  /** What is dragged catches on these. */
  readonly guides?: readonly Guide[];
  /** How large it is by now, or how far turned. */
  readonly reading?: string;
  /** A line drawn around what is to be selected. */
  readonly lasso?: Trace;
  /** What an arrow would be bound to if it were let go now. */
  readonly binding?: readonly ShapeId[];
  /** A CSS cursor, while it is another than the tool's. */
  readonly cursor?: string;
}

/** Which text to open for writing: one that is there, or a new one whose first line is centred on the point. */
export type WriteTarget =
  | { readonly kind: "existing"; readonly id: ShapeId }
  /** With a width its lines break there. */
  | { readonly kind: "new"; readonly at: Vec; readonly width?: number };

/** Where the pointer is while nothing is pressed. */
export interface Hover {
  readonly at: Sample;
  readonly with: Pressed;
}

export interface Tool<State> {
  readonly id: ToolId;
  readonly idle: State;
  step(state: State, event: ToolEvent, context: ToolContext): Step<State>;
  /** For those that go on between one press and the next, or show what a press would do. undefined: the pointer left. */
  hover?(state: State, hover: Hover | undefined, context: ToolContext): Step<State>;
  /** Enter, or another tool is taken in hand: what is unfinished is ended as it is. undefined: nothing is. */
  finish?(state: State, context: ToolContext): Step<State> | undefined;
}
