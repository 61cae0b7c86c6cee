/** A recorded line by its length: how far each point lies along it, and walking it. Knows no width and no outline. */

import type { InkPoint } from "./points.ts";

/** The recorded line with its length and the integrals of its coordinates up to each point. */
export interface MeasuredLine {
  readonly count: number;
  readonly length: number;
  readonly at: Float64Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly p: Float64Array;
  readonly sumX: Float64Array;
  readonly sumY: Float64Array;
  readonly sumP: Float64Array;
}

/** Points that are not finite are left out; of those on one spot the hardest pressure stays. */
export function measure(points: readonly InkPoint[]): MeasuredLine {
  const n = points.length;
  const array = () => new Float64Array(n);
  const at = array(), x = array(), y = array(), p = array(), sumX = array(), sumY = array(), sumP = array();
  let count = 0, lastX = 0, lastY = 0, lastP = 0, lastStep = 0, length = 0;
  let totalX = 0, totalY = 0, totalP = 0;
  for (const point of points) {
    const px = point.x, py = point.y;
    if (!Number.isFinite(px) || !Number.isFinite(py)) continue;
    const pressure = point.pressure >= 0 ? Math.min(1, point.pressure) : 0;
    if (count > 0) {
      const step = Math.sqrt((px - lastX) ** 2 + (py - lastY) ** 2);
      if (step < 1e-6) {
        // A pen pressed harder on one spot: the spot keeps the hardest.
        const harder = Math.max(0, pressure - lastP);
        lastP = p[count - 1] = lastP + harder;
        totalP += harder / 2 * lastStep;
        sumP[count - 1] = totalP;
        continue;
      }
      length += step;
      lastStep = step;
      totalX += (px + lastX) / 2 * step;
      totalY += (py + lastY) / 2 * step;
      totalP += (pressure + lastP) / 2 * step;
    }
    at[count] = length;
    x[count] = lastX = px;
    y[count] = lastY = py;
    p[count] = lastP = pressure;
    sumX[count] = totalX;
    sumY[count] = totalY;
    sumP[count] = totalP;
    count++;
  }
  return { count, length, at, x, y, p, sumX, sumY, sumP };
}

/** A place on the line that only moves on, so that walking the whole line finds each segment in constant time. */
export class Walker {
  #segment = 0;
  x = 0;
  y = 0;
  p = 0;
  sumX = 0;
  sumY = 0;
  sumP = 0;

  constructor(readonly line: MeasuredLine) {}

  goTo(s: number): void {
    const { at, count, x, y, p, sumX, sumY, sumP } = this.line;
    let k = this.#segment;
    while (k < count - 2 && (at[k + 1] ?? 0) <= s) k++;
    this.#segment = k;
    const from = at[k] ?? 0, to = at[k + 1] ?? from;
    const way = s - from;
    const t = to > from ? way / (to - from) : 0;
    const x0 = x[k] ?? 0, y0 = y[k] ?? 0, p0 = p[k] ?? 0;
    this.x = x0 + ((x[k + 1] ?? x0) - x0) * t;
    this.y = y0 + ((y[k + 1] ?? y0) - y0) * t;
    this.p = p0 + ((p[k + 1] ?? p0) - p0) * t;
    this.sumX = (sumX[k] ?? 0) + (x0 + this.x) / 2 * way;
    this.sumY = (sumY[k] ?? 0) + (y0 + this.y) / 2 * way;
    this.sumP = (sumP[k] ?? 0) + (p0 + this.p) / 2 * way;
  }

  /** The lengths at which the straight piece it stands on begins and ends. */
  get segmentStart(): number {
    return this.line.at[this.#segment] ?? 0;
  }

  get segmentEnd(): number {
    return this.line.at[this.#segment + 1] ?? this.line.length;
  }
}
