import assert from "node:assert/strict";
import fc from "fast-check";
import { toSegment } from "../../../core/geometry/hit.ts";
import { lengthBetween, placeOn, type Rub, rubbed } from "../../../core/geometry/rubbing.ts";
import type { Vec } from "../../../core/geometry/vec.ts";

const LINE: readonly Vec[] = [{ x: 0, y: 0 }, { x: 100, y: 0 }, { x: 100, y: 100 }];

Deno.test("rubbing: a rubber set down on a segment takes what lies in its disc", () => {
  assertClose(rubbed(LINE, at({ x: 50, y: 6 }, 10)), [[0.42, 0.58]]);
  assert.deepEqual(rubbed(LINE, at({ x: 50, y: 10.01 }, 10)), []);
});

Deno.test("rubbing: over a corner it takes one part, of both segments", () => {
  assertClose(rubbed(LINE, at({ x: 100, y: 0 }, 10)), [[0.9, 1.1]]);
});

Deno.test("rubbing: on its way it takes all between, and of a line that comes back two parts", () => {
  const hairpin = [{ x: 0, y: 0 }, { x: 100, y: 0 }, { x: 100, y: 50 }, { x: 0, y: 50 }];
  const way: Rub = { from: { x: 30, y: -20 }, to: { x: 30, y: 80 }, radius: 5 };
  assertClose(rubbed(hairpin, way), [[0.25, 0.35], [2.65, 2.75]]);
});

Deno.test("rubbing: a dot is gone or is not", () => {
  assert.deepEqual(rubbed([{ x: 5, y: 5 }], at({ x: 0, y: 5 }, 6)), [[0, 1]]);
  assert.deepEqual(rubbed([{ x: 5, y: 5 }], at({ x: 0, y: 5 }, 4)), []);
});

Deno.test("rubbing: points on one spot are all taken or none is", () => {
  const still = [{ x: 0, y: 0 }, { x: 20, y: 0 }, { x: 20, y: 0 }, { x: 20, y: 0 }, { x: 40, y: 0 }];
  assertClose(rubbed(still, at({ x: 20, y: 0 }, 5)), [[0.75, 3.25]]);
});

Deno.test("rubbing: what is taken is within the rubber's radius, and nothing else is", () => {
  const place = fc.record({ x: fc.integer({ min: -200, max: 200 }), y: fc.integer({ min: -200, max: 200 }) });
  fc.assert(
    fc.property(
      fc.array(place, { minLength: 2, maxLength: 12 }),
      place,
      place,
      fc.integer({ min: 1, max: 60 }),
      (line, from, to, radius) => {
        const ranges = rubbed(line, { from, to, radius });
        const steps = 40 * (line.length - 1);
        for (let i = 0; i <= steps; i++) {
          const where = i / 40;
          const off = toSegment(placeOn(line, where) ?? assert.fail(), from, to) - radius;
          const taken = ranges.some(([a, b]) => a - 1e-9 <= where && where <= b + 1e-9);
          if (off < -1e-6) assert(taken, `${where} lies ${-off} within and is not taken`);
          if (off > 1e-6) assert(!taken, `${where} lies ${off} outside and is taken`);
        }
      },
    ),
    { numRuns: 500 },
  );
});

Deno.test("rubbing: far from the origin it is as exact", () => {
  const far = 1e8;
  const line = LINE.map(({ x, y }) => ({ x: x + far, y: y - far }));
  const [range] = rubbed(line, at({ x: far + 50, y: 6 - far }, 10));
  assert(range && Math.abs(range[0] - 0.42) < 1e-6 && Math.abs(range[1] - 0.58) < 1e-6, String(range));
});

Deno.test("rubbing: a length between two places is that of the way along the line", () => {
  assert.equal(lengthBetween(LINE, [0, 2]), 200);
  assert.equal(lengthBetween(LINE, [0.25, 0.5]), 25);
  assert.equal(lengthBetween(LINE, [0.5, 1.5]), 100);
  assert.equal(lengthBetween(LINE, [1, 1]), 0);
});

function at(place: Vec, radius: number): Rub {
  return { from: place, to: place, radius };
}

function assertClose(ranges: readonly (readonly [number, number])[], expected: readonly [number, number][]) {
  const rounded = ranges.map((range) => range.map((value) => Math.round(value * 1e6) / 1e6));
  assert.deepEqual(rounded, expected);
}
