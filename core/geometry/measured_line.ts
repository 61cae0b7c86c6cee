/** A recorded line by its length: how far each point lies along it, and walking it. Knows no width and no outline. */

import type { InkPoint } from "./points.ts";

/** To what a line can be taken back: its points then, and what a later one may have changed of the last. */
export interface LineMark {
  readonly count: number;
  readonly lastP: number;
  readonly lastSumP: number;
}

/** The recorded line with its length and the integrals of its coordinates up to each point. */
export class MeasuredLine {
  count = 0;
  at: Float64Array;
  x: Float64Array;
  y: Float64Array;
  p: Float64Array;
  sumX: Float64Array;
  sumY: Float64Array;
  sumP: Float64Array;

  /** `room` is for how many points it is made; more may come. */
  constructor(room: number) {
    const array = () => new Float64Array(room);
    this.at = array();
    this.x = array();
    this.y = array();
    this.p = array();
    this.sumX = array();
    this.sumY = array();
    this.sumP = array();
  }

  get length(): number {
    return this.count === 0 ? 0 : this.at[this.count - 1] ?? 0;
  }

  /** A point that is not finite is left out; of those on one spot the hardest pressure stays. */
  add(px: number, py: number, recordedPressure: number): void {
    if (!Number.isFinite(px) || !Number.isFinite(py)) return;
    const pressure = recordedPressure >= 0 ? Math.min(1, recordedPressure) : 0;
    const { count } = this, last = count - 1;
    if (count === 0) return this.#put(px, py, pressure);
    const lastX = this.x[last] ?? 0, lastY = this.y[last] ?? 0, lastP = this.p[last] ?? 0;
    const length = this.at[last] ?? 0;
    const step = Math.sqrt((px - lastX) ** 2 + (py - lastY) ** 2);
    if (step < 1e-6) {
      // A pen pressed harder on one spot: the spot keeps the hardest.
      const harder = Math.max(0, pressure - lastP);
      const lastStep = last > 0 ? length - (this.at[last - 1] ?? 0) : 0;
      this.p[last] = lastP + harder;
      this.sumP[last] = (this.sumP[last] ?? 0) + harder / 2 * lastStep;
      return;
    }
    this.#put(px, py, pressure);
    this.at[count] = length + step;
    this.sumX[count] = (this.sumX[last] ?? 0) + (px + lastX) / 2 * step;
    this.sumY[count] = (this.sumY[last] ?? 0) + (py + lastY) / 2 * step;
    this.sumP[count] = (this.sumP[last] ?? 0) + (pressure + lastP) / 2 * step;
  }

  mark(): LineMark {
    const last = this.count - 1;
    return { count: this.count, lastP: this.p[last] ?? 0, lastSumP: this.sumP[last] ?? 0 };
  }

  /** Drops the points that came after the mark. */
  backTo({ count, lastP, lastSumP }: LineMark): void {
    this.count = count;
    if (count === 0) return;
    this.p[count - 1] = lastP;
    this.sumP[count - 1] = lastSumP;
  }

  #put(x: number, y: number, p: number): void {
    if (this.count === this.x.length) this.#grow();
    this.x[this.count] = x;
    this.y[this.count] = y;
    this.p[this.count] = p;
    this.count++;
  }

  #grow(): void {
    const larger = (array: Float64Array) => {
      const copy = new Float64Array(Math.max(64, 2 * array.length));
      copy.set(array);
      return copy;
    };
    this.at = larger(this.at);
    this.x = larger(this.x);
    this.y = larger(this.y);
    this.p = larger(this.p);
    this.sumX = larger(this.sumX);
    this.sumY = larger(this.sumY);
    this.sumP = larger(this.sumP);
  }
}

export function measure(points: readonly InkPoint[]): MeasuredLine {
  const line = new MeasuredLine(points.length);
  for (const { x, y, pressure } of points) line.add(x, y, pressure);
  return line;
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

  /** Gets ready to go to a place that may lie before where it is, or to a line that lost its end. */
  turnBack(s: number): void {
    const { at, count } = this.line;
    let k = Math.min(this.#segment, Math.max(0, count - 2));
    while (k > 0 && (at[k] ?? 0) > s) k--;
    this.#segment = k;
  }

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
