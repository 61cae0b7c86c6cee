/** The outlines of closed figures in their boxes, and where their labels go. Pure; knows no colours. */

import {
  boxOfContour,
  type Contour,
  type ContourStep,
  ellipse,
  mapped,
  roundedBox,
  roundedPolygon,
} from "../geometry/contour.ts";
import type { Box } from "../geometry/box.ts";
import type { Vec } from "../geometry/vec.ts";
import { unreachable } from "../unreachable.ts";
import { flipping } from "./flipping.ts";
import type { BoxKind, BoxShape, Pair } from "./shape.ts";

/** Relative to the shape's `xy`, before its angle; all within the box from 0, 0 to its `wh`. */
export function figureContour({ kind, wh, flip = "none" }: Pick<BoxShape, "kind" | "wh" | "flip">): Contour {
  const contour = outlineOf(kind, wh);
  // What looks the same in a mirror is left alone: its dashes stay where they are.
  return MIRRORED.has(kind) ? mapped(contour, flipping(flip, wh)) : contour;
}

/** Where the label is written: within the outline, with some room around it. */
export function labelBox({ kind, wh, size, flip = "none" }: BoxShape): Box {
  const [x, y, width, height] = LABELS[kind];
  const gap = size / 2 + Math.min(LABEL_GAP, LABEL_GAP_SHARE * Math.min(...wh));
  const corner = flipping(flip, wh);
  const a = corner({ x: x * wh[0], y: y * wh[1] });
  const b = corner({ x: (x + width) * wh[0], y: (y + height) * wh[1] });
  const middle = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
  const across = Math.max(0, Math.abs(b.x - a.x) / 2 - gap),
    down = Math.max(0, Math.abs(b.y - a.y) / 2 - gap);
  return { minX: middle.x - across, minY: middle.y - down, maxX: middle.x + across, maxY: middle.y + down };
}

const MIRRORED: ReadonlySet<BoxKind> = new Set(["triangle", "star", "cloud", "bubble"]);
/** World units, or a part of the shorter side. */
const CORNER = 8;
const CORNER_SHARE = 1 / 5;
const LABEL_GAP = 12;
const LABEL_GAP_SHARE = 0.06;
/** Of a bubble's height, how much is its body and not its tail; and where the tail leaves it and ends, across. */
const BODY = 0.78;
const TAIL = { from: 0.2, to: 0.4, tip: 0.14 };
const BUBBLE_CORNER_SHARE = 0.28;
/** A star's inner corners, as a share of the way out. */
const STAR_WAIST = 0.46;

/** x, y, width and height as shares of the box. */
const LABELS: Record<BoxKind, readonly [number, number, number, number]> = {
  rectangle: [0, 0, 1, 1],
  // The largest box in an ellipse: 1/√2 of each side.
  ellipse: [0.1464, 0.1464, 0.7072, 0.7072],
  diamond: [0.25, 0.25, 0.5, 0.5],
  triangle: [0.25, 0.46, 0.5, 0.52],
  star: [0.28, 0.36, 0.44, 0.36],
  cloud: [0.19, 0.2, 0.62, 0.6],
  bubble: [0.03, 0.025, 0.94, BODY - 0.05],
};

function outlineOf(kind: BoxKind, [width, height]: Pair): Contour {
  const box = { minX: 0, minY: 0, maxX: width, maxY: height };
  const radius = Math.min(CORNER, CORNER_SHARE * Math.min(width, height));
  const at = (x: number, y: number): Vec => ({ x: x * width, y: y * height });
  switch (kind) {
    case "rectangle":
      return roundedBox(box, radius);
    case "ellipse":
      return ellipse(box);
    case "diamond":
      return roundedPolygon([at(0.5, 0), at(1, 0.5), at(0.5, 1), at(0, 0.5)], radius);
    case "triangle":
      return roundedPolygon([at(0.5, 0), at(1, 1), at(0, 1)], radius);
    case "star":
      return roundedPolygon(starCorners().map(({ x, y }) => at(x, y)), radius / 2);
    case "cloud":
      return cloud([width, height]);
    case "bubble":
      return bubble([width, height]);
    default:
      return unreachable(kind);
  }
}

/** Five points, the first at the top, in a box from 0, 0 to 1, 1 that they fill. */
function starCorners(): Vec[] {
  const corners = Array.from({ length: 10 }, (_, i) => {
    const out = i % 2 === 0 ? 1 : STAR_WAIST;
    const angle = i * Math.PI / 5;
    return { x: Math.sin(angle) * out, y: -Math.cos(angle) * out };
  });
  const right = Math.sin(2 * Math.PI / 5), bottom = Math.cos(Math.PI / 5);
  return corners.map(({ x, y }) => ({ x: (x + right) / (2 * right), y: (y + 1) / (1 + bottom) }));
}

/** A speech bubble: a body with round corners, and a tail at the lower left that grows with it. */
function bubble([width, height]: Pair): Contour {
  const bottom = height * BODY;
  const radius = BUBBLE_CORNER_SHARE * Math.min(width, bottom);
  const body = roundedBox({ minX: 0, minY: 0, maxX: width, maxY: bottom }, radius);
  // The body runs clockwise from the top left: its bottom side is drawn to where the lower left corner begins.
  const corner = body.findIndex((step) => step[0] === "L" && step[2] === bottom && step[1] < width / 2);
  const left = Math.max(TAIL.from * width, radius), right = Math.max(TAIL.to * width, left);
  const tip = { x: TAIL.tip * width, y: height };
  const tail: ContourStep[] = [
    ["L", right, bottom],
    [
      "C",
      right - (right - tip.x) * 0.2,
      bottom + (height - bottom) * 0.5,
      tip.x + (right - tip.x) * 0.4,
      height * 0.96,
      tip.x,
      tip.y,
    ],
    [
      "C",
      tip.x + (left - tip.x) * 0.6,
      height - (height - bottom) * 0.25,
      left,
      bottom + (height - bottom) * 0.4,
      left,
      bottom,
    ],
  ];
  return [...body.slice(0, corner), ...tail, ...body.slice(corner)];
}

/** How large a cloud's bumps are to each other, over and over; and one's width over the shorter side. */
const BUMPS = [1, 1.3, 0.9, 1.2, 1.05, 1.35, 0.85];
const BUMP = 0.46;
/** How far a bump's handles reach over its width: nearly half a circle. */
const BULGE = 0.72;

/** Bumps around an ellipse, more of them the longer it is, so that they stay round when the cloud is stretched. */
function cloud([width, height]: Pair): Contour {
  const short = Math.max(Math.min(width, height), 1e-6), ratio = Math.max(width, height) / short;
  // Ramanujan's first approximation of an ellipse's circumference, over its shorter side.
  const around = Math.PI / 2 * (3 * (ratio + 1) - Math.sqrt((3 * ratio + 1) * (ratio + 3)));
  const count = Math.min(40, Math.max(7, Math.round(around / BUMP)));
  const sizes = Array.from({ length: count }, (_, i) => BUMPS[i % BUMPS.length] ?? 1);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const rim = evenlyAround([width, height]);
  let done = 0;
  const corners = sizes.map((size) => rim((done += size) / total));
  const steps: ContourStep[] = [];
  corners.forEach((to, i) => {
    const from = corners.at(i - 1) ?? to;
    if (i === 0) steps.push(["M", from.x, from.y]);
    const dx = to.x - from.x, dy = to.y - from.y;
    // Clockwise, so outside is to the left of the way.
    const outX = dy * BULGE, outY = -dx * BULGE;
    const spread = 0.12;
    steps.push([
      "C",
      from.x + outX - dx * spread,
      from.y + outY - dy * spread,
      to.x + outX + dx * spread,
      to.y + outY + dy * spread,
      to.x,
      to.y,
    ]);
  });
  steps.push(["Z"]);
  return filling(steps, [width, height]);
}

/** From a share of the way round an ellipse to the place there. */
function evenlyAround([width, height]: Pair): (share: number) => Vec {
  const COUNT = 128;
  const at = (i: number): Vec => {
    const angle = 2 * Math.PI * i / COUNT - Math.PI * 0.8;
    return { x: width / 2 * (1 + Math.cos(angle)), y: height / 2 * (1 + Math.sin(angle)) };
  };
  const lengths = [0];
  for (let i = 1; i <= COUNT; i++) {
    const a = at(i - 1), b = at(i);
    lengths.push((lengths[i - 1] ?? 0) + Math.hypot(b.x - a.x, b.y - a.y));
  }
  const whole = lengths[COUNT] ?? 0;
  return (share) => {
    const goal = share * whole;
    const i = Math.max(1, lengths.findIndex((length) => length >= goal));
    const from = lengths[i - 1] ?? 0, to = lengths[i] ?? whole;
    return at(i - 1 + (to > from ? (goal - from) / (to - from) : 0));
  };
}

/** Stretched to the box exactly. */
function filling(contour: Contour, [width, height]: Pair): Contour {
  const box = boxOfContour(contour);
  if (!box) return contour;
  const across = box.maxX - box.minX, down = box.maxY - box.minY;
  return mapped(contour, ({ x, y }) => ({
    x: across > 0 ? (x - box.minX) / across * width : 0,
    y: down > 0 ? (y - box.minY) / down * height : 0,
  }));
}
