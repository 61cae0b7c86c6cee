/** What a tool is: a pure machine from input to edits. Knows no DOM, no clock, no renderer. */

import type { Draft } from "../../../core/board/draft.ts";
import type { Edit } from "../../../core/board/edit.ts";
import type { Color, ShapeId } from "../../../core/board/shape.ts";
import type { Box } from "../../../core/geometry/box.ts";
import type { Vec } from "../../../core/geometry/vec.ts";
import type { SceneView } from "../scene.ts";

/** In the order of the toolbar. */
export const TOOLS = [
  "select",
  "hand",
  "pen",
  "eraser",
  "rectangle",
  "ellipse",
  "line",
  "arrow",
  "text",
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
  readonly color: Color;
  readonly size: number;
  readonly textSize: number;
  /** CSS pixels a world unit. */
  readonly zoom: number;
  readonly newId: () => ShapeId;
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
  /** The tool in hand from now on. */
  readonly next?: ToolId;
  readonly write?: WriteTarget;
}

export interface Shows {
  readonly draft?: Draft;
  readonly marquee?: Box;
  /** Shapes about to be erased. */
  readonly fading?: readonly ShapeId[];
  /** The pointer holds something. */
  readonly grabbing?: boolean;
}

/** Which text to open for writing: one that is there, or a new one whose first line is centred on the point. */
export type WriteTarget =
  | { readonly kind: "existing"; readonly id: ShapeId }
  | { readonly kind: "new"; readonly at: Vec };

export interface Tool<State> {
  readonly id: ToolId;
  readonly idle: State;
  step(state: State, event: ToolEvent, context: ToolContext): Step<State>;
}
