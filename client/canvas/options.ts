/** How tools behave, as this person likes it. Plain data. */

import { BOX_KINDS } from "../../core/board/shape.ts";
import type { WheelWay } from "./input/wheel.ts";

export const ERASERS = ["whole", "partial", "mine"] as const;
/** Takes away whole shapes, or only what it passes over, or only what one has made oneself. */
export type EraserMode = (typeof ERASERS)[number];

export const FIGURES = [...BOX_KINDS, "line", "polyline"] as const;
export type FigureTool = (typeof FIGURES)[number];

export interface Options {
  readonly eraser: EraserMode;
  /** A tool stays in hand after its gesture. */
  readonly keepTool: boolean;
  /** What is moved or resized catches on the edges and middles of others. Ctrl turns it round for a moment. */
  readonly snapToShapes: boolean;
  /** What is drawn, moved or resized catches on the paper's grid. */
  readonly snapToGrid: boolean;
  /** A pen held still at the end of a stroke makes a figure of it. */
  readonly figures: boolean;
  /** The layer that new shapes lie on; "": the one that every board has. */
  readonly layer: string;
  /** The figure drawn last: what the figures' button and its key take in hand. */
  readonly figure: FigureTool;
  /** Letters, digits and signs by themselves are shortcuts. Where they get in the way of speech input, they are not. */
  readonly singleKeys: boolean;
  readonly wheel: WheelWay;
}

export const FIRST_OPTIONS: Options = {
  eraser: "whole",
  keepTool: false,
  snapToShapes: true,
  snapToGrid: false,
  figures: true,
  layer: "",
  figure: "rectangle",
  singleKeys: true,
  wheel: "pan",
};
