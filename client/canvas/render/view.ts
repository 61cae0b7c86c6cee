/** What the engine asks of a renderer: the port between deciding what is seen and drawing it. */

import type { PictureSource } from "../../assets/picture_source.ts";
import type { Draft } from "../../../core/board/draft.ts";
import type { Looks } from "../../../core/board/looks.ts";
import type { Theme } from "../../../core/board/palette.ts";
import type { Color, Shape, ShapeId } from "../../../core/board/shape.ts";
import type { Box } from "../../../core/geometry/box.ts";
import type { Vec } from "../../../core/geometry/vec.ts";
import type { Camera, Size } from "../camera.ts";
import type { Guide, Trace } from "../marks.ts";
import type { TileImage } from "./tile_message.ts";

/** Another person's pointer, where it is to be drawn in this frame. */
export interface RemoteCursor {
  readonly at: Vec;
  readonly name: string;
  /** `#rrggbb`. */
  readonly color: string;
  /** 0 to 1: idle people fade. */
  readonly opacity: number;
}

/** What is seen of what is selected. */
export interface SelectionView {
  /** Of what is selected, unless it is too much. */
  readonly each: readonly Trace[];
  /** Around all of it. */
  readonly around: Trace | undefined;
  /** Where it can be taken hold of: corners of a box, turned as that is, and single points. */
  readonly corners: readonly Vec[];
  readonly rounds: readonly Vec[];
  /** For a mouse, or for a finger. */
  readonly grip: "fine" | "coarse";
  readonly locked: boolean;
  /** How large it is by now, or how far turned. */
  readonly reading: string | undefined;
}

/** What is left to see of a laser pointer's way. */
export interface LaserTrail {
  /** `#rrggbb`. */
  readonly color: string;
  /** `glow` is 1 while it is fresh, 0 when it is gone. */
  readonly places: readonly (Vec & { readonly glow: number })[];
}

/** What an eyedropper would pick. */
export interface Swatch {
  readonly at: Vec;
  readonly color: Color;
}

/** All that lies above the tiles in one frame. World coordinates. */
export interface OverlayView {
  /** Own and others' gestures on their way. A `move` draft draws its shapes at their offset, not where they were. */
  readonly drafts: readonly Draft[];
  readonly selection: SelectionView | undefined;
  /** What a click would select. */
  readonly hovered: readonly Trace[];
  /** What an arrow would hold on to. */
  readonly binding: readonly Trace[];
  readonly marquee: Box | undefined;
  readonly lasso: Trace | undefined;
  /** What something that is dragged catches on. */
  readonly guides: readonly Guide[];
  /** Shapes under the eraser: drawn at 32 %. */
  readonly fading: readonly ShapeId[];
  /** Shapes as they will be, drawn in place of those with their ids. The same object is the same picture. */
  readonly instead: readonly Shape[];
  /** Not drawn: what is edited in a field of its own, and what an eraser has left nothing of. */
  readonly hidden: readonly ShapeId[];
  readonly lasers: readonly LaserTrail[];
  readonly swatch: Swatch | undefined;
  readonly cursors: readonly RemoteCursor[];
}

/** The board's pictures, as far as others than the painter have to do with them. */
export interface BoardPictures extends Pick<PictureSource, "load"> {
  /** What this browser has of a picture, though the server may not. */
  offer(asset: string, blob: Blob): void;
}

/** The whole board, as far as it is drawn. */
export interface MapPicture {
  /** The part of the world that the image shows. */
  readonly box: Box;
  /** None: nothing is drawn. Whoever asked for it releases it. */
  readonly image: TileImage | undefined;
}

export interface Renderer {
  readonly pictures: BoardPictures;
  /** Puts or replaces shapes. A small change is on screen in the next frame, before its tiles are. */
  put(shapes: readonly Shape[]): void;
  remove(ids: readonly ShapeId[]): void;
  resize(size: Size, devicePixelRatio: number): void;
  setTheme(theme: Theme): void;
  /** The paper, and which layers are seen, in what order. */
  setLooks(looks: Looks): void;
  /** Draws now: call it inside an animation frame. Costs nothing that grows with the board. */
  frame(camera: Camera, overlay: OverlayView): void;
  /** Resolves when every tile in view is sharp and up to date for the last frame's camera. */
  settled(): Promise<void>;
  /** Counts the changes of what is drawn, other than those of a gesture on its way. */
  readonly changes: number;
  /** The whole board as one picture of at most so many device pixels, once nothing in view is missing. */
  map(px: Size): Promise<MapPicture>;
  dispose(): void;
}
