/**
 * How long a fresh board takes to read 10,000 strokes from one update: createBoard, Y.applyUpdate, and every shape
 * delivered through onChange. Prints JSON. Run: deno run -A bench/document/fresh_document.ts
 */

import * as Y from "yjs";
import { createBoard } from "../../core/board/board.ts";
import { createIdSource } from "../../core/board/ids.ts";
import { orderAfter } from "../../core/board/order.ts";
import { LOCAL, REMOTE } from "../../core/board/origin.ts";
import type { Stroke } from "../../core/board/shape.ts";
import { type InkPoint, packPoints } from "../../core/geometry/points.ts";
import { median, print, seeded } from "../numbers.ts";

const STROKES = 10_000;
const POINTS = 50;
const RUNS = 7;
const TARGET_MS = 130;

const update = boardOf(STROKES);
const full = Array.from({ length: RUNS }, () => readFresh(update));
const yjsAlone = Array.from({ length: RUNS }, () => readByYjsAlone(update));
print({
  bench: "fresh_document",
  strokes: STROKES,
  pointsPerStroke: POINTS,
  bytesPerStroke: Math.round(update.length / STROKES),
  medianMs: round(median(full)),
  maxMs: round(Math.max(...full)),
  yjsAloneMedianMs: round(median(yjsAlone)),
  targetMs: TARGET_MS,
});

function readFresh(bytes: Uint8Array): number {
  const start = performance.now();
  const board = createBoard();
  let delivered = 0;
  board.onChange(({ put }) => delivered += put.length);
  Y.applyUpdate(board.doc, bytes, REMOTE);
  const took = performance.now() - start;
  if (delivered !== STROKES) throw new Error(`Delivered ${delivered} of ${STROKES} strokes`);
  board.dispose();
  return took;
}

function readByYjsAlone(bytes: Uint8Array): number {
  const start = performance.now();
  const doc = new Y.Doc();
  doc.getMap("shapes");
  Y.applyUpdate(doc, bytes, REMOTE);
  const took = performance.now() - start;
  doc.destroy();
  return took;
}

function boardOf(strokes: number): Uint8Array {
  const random = seeded(7);
  const newId = createIdSource((n) => Uint8Array.from({ length: n }, () => Math.floor(random() * 256)));
  const board = createBoard();
  let z: string | undefined;
  for (let i = 0; i < strokes; i++) {
    z = orderAfter(z);
    const { xy, bytes } = packPoints({ points: walk(random), pressure: "device" });
    const stroke: Stroke = {
      kind: "stroke",
      id: newId(),
      z,
      xy: [xy.x, xy.y],
      color: "ink",
      size: 4,
      points: bytes,
    };
    // One transaction a stroke, as people draw.
    board.apply([{ op: "put", shape: stroke }], LOCAL);
  }
  const update = Y.encodeStateAsUpdate(board.doc);
  board.dispose();
  return update;
}

/** A line that wanders as a hand does: a few units a step, turning slowly, with pressure. */
function walk(random: () => number): InkPoint[] {
  let x = random() * 20_000, y = random() * 20_000, heading = random() * 7, pressure = 0.5;
  return Array.from({ length: POINTS }, () => {
    heading += random() - 0.5;
    pressure = Math.min(1, Math.max(0.1, pressure + (random() - 0.5) / 5));
    x += Math.cos(heading) * 5;
    y += Math.sin(heading) * 5;
    return { x, y, pressure };
  });
}

function round(ms: number): number {
  return Math.round(ms * 10) / 10;
}
