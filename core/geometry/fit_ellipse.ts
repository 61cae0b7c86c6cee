/** The ellipse that fits a loop best. Pure. */

import type { DrawnBox } from "./drawn_figure.ts";
import type { Vec } from "./vec.ts";

export interface FittedEllipse extends DrawnBox {
  readonly kind: "ellipse";
  /** How far the loop is off it on average, over the radius there. */
  readonly off: number;
}

/** Upright where it nearly is, and a circle where it nearly is. None where the loop encloses nothing. */
export function fitEllipse(loop: readonly Vec[]): FittedEllipse | undefined {
  const middle = centroid(loop);
  if (!middle) return undefined;
  const tilt = tiltOf(loop, middle);
  const upright = fitAt(loop, { middle, angle: 0 }), tilted = fitAt(loop, { middle, angle: tilt });
  const best = upright && tilted && tilted.off < upright.off ? tilted : upright ?? tilted;
  if (best && isCircle(best)) return round(best);
  return Math.abs(tilt) <= UPRIGHT ? upright : best;
}

/** Radians. */
const UPRIGHT = 0.17;
/** The one radius over the other. */
const NEARLY_ROUND = 0.85;

function isCircle({ width, height }: FittedEllipse): boolean {
  return Math.min(width, height) >= NEARLY_ROUND * Math.max(width, height);
}

function round(figure: FittedEllipse): FittedEllipse {
  const side = (figure.width + figure.height) / 2;
  return { ...figure, width: side, height: side, angle: 0 };
}

/** Least squares of A·u² + B·v² = 1, u and v along the axes. */
function fitAt(
  loop: readonly Vec[],
  { middle, angle }: { readonly middle: Vec; readonly angle: number },
): FittedEllipse | undefined {
  const cos = Math.cos(angle), sin = Math.sin(angle);
  const squares = loop.map(({ x, y }) => {
    const dx = x - middle.x, dy = y - middle.y;
    return { u2: (dx * cos + dy * sin) ** 2, v2: (dy * cos - dx * sin) ** 2 };
  });
  let uu = 0, uv = 0, vv = 0, u = 0, v = 0;
  for (const { u2, v2 } of squares) {
    uu += u2 * u2;
    uv += u2 * v2;
    vv += v2 * v2;
    u += u2;
    v += v2;
  }
  const det = uu * vv - uv * uv;
  if (det <= 0) return undefined;
  const a = (u * vv - v * uv) / det, b = (v * uu - u * uv) / det;
  if (a <= 0 || b <= 0) return undefined;
  const off = squares.reduce((sum, { u2, v2 }) => sum + Math.abs(Math.sqrt(a * u2 + b * v2) - 1), 0) /
    squares.length;
  return { kind: "ellipse", middle, width: 2 / Math.sqrt(a), height: 2 / Math.sqrt(b), angle, off };
}

/** Of the area. */
function centroid(loop: readonly Vec[]): Vec | undefined {
  const [origin] = loop;
  if (!origin) return undefined;
  let area = 0, x = 0, y = 0;
  loop.forEach((from, i) => {
    const to = loop[(i + 1) % loop.length] ?? from;
    const ax = from.x - origin.x, ay = from.y - origin.y, bx = to.x - origin.x, by = to.y - origin.y;
    const cross = ax * by - bx * ay;
    area += cross;
    x += (ax + bx) * cross;
    y += (ay + by) * cross;
  });
  return area === 0 ? undefined : { x: origin.x + x / (3 * area), y: origin.y + y / (3 * area) };
}

/** The longer axis's angle from the horizontal or the vertical, whichever is nearer: within 45° of 0. */
function tiltOf(loop: readonly Vec[], middle: Vec): number {
  let xx = 0, xy = 0, yy = 0;
  for (const { x, y } of loop) {
    xx += (x - middle.x) ** 2;
    xy += (x - middle.x) * (y - middle.y);
    yy += (y - middle.y) ** 2;
  }
  const angle = Math.atan2(2 * xy, xx - yy) / 2;
  return angle - Math.round(angle / (Math.PI / 2)) * (Math.PI / 2);
}
