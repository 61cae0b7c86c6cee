/** Shapes of every kind with properties at random, for what must hold for all of them. */

import { cutsFrom } from "../../../core/board/cuts.ts";
import { normalizeShape } from "../../../core/board/schema.ts";
import {
  ALIGNS,
  BOX_KINDS,
  COLORS,
  DASHES,
  FILL_STYLES,
  FLIPS,
  FONTS,
  HEADS,
  NIBS,
  ROUTES,
  type Shape,
  type ShapeKind,
} from "../../../core/board/shape.ts";
import { packPoints } from "../../../core/geometry/points.ts";
import { below, pick, type Random } from "./samples.ts";

export const EVERY_KIND: readonly ShapeKind[] = [
  "stroke",
  ...BOX_KINDS,
  "polyline",
  "line",
  "arrow",
  "text",
  "note",
  "frame",
  "image",
];

export function randomShape(random: Random, kind: ShapeKind = pick(EVERY_KIND, random)): Shape {
  const made = normalizeShape(
    { ...look(random), ...own(kind, random), id: "aaaaaaaa", kind } as unknown as Shape,
  );
  if (!made) throw new Error(`Cannot make a ${kind}: nobody could read it`);
  return made;
}

const WORDS = [
  "a",
  "word",
  "Donaudampfschifffahrt",
  "and more",
  "\n",
  "two\nlines",
  "שלום",
  "漢字かな",
  "é́",
  "👩‍👩‍👧",
];

function look(random: Random): Record<string, unknown> {
  const maybe = (value: unknown) => random() < 0.5 ? value : undefined;
  const props = {
    xy: [number(random, 500), number(random, 500)],
    z: "a0",
    color: random() < 0.8 ? pick(COLORS, random) : "#12ab9f",
    size: 0.5 + random() * (random() < 0.2 ? 60 : 8),
    opacity: maybe(random()),
    angle: maybe(number(random, 3)),
    flip: maybe(pick(FLIPS, random)),
    fill: maybe(pick(COLORS, random)),
    fillStyle: maybe(pick(FILL_STYLES, random)),
    dash: maybe(pick(DASHES, random)),
    font: maybe(pick(FONTS, random)),
    align: maybe(pick(ALIGNS, random)),
    bold: maybe(true),
  };
  return Object.fromEntries(Object.entries(props).filter(([, value]) => value !== undefined));
}

function own(kind: ShapeKind, random: Random): Record<string, unknown> {
  const wh = [random() * 300, random() < 0.1 ? 0 : random() * 300];
  const words = Array.from({ length: below(6, random) }, () => pick(WORDS, random)).join(" ");
  switch (kind) {
    case "stroke":
      return {
        points: points(random),
        ...random() < 0.3 ? { wh } : {},
        nib: pick(NIBS, random),
        ...random() < 0.5 ? { cuts: cutsFrom([[random() * 3, 4], [8.5, 9 + random()]]) } : {},
      };
    case "polyline":
      return { points: points(random), ...random() < 0.3 ? { wh } : {}, closed: random() < 0.5 };
    case "line":
      return { to: [number(random, 200), number(random, 200)] };
    case "arrow":
      return {
        to: [number(random, 200), number(random, random() < 0.1 ? 0.001 : 200)],
        route: pick(ROUTES, random),
        bend: number(random, 1.5),
        heads: [pick(HEADS, random), pick(HEADS, random)],
      };
    case "text":
      return { text: words || "x", wh, fixed: random() < 0.5 };
    case "note":
      return { text: words, wh };
    case "frame":
      return { wh, name: words.replaceAll("\n", " ") };
    case "image":
      return { wh, asset: "a".repeat(64), natural: [10, 20], preview: Uint8Array.of(1, 2, 3, 4, 5, 6) };
    default:
      return { wh, text: words, textSize: 4 + random() * 40 };
  }
}

function points(random: Random): Uint8Array {
  const count = 1 + below(14, random);
  const list = Array.from(
    { length: count },
    () => ({ x: number(random, 150), y: number(random, 150), pressure: random() }),
  );
  return packPoints({ points: list, pressure: random() < 0.5 ? "device" : "velocity" }).bytes;
}

function number(random: Random, most: number): number {
  return (random() * 2 - 1) * most;
}
