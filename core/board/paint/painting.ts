/** What is to be painted for a shape, as data: commands that a canvas and an SVG writer follow alike. */

import type { Contour } from "../../geometry/contour.ts";
import type { Ring } from "../../geometry/ink.ts";
import type { Vec } from "../../geometry/vec.ts";
import type { Paint } from "../paint_colors.ts";
import type { Align, Pair, Picture } from "../shape.ts";
import type { Face, TextLine } from "../text_layout.ts";

/** World units relative to the shape's `xy`. */
export interface Painting {
  /** All of it, clockwise about a point. */
  readonly turn: { readonly angle: number; readonly about: Vec } | undefined;
  /** Of all commands together: where they overlap does not show. */
  readonly opacity: number;
  readonly blend: Blend;
  readonly commands: readonly PaintCommand[];
}

/** `under`: of each colour channel the darker wins by day, the lighter by night: as if it lay beneath ink. */
export type Blend = "over" | "under";

/** Joins and caps are round. */
export type PaintCommand =
  /** Filled by the nonzero rule, each ring drawn smoothly through the middles of its sides (see ink.ts). */
  | { readonly op: "ink"; readonly rings: readonly Ring[]; readonly paint: Paint }
  /** Filled by the nonzero rule. */
  | { readonly op: "area"; readonly contour: Contour; readonly paint: Paint }
  | {
    readonly op: "line";
    readonly contour: Contour;
    readonly width: number;
    /** How long it is drawn and left out, in turn; none: drawn all along. */
    readonly dashes: Pair | undefined;
    readonly paint: Paint;
  }
  /** Lines across an area, and only in it. */
  | {
    readonly op: "hatch";
    readonly area: Contour;
    readonly lines: Contour;
    readonly width: number;
    readonly spacing: number;
    readonly paint: Paint;
  }
  | TextCommand
  | {
    readonly op: "picture";
    readonly picture: PictureFile;
    /** What of it is seen, in shares of the whole. */
    readonly crop: NonNullable<Picture["crop"]>;
    readonly wh: Pair;
    /** Factors: -1 where left and right, or top and bottom, changed places. */
    readonly mirror: Pair;
  };

/** What of a picture does not depend on where and how it is shown. */
export type PictureFile = Pick<Picture, "asset" | "natural" | "preview">;

export interface TextCommand extends Face {
  readonly op: "text";
  readonly lines: readonly TextLine[];
  readonly size: number;
  readonly align: Align;
  /** Where its lines begin, have their middle, or end: what `align` says. */
  readonly x: number;
  /** Of the first line. */
  readonly baseline: number;
  readonly lineHeight: number;
  /** A factor for widths, where this browser's letters are wider than those that the box was made for. */
  readonly squeeze: number;
  readonly paint: Paint;
  /** Around the letters, under them. */
  readonly halo: Paint | undefined;
}
