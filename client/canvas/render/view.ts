/** What the engine asks of a renderer: the port between deciding what is seen and drawing it. */

import type { Draft } from "../../../core/board/draft.ts";
import type { Theme } from "../../../core/board/palette.ts";
import type { Shape, ShapeId } from "../../../core/board/shape.ts";
import type { Box } from "../../../core/geometry/box.ts";
import type { Vec } from "../../../core/geometry/vec.ts";
import type { Camera, Size } from "../camera.ts";

/** Another person's pointer, where it is to be drawn in this frame. */
export interface RemoteCursor {
  readonly at: Vec;
  readonly name: string;
  /** `#rrggbb`. */
  readonly color: string;
  /** 0 to 1: idle people fade. */
  readonly opacity: number;
}

/** All that lies above the tiles in one frame. World coordinates. */
export interface OverlayView {
  /** Own and others' gestures on their way. A `move` draft draws its shapes at their offset, not where they were. */
  readonly drafts: readonly Draft[];
  /** The boxes of what is selected, unless they are too many, and the box around them all. */
  readonly selected: readonly Box[];
  readonly selection: Box | undefined;
  readonly marquee: Box | undefined;
  /** Shapes under the eraser: drawn at 32 %. */
  readonly fading: readonly ShapeId[];
  /** A text being edited in a field of its own is not drawn. */
  readonly hidden: readonly ShapeId[];
  readonly cursors: readonly RemoteCursor[];
}

export interface Renderer {
  /** Puts or replaces shapes. A small change is on screen in the next frame, before its tiles are. */
  put(shapes: readonly Shape[]): void;
  remove(ids: readonly ShapeId[]): void;
  resize(size: Size, devicePixelRatio: number): void;
  setTheme(theme: Theme): void;
  /** Draws now: call it inside an animation frame. Costs nothing that grows with the board. */
  frame(camera: Camera, overlay: OverlayView): void;
  /** Resolves when every tile in view is sharp and up to date for the last frame's camera. */
  settled(): Promise<void>;
  dispose(): void;
}
