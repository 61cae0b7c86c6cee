import assert from "node:assert/strict";
import * as Y from "yjs";
import { createBoard } from "../../../core/board/board.ts";
import { LOCAL, REMOTE } from "../../../core/board/origin.ts";
import type { Polyline, Shape } from "../../../core/board/shape.ts";
import { placesOf } from "../../../core/board/stroke_places.ts";
import { packPoints } from "../../../core/geometry/points.ts";
import { polyline, stroke } from "./samples.ts";

Deno.test("polyline: its corners can be edited, and everybody reads them", () => {
  const board = createBoard();
  board.apply([{ op: "put", shape: polyline("the-polyline") }], LOCAL);
  board.apply([{ op: "set", id: "the-polyline", props: { points: packed([[0, 0], [50, 60]]) } }], LOCAL);
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(board.doc), REMOTE);
  for (const each of [board, createBoard(doc)]) {
    assert.deepEqual(cornersOf(each.get("the-polyline")), [[0, 0], [50, 60]]);
  }
});

Deno.test("polyline: what are no corners is not written, and read it is passed over for what was recorded", () => {
  const board = createBoard();
  const shape = polyline("the-polyline");
  board.apply([{ op: "put", shape }], LOCAL);
  board.apply([{ op: "set", id: shape.id, props: { points: Uint8Array.of(1, 2, 3) } }], LOCAL);
  assert.deepEqual(board.get(shape.id), shape);
  board.doc.getMap("shapes").set("the-polyline/points", Uint8Array.of(9, 9));
  assert.deepEqual(board.get(shape.id), shape);
});

Deno.test("stroke: its points are as they were recorded", () => {
  const board = createBoard();
  const shape = stroke("the-stroke-1");
  board.apply([{ op: "put", shape }], LOCAL);
  board.apply([{ op: "set", id: shape.id, props: { points: packed([[0, 0], [50, 60]]) } }], LOCAL);
  assert.deepEqual(board.get(shape.id), shape);
});

function packed(places: readonly (readonly [number, number])[]): Uint8Array {
  const points = places.map(([x, y]) => ({ x, y, pressure: 0.5 }));
  return packPoints({ points, pressure: "velocity" }).bytes;
}

function cornersOf(shape: Shape | undefined): (readonly [number, number])[] {
  assert.equal(shape?.kind, "polyline");
  return placesOf(shape as Polyline).map(({ x, y }) => [x, y] as const);
}
