/** Lines as a hand draws them: along a way, with tremor and wobble, round at the corners, the same for the same seed. */

import { evenly, placeAt, trackOf } from "../../../core/geometry/track.ts";
import type { Vec } from "../../../core/geometry/vec.ts";

export interface HandOptions {
  readonly seed: number;
  /** World units. */
  readonly tremor?: number;
  readonly wobble?: number;
  /** Of the whole way: how far it goes on past its end, along its beginning; negative: how far it stops short. */
  readonly over?: number;
}

/** Through these places in straight lines, all the way back if closed. */
export function drawnAlong(
  places: readonly Vec[],
  { closed, ...options }: HandOptions & { readonly closed: boolean },
): Vec[] {
  const way = trackOf(closed ? [...places, ...places.slice(0, 1)] : places, { closed: false });
  return drawn((t) => placeAt(way, (closed ? t - Math.floor(t) : t) * way.length), way.length, options);
}

export function drawnEllipse(
  { middle, width, height, angle = 0, start = 0 }: {
    readonly middle: Vec;
    readonly width: number;
    readonly height: number;
    readonly angle?: number;
    readonly start?: number;
  },
  options: HandOptions,
): Vec[] {
  const cos = Math.cos(angle), sin = Math.sin(angle);
  return drawn(
    (t) => {
      const a = start + 2 * Math.PI * t;
      const x = Math.cos(a) * width / 2, y = Math.sin(a) * height / 2;
      return { x: middle.x + x * cos - y * sin, y: middle.y + x * sin + y * cos };
    },
    Math.PI * (width + height) / 2,
    options,
  );
}

/** mulberry32. */
export function randomOf(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** World units between places: a hand is slower where the figure is small. */
const STEP = 3;
const STEPS = 150;
/** Places on either side that a hand cuts a corner over. */
const CUT = 2;
/** Of the length. */
const WOBBLE = 0.003;

function drawn(
  at: (t: number) => Vec,
  length: number,
  { seed, tremor = 1, wobble = 0.5 + length * WOBBLE, over = 0 }: HandOptions,
): Vec[] {
  const random = randomOf(seed);
  const wave = () => ({ rate: 1 + 3 * random(), phase: 2 * Math.PI * random() });
  const waves = [wave(), wave(), wave(), wave()] as const;
  const count = Math.round(Math.max(STEPS, length / STEP) * (1 + over));
  const places = Array.from({ length: count }, (_, i) => {
    const t = (1 + over) * i / (count - 1);
    const { x, y } = at(t);
    const sway = (one: { rate: number; phase: number }, other: { rate: number; phase: number }) =>
      wobble * (Math.sin(2 * Math.PI * one.rate * t + one.phase) +
        Math.sin(2 * Math.PI * other.rate * t + other.phase)) /
      2;
    return {
      x: x + sway(waves[0], waves[1]) + tremor * (random() - 0.5),
      y: y + sway(waves[2], waves[3]) + tremor * (random() - 0.5),
    };
  });
  return places.map((_, i) => {
    const near = places.slice(Math.max(0, i - CUT), i + CUT + 1);
    return {
      x: near.reduce((sum, { x }) => sum + x, 0) / near.length,
      y: near.reduce((sum, { y }) => sum + y, 0) / near.length,
    };
  });
}

/** So many places of a line, as a slower or faster device would tell it. */
export function resampled(points: readonly Vec[], count: number): Vec[] {
  return evenly(trackOf(points, { closed: false }), count);
}
