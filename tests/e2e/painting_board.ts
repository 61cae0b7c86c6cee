/** A board with every kind of shape and every way to paint it, on 1400 by 1100 world units. */

import type { BoxKind, Shape } from "../../core/board/shape.ts";
import { BOX_KINDS } from "../../core/board/shape.ts";
import { cutsFrom } from "../../core/board/cuts.ts";
import { packPoints } from "../../core/geometry/points.ts";

export const BOARD = { width: 1400, height: 1100 };
/** Made up: the page draws a picture of its own for it. */
export const ASSET = "a".repeat(64);

const FRAME = "frame-xx";

type Draft = Record<string, unknown> & { readonly kind: Shape["kind"] };

export function boardOfEverything(): Shape[] {
  const drafts: Draft[] = [
    ...figures(),
    ...strokes(),
    ...lines(),
    ...texts(),
    ...sheets(),
  ];
  return drafts.map((draft, i) =>
    ({
      id: draft.kind === "frame" ? FRAME : `shape${i}xx`,
      z: `a${String(i).padStart(4, "0")}1`,
      color: "ink",
      size: 4,
      ...draft,
    }) as unknown as Shape
  );
}

const STYLES = ["tint", "solid", "hatch"] as const;
const DASHES = ["solid", "dashed", "dotted"] as const;
const HUES = ["red", "orange", "amber", "green", "teal", "blue", "violet"] as const;

function figures(): Draft[] {
  const kinds: readonly BoxKind[] = BOX_KINDS;
  const plain = kinds.map((kind, i): Draft => ({
    kind,
    xy: [20 + i * 190, 20],
    wh: [170, 120],
    color: HUES[i],
    fill: HUES[i],
    fillStyle: STYLES[i % 3],
    dash: DASHES[i % 3],
    text: "A label that wraps",
    textSize: 20,
  }));
  const stretched = kinds.map((kind, i): Draft => ({
    kind,
    xy: [20 + i * 190, 160],
    wh: i % 2 === 0 ? [170, 50] : [60, 90],
    color: HUES[6 - i],
    size: 2 + i,
    angle: i * 0.2,
    flip: "both",
    opacity: 0.5,
    fill: "slate",
    fillStyle: STYLES[(i + 1) % 3],
  }));
  return [...plain, ...stretched];
}

function wave(
  x: number,
  y: number,
  pressure: "device" | "velocity" = "velocity",
): Pick<Draft, "xy" | "points"> {
  const points = Array.from({ length: 60 }, (_, i) => ({
    x: x + i * 3,
    y: y + 25 * Math.sin(i / 6),
    pressure: Math.abs(Math.sin(i / 10)),
  }));
  const packed = packPoints({ points, pressure });
  return { xy: [packed.xy.x, packed.xy.y], points: packed.bytes };
}

function loop(x: number, y: number): Pick<Draft, "xy" | "points"> {
  const points = Array.from({ length: 41 }, (_, i) => ({
    x: x + 60 + 50 * Math.cos(i * Math.PI / 20),
    y: y + 40 + 35 * Math.sin(i * Math.PI / 20),
    pressure: 0.5,
  }));
  const packed = packPoints({ points, pressure: "velocity" });
  return { xy: [packed.xy.x, packed.xy.y], points: packed.bytes };
}

function strokes(): Draft[] {
  return [
    { kind: "stroke", ...wave(20, 310), size: 6, color: "blue" },
    { kind: "stroke", ...wave(230, 310, "device"), size: 8, color: "violet" },
    { kind: "stroke", ...wave(440, 310), size: 6, nib: "even", color: "teal" },
    { kind: "stroke", ...wave(650, 310), size: 10, color: "red", cuts: cutsFrom([[12, 18], [40, 44.4]]) },
    { kind: "stroke", ...wave(860, 310), size: 6, wh: [120, 20], flip: "x", angle: 0.4 },
    { kind: "stroke", ...loop(1060, 270), size: 4, fill: "amber", color: "brown" },
    { kind: "stroke", ...loop(1200, 270), size: 4, fill: "green", fillStyle: "hatch", opacity: 0.6 },
    { kind: "polyline", ...polyPoints(20, 380), color: "magenta", closed: true, fill: "magenta" },
    { kind: "polyline", ...polyPoints(180, 380), dash: "dashed", size: 5 },
    { kind: "stroke", ...wave(360, 420), size: 8, color: "ink" },
    { kind: "stroke", ...wave(340, 420), size: 26, nib: "highlighter", color: "amber" },
    { kind: "stroke", ...wave(560, 420), size: 30, nib: "highlighter", color: "green", opacity: 0.6 },
  ];
}

function polyPoints(x: number, y: number): Pick<Draft, "xy" | "points"> {
  const corners = [[0, 0], [60, 10], [110, 70], [50, 50], [10, 80]] as const;
  const points = corners.map(([dx, dy]) => ({ x: x + dx, y: y + dy, pressure: 0.5 }));
  const packed = packPoints({ points, pressure: "velocity" });
  return { xy: [packed.xy.x, packed.xy.y], points: packed.bytes };
}

function lines(): Draft[] {
  return [
    { kind: "line", xy: [800, 400], to: [120, 60], color: "red", size: 6 },
    { kind: "line", xy: [800, 470], to: [120, -60], color: "blue", size: 6, dash: "dotted" },
    { kind: "arrow", xy: [960, 400], to: [150, 60] },
    {
      kind: "arrow",
      xy: [960, 480],
      to: [150, 20],
      heads: ["dot", "triangle"],
      color: "green",
      dash: "dashed",
    },
    { kind: "arrow", xy: [1160, 400], to: [180, 40], route: "curved", bend: 0.3, heads: ["bar", "arrow"] },
    {
      kind: "arrow",
      xy: [1160, 470],
      to: [180, 40],
      route: "elbow",
      heads: ["triangle", "dot"],
      color: "orange",
    },
    { kind: "arrow", xy: [960, 530], to: [10, 4], size: 3 },
    { kind: "arrow", xy: [1000, 540], to: [140, 0], heads: ["none", "none"], opacity: 0.4, size: 14 },
    { kind: "arrow", xy: [1180, 560], to: [140, 0], heads: ["triangle", "triangle"], opacity: 0.4, size: 8 },
  ];
}

function texts(): Draft[] {
  const fonts = ["hand", "sans", "serif", "mono"] as const;
  const plain = fonts.map((font, i): Draft => ({
    kind: "text",
    xy: [20, 520 + i * 45],
    wh: [330, 35],
    size: 26,
    font,
    ...(i % 2 ? { bold: true } : {}),
    text: "Grumpy wizards 0123 ÄÖ",
  }));
  return [
    ...plain,
    {
      kind: "text",
      xy: [370, 520],
      wh: [200, 140],
      size: 20,
      fixed: true,
      align: "centre",
      color: "violet",
      text: "A fixed width, in which words wrap and Donaudampfschifffahrtsgesellschaft breaks",
    },
    {
      kind: "text",
      xy: [600, 520],
      wh: [180, 75],
      size: 20,
      align: "right",
      angle: 0.3,
      text: "to the\nright\n<&>",
    },
    { kind: "text", xy: [600, 640], wh: [180, 25], size: 20, color: "teal", text: "שלום עולם!" },
    { kind: "text", xy: [800, 640], wh: [60, 25], size: 20, opacity: 0.5, text: "Squeezed to its box" },
  ];
}

function sheets(): Draft[] {
  return [
    { kind: "note", xy: [20, 720], wh: [160, 160], size: 22, text: "Buy milk, bread and a lot of paper" },
    { kind: "note", xy: [210, 720], wh: [160, 160], size: 22, color: "blue", angle: -0.1, text: "tilted" },
    {
      kind: "note",
      xy: [400, 720],
      wh: [160, 160],
      size: 40,
      color: "#123456",
      text: "Own colour, and much too long to fit at this size, so it shrinks",
    },
    {
      kind: "frame",
      xy: [600, 740],
      wh: [300, 200],
      name: "A frame with a name that is far too long for its width",
    },
    { kind: "ellipse", xy: [820, 780], wh: [200, 120], frame: FRAME, fill: "red", color: "red" },
    { kind: "stroke", ...wave(560, 900), size: 12, color: "green", frame: FRAME },
    { kind: "image", xy: [1000, 850], wh: [300, 225], asset: ASSET, natural: [320, 240] },
    {
      kind: "image",
      xy: [1120, 700],
      wh: [160, 120],
      asset: ASSET,
      natural: [320, 240],
      flip: "x",
      angle: 0.2,
      crop: [0.25, 0, 0.5, 1],
      opacity: 0.7,
    },
    { kind: "image", xy: [1300, 720], wh: [90, 60], asset: "b".repeat(64), natural: [90, 60] },
  ];
}
