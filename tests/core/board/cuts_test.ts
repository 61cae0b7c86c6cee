import assert from "node:assert/strict";
import fc from "fast-check";
import * as Y from "yjs";
import { createBoard } from "../../../core/board/board.ts";
import { crumbsOf } from "../../../core/board/crumbs.ts";
import {
  cutsFrom,
  cutsInParts,
  goesBeyond,
  MAX_CUTS,
  piecesOf,
  rangesOf,
  uniteCuts,
} from "../../../core/board/cuts.ts";
import { createHistory } from "../../../core/board/history.ts";
import { LOCAL } from "../../../core/board/origin.ts";
import type { Cuts } from "../../../core/board/shape.ts";
import type { PointRange } from "../../../core/geometry/ink_pieces.ts";
import { rectangle, stroke } from "./samples.ts";

const ID = "aaaaaaaa";
const FIRST = "gesture1", SECOND = "gesture2";

function cutsOn(board: ReturnType<typeof createBoard>): Cuts | undefined {
  const shape = board.get(ID);
  return shape?.kind === "stroke" ? shape.cuts : undefined;
}

function pair() {
  const here = createBoard(), there = createBoard();
  here.apply([{ op: "put", shape: stroke(ID) }], LOCAL);
  const sync = () => {
    Y.applyUpdate(there.doc, Y.encodeStateAsUpdate(here.doc));
    Y.applyUpdate(here.doc, Y.encodeStateAsUpdate(there.doc));
  };
  sync();
  return { here, there, sync };
}

Deno.test("cuts: pieces and cuts together are the whole stroke, and meet nowhere", () => {
  const range = fc.tuple(
    fc.double({ min: 0, max: 12, noNaN: true }),
    fc.double({ min: 0, max: 12, noNaN: true }),
  );
  fc.assert(fc.property(fc.array(range), (ranges: PointRange[]) => {
    const cuts = cutsFrom(ranges);
    const pieces = piecesOf(11, cuts);
    const within = (parts: readonly PointRange[], at: number) =>
      parts.some(([from, to]) => from < at && at < to);
    for (let at = 1 / 512; at < 10; at += 1 / 64) {
      assert.notEqual(within(pieces, at), within(rangesOf(cuts), at), `at ${at}`);
    }
    for (const [from, to] of pieces) assert.ok(from >= 0 && to <= 10 && from < to);
  }));
});

Deno.test("cuts: the order in which they come makes no difference", () => {
  const list = fc.array(fc.tuple(fc.nat(2560), fc.nat(2560)), { maxLength: 8 })
    .map((pairs) => pairs.flatMap(([a, b]) => [Math.min(a, b), Math.max(a, b)]));
  fc.assert(fc.property(list, list, list, (a, b, c) => {
    assert.deepEqual(uniteCuts([a, b, c]), uniteCuts([c, uniteCuts([b, a])]));
  }));
});

Deno.test("cuts: a dot is whole or gone", () => {
  assert.deepEqual(piecesOf(1, []), [[0, 0]]);
  assert.deepEqual(piecesOf(1, cutsFrom([[0, 1]])), []);
});

Deno.test("cuts: two people who erase in one stroke at once both have erased", () => {
  const { here, there, sync } = pair();
  here.apply([{ op: "cut", id: ID, gesture: FIRST, cuts: cutsFrom([[0, 1]]) }], LOCAL);
  there.apply([{ op: "cut", id: ID, gesture: SECOND, cuts: cutsFrom([[0.5, 1.5]]) }], LOCAL);
  sync();
  assert.deepEqual(cutsOn(here), cutsFrom([[0, 1.5]]));
  assert.deepEqual(here.get(ID), there.get(ID));
});

Deno.test("cuts: a stroke that two people erased all of is gone, is no broken record, and comes back with an undo", () => {
  const { here, there, sync } = pair();
  const history = createHistory(here);
  here.apply([{ op: "cut", id: ID, gesture: FIRST, cuts: cutsFrom([[0, 2]]) }], LOCAL);
  there.apply([{ op: "cut", id: ID, gesture: SECOND, cuts: cutsFrom([[1, 3]]) }], LOCAL);
  sync();
  for (const board of [here, there]) {
    assert.equal(board.get(ID), undefined);
    assert.deepEqual([...board.shapes()], []);
    assert.equal(board.skipped, 0);
  }
  history.undo();
  sync();
  assert.deepEqual(cutsOn(there), cutsFrom([[1, 3]]), "only one's own is undone");
});

Deno.test("cuts: are of strokes alone, and nothing else is written", () => {
  const board = createBoard();
  board.apply([{ op: "put", shape: rectangle(ID) }, { op: "put", shape: stroke("bbbbbbbb") }], LOCAL);
  const keys = [...board.doc.getMap("shapes").keys()];
  board.apply([
    { op: "cut", id: ID, gesture: FIRST, cuts: [0, 256] },
    { op: "cut", id: "bbbbbbbb", gesture: "no", cuts: [0, 256] },
    { op: "cut", id: "bbbbbbbb", gesture: FIRST, cuts: [0] },
    { op: "cut", id: "bbbbbbbb", gesture: FIRST, cuts: [-1, 1.5] },
    { op: "cut", id: "gone-one", gesture: FIRST, cuts: [0, 256] },
  ], LOCAL);
  assert.deepEqual([...board.doc.getMap("shapes").keys()], keys);
});

Deno.test("cuts: hostile ones in the document are passed over", () => {
  const board = createBoard();
  board.apply([{ op: "put", shape: stroke(ID) }], LOCAL);
  const records = board.doc.getMap("shapes");
  for (
    const [i, value] of [null, "all", [1], [{}], [NaN, 3], new Array(5000).fill(1), { length: 2 }].entries()
  ) {
    records.set(`${ID}/cut/gesture-${i}`, value);
  }
  assert.deepEqual(board.get(ID), stroke(ID));
});

Deno.test("cuts: are rounded outwards, finer than anybody sees on a line across the screen", () => {
  const [[from = NaN, to = NaN] = []] = rangesOf(cutsFrom([[1 / 3, 2 / 3]]));
  assert.ok(from <= 1 / 3 && to >= 2 / 3);
  assert.ok(1_000 * (1 / 3 - from) < 0.25 && 1_000 * (to - 2 / 3) < 0.25);
});

Deno.test("cuts: of what they leave, pieces shorter than the line is wide are crumbs", () => {
  const line = [0, 10, 20, 30].map((x) => ({ x, y: 0 }));
  const cuts = cutsFrom([[0.25, 1], [1.25, 2], [2.5, 2.75]]);
  assert.deepEqual(rangesOf(crumbsOf(cuts, { line, least: 3 })), [[0, 0.25], [1, 1.25], [2.75, 3]]);
  assert.deepEqual(crumbsOf(cuts, { line, least: 2 }), []);
});

Deno.test("cuts: whether they take anything that was still there", () => {
  const known = cutsFrom([[0, 1], [2, 3]]);
  assert.ok(!goesBeyond(cutsFrom([[0.25, 0.5], [2, 2.5]]), known));
  assert.ok(!goesBeyond([], known));
  assert.ok(goesBeyond(cutsFrom([[0.5, 1.5]]), known));
  assert.ok(goesBeyond(cutsFrom([[1, 2]]), known), "what joins two");
});

Deno.test("cuts: more than one name may hold are parted, and together they are the same", () => {
  const many = cutsFrom(Array.from({ length: 2 * MAX_CUTS + 5 }, (_, i): PointRange => [2 * i, 2 * i + 1]));
  const parts = cutsInParts(many);
  assert.deepEqual(parts.map(({ length }) => length / 2), [MAX_CUTS, MAX_CUTS, 5]);
  assert.deepEqual(uniteCuts(parts), many);
  assert.deepEqual(cutsInParts([]), []);
});
