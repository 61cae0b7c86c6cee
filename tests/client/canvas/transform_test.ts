import assert from "node:assert/strict";
import fc from "fast-check";
import { angleOf, boxOf, middleOf } from "../../../core/board/bounds.ts";
import { changedProps, normalizeShape, withProps } from "../../../core/board/schema.ts";
import type { Flip, Shape, ShapeProps } from "../../../core/board/shape.ts";
import { FLIPS } from "../../../core/board/shape.ts";
import { packPoints } from "../../../core/geometry/points.ts";
import { distance, type Vec } from "../../../core/geometry/vec.ts";
import {
  outlineOf,
  type Stretch,
  stretched,
  stretchedPoint,
  turnedBy,
  upTo,
} from "../../../client/canvas/transform.ts";

/** World units: the quantum at 100 %. */
const QUANTUM = 1 / 8;
/** A rounding on the way there is up to four times as large on the way back: kept fine enough, it is within a quantum. */
const FINE = 32;

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const factor = fc.tuple(number(0.25, 4), fc.boolean()).map(([size, mirrored]) => mirrored ? -size : size);
const angle = fc.oneof(fc.constantFrom(0, Math.PI / 2, Math.PI, -Math.PI / 2), number(-3.1, 3.1));
const place = fc.tuple(number(-1000, 1000), number(-1000, 1000));
const extent = fc.tuple(number(20, 500), number(20, 500));
const flip = fc.constantFrom(...FLIPS);

const base = { id: "some-shape", z: "a0", color: "ink", size: 4 } as const;
const shape: fc.Arbitrary<Shape> = fc.tuple(place, extent, angle, flip).chain(([xy, wh, turn, mirror]) =>
  fc.constantFrom<Shape>(
    { ...base, kind: "rectangle", xy, wh, ...posed(turn, mirror) },
    { ...base, kind: "note", text: "", xy, wh, ...posed(turn, "none") },
    { ...base, kind: "frame", xy, wh },
    { ...base, kind: "line", xy, to: [wh[0] - 250, wh[1] - 250] },
    { ...base, kind: "arrow", xy, to: wh, route: "curved", bend: 0.3 },
    { ...base, kind: "stroke", xy, wh, points: zigzag(), ...posed(turn, mirror) },
  )
);
const stretch: fc.Arbitrary<Stretch> = fc.record({
  about: place.map(([x, y]) => ({ x, y })),
  angle,
  by: fc.record({ x: factor, y: factor }),
});

Deno.test("transform: stretching back gives back what was there, within a quantum", () => {
  fc.assert(fc.property(shape, stretch, (shape, there) => {
    // A frame cannot lean: it is stretched upright.
    const along = shape.kind === "frame" ? { ...there, angle: 0 } : there;
    const back = { ...along, by: { x: 1 / along.by.x, y: 1 / along.by.y } };
    const after = set(shape, stretched(shape, along, FINE));
    assertSame(set(after, stretched(after, back, FINE)), shape);
  }));
});

Deno.test("transform: turning back gives back what was there, within a quantum", () => {
  fc.assert(fc.property(shape, place, number(-7, 7), (shape, [x, y], by) => {
    const about = { x, y };
    const after = set(shape, turnedBy(shape, { about, by }, 1));
    assertSame(set(after, turnedBy(after, { about, by: -by }, 1)), shape);
  }));
});

Deno.test("transform: a group turned keeps the distances between its shapes, and their sizes", () => {
  fc.assert(fc.property(shape, shape, place, number(-7, 7), (a, b, [x, y], by) => {
    fc.pre(a.kind !== "frame" && b.kind !== "frame");
    const turn = { about: { x, y }, by };
    const [a2, b2] = [a, b].map((each) => set(each, turnedBy(each, turn, FINE)));
    if (!a2 || !b2) return;
    const before = distance(heart(a), heart(b)), after = distance(heart(a2), heart(b2));
    assert(Math.abs(before - after) <= QUANTUM, `${before} became ${after}`);
    if ("wh" in a && "wh" in a2) assert.deepEqual(a2.wh, a.wh);
  }));
});

Deno.test("transform: what is stretched along its own sides is so exactly, and its middle goes with the point there", () => {
  fc.assert(fc.property(shape, stretch, (shape, along) => {
    fc.pre("wh" in shape && shape.wh !== undefined);
    const own = { ...along, angle: angleOf(shape) };
    const after = set(shape, stretched(shape, own, FINE));
    const [width, height] = sides(shape), [width2, height2] = sides(after);
    assert(Math.abs(width2 - width * Math.abs(own.by.x)) <= QUANTUM);
    assert(Math.abs(height2 - height * Math.abs(own.by.y)) <= QUANTUM);
    assert(distance(heart(after), stretchedPoint(heart(shape), own)) <= QUANTUM);
  }));
});

Deno.test("transform: at whatever angle, the area is stretched by both factors", () => {
  fc.assert(fc.property(shape, stretch, (shape, along) => {
    fc.pre(shape.kind === "rectangle");
    const [width, height] = sides(shape), [width2, height2] = sides(set(shape, stretched(shape, along, 8)));
    const wanted = width * height * Math.abs(along.by.x * along.by.y);
    assert(Math.abs(width2 * height2 / wanted - 1) < 0.05, `${width2 * height2} instead of ${wanted}`);
  }));
});

Deno.test("transform: what comes of it can be read back from a board", () => {
  fc.assert(fc.property(shape, stretch, number(-20, 20), (shape, along, by) => {
    const turned = turnedBy(shape, { about: along.about, by }, 1);
    for (const props of [stretched(shape, along, 1), turned]) {
      assert.deepEqual(normalizeShape(set(shape, props)), set(shape, props));
    }
  }));
});

Deno.test("transform: a mirror flips the shape and turns its angle round; two are a half turn", () => {
  const leaning: Shape = { ...base, kind: "triangle", xy: [0, 0], wh: [40, 20], angle: 0.5 };
  const about = { x: 20, y: 10 };
  const once = stretched(leaning, { about, angle: 0, by: { x: -1, y: 1 } }, 1);
  assert.deepEqual([once.flip, once.angle, once.xy], ["x", -0.5, [0, 0]]);
  const twice = stretched(leaning, { about, angle: 0, by: { x: -1, y: -1 } }, 1);
  assert.deepEqual([twice.flip, twice.angle], ["both", undefined]);
  const back = stretched(set(leaning, once), { about, angle: 0, by: { x: -1, y: 1 } }, 1);
  assert.deepEqual([back.flip, back.angle], ["none", 0.5]);
});

Deno.test("transform: letters grow with both sides, and are never drawn wide, narrow or mirrored", () => {
  const text: Shape = { ...base, kind: "text", text: "words", size: 20, xy: [0, 0], wh: [100, 25] };
  const about = { x: 0, y: 0 };
  assert.deepEqual(stretched(text, { about, angle: 0, by: { x: 2, y: 2 } }, 1), {
    xy: [0, 0],
    wh: [200, 50],
    size: 40,
  });
  assert.deepEqual(stretched(text, { about, angle: 0, by: { x: 2, y: 1 } }, 1), { xy: [50, 0] });
  assert.deepEqual(stretched(text, { about, angle: 0, by: { x: -1, y: 1 } }, 1).flip, undefined);
  const note: Shape = { ...base, kind: "note", text: "", size: 20, xy: [0, 0], wh: [100, 100] };
  assert.equal(stretched(note, { about, angle: 0, by: { x: 2, y: 2 } }, 1).size, undefined);
});

Deno.test("transform: a curved arrow bends to the other side in a mirror", () => {
  const arrow: Shape = { ...base, kind: "arrow", xy: [0, 0], to: [100, 0], route: "curved", bend: 0.25 };
  const by = { x: 1, y: -1 };
  assert.equal(stretched(arrow, { about: { x: 0, y: 0 }, angle: 0, by }, 1).bend, -0.25);
});

Deno.test("transform: the outline of one shape is turned with it, that of several is upright", () => {
  const a: Shape = { ...base, kind: "rectangle", xy: [0, 0], wh: [10, 10], angle: Math.PI / 4 };
  assert.deepEqual(outlineOf([a]), { box: { minX: 0, minY: 0, maxX: 10, maxY: 10 }, angle: Math.PI / 4 });
  const both = outlineOf([a, { ...a, xy: [100, 0] }]);
  assert.equal(both?.angle, 0);
  assert(Math.abs((both?.box.minX ?? 0) - (5 - Math.SQRT1_2 * 10)) < 1e-9);
  assert.equal(outlineOf([]), undefined);
});

Deno.test("transform: an angle is the same direction from just above -π to π", () => {
  assert.equal(upTo(2 * Math.PI), 0);
  assert.equal(upTo(Math.PI), Math.fround(Math.PI));
  assert.equal(upTo(-Math.PI), Math.fround(Math.PI));
  assert.equal(upTo(7), Math.fround(7 - 2 * Math.PI));
});

function posed(angle: number, flip: Flip): { angle?: number; flip?: Flip } {
  return { ...angle !== 0 && { angle }, ...flip !== "none" && { flip } };
}

function zigzag(): Uint8Array {
  const points = Array.from({ length: 9 }, (_, i) => ({ x: i * 12, y: i % 2 * 40, pressure: 0.5 }));
  return packPoints({ points, pressure: "velocity" }).bytes;
}

function set(shape: Shape, props: Partial<ShapeProps>): Shape {
  const changed = changedProps(shape, props);
  return changed ? withProps(shape, changed) : shape;
}

function sides(shape: Shape): readonly [number, number] {
  const { minX, minY, maxX, maxY } = boxOf(shape);
  return [maxX - minX, maxY - minY];
}

function heart(shape: Shape): Vec {
  return middleOf(boxOf(shape));
}

function assertSame(after: Shape, before: Shape): void {
  const near = 1.5 * QUANTUM;
  assert(distance(heart(after), heart(before)) <= near, "its middle is elsewhere");
  const [width, height] = sides(before), [width2, height2] = sides(after);
  assert(Math.abs(width2 - width) <= near && Math.abs(height2 - height) <= near, "its size is another");
  const aside = Math.abs(upTo(angleOf(after) - angleOf(before)));
  assert(aside < 1e-5, `its angle is ${aside} off`);
  assert.equal("flip" in after ? after.flip : "none", "flip" in before ? before.flip : "none");
  if (before.kind === "arrow" && after.kind === "arrow") assert.equal(after.bend, before.bend);
}
