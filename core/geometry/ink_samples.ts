/** From a measured line to its smoothed middle line, with a radius everywhere. Knows no outline. */

import { type MeasuredLine, Walker } from "./measured_line.ts";
import type { PressureSource } from "./points.ts";

export interface InkStyle {
  /** Line width in world units at medium pressure. */
  readonly size: number;
  readonly pressure: PressureSource;
}

/** Places on the smoothed middle line, with a radius each. */
export class InkSamples {
  count = 0;
  x = new Float64Array(64);
  y = new Float64Array(64);
  radius = new Float64Array(64);

  slice(from: number): InkSamples {
    const part = new InkSamples();
    for (let i = from; i < this.count; i++) part.add(this.x[i] ?? 0, this.y[i] ?? 0, this.radius[i] ?? 0);
    return part;
  }

  add(x: number, y: number, radius: number): void {
    if (this.count === this.x.length) {
      this.x = twiceAsLong(this.x);
      this.y = twiceAsLong(this.y);
      this.radius = twiceAsLong(this.radius);
    }
    this.x[this.count] = x;
    this.y[this.count] = y;
    this.radius[this.count] = radius;
    this.count++;
  }
}

function twiceAsLong(array: Float64Array): Float64Array<ArrayBuffer> {
  const longer = new Float64Array(2 * array.length);
  longer.set(array);
  return longer;
}

/** Goes along a line from sample to sample. The line may grow meanwhile, and lose what it grew by. */
export class Sampler {
  /** What lies farther on than this from a place has no more say in its sample. */
  readonly foresight: number;
  /** Where it stands, and the sample there. */
  s = 0;
  x = 0;
  y = 0;
  radius = 0;
  readonly #line: MeasuredLine;
  readonly #size: number;
  readonly #simulated: boolean;
  readonly #reach: number;
  readonly #step: number;
  /** Farther than this from any recorded point nothing bends, and farther from both ends the speed is even. */
  readonly #bendReach: number;
  readonly #runUpReach: number;
  readonly #here: Walker;
  readonly #before: Walker;
  readonly #after: Walker;
  readonly #bendBefore: Walker;
  readonly #bendAfter: Walker;

  constructor(line: MeasuredLine, { size, pressure }: InkStyle) {
    this.#line = line;
    this.#size = size;
    this.#simulated = pressure === "velocity";
    this.#reach = smoothingReach(size);
    this.#step = this.#reach * 0.4;
    this.#bendReach = this.#simulated ? 2 * size + 6 : this.#reach;
    this.#runUpReach = this.#simulated ? 4 * runUpLength(size) : this.#reach;
    this.foresight = Math.max(this.#reach, this.#bendReach, this.#runUpReach);
    this.#here = new Walker(line);
    this.#before = new Walker(line);
    this.#after = new Walker(line);
    this.#bendBefore = new Walker(line);
    this.#bendAfter = new Walker(line);
  }

  /** Samples from where it stands, that place included, to the line's end. */
  run(samples: InkSamples): void {
    const { length } = this.#line;
    for (this.goTo(this.s);; this.goTo(this.next)) {
      samples.add(this.x, this.y, this.radius);
      if (this.s >= length) return;
    }
  }

  /** Stands at a place where it may have been before, though the line has lost its end since. */
  turnBack(s: number): void {
    for (const walker of [this.#here, this.#before, this.#after, this.#bendBefore, this.#bendAfter]) {
      walker.turnBack(Math.max(0, s - this.foresight));
    }
    this.goTo(s);
  }

  goTo(s: number): void {
    this.s = s;
    const { length } = this.#line;
    const here = this.#here, before = this.#before, after = this.#after;
    const w = Math.min(this.#reach, s, length - s);
    here.goTo(s);
    let pressure = here.p;
    if (w > 1e-9) {
      before.goTo(s - w);
      after.goTo(s + w);
      this.x = (after.sumX - before.sumX) / (2 * w);
      this.y = (after.sumY - before.sumY) / (2 * w);
      pressure = (after.sumP - before.sumP) / (2 * w);
    } else {
      this.x = here.x;
      this.y = here.y;
    }
    if (!this.#simulated) {
      this.radius = this.#size * pressedRadius(pressure);
      return;
    }
    const toEnd = Math.min(s, length - s);
    const bend = Math.min(this.#bendReach, toEnd);
    this.#bendBefore.goTo(s - bend);
    this.#bendAfter.goTo(s + bend);
    const runUp = 1 - 0.6 * Math.exp(-toEnd / runUpLength(this.#size));
    this.radius = this.#size *
      movingRadius(straightness(this.#bendBefore, here, this.#bendAfter) * runUp);
  }

  /** Where the next sample is due; the line's end is the last place. */
  get next(): number {
    const { length } = this.#line;
    const here = this.#here, bendReach = this.#bendReach, runUpReach = this.#runUpReach, { s } = this;
    let next = s + this.#step;
    // A long straight piece looks the same all along: go to where it stops doing so. In whole steps, so that what
    // comes after is sampled at the same places, however much of the line was known at the time.
    const sameUntil = Math.min(here.segmentEnd - bendReach, length - runUpReach);
    if (sameUntil > next && s > runUpReach && s > here.segmentStart + bendReach) {
      next = s + Math.floor((sameUntil - s) / this.#step) * this.#step;
    }
    // The last step is never a sliver: it would have no direction to speak of.
    return next > length - this.#step * 0.4 ? length : next;
  }
}

/** The way in which a hand gathers most of its speed. */
function runUpLength(size: number): number {
  return 3 * size + 6;
}

/** 1 when the line goes straight on, 0 when it turns back: hands slow down in turns (the two-thirds power law). */
function straightness(before: Walker, here: Walker, after: Walker): number {
  const ax = here.x - before.x, ay = here.y - before.y, bx = after.x - here.x, by = after.y - here.y;
  const lengths = Math.sqrt((ax * ax + ay * ay) * (bx * bx + by * by));
  if (lengths < 1e-12) return 0;
  const half = (1 + (ax * bx + ay * by) / lengths) / 2;
  return half * half;
}

/** How far to each side the line is averaged: enough for the jitter of a mouse, too little to round a letter. */
function smoothingReach(size: number): number {
  return 1.5 + 0.5 * size;
}

/** The part of the size that is the radius. Bounds allow up to 1. */
export function pressedRadius(pressure: number): number {
  return 0.15 + 0.7 * pressure;
}

/** From 0, at rest, to 1, at full speed. A moving hand leaves a thinner line. */
export function movingRadius(speed: number): number {
  return 0.53 - 0.14 * speed;
}
