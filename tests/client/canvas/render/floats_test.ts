/** Behaviour of client/canvas/render/floats.ts: gathering, rising, growing and landing, with tiles that are told. */

import assert from "node:assert/strict";
import { createFloats, type Group, LEAST_FLOATING } from "../../../../client/canvas/render/floats.ts";
import type { Shape, ShapeId } from "../../../../core/board/shape.ts";
import { box } from "../tools/gesture.ts";

const STILL = { x: 0, y: 0 };

Deno.test("few shapes are left to be drawn one by one", () => {
  const { floats, calls } = floatsOf(LEAST_FLOATING);
  const group = move(ids(LEAST_FLOATING), { x: 5, y: 5 });
  assert.deepEqual(floats.update([group], 0), [group]);
  assert.deepEqual([floats.places, calls], [[], []]);
});

Deno.test("many are gathered, wait in their place for their picture, and are then moved as one", () => {
  const { floats, calls, ready } = floatsOf(1000);
  const group = move(ids(1000), { x: 5, y: 5 });
  assert.deepEqual(floats.update([group], 0)[0]?.ids, []);
  assert.deepEqual(calls, ["gather 1: 1000"]);
  assert.ok(floats.places.every(({ shown }) => !shown));
  ready();
  floats.update([{ ...group, by: { x: 9, y: 0 } }], 16);
  assert.deepEqual(calls, ["gather 1: 1000", "float 1"]);
  assert.deepEqual(floats.places, [{ id: 1, by: { x: 9, y: 0 }, alpha: 1, shown: true }]);
  assert.ok(floats.has("0") && !floats.has("nobody"));
});

Deno.test("of very many, a frame gathers only so much", () => {
  const { floats, calls, ready } = floatsOf(9000);
  const group = move(ids(9000), STILL);
  ready();
  for (let frame = 0; frame < 3; frame++) {
    floats.update([group], frame);
    assert.equal(floats.busy, frame < 2);
  }
  assert.deepEqual(calls, ["gather 1: 4000", "gather 1: 4000", "gather 1: 1000", "float 1"]);
});

Deno.test("a picture that does not come is not waited for for ever", () => {
  const { floats, calls } = floatsOf(1000);
  const group = move(ids(1000), STILL);
  floats.update([group], 0);
  floats.update([group], 60_000);
  assert.deepEqual(calls, ["gather 1: 1000", "float 1"]);
});

Deno.test("after the move the picture stays where the shapes are now until the tiles have them", () => {
  const { floats, calls, ready, shapes } = floatsOf(1000);
  const group = move(ids(1000), { x: 50, y: 7 });
  ready();
  floats.update([group], 0);
  for (const [id, shape] of shapes) shapes.set(id, { ...shape, xy: [shape.xy[0] + 50, shape.xy[1] + 7] });
  floats.update([], 16);
  assert.equal(calls.at(-1), "land 1");
  assert.deepEqual(floats.places.map(({ by, shown }) => [by, shown]), [[{ x: 50, y: 7 }, true]]);
  floats.prune((version) => version <= 6);
  assert.equal(floats.places.length, 1);
  floats.prune((version) => version <= 7);
  assert.equal(calls.at(-1), "forget 1");
  assert.deepEqual(floats.places, []);
});

Deno.test("after a move that was cancelled it is back where it was", () => {
  const { floats, ready } = floatsOf(1000);
  ready();
  floats.update([move(ids(1000), { x: 50, y: 7 })], 0);
  floats.update([], 16);
  assert.deepEqual(floats.places.map(({ by }) => by), [STILL]);
});

Deno.test("what more is faded is drawn one by one until it is worth a new picture", () => {
  const { floats, calls, ready } = floatsOf(1000);
  ready();
  floats.update([fade(ids(300))], 0);
  assert.deepEqual(floats.update([fade(ids(450))], 16)[0]?.ids.length, 150);
  floats.update([fade(ids(900))], 32);
  assert.deepEqual(calls, ["gather 1: 300", "float 1", "gather 1: 600", "float 1"]);
});

Deno.test("never are more drawn one by one than can be", () => {
  const { floats, ready, unready } = floatsOf(5000);
  ready();
  floats.update([fade(ids(300))], 0);
  unready();
  assert.equal(floats.update([fade(ids(5000))], 16)[0]?.ids.length, LEAST_FLOATING);
});

Deno.test("what was erased is gone with its picture", () => {
  const { floats, calls, ready, shapes } = floatsOf(1000);
  ready();
  floats.update([fade(ids(1000))], 0);
  shapes.clear();
  floats.remove(ids(1000));
  assert.deepEqual(floats.places, []);
  floats.update([], 16);
  assert.deepEqual(calls, ["gather 1: 1000", "float 1", "forget 1"]);
});

Deno.test("copies that are dragged leave what they are copies of in its place", () => {
  const { floats, calls, ready } = floatsOf(1000);
  ready();
  floats.update([{ ...move(ids(1000), { x: 5, y: 5 }), originals: "here" }], 0);
  assert.deepEqual(calls, ["gather 1: 1000"]);
  assert.deepEqual(floats.places.map(({ shown }) => shown), [true]);
  assert.ok(!floats.has("0"));
});

Deno.test("two people move two lots at once", () => {
  const { floats, ready } = floatsOf(1000);
  const all = ids(1000);
  const groups = [move(all.slice(0, 500), { x: 1, y: 0 }), move(all.slice(500), { x: 2, y: 0 })];
  ready();
  for (let frame = 0; frame < 3; frame++) floats.update(groups, frame);
  assert.deepEqual(floats.places.map(({ by }) => by.x), [1, 2]);
});

function floatsOf(count: number) {
  const shapes = new Map<ShapeId, Shape>(ids(count).map((id, n) => [id, box(id, [n, 0], 5)]));
  const calls: string[] = [];
  let isReady = false;
  const floats = createFloats({
    get: (id) => shapes.get(id),
    tiles: {
      version: 7,
      gather: (id, gathered) => void calls.push(`gather ${id}: ${gathered.length}`),
      isReady: () => isReady,
      float: (id) => void calls.push(`float ${id}`),
      land: (id) => {
        calls.push(`land ${id}`);
        return 7;
      },
      forget: (id) => void calls.push(`forget ${id}`),
    },
  });
  return { floats, shapes, calls, ready: () => void (isReady = true), unready: () => void (isReady = false) };
}

function ids(count: number): ShapeId[] {
  return Array.from({ length: count }, (_, n) => `${n}`);
}

function move(ids: readonly ShapeId[], by: { x: number; y: number }): Group {
  return { ids, by, alpha: 1, originals: "away" };
}

function fade(ids: readonly ShapeId[]): Group {
  return { ids, by: STILL, alpha: 0.32, originals: "away" };
}
