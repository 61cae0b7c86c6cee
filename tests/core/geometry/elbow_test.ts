import assert from "node:assert/strict";
import fc from "fast-check";
import { type Box, grow } from "../../../core/geometry/box.ts";
import { elbowBetween, type ElbowEnd } from "../../../core/geometry/elbow.ts";
import { plainElbow } from "../../../core/geometry/plain_elbow.ts";
import type { Vec } from "../../../core/geometry/vec.ts";

const ROOM = { gap: 6, clearance: 30 };

Deno.test("a plain elbow turns twice in the middle of its longer side, and not at all on one line", () => {
  assert.deepEqual(places(plainElbow({ x: 0, y: 0 }, { x: 100, y: 40 })), [[0, 0], [50, 0], [50, 40], [
    100,
    40,
  ]]);
  assert.deepEqual(places(plainElbow({ x: 0, y: 0 }, { x: 40, y: -100 })), [
    [0, 0],
    [0, -50],
    [40, -50],
    [40, -100],
  ]);
  assert.deepEqual(places(plainElbow({ x: 0, y: 5 }, { x: 40, y: 5 })), [[0, 5], [40, 5]]);
});

Deno.test("between boxes side by side the way is straight", () => {
  const way = elbowBetween(around([0, 0, 100, 60]), around([300, 0, 400, 60]), ROOM);
  assert.deepEqual(places(way), [[106, 30], [294, 30]]);
});

Deno.test("to a box that lies across the corner the way turns once", () => {
  const way = elbowBetween(around([0, 0, 100, 60]), around([300, 200, 400, 260]), ROOM);
  assert.equal(way?.length, 3);
});

Deno.test("with given sides the way turns midway between the boxes", () => {
  const from = around([0, 0, 100, 60], ["right"]), to = around([300, 200, 400, 260], ["left"]);
  assert.deepEqual(places(elbowBetween(from, to, ROOM)), [[106, 30], [200, 30], [200, 230], [294, 230]]);
});

Deno.test("away from the other box the way goes round its own, a clearance off", () => {
  const way = elbowBetween(around([0, 0, 100, 60], ["left"]), around([300, 0, 400, 60], ["left"]), ROOM);
  assert.deepEqual(places(way), [[-6, 30], [-30, 30], [-30, -30], [200, -30], [200, 30], [294, 30]]);
});

Deno.test("from one box to itself the way takes two sides of it", () => {
  const box = [0, 0, 100, 60] as const;
  const way = elbowBetween(around(box, ["right"]), around(box, ["left", "top", "bottom"]), ROOM);
  assert.deepEqual(places(way), [[106, 30], [130, 30], [130, -30], [50, -30], [50, -6]]);
});

Deno.test("boxes that meet leave no room for a way", () => {
  assert.equal(elbowBetween(around([0, 0, 100, 60]), around([100, 20, 200, 80]), ROOM), undefined);
  assert.equal(
    elbowBetween(around([0, 0, 100, 60]), { kind: "point", at: { x: 50, y: 50 } }, ROOM),
    undefined,
  );
});

const side = fc.constantFrom<Side>("left", "right", "top", "bottom");
const extent = fc.tuple(
  fc.integer({ min: -400, max: 400 }),
  fc.integer({ min: -400, max: 400 }),
  fc.integer({ min: 1, max: 300 }),
  fc.integer({ min: 1, max: 300 }),
).map(([x, y, w, h]) => [x, y, x + w, y + h] as const);
const end = fc.tuple(extent, fc.uniqueArray(side, { minLength: 1 }));

Deno.test("between boxes apart the way is level and upright, leaves and enters by a side, and avoids both boxes", () => {
  fc.assert(fc.property(end, end, ([a, leaves], [b, enters]) => {
    fc.pre(Math.max(b[0] - a[2], a[0] - b[2], b[1] - a[3], a[1] - b[3]) > 0);
    const from = around(a, leaves), to = around(b, enters);
    const way = elbowBetween(from, to, ROOM);
    assert.ok(way && way.length >= 2, "There is no way");
    assert.ok(way.length <= 8, `The way has ${way.length - 1} pieces`);
    pieces(way).forEach(([p, q], i) => {
      assert.ok((p.x === q.x) !== (p.y === q.y), `Piece ${i} leans, or has no length`);
      for (const box of [from.box, to.box]) {
        assert.ok(!passes(grow(box, -1e-6), p, q), `Piece ${i} enters a box`);
      }
    });
    assert.ok(leaves.includes(sideOf(from.box, way[0], way[1])));
    assert.ok(enters.includes(sideOf(to.box, way.at(-1), way.at(-2))));
  }));
});

Deno.test("a way from a point to a box ends at the point", () => {
  const places = fc.tuple(fc.integer({ min: -400, max: 400 }), fc.integer({ min: -400, max: 400 }));
  fc.assert(fc.property(end, places, ([a, leaves], [x, y]) => {
    fc.pre(Math.max(x - a[2], a[0] - x, y - a[3], a[1] - y) > 0);
    const from = around(a, leaves);
    const way = elbowBetween(from, { kind: "point", at: { x, y } }, ROOM);
    assert.ok(way);
    assert.deepEqual(way.at(-1), { x, y });
    for (const [p, q] of pieces(way)) assert.ok(!passes(grow(from.box, -1e-6), p, q));
  }));
});

type Side = "left" | "right" | "top" | "bottom";
const HEADINGS: Record<Side, Vec> = {
  left: { x: -1, y: 0 },
  right: { x: 1, y: 0 },
  top: { x: 0, y: -1 },
  bottom: { x: 0, y: 1 },
};

function around(
  [minX, minY, maxX, maxY]: readonly [number, number, number, number],
  sides: readonly Side[] = ["right", "top", "bottom", "left"],
): Extract<ElbowEnd, { kind: "box" }> {
  const box = { minX, minY, maxX, maxY };
  const x = (minX + maxX) / 2, y = (minY + maxY) / 2;
  const at: Record<Side, Vec> = {
    left: { x: minX, y },
    right: { x: maxX, y },
    top: { x, y: minY },
    bottom: { x, y: maxY },
  };
  return { kind: "box", box, ports: sides.map((name) => ({ at: at[name], heading: HEADINGS[name] })) };
}

/** By which side the way leaves, and whether straight. */
function sideOf(box: Box, port: Vec | undefined, next: Vec | undefined): Side {
  assert.ok(port && next);
  const dx = Math.sign(next.x - port.x), dy = Math.sign(next.y - port.y);
  if (dx > 0 && port.x >= box.maxX) return "right";
  if (dx < 0 && port.x <= box.minX) return "left";
  if (dy > 0 && port.y >= box.maxY) return "bottom";
  assert.ok(dy < 0 && port.y <= box.minY, "The way does not leave its box straight");
  return "top";
}

function passes({ minX, minY, maxX, maxY }: Box, p: Vec, q: Vec): boolean {
  return Math.max(p.x, q.x) > minX && Math.min(p.x, q.x) < maxX && Math.max(p.y, q.y) > minY &&
    Math.min(p.y, q.y) < maxY;
}

function pieces(way: readonly Vec[]): (readonly [Vec, Vec])[] {
  return way.slice(1).map((to, i) => [way[i] ?? to, to] as const);
}

function places(way: readonly Vec[] | undefined): (readonly [number, number])[] | undefined {
  return way?.map(({ x, y }) => [x, y] as const);
}
