/**
 * What the pure parts of drawing cost a pointer move, early and late in a stroke of 20,000 moves: the pen's step, what
 * is sent to others, the outline. And what is done once when a stroke of 10,000 points ends. Prints JSON.
 * Run: deno run -A bench/ink/ink.ts
 */

import { FIRST_OPTIONS } from "../../client/canvas/options.ts";
import { createScene } from "../../client/canvas/scene.ts";
import { targetOf } from "../../client/canvas/shape_hit.ts";
import { FIRST_STYLE } from "../../client/canvas/style.ts";
import { pen, type PenState } from "../../client/canvas/tools/pen.ts";
import type { Pressed, Sample, ToolContext } from "../../client/canvas/tools/tool.ts";
import { createGrowingInk } from "../../core/geometry/growing_ink.ts";
import { inkOutline } from "../../core/geometry/ink.ts";
import { unpackPoints } from "../../core/geometry/points.ts";
import { createDraftWriter } from "../../core/protocol/draft_codec.ts";
import { median, print, seeded } from "../numbers.ts";

const MOVES = 20_000;
const STRETCH = 100;
const LONG_STROKE = 10_000;
const RUNS = 15;
const TARGET_MOVE_MS = 1;
const TARGET_COMMIT_MS = 10;

const MOUSE: Pressed = { shift: false, alt: false, mod: false, pointer: "mouse" };
const context: ToolContext = {
  scene: createScene(targetOf),
  selection: [],
  style: FIRST_STYLE,
  options: FIRST_OPTIONS,
  me: "somebody",
  zoom: 1,
  view: { minX: 0, minY: 0, maxX: 1280, maxY: 720 },
  measure: (text) => text.length / 2,
  newId: () => "the-stroke",
};

print({
  bench: "ink",
  targetMoveMs: TARGET_MOVE_MS,
  targetCommitMs: TARGET_COMMIT_MS,
  ...drawing(),
  ...committing(),
});

/** The median ms a move of the stroke's stretches, each part for itself. */
function drawing() {
  const random = seeded(3);
  const step: number[] = [], send: number[] = [], outline: number[] = [];
  const writer = createDraftWriter();
  const ink = createGrowingInk(placeOf(0, random).world, { size: context.style.size, pressure: "velocity" });
  let state = down(random);
  for (let i = 1; i <= MOVES; i++) {
    const samples = [placeOf(i, random)];
    const start = performance.now();
    const next = pen.step(state, { type: "move", samples, with: MOUSE }, context);
    const stepped = performance.now();
    const draft = next.shows?.draft;
    if (draft?.kind !== "ink") throw new Error(`Cannot measure move ${i}: the pen shows no ink`);
    writer.encode(draft);
    const sent = performance.now();
    ink.goOn(draft.settled, draft.tail);
    outline.push(performance.now() - sent);
    send.push(sent - stepped);
    step.push(stepped - start);
    state = next.state;
  }
  const stretch = (end: number) => ({
    stepMs: round(median(step.slice(end - STRETCH, end))),
    sendMs: round(median(send.slice(end - STRETCH, end))),
    outlineMs: round(median(outline.slice(end - STRETCH, end))),
  });
  return {
    [`move${STRETCH}`]: stretch(STRETCH),
    [`move${MOVES / 2}`]: stretch(MOVES / 2),
    [`move${MOVES}`]: stretch(MOVES),
  };
}

function committing() {
  const times: number[] = [], outlines: number[] = [];
  let points = 0;
  for (let run = 0; run < RUNS; run++) {
    const random = seeded(3);
    let state = down(random);
    for (let i = 1; i < LONG_STROKE; i++) {
      ({ state } = pen.step(state, { type: "move", samples: [placeOf(i, random)], with: MOUSE }, context));
    }
    const start = performance.now();
    const { edits } = pen.step(state, { type: "up", at: placeOf(LONG_STROKE, random), with: MOUSE }, context);
    times.push(performance.now() - start);
    const edit = edits?.[0];
    if (edit?.op !== "put" || edit.shape.kind !== "stroke") {
      throw new Error("Cannot measure: no stroke was put");
    }
    const put = unpackPoints(edit.shape.points).points;
    points = put.length;
    const outlining = performance.now();
    inkOutline(put, { size: context.style.size, pressure: "velocity" });
    outlines.push(performance.now() - outlining);
  }
  return { commitMs: round(median(times)), commitPoints: points, commitOutlineMs: round(median(outlines)) };
}

function down(random: () => number): PenState {
  return pen.step(pen.idle, { type: "down", at: placeOf(0, random), with: MOUSE, clicks: 1 }, context).state;
}

/** Loops of a scribble with a hand's jitter, about 12 pixels a move. */
function placeOf(i: number, random: () => number): Sample {
  const t = i * 0.05;
  const world = {
    x: 640 + 400 * Math.sin(t * 0.31) + 160 * Math.cos(t) + random(),
    y: 360 + 140 * Math.sin(t * 0.23) + 150 * Math.sin(t * 1.03) + random(),
  };
  return { world, screen: world, pressure: 0.5 };
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
