/** How lines and arrows are painted: a shaft along its way, and a head at either end. Pure. */

import { arcContour, type Contour, ellipse, polygon, roundedLine } from "../../geometry/contour.ts";
import type { Vec } from "../../geometry/vec.ts";
import { unreachable } from "../../unreachable.ts";
import { ARROW_HEAD, headLength } from "../bounds.ts";
import {
  type ConnectorPath,
  connectorPath,
  pathHeadings,
  pathLength,
  pathPoint,
  trimPath,
} from "../connector_path.ts";
import type { Arrow, Head, Line } from "../shape.ts";
import { dashesFor } from "./fill.ts";
import type { PaintCommand } from "./painting.ts";

export function lineCommands(shape: Line): PaintCommand[] {
  const [x, y] = shape.to;
  return [line(polygon([{ x: 0, y: 0 }, { x, y }], { closed: false }), shape)];
}

export function arrowCommands(shape: Arrow): PaintCommand[] {
  const { size, heads = PLAIN_HEADS, color } = shape;
  const path = connectorPath(shape);
  const length = pathLength(path);
  // All line and no room: an arrow just begun is a dot.
  if (length <= size) return [line(contourOf(path, size), { ...shape, dash: "solid" })];
  // A short arrow has short heads, or it would be all head.
  const most = (heads.every((head) => head !== "none") ? 0.45 : 0.7) * length;
  const reach = Math.min(headLength(size), most);
  const headings = pathHeadings(path);
  const ends = [
    { head: heads[0], at: pathPoint(path, 0), heading: headings.start },
    { head: heads[1], at: pathPoint(path, 1), heading: headings.end },
  ] as const;
  const shaft = trimPath(path, {
    start: shortened(heads[0], { size, reach }),
    end: shortened(heads[1], { size, reach }),
  });
  const drawn = ends.map((end) => headAt({ ...end, size, reach }));
  const areas = drawn.flatMap(({ area }) => area), lines = drawn.flatMap(({ lines }) => lines);
  const shaftContour = contourOf(shaft, size);
  const dashes = dashesFor(shaftContour, shape);
  const paint = { tone: "ink", color } as const;
  const commands: PaintCommand[] = [];
  if (areas.length > 0) commands.push({ op: "area", contour: areas, paint });
  if (!dashes) {
    commands.push({ op: "line", contour: [...shaftContour, ...lines], width: size, dashes, paint });
  } else {
    commands.push({ op: "line", contour: shaftContour, width: size, dashes, paint });
    if (lines.length > 0) {
      commands.push({ op: "line", contour: lines, width: size, dashes: undefined, paint });
    }
  }
  return commands;
}

const PLAIN_HEADS: readonly [Head, Head] = ["none", "arrow"];
/** Between the shaft and each side of an open head, and of a filled one, in radians. */
const OPEN_ANGLE = 0.48;
const FILLED_ANGLE = 0.42;
/** A dot's radius, and half a bar's length, over the head's. */
const DOT = 0.4;
const BAR = 0.55;
/** An elbow's corners are rounded by so much, and by its width. */
const ELBOW_CORNER = 6;

function line(contour: Contour, { color, size, dash = "solid" }: Line | Arrow): PaintCommand {
  return {
    op: "line",
    contour,
    width: size,
    dashes: dashesFor(contour, { dash, size }),
    paint: { tone: "ink", color },
  };
}

function contourOf(path: ConnectorPath, size: number): Contour {
  return path.kind === "arc" ? arcContour(path.arc) : roundedLine(path.points, ELBOW_CORNER + size);
}

/** How much of the shaft a head takes. The round ends of lines are drawn back by half of their width, to end at the tip. */
function shortened(head: Head, { size, reach }: { readonly size: number; readonly reach: number }): number {
  switch (head) {
    case "none":
      return 0;
    case "arrow":
    case "bar":
      return size / 2;
    case "triangle":
      return reach * Math.cos(FILLED_ANGLE) * 0.8;
    case "dot":
      return reach * DOT;
    default:
      return unreachable(head);
  }
}

interface HeadAt {
  readonly head: Head;
  readonly at: Vec;
  /** Of length 1, out of the line. */
  readonly heading: Vec;
  readonly size: number;
  readonly reach: number;
}

/** What of a head is filled, and what is drawn as lines are. */
function headAt({ head, at, heading, size, reach }: HeadAt): { area: Contour; lines: Contour } {
  const back = (ahead: number, aside: number): Vec => ({
    x: at.x - heading.x * ahead - heading.y * aside,
    y: at.y - heading.y * ahead + heading.x * aside,
  });
  const sides = (from: number, angle: number) => {
    const ahead = from + reach * Math.cos(angle), aside = reach * Math.sin(angle);
    return [back(ahead, aside), back(from, 0), back(ahead, -aside)];
  };
  switch (head) {
    case "none":
      return { area: [], lines: [] };
    case "arrow":
      return { area: [], lines: polygon(sides(size / 2, OPEN_ANGLE), { closed: false }) };
    case "triangle":
      return { area: polygon(sides(0, FILLED_ANGLE), { closed: true }), lines: [] };
    case "dot": {
      const radius = reach * DOT, { x, y } = back(radius, 0);
      const box = { minX: x - radius, minY: y - radius, maxX: x + radius, maxY: y + radius };
      return { area: ellipse(box), lines: [] };
    }
    case "bar": {
      const aside = Math.max(reach * BAR, Math.min(size, ARROW_HEAD.least));
      return { area: [], lines: polygon([back(size / 2, aside), back(size / 2, -aside)], { closed: false }) };
    }
    default:
      return unreachable(head);
  }
}
