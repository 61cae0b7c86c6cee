/** What sees a figure in ink: the port through which a pen asks, so that it can draw before the code for it is there. */

import type { Shape, ShapeId, Stroke } from "../../../core/board/shape.ts";
import type { DrawnFigure } from "../../../core/geometry/drawn_figure.ts";
import type { Vec } from "../../../core/geometry/vec.ts";
import type { Style } from "../style.ts";

export interface Recognition {
  /** `unit`: world units a CSS pixel. */
  recognise(points: readonly Vec[], look: { readonly unit: number }): DrawnFigure | undefined;
  pulled(figure: DrawnFigure, from: Vec, to: Vec): DrawnFigure;
  /** In the style in hand, as its own tool would have drawn it. */
  figureShape(figure: DrawnFigure, placed: Placed): Shape;
  /** A line drawn with a nib that figures do not have: a stroke of two points. */
  straightStroke(way: { readonly from: Vec; readonly to: Vec }, stroke: StraightStroke): Stroke;
}

export interface Placed {
  readonly id: ShapeId;
  readonly z: string;
  readonly style: Style;
  readonly zoom: number;
}

export type StraightStroke = Omit<Stroke, "kind" | "xy" | "points"> & { readonly zoom: number };
