import assert from "node:assert/strict";
import { highlighter, highlightSize } from "../../../../client/canvas/tools/highlighter.ts";
import type { Stroke } from "../../../../core/board/shape.ts";
import { unpackPoints } from "../../../../core/geometry/points.ts";
import { drawnAlong } from "../../../core/geometry/hand.ts";
import { play, type Player } from "./gesture.ts";

Deno.test("highlighter: draws a broad, flat stroke that is never filled, and its draft says so", () => {
  const player = play(highlighter, { style: { size: 5, nib: "even", fill: "red", opacity: 0.8 } });
  player.down([0, 0]).move([[90, 0], [90, 90], [0, 90]]);
  const draft = player.last.shows?.draft;
  assert.ok(draft?.kind === "ink");
  assert.deepEqual([draft.nib, draft.size, draft.opacity], ["highlighter", 20, 0.8]);
  const { nib, size, opacity, color, fill } = strokeOf(player.move([[0, 1]]).up([0, 1]));
  assert.deepEqual([nib, size, opacity, color, fill], ["highlighter", 20, 0.8, "blue", undefined]);
});

Deno.test("highlighter: is wide enough for a line of text with the thinnest pen in hand", () => {
  assert.deepEqual([1, 4, 16].map(highlightSize), [16, 16, 64]);
});

Deno.test("highlighter: held still, a line is straightened and stays its ink; other figures are left alone", () => {
  const drawn = (places: readonly { x: number; y: number }[], closed: boolean) =>
    drawnAlong(places, { seed: 2, closed }).map(({ x, y }): [number, number] => [x, y]);
  const line = drawn([{ x: 0, y: 0 }, { x: 200, y: 30 }], false);
  const straight = strokeOf(play(highlighter).down([0, 0]).move(line).hold([200, 30]).up([200, 30]));
  assert.equal(unpackPoints(straight.points).points.length, 2);
  assert.deepEqual([straight.nib, straight.size], ["highlighter", 16]);
  const box = drawn([{ x: 0, y: 0 }, { x: 200, y: 0 }, { x: 200, y: 99 }, { x: 0, y: 99 }], true);
  const kept = strokeOf(play(highlighter).down([0, 0]).move(box).hold([0, 0]).up([0, 0]));
  assert.ok(unpackPoints(kept.points).points.length > 4);
});

function strokeOf(player: Player): Stroke {
  const edit = player.edits[0]?.[0];
  return edit?.op === "put" && edit.shape.kind === "stroke" ? edit.shape : assert.fail("No stroke was put");
}
