/** Shapes and randomness for the tests of the board: small, valid, and the same every time. */

import { orderAfter } from "../../../core/board/order.ts";
import type {
  Arrow,
  Line,
  Picture,
  Polyline,
  Rectangle,
  Stroke,
  TextShape,
} from "../../../core/board/shape.ts";
import { packPoints } from "../../../core/geometry/points.ts";

const FIRST = orderAfter(undefined);

export function rectangle(id: string, props: Partial<Rectangle> = {}): Rectangle {
  return { kind: "rectangle", id, z: FIRST, xy: [0, 0], color: "ink", size: 4, wh: [100, 50], ...props };
}

export function arrow(id: string, props: Partial<Arrow> = {}): Arrow {
  return { kind: "arrow", id, z: FIRST, xy: [0, 0], color: "red", size: 4, to: [-30, 40], ...props };
}

export function line(id: string, props: Partial<Line> = {}): Line {
  return { kind: "line", id, z: FIRST, xy: [0, 0], color: "ink", size: 4, to: [30, 40], ...props };
}

export function polyline(id: string, props: Partial<Polyline> = {}): Polyline {
  const points = [[0, 0], [40, 10], [20, 50]].map(([x = 0, y = 0]) => ({ x, y, pressure: 0.5 }));
  const { xy, bytes } = packPoints({ points, pressure: "velocity" });
  return {
    kind: "polyline",
    id,
    z: FIRST,
    xy: [xy.x, xy.y],
    color: "green",
    size: 3,
    points: bytes,
    ...props,
  };
}

export function picture(id: string, props: Partial<Picture> = {}): Picture {
  return {
    kind: "image",
    id,
    z: FIRST,
    xy: [10, 20],
    color: "ink",
    size: 1,
    wh: [80, 60],
    asset: "0123456789abcdef".repeat(4),
    natural: [800, 600],
    ...props,
  };
}

export function stroke(id: string, props: Partial<Stroke> = {}): Stroke {
  const points = [0, 1, 2, 3].map((i) => ({ x: 3 * i, y: i * i, pressure: i / 4 }));
  const { xy, bytes } = packPoints({ points, pressure: "device" });
  return { kind: "stroke", id, z: FIRST, xy: [xy.x, xy.y], color: "blue", size: 2, points: bytes, ...props };
}

export function text(id: string, content: string, props: Partial<TextShape> = {}): TextShape {
  return {
    kind: "text",
    id,
    z: FIRST,
    xy: [5, 5],
    color: "ink",
    size: 20,
    wh: [80, 24],
    text: content,
    ...props,
  };
}

/** 0 to 1, the same for the same seed: mulberry32. */
export type Random = () => number;

export function seeded(seed: number): Random {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Below `end`, which is not 0. */
export function below(end: number, random: Random): number {
  return Math.floor(random() * end);
}

export function pick<T>(items: readonly T[], random: Random): T {
  const item = items[below(items.length, random)];
  if (item === undefined) throw new RangeError("Cannot pick from nothing");
  return item;
}

export function randomBytesFrom(random: Random): (count: number) => Uint8Array {
  return (count) => Uint8Array.from({ length: count }, () => below(256, random));
}
