import assert from "node:assert/strict";
import fc from "fast-check";
import {
  type Ink,
  MAX_EXPONENT,
  MAX_POINTS,
  packedExtent,
  packPoints,
  unpackPoints,
  verifyPacked,
} from "../../../core/geometry/points.ts";

const coordinate = fc.double({ min: -1e6, max: 1e6, noNaN: true });
const point = fc.record({
  x: coordinate,
  y: coordinate,
  pressure: fc.double({ min: 0, max: 1, noNaN: true }),
});
const ink: fc.Arbitrary<Ink> = fc.record({
  points: fc.array(point, { minLength: 1, maxLength: 80 }),
  pressure: fc.constantFrom("device" as const, "velocity" as const),
});

Deno.test("points: what is unpacked lies within half a quantum of what was packed", () => {
  fc.assert(fc.property(ink, fc.constantFrom(0.05, 0.5, 1, 2, 7, 30), (packed, zoom) => {
    const { xy, bytes } = packPoints(packed, zoom);
    const { points, pressure } = unpackPoints(bytes);
    const quantum = 1 / Math.max(1, 8 * zoom);
    assert.equal(pressure, packed.pressure);
    assert.equal(points.length, packed.points.length);
    points.forEach((got, i) => {
      const want = packed.points[i];
      assert(want);
      assert(Math.abs(xy.x + got.x - want.x) <= quantum / 2 + 1e-9, `x ${xy.x + got.x} for ${want.x}`);
      assert(Math.abs(xy.y + got.y - want.y) <= quantum / 2 + 1e-9, `y ${xy.y + got.y} for ${want.y}`);
      const force = pressure === "device" ? want.pressure : 0.5;
      assert(Math.abs(got.pressure - force) <= 0.5 / 255 + 1e-9);
    });
  }));
});

Deno.test("points: packing what was unpacked gives the same bytes at the same place", () => {
  fc.assert(fc.property(ink, (first) => {
    const { xy, bytes } = packPoints(first);
    const { points, pressure } = unpackPoints(bytes);
    const world = points.map((at) => ({ ...at, x: at.x + xy.x, y: at.y + xy.y }));
    assert.deepEqual(packPoints({ points: world, pressure }), { xy, bytes });
  }));
});

Deno.test("points: the extent in the header is that of the points", () => {
  fc.assert(fc.property(ink, (packed) => {
    const { bytes } = packPoints(packed);
    const { points } = unpackPoints(bytes);
    const extent = {
      width: Math.max(...points.map(({ x }) => x)),
      height: Math.max(...points.map(({ y }) => y)),
      count: points.length,
    };
    assert.deepEqual(packedExtent(bytes), extent);
    assert.deepEqual(verifyPacked(bytes), extent);
  }));
});

Deno.test("points: a dot and a stroke of the greatest length can be packed", () => {
  const dot = packPoints({ points: [{ x: 5.5, y: -3.25, pressure: 0 }], pressure: "velocity" });
  assert.deepEqual(dot.xy, { x: 5.5, y: -3.25 });
  assert.equal(dot.bytes.length, 6);
  const many = Array.from({ length: MAX_POINTS }, (_, i) => ({ x: i, y: -i, pressure: 1 }));
  assert.equal(
    unpackPoints(packPoints({ points: many, pressure: "device" }).bytes).points.length,
    MAX_POINTS,
  );
});

Deno.test("points: fine strokes of 50 points take about four bytes a point with pressure", () => {
  const points = Array.from({ length: 50 }, (_, i) => ({ x: i * 4, y: Math.sin(i) * 5, pressure: i / 50 }));
  const { bytes } = packPoints({ points, pressure: "device" });
  assert(bytes.length < 50 * 4, `${bytes.length} bytes`);
});

Deno.test("points: none, too many, and those that are no numbers are refused", () => {
  const pack = (points: Ink["points"]) => () => packPoints({ points, pressure: "device" });
  assert.throws(pack([]), RangeError);
  assert.throws(pack(new Array(MAX_POINTS + 1).fill({ x: 0, y: 0, pressure: 0 })), RangeError);
  assert.throws(pack([{ x: NaN, y: 0, pressure: 0 }]), RangeError);
  assert.throws(pack([{ x: 0, y: 0, pressure: 0 }, { x: Infinity, y: 0, pressure: 0 }]), RangeError);
  // What could not be read back is not written either.
  assert.throws(pack([{ x: 0, y: 0, pressure: 0 }, { x: 2 ** 47, y: 0, pressure: 0 }]), RangeError);
});

Deno.test("points: pressure beyond its range is clamped", () => {
  const points = [{ x: 0, y: 0, pressure: -1 }, { x: 0, y: 0, pressure: 7 }];
  const unpacked = unpackPoints(packPoints({ points, pressure: "device" }).bytes);
  assert.deepEqual(unpacked.points.map(({ pressure }) => pressure), [0, 1]);
});

Deno.test("points: bytes cut short or with something after them are refused", () => {
  fc.assert(fc.property(ink, fc.nat(), (packed, at) => {
    const { bytes } = packPoints(packed);
    const cut = bytes.subarray(0, at % bytes.length);
    const longer = new Uint8Array([...bytes, 0]);
    for (const broken of [cut, longer]) {
      assert.throws(() => unpackPoints(broken), RangeError);
      assert.equal(verifyPacked(broken), undefined);
    }
  }));
});

Deno.test("points: a lying header is refused", () => {
  const DOT = [0, 1, 0, 0, 0, 0];
  assert(verifyPacked(new Uint8Array(DOT)));
  const broken: Record<string, number[]> = {
    "an exponent that is too fine": [MAX_EXPONENT + 1, 1, 0, 0, 0, 0],
    "no points": [0, 0, 0, 0, 0, 0],
    "more points than there are bytes": [0, 0xff, 0x7f, 0, 0, 0, 0],
    "more points than are allowed": [0, 0xff, 0xff, 0x7f, 0, 0, ...new Array(60_000).fill(0)],
    "a number that does not end": [0, 1, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0, 0, 0],
  };
  for (const [what, bytes] of Object.entries(broken)) {
    assert.throws(() => unpackPoints(new Uint8Array(bytes)), RangeError, what);
    assert.equal(verifyPacked(new Uint8Array(bytes)), undefined, what);
  }
  // These unpack, but their box would be painted over by tiles that know nothing of them.
  assert.equal(verifyPacked(new Uint8Array([0, 1, 0, 0, 1, 0])), undefined, "a point right of the box");
  assert.equal(verifyPacked(new Uint8Array([0, 2, 4, 4, 0, 0, 0, 1])), undefined, "a point above the box");
});

Deno.test("points: of any bytes, those that verify unpack, and nothing but a RangeError is thrown", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      if (verifyPacked(bytes)) return void unpackPoints(bytes);
      try {
        unpackPoints(bytes);
      } catch (error) {
        assert(error instanceof RangeError);
      }
    }),
    { numRuns: 5_000 },
  );
});
