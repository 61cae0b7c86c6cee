import assert from "node:assert/strict";
import fc from "fast-check";
import * as Y from "yjs";
import { eraser } from "../../../../client/canvas/tools/eraser.ts";
import { type Board, createBoard } from "../../../../core/board/board.ts";
import { piecesOf } from "../../../../core/board/cuts.ts";
import { createHistory } from "../../../../core/board/history.ts";
import { LOCAL, REMOTE } from "../../../../core/board/origin.ts";
import type { Shape, Stroke } from "../../../../core/board/shape.ts";
import { placesOf } from "../../../../core/board/stroke_places.ts";
import { toSegment } from "../../../../core/geometry/hit.ts";
import { lengthBetween, placeOn } from "../../../../core/geometry/rubbing.ts";
import type { Vec } from "../../../../core/geometry/vec.ts";
import { box, line, play, type Player, stroke } from "./gesture.ts";

const PARTIAL = { options: { eraser: "partial" } } as const;
/** Of the stroke's width, 4, and of the rubber's 8 px. */
const REACH = 2 + 8;

const flat = straight("flat-ink", [0, 100], [300, 100]);

Deno.test("partial eraser: cuts out what it passes over, as one edit, and keeps all else of the stroke", () => {
  const player = play(eraser, { ...PARTIAL, shapes: [flat] }).drag([[150, 50], [150, 150]]);
  assert.equal(player.edits.length, 1);
  assert.deepEqual(player.edits[0]?.map(({ op }) => op), ["cut"]);
  const rest = strokeOn(player, "flat-ink");
  assertPieces(rest, [[0, 140], [160, 300]]);
  assert.deepEqual({ ...rest, cuts: undefined }, { ...flat, cuts: undefined });
});

Deno.test("partial eraser: while it rubs, the stroke is seen already cut, and the board is as it was", () => {
  const player = play(eraser, { ...PARTIAL, shapes: [flat] }).down([150, 50]).move([[150, 150]]);
  const seen = player.last.shows?.instead ?? [];
  assertPieces(asStroke(seen[0]), [[0, 140], [160, 300]]);
  assert.equal(strokeOn(player, "flat-ink").cuts, undefined);
  player.move([[150, 200]]);
  assert.equal(player.last.shows?.instead?.[0], seen[0], "what it does not touch is not drawn anew");
  player.cancel();
  assert.deepEqual([player.edits, player.last.shows], [[], undefined]);
});

Deno.test("partial eraser: one gesture may cut in many places and many strokes, as one step of undo", () => {
  const other = straight("low-ink-", [0, 140], [300, 140]);
  const player = play(eraser, { ...PARTIAL, shapes: [flat, other] })
    .drag([[50, 50], [50, 200], [200, 200], [200, 50]]);
  assert.equal(player.edits.length, 1);
  for (const id of ["flat-ink", "low-ink-"]) {
    assertPieces(strokeOn(player, id), [[0, 40], [60, 190], [210, 300]]);
  }
});

Deno.test("partial eraser: rests shorter than the line is wide go too", () => {
  const player = play(eraser, { ...PARTIAL, shapes: [flat] });
  player.drag([[100, 100], [100, 100]]).drag([[123, 100], [123, 100]]);
  // 3 of 4 units were left between 110 and 113.
  assertPieces(strokeOn(player, "flat-ink"), [[0, 90], [133, 300]]);
  player.drag([[12, 100], [12, 100]]);
  assertPieces(strokeOn(player, "flat-ink"), [[22, 90], [133, 300]]);
});

Deno.test("partial eraser: a stroke with nothing left is removed, a dot at once", () => {
  const dot = stroke("some-dot", [{ x: 500, y: 100 }]);
  const player = play(eraser, { ...PARTIAL, shapes: [flat, dot] });
  player.down([0, 100]).move([[300, 100]]);
  assert.deepEqual([player.last.shows?.instead, player.last.shows?.hidden], [[], ["flat-ink"]]);
  player.move([[500, 100]]).up([500, 100]);
  assert.deepEqual(player.edits[0]?.map(({ op, ...edit }) => ["id" in edit && edit.id, op]), [
    ["flat-ink", "remove"],
    ["some-dot", "remove"],
  ]);
  assert.equal(player.scene.count, 0);
});

Deno.test("partial eraser: where all is cut already, nothing is edited", () => {
  const player = play(eraser, { ...PARTIAL, shapes: [flat] }).drag([[150, 90], [150, 110]]);
  assert.deepEqual(player.drag([[150, 95], [150, 105]]).edits.slice(1).flat(), []);
});

Deno.test("partial eraser: other shapes, and what is locked, are left alone", () => {
  const shapes: Shape[] = [
    line("a-line--", [0, 100], [300, 100]),
    box("a-box---", [100, 50], 100),
    { ...straight("locked--", [0, 100], [300, 100]), locked: true },
  ];
  const player = play(eraser, { ...PARTIAL, shapes }).drag([[0, 50], [300, 110]]);
  assert.deepEqual(player.edits.flat(), []);
});

Deno.test("partial eraser: a pen that is pressed harder takes more away", () => {
  const taken = (pressure: number) => {
    const player = play(eraser, { ...PARTIAL, shapes: [flat] });
    player.drag([[150, 100, pressure], [150, 100, pressure]], { pointer: "pen" });
    const [left] = piecesOf(2, strokeOn(player, "flat-ink").cuts ?? []);
    return Math.round(150 - 300 * (left?.[1] ?? 0));
  };
  assert.deepEqual([taken(0), taken(0.5), taken(1)], [6, 10, 14]);
});

Deno.test("partial eraser: of a stroke that is stretched, flipped and turned it takes what is seen under it", () => {
  const placed: Stroke = { ...flat, wh: [600, 0], xy: [0, 100], angle: Math.PI / 2, flip: "x" };
  // From 0, 100 to 600, 100, then the other way round, then turned about 300, 100: upwards.
  const [first] = placesOf(placed);
  assert.deepEqual([Math.round(first?.x ?? 0), Math.round(first?.y ?? 0)], [300, 400]);
  const player = play(eraser, { ...PARTIAL, shapes: [placed] }).drag([[250, 250], [350, 250]]);
  // 150 of 600 from the first point; the rubber's reach is 10 of 600.
  const rest = strokeOn(player, "flat-ink");
  const places = piecesOf(2, rest.cuts ?? []).map((piece) => piece.map((at) => Math.round(600 * at)));
  assert.deepEqual(places, [[0, 140], [160, 600]]);
});

Deno.test("partial eraser: its pieces are exactly what it did not pass over", () => {
  const place = fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 400 }));
  const placement = fc.record({
    angle: fc.constantFrom(0, 0.7, -2),
    flip: fc.constantFrom("none", "x", "y", "both"),
    stretch: fc.constantFrom(undefined, [300, 500] as const),
  }, { requiredKeys: ["angle", "flip", "stretch"] });
  fc.assert(
    fc.property(
      fc.array(place, { minLength: 2, maxLength: 20 }),
      fc.array(fc.array(place, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 3 }),
      placement,
      (points, ways, { angle, flip, stretch }) => {
        const { wh: _own, ...drawn } = asStroke(stroke("any-ink-", points.map(([x, y]) => ({ x, y }))));
        const shape: Stroke = { ...drawn, angle, flip, ...stretch && { wh: stretch } };
        const player = play(eraser, { ...PARTIAL, shapes: [shape] });
        for (const way of ways) {
          const [first = [0, 0] as const, ...more] = way;
          player.down(first);
          for (const to of more) player.move([to]);
          const { instead = [], hidden = [] } = player.last.shows ?? {};
          const before = player.scene.get("any-ink-");
          const after = player.up(first).scene.get("any-ink-");
          assert.deepEqual(
            instead[0] ?? (hidden.length > 0 ? undefined : before),
            after,
            "it is as it was seen",
          );
        }
        const rest = player.scene.get("any-ink-");
        assertExact(shape, rest && asStroke(rest), ways.map((way) => way.map(([x, y]) => ({ x, y }))));
      },
    ),
    { numRuns: 300 },
  );
});

Deno.test("partial eraser: two people who erase in one stroke at once get the same, and undo only their own", () => {
  const here = createBoard(), there = createBoard();
  here.apply([{ op: "put", shape: flat }], LOCAL);
  sync(here, there);
  const history = createHistory(here);
  const erase = (board: Board, x: number, newId: string) => {
    const player = play(eraser, { ...PARTIAL, shapes: [...board.shapes()] }).drag([[x, 50], [x, 150]]);
    const edits = player.edits.flat().map((edit) => edit.op === "cut" ? { ...edit, gesture: newId } : edit);
    board.apply(edits, LOCAL);
  };
  erase(here, 100, "gesture-here");
  erase(there, 105, "gesture-there");
  sync(here, there);
  assert.deepEqual(here.get("flat-ink"), there.get("flat-ink"));
  assertPieces(asStroke(here.get("flat-ink")), [[0, 90], [115, 300]]);
  history.undo();
  sync(here, there);
  assert.deepEqual(here.get("flat-ink"), there.get("flat-ink"));
  assertPieces(asStroke(there.get("flat-ink")), [[0, 95], [115, 300]]);
});

Deno.test("partial eraser: a stroke of which two people took one half each is gone for both", () => {
  const here = createBoard(), there = createBoard();
  here.apply([{ op: "put", shape: flat }], LOCAL);
  sync(here, there);
  const halves = [[here, 0, 155], [there, 145, 300]] as const;
  halves.forEach(([board, from, to], i) => {
    const player = play(eraser, { ...PARTIAL, shapes: [...board.shapes()] }).drag([[from, 100], [to, 100]]);
    const edits = player.edits.flat();
    board.apply(edits.map((edit) => edit.op === "cut" ? { ...edit, gesture: `gesture-${i}` } : edit), LOCAL);
    assert(board.get("flat-ink"), "half of it is there");
  });
  sync(here, there);
  assert.deepEqual([here.get("flat-ink"), there.get("flat-ink")], [undefined, undefined]);
});

function straight(
  id: string,
  [x0, y0]: readonly [number, number],
  [x1, y1]: readonly [number, number],
): Stroke {
  return asStroke(stroke(id, [{ x: x0, y: y0 }, { x: x1, y: y1 }]));
}

function asStroke(shape: Shape | undefined): Stroke {
  return shape?.kind === "stroke" ? shape : assert.fail(`${shape?.kind} is no stroke`);
}

function strokeOn(player: Player, id: string): Stroke {
  return asStroke(player.scene.get(id));
}

/** Of a stroke from 0 to 300. */
function assertPieces(shape: Stroke, expected: readonly (readonly [number, number])[]): void {
  const pieces = piecesOf(2, shape.cuts ?? []).map((piece) => piece.map((at) => Math.round(at * 300)));
  assert.deepEqual(pieces, expected);
}

function assertExact(before: Stroke, rest: Stroke | undefined, ways: readonly (readonly Vec[])[]): void {
  const points = placesOf(before);
  const pieces = rest ? piecesOf(points.length, rest.cuts ?? []) : [];
  const cuts = gapsBetween(pieces, points.length - 1);
  const STEPS = 64;
  for (let i = 0; i <= STEPS * (points.length - 1); i++) {
    const at = i / STEPS;
    const place = placeOn(points, at) ?? assert.fail();
    const off = Math.min(...ways.map((way) => distanceToWay(place, way))) - REACH;
    const isLeft = pieces.some(([from, to]) => from < at && at < to);
    // Cuts are written down in 4096ths of a segment, rounded outwards.
    if (isLeft) assert(off > -1e-6, `${at} is left ${-off} within the rubber's way`);
    const gap = cuts.find(([from, to]) => from < at && at < to);
    if (gap && off > 0.3) {
      assert(isCrumb(points, gap, at, ways), `${at} is taken ${off} outside the rubber's way`);
    }
  }
}

/** Whether the place lies on a rest shorter than the stroke is wide. */
function isCrumb(
  points: readonly Vec[],
  gap: readonly [number, number],
  at: number,
  ways: readonly (readonly Vec[])[],
): boolean {
  const outside = (where: number) => {
    const place = placeOn(points, where);
    return place !== undefined && Math.min(...ways.map((way) => distanceToWay(place, way))) > REACH;
  };
  let from = at, to = at;
  while (from > gap[0] && outside(from)) from -= 1 / 256;
  while (to < gap[1] && outside(to)) to += 1 / 256;
  return lengthBetween(points, [Math.max(0, from), Math.min(points.length - 1, to)]) < 4 + 3;
}

function gapsBetween(pieces: readonly (readonly [number, number])[], end: number): [number, number][] {
  const edges = [0, ...pieces.flat(), end];
  const gaps: [number, number][] = [];
  for (let i = 0; i < edges.length; i += 2) gaps.push([edges[i] ?? 0, edges[i + 1] ?? 0]);
  return gaps;
}

function distanceToWay(place: Vec, way: readonly Vec[]): number {
  return Math.min(...way.map((to, i) => toSegment(place, way[i - 1] ?? to, to)));
}

function sync(a: Board, b: Board): void {
  const toB = Y.encodeStateAsUpdate(a.doc, Y.encodeStateVector(b.doc));
  const toA = Y.encodeStateAsUpdate(b.doc, Y.encodeStateVector(a.doc));
  Y.applyUpdate(b.doc, toB, REMOTE);
  Y.applyUpdate(a.doc, toA, REMOTE);
}
