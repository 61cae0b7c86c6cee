/** Paintings as the browser's own paths, and drawing them. Knows neither tiles nor when to draw what. */

import type { PaintCommand, Painting } from "../../../core/board/paint/painting.ts";
import { type CssPaint, cssPaint, type Paint } from "../../../core/board/paint_colors.ts";
import type { Theme } from "../../../core/board/palette.ts";
import type { Font } from "../../../core/board/shape.ts";
import type { Contour } from "../../../core/geometry/contour.ts";
import type { Ring } from "../../../core/geometry/ink.ts";
import { unreachable } from "../../../core/unreachable.ts";
import type { Context2D } from "./spare_canvas.ts";

export interface Sketch extends Omit<Painting, "commands"> {
  readonly parts: readonly Part[];
  /** Nothing in it overlaps. */
  readonly flat: boolean;
  /** Of which its letters are. */
  readonly font: Font | undefined;
  /** About how many numbers it holds. */
  readonly weight: number;
}

export interface SketchLook {
  readonly theme: Theme;
  /** Device pixels a world unit. */
  readonly scale: number;
  readonly kit: SketchKit;
  /** `none`: frames are see-through. */
  readonly sheet?: "none" | undefined;
}

/** Draws what is rarer than ink. */
export interface SketchKit {
  hatch(context: Context2D, part: Hatch, look: PartLook): void;
  text(context: Context2D, part: Command<"text">, look: PartLook): void;
  picture(context: Context2D, part: Command<"picture">, look: PartLook): void;
}

export interface PartLook extends Pick<SketchLook, "theme" | "scale"> {
  readonly alpha: number;
}

export type Command<Op extends PaintCommand["op"]> = Extract<PaintCommand, { readonly op: Op }>;

type Part =
  | { readonly op: "fill"; readonly path: Path2D; readonly paint: Paint }
  | (Omit<Command<"line">, "contour"> & { readonly path: Path2D })
  | Hatch
  | Command<"text">
  | Command<"picture">;

export type Hatch = Omit<Command<"hatch">, "area" | "lines"> & {
  readonly area: Path2D;
  readonly lines: Path2D;
};

export function createSketch({ commands, ...painting }: Painting): Sketch {
  let weight = 32;
  let font: Font | undefined;
  const parts = commands.map((command): Part => {
    switch (command.op) {
      case "ink":
        for (const ring of command.rings) weight += ring.length * 2;
        return { op: "fill", path: ringsPath(command.rings), paint: command.paint };
      case "area":
        weight += command.contour.length * 4;
        return { op: "fill", path: contourPath(command.contour), paint: command.paint };
      case "line": {
        const { contour, ...line } = command;
        weight += contour.length * 4;
        return { ...line, path: contourPath(contour) };
      }
      case "hatch":
        weight += command.area.length * 4 + command.lines.length * 3;
        return { ...command, area: contourPath(command.area), lines: contourPath(command.lines) };
      case "text":
        font = command.font;
        for (const { text } of command.lines) weight += text.length + 8;
        return command;
      case "picture":
        return command;
      default:
        return unreachable(command);
    }
  });
  return { ...painting, parts, flat: parts.length < 2, font, weight };
}

/** Draws where the context's transform puts the shape's `xy`, in the context's alpha. Leaves the transform anywhere. */
export function drawSketch(context: Context2D, { parts, turn }: Sketch, look: SketchLook): void {
  if (turn) {
    context.translate(turn.about.x, turn.about.y);
    context.rotate(turn.angle);
    context.translate(-turn.about.x, -turn.about.y);
  }
  const alpha = context.globalAlpha;
  for (const part of parts) {
    drawPart(context, part, { ...look, alpha });
    context.globalAlpha = alpha;
  }
}

/** Of closed rings, each drawn smoothly through the middles of its sides. */
export function ringsPath(rings: readonly Ring[]): Path2D {
  const path = new Path2D();
  for (const ring of rings) addRing(path, ring);
  return path;
}

/** Lines thinner than this many device pixels would fade away. */
export const LEAST_LINE_PX = 0.7;
/** Dashes and hatching closer than this are seen as one tone. */
export const PLAIN_BELOW_PX = 2.5;

function drawPart(context: Context2D, part: Part, look: PartLook & SketchLook): void {
  const { theme, scale, kit } = look;
  switch (part.op) {
    case "fill":
      if (look.sheet === "none" && part.paint.tone === "sheet") return;
      fillWith(context, cssPaint(part.paint, theme), look);
      return context.fill(part.path);
    case "line": {
      const { dashes, width } = part;
      const dashed = dashes !== undefined && (dashes[0] + dashes[1]) * scale >= PLAIN_BELOW_PX;
      strokeWith(context, cssPaint(part.paint, theme), look);
      context.lineWidth = Math.max(width, LEAST_LINE_PX / scale);
      if (dashed) context.setLineDash([...dashes]);
      context.stroke(part.path);
      if (dashed) context.setLineDash([]);
      return;
    }
    case "hatch":
      return kit.hatch(context, part, look);
    case "text":
      return kit.text(context, part, look);
    case "picture":
      return kit.picture(context, part, look);
    default:
      return unreachable(part);
  }
}

export function fillWith(
  context: Context2D,
  { color, alpha }: CssPaint,
  look: { readonly alpha: number },
): void {
  context.fillStyle = color;
  context.globalAlpha = look.alpha * alpha;
}

export function strokeWith(
  context: Context2D,
  { color, alpha }: CssPaint,
  look: { readonly alpha: number },
): void {
  context.strokeStyle = color;
  context.globalAlpha = look.alpha * alpha;
  context.lineCap = context.lineJoin = "round";
}

function contourPath(contour: Contour): Path2D {
  const path = new Path2D();
  for (const step of contour) {
    switch (step[0]) {
      case "M":
        path.moveTo(step[1], step[2]);
        break;
      case "L":
        path.lineTo(step[1], step[2]);
        break;
      case "C":
        path.bezierCurveTo(step[1], step[2], step[3], step[4], step[5], step[6]);
        break;
      case "Z":
        path.closePath();
        break;
      default:
        unreachable(step);
    }
  }
  return path;
}

function addRing(path: Path2D, ring: Ring): void {
  const n = ring.length;
  let x = ring[n - 2] ?? 0, y = ring[n - 1] ?? 0;
  path.moveTo((x + (ring[0] ?? 0)) / 2, (y + (ring[1] ?? 0)) / 2);
  for (let i = 0; i < n; i += 2) {
    x = ring[i] ?? 0;
    y = ring[i + 1] ?? 0;
    const next = i + 2 < n ? i + 2 : 0;
    path.quadraticCurveTo(x, y, (x + (ring[next] ?? 0)) / 2, (y + (ring[next + 1] ?? 0)) / 2);
  }
  path.closePath();
}
