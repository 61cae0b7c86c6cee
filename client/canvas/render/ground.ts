/**
 * The ground: its colour, and the paper's dots or lines. They stay with the world and keep their density when one
 * zooms: the finest fade in as they get room, and every other one of them is there already.
 */

import type { Paper } from "../../../core/board/looks.ts";
import { GROUND, PALETTE, type Theme } from "../../../core/board/palette.ts";
import { unreachable } from "../../../core/unreachable.ts";
import { GRID } from "../grid.ts";
import type { ViewPlacement } from "./composition.ts";

export interface Ground {
  paint(context: CanvasRenderingContext2D, view: ViewPlacement, look: GroundLook): void;
}

export interface GroundLook {
  readonly theme: Theme;
  readonly dpr: number;
  readonly paper: Paper;
}

/** One of the two densities that are seen at a time. Device pixels. */
interface Ruling {
  readonly step: number;
  readonly alpha: number;
}

/** CSS pixels. The finest dots or lines fade in from this distance to twice as much. */
const LEAST_DISTANCE: Readonly<Record<Exclude<Paper, "plain">, number>> = {
  dots: 12,
  lines: 16,
  squares: 14,
  isometric: 18,
};
const DOT_RADIUS = 1.1;
const DOT_ALPHA = 0.13;
const LINE_ALPHA = 0.075;
/** Where three lines meet, they must not be louder than two. */
const ISOMETRIC_ALPHA = 0.06;
const SLOPE = Math.tan(Math.PI / 6);

export function createGround(): Ground {
  const dots = createDots();
  return {
    paint(context, view, { theme, dpr, paper }) {
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.fillStyle = GROUND[theme];
      context.fillRect(0, 0, view.size.width, view.size.height);
      if (paper === "plain") return;
      const full = paper === "dots" ? DOT_ALPHA : paper === "isometric" ? ISOMETRIC_ALPHA : LINE_ALPHA;
      for (const ruling of rulings(view, LEAST_DISTANCE[paper] * dpr, full)) {
        context.globalAlpha = ruling.alpha;
        context.fillStyle = context.strokeStyle = PALETTE.ink[theme];
        switch (paper) {
          case "dots":
            dots(context, view, { ...ruling, radius: DOT_RADIUS * dpr });
            break;
          case "squares":
            columns(context, view, { ...ruling, dpr });
            rows(context, view, { ...ruling, dpr });
            break;
          case "lines":
            rows(context, view, { ...ruling, dpr });
            break;
          case "isometric":
            isometric(context, view, { ...ruling, dpr });
            break;
          default:
            unreachable(paper);
        }
      }
      context.globalAlpha = 1;
    },
  };
}

/** The fine one and the one twice as coarse, whose dots or lines lie on every other of the fine ones. */
function rulings({ scale }: ViewPlacement, least: number, full: number): readonly Ruling[] {
  const fine = GRID * scale * 2 ** Math.ceil(Math.log2(least / (GRID * scale)));
  const faded = full * (fine / least - 1);
  // Together they have the same alpha at any zoom.
  const rest = 1 - (1 - full) / (1 - faded);
  return [{ step: fine, alpha: faded }, { step: 2 * fine, alpha: rest }].filter(({ alpha }) =>
    alpha >= 0.002
  );
}

type Dots = (
  context: CanvasRenderingContext2D,
  view: ViewPlacement,
  look: Ruling & { readonly radius: number },
) => void;

/** A row is drawn once and repeated: a hundred copies of a thin strip instead of thousands of dots. */
function createDots(): Dots {
  const strip = document.createElement("canvas");
  const stripContext = strip.getContext("2d");
  return (context, { originX, originY, size }, { step, radius }) => {
    // A canvas without size, as a hidden page has it, can be neither made nor drawn from.
    if (!stripContext || size.width === 0 || size.height === 0) return;
    // Dots sit in the middle of a device pixel, where small ones are crispest.
    const half = Math.ceil(radius) + 1, middle = half + 0.5, height = 2 * half + 1;
    if (strip.width < size.width || strip.height !== height) {
      strip.width = size.width;
      strip.height = height;
    } else stripContext.clearRect(0, 0, strip.width, strip.height);
    stripContext.fillStyle = context.fillStyle;
    stripContext.beginPath();
    for (const at of marks(originX, step, size.width + radius)) {
      stripContext.moveTo(at + 0.5 + radius, middle);
      stripContext.arc(at + 0.5, middle, radius, 0, 2 * Math.PI);
    }
    stripContext.fill();
    for (const at of marks(originY, step, size.height + radius)) {
      context.drawImage(strip, 0, Math.round(at) - half);
    }
  };
}

type Lined = Ruling & { readonly dpr: number };

/** On whole device pixels, one CSS pixel thick or a little less: never two half-lit ones. */
function rows(
  context: CanvasRenderingContext2D,
  { originY, size }: ViewPlacement,
  { step, dpr }: Lined,
): void {
  const thick = Math.max(1, Math.floor(dpr));
  for (const at of marks(originY, step, size.height)) {
    context.fillRect(0, Math.round(at - thick / 2), size.width, thick);
  }
}

function columns(
  context: CanvasRenderingContext2D,
  { originX, size }: ViewPlacement,
  { step, dpr }: Lined,
): void {
  const thick = Math.max(1, Math.floor(dpr));
  for (const at of marks(originX, step, size.width)) {
    context.fillRect(Math.round(at - thick / 2), 0, thick, size.height);
  }
}

/** Triangles: upright lines, and two families at 30° whose crossings lie on those. */
function isometric(
  context: CanvasRenderingContext2D,
  view: ViewPlacement,
  { step, alpha, dpr }: Lined,
): void {
  const { originX, originY, size } = view;
  columns(context, view, { step: step / (2 * SLOPE), alpha, dpr });
  context.lineWidth = Math.max(1, Math.floor(dpr));
  context.beginPath();
  const rise = size.width * SLOPE;
  // Falling lines are y = x · slope + n · step in the world, rising ones y = -x · slope + n · step.
  for (const at of marks(originY - originX * SLOPE - rise, step, size.height + rise)) {
    context.moveTo(0, at - rise);
    context.lineTo(size.width, at);
  }
  for (const at of marks(originY + originX * SLOPE, step, size.height + rise)) {
    context.moveTo(0, at);
    context.lineTo(size.width, at - rise);
  }
  context.stroke();
}

/** The multiples of `step` from the origin on, as distances from it. */
function* marks(origin: number, step: number, extent: number): Generator<number> {
  for (let n = Math.floor(origin / step); n * step - origin < extent; n++) yield n * step - origin;
}
