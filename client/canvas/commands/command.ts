/** What a command is, and what it may do to the canvas. */

import type { Edit } from "../../../core/board/edit.ts";
import type { ShapeId } from "../../../core/board/shape.ts";
import type { Vec } from "../../../core/geometry/vec.ts";
import type { Desk } from "../desk.ts";
import type { GestureRunner } from "../gesture_runner.ts";
import type { Navigation } from "../navigation.ts";
import type { SceneView } from "../scene.ts";
import type { Outcome } from "../tools/machine.ts";
import type { Modifiers, ToolContext, WriteTarget } from "../tools/tool.ts";

/** Tells whether there was something to do; if not, a key keeps its meaning for the browser. */
export type Command = (modifiers: Modifiers) => boolean;

export interface CommandPort {
  readonly scene: SceneView;
  readonly desk: Desk;
  readonly navigation: Navigation;
  readonly runner: GestureRunner;
  readonly readOnly: boolean;
  /** Where the pointer is over the canvas. */
  readonly pointer: Vec | undefined;
  /** What a tool would be given now. */
  readonly context: ToolContext;
  newId(): ShapeId;
  /** Makes the edits, unless one may only look; whether there were any. */
  change(edits: readonly Edit[]): boolean;
  /** The desk is not as it was. */
  changed(): void;
  /** Does what came of a tool's step. */
  outcome(outcome: Outcome): void;
  write(target: WriteTarget): void;
  /** Somebody took a tool that draws who may only look. */
  refused(): void;
  finishText(): void;
  undo(): void;
  redo(): void;
}
