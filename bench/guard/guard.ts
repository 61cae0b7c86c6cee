/**
 * What the guard costs beside Y.applyUpdate: a board of 10,000 strokes in one update, the same by many hands, a long
 * text, and small edits. Prints JSON. Run: deno run -A bench/guard/guard.ts
 */

import * as Y from "yjs";
import { inspectUpdate, type UpdateContext } from "../../core/protocol/guard.ts";
import { typeDepth } from "../../core/protocol/type_depth.ts";
import { median, print, seeded } from "../numbers.ts";

const STROKES = 10_000;
const STROKE_BYTES = 110;
const EDITS = 300;
const RUNS = 15;
const TARGET_RATIO = 0.1;

const random = seeded(7);
const nothing = new Y.Doc();
const board = strokesBy(1);

print({
  bench: "guard",
  targetRatio: TARGET_RATIO,
  strokes: compare([Y.encodeStateAsUpdate(board)], nothing),
  strokesBy50: compare([Y.encodeStateAsUpdate(strokesBy(50))], nothing),
  typing: compare([Y.encodeStateAsUpdate(typedText(20_000))], nothing),
  oneStroke: compare(edits((doc, i) => drawStroke(doc, `last${i}`)), board),
  oneMove: compare(edits((doc, i) => doc.getMap("shapes").set("s00000001/xy", [i, 2.5])), board),
});

interface Comparison {
  readonly bytes: number;
  readonly guardMedianMs: number;
  readonly applyMedianMs: number;
  readonly ratio: number;
}

/** Per update, one after the other, as a room does. */
function compare(updates: readonly Uint8Array[], onto: Y.Doc): Comparison {
  const state = Y.encodeStateAsUpdate(onto);
  const guard: number[] = [], apply: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, state);
    const context = contextOf(doc);
    let guarding = 0, applying = 0;
    for (const update of updates) {
      guarding += time(() => inspectUpdate(update, context));
      applying += time(() => Y.applyUpdate(doc, update));
    }
    guard.push(guarding / updates.length);
    apply.push(applying / updates.length);
    doc.destroy();
  }
  const guardMedianMs = median(guard), applyMedianMs = median(apply);
  return {
    bytes: Math.round(updates.reduce((sum, { length }) => sum + length, 0) / updates.length),
    guardMedianMs: round(guardMedianMs),
    applyMedianMs: round(applyMedianMs),
    ratio: round(guardMedianMs / applyMedianMs),
  };
}

function contextOf(doc: Y.Doc): UpdateContext {
  return {
    knownClock: (client) => Y.getState(doc.store, client),
    isForeign: () => false,
    depthOf: (client, clock) => typeDepth(doc, client, clock),
  };
}

/** A transaction a stroke, as people draw; a tenth is moved, a twentieth erased. */
function strokesBy(people: number): Y.Doc {
  const docs = Array.from({ length: people }, () => new Y.Doc());
  const whole = new Y.Doc();
  for (let i = 0; i < STROKES; i++) {
    const doc = docs[i % people];
    if (!doc) continue;
    const id = `s${String(i).padStart(8, "0")}`;
    drawStroke(doc, id);
    if (i % 10 === 0) doc.getMap("shapes").set(`${id}/xy`, [random() * 1_000, random() * 1_000]);
    if (i % 20 === 0) doc.getMap("shapes").delete(id);
  }
  for (const doc of docs) Y.applyUpdate(whole, Y.encodeStateAsUpdate(doc));
  return whole;
}

function drawStroke(doc: Y.Doc, id: string): void {
  const points = Uint8Array.from({ length: STROKE_BYTES }, () => Math.floor(random() * 256));
  const xy = [random() * 20_000, random() * 20_000];
  doc.getMap("shapes").set(id, { kind: "stroke", z: `a${id}`, xy, color: "ink", size: 4, points });
}

/** Two people type into one text by turns, here and there. */
function typedText(characters: number): Y.Doc {
  const docs = [new Y.Doc(), new Y.Doc()] as const;
  docs[0].getMap("texts").set("t", new Y.Text());
  for (let i = 0; i < characters; i++) {
    const [doc, other] = i % 400 < 200 ? docs : [docs[1], docs[0]];
    if (i % 200 === 0) Y.applyUpdate(doc, Y.encodeStateAsUpdate(other));
    const text = doc.getMap("texts").get("t");
    if (text instanceof Y.Text) text.insert(Math.floor(random() * (text.length + 1)), "x");
  }
  Y.applyUpdate(docs[0], Y.encodeStateAsUpdate(docs[1]));
  return docs[0];
}

/** What one who has the board sends while editing it. */
function edits(edit: (doc: Y.Doc, i: number) => void): Uint8Array[] {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(board));
  const updates: Uint8Array[] = [];
  doc.on("update", (update: Uint8Array) => updates.push(update));
  for (let i = 0; i < EDITS; i++) edit(doc, i);
  return updates;
}

function time(run: () => void): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
