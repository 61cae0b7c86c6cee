import assert from "node:assert/strict";
import fc from "fast-check";
import { recordOf } from "../../../core/board/layout.ts";
import {
  changedProps,
  MAX_COORDINATE,
  MAX_SIZE,
  MAX_STROKE_EXTENT,
  MAX_TEXT_LENGTH,
  normalizeShape,
  parseShape,
  unedited,
} from "../../../core/board/schema.ts";
import type { Shape } from "../../../core/board/shape.ts";
import { packPoints } from "../../../core/geometry/points.ts";
import { arrow, rectangle, stroke, text } from "./samples.ts";

const ID = "aaaaaaaa";
const SHAPES: readonly Shape[] = [
  stroke(ID),
  rectangle(ID),
  { ...rectangle(ID), kind: "ellipse" },
  arrow(ID),
  { ...arrow(ID), kind: "line" },
  text(ID, "Hello"),
];

Deno.test("schema: every kind of shape is read as it was recorded", () => {
  for (const shape of SHAPES) {
    const content = shape.kind === "text" ? shape.text : undefined;
    assert.deepEqual(parseShape(ID, recordOf(shape), unedited, content), shape);
  }
});

Deno.test("schema: a record whose common property is missing or wrong is no shape, whatever its kind", () => {
  const wrong: Record<string, readonly unknown[]> = {
    kind: [undefined, 1, "", "Rectangle", "constructor", "__proto__"],
    xy: [undefined, null, [], [1], [1, 2, 3], ["1", 2], [NaN, 0], [0, Infinity], [0, 2 * MAX_COORDINATE], {
      0: 1,
      1: 2,
    }],
    z: [undefined, "", "a", "a00", "a0\n", "é0", "A".padEnd(27, "0"), "a0" + "V".repeat(255), 5],
    color: [undefined, "pink", "#FFF", "#fff", "#GGGGGG", "#ffffff ", "toString", ["ink"]],
    size: [undefined, 0, -1, NaN, "4", MAX_SIZE + 1, Infinity],
  };
  for (const shape of SHAPES) {
    for (const [prop, values] of Object.entries(wrong)) {
      for (const value of values) {
        const record = { ...recordOf(shape), [prop]: value };
        assert.equal(parseShape(ID, record, unedited, ""), undefined, `${shape.kind} with ${prop} ${value}`);
      }
    }
  }
});

Deno.test("schema: what only some kinds have must be right for them", () => {
  const invalid = (shape: Shape, props: Record<string, unknown>) =>
    assert.equal(parseShape(ID, { ...recordOf(shape), ...props }, unedited, ""), undefined);
  invalid(rectangle(ID), { wh: [-1, 5] });
  invalid(rectangle(ID), { wh: undefined });
  invalid(text(ID, ""), { wh: [1, -5] });
  invalid(arrow(ID), { to: [1] });
  invalid(stroke(ID), { points: [1, 2, 3] });
  invalid(stroke(ID), { points: new Uint8Array() });
  invalid(stroke(ID), { points: stroke(ID).points.slice(0, -1) });
  const far = [{ x: 0, y: 0, pressure: 0 }, { x: MAX_STROKE_EXTENT * 1.5, y: 0, pressure: 0 }];
  invalid(stroke(ID), { points: packPoints({ points: far, pressure: "device" }).bytes });
});

Deno.test("schema: ids have 8 to 32 characters of base64url", () => {
  const read = (id: string) => parseShape(id, recordOf(rectangle(ID)), unedited, undefined)?.id;
  for (const id of ["abcDEF09", "-_-_-_-_", "x".repeat(32)]) assert.equal(read(id), id);
  for (const id of ["", "short", "x".repeat(33), "has/slash", "has space", "abcdefgh\n", "äöüäöüäö"]) {
    assert.equal(read(id), undefined);
  }
});

Deno.test("schema: values at the very limits are valid", () => {
  const shape = rectangle(ID, {
    xy: [-MAX_COORDINATE, MAX_COORDINATE],
    size: MAX_SIZE,
    wh: [0, MAX_COORDINATE],
    z: "a0" + "V".repeat(254),
    color: "#0a1b2c",
  });
  assert.deepEqual(normalizeShape(shape), shape);
});

Deno.test("schema: an invalid edited property is passed over by itself, a valid one counts", () => {
  const edited: Record<string, unknown> = { xy: [3, 4], size: -1, color: "pink", z: "a5", wh: [1, -1] };
  const shape = parseShape(ID, recordOf(rectangle(ID)), (prop) => edited[prop], undefined);
  assert.deepEqual(shape, rectangle(ID, { xy: [3, 4], z: "a5" }));
});

Deno.test("schema: no edited property rescues an invalid record", () => {
  const record = { ...recordOf(rectangle(ID)), size: -1 };
  assert.equal(parseShape(ID, record, (prop) => prop === "size" ? 4 : undefined, undefined), undefined);
});

Deno.test("schema: a text too long is cut and stays well formed", () => {
  const read = (content: string) => {
    const shape = parseShape(ID, recordOf(text(ID, "")), unedited, content);
    return shape?.kind === "text" ? shape.text : undefined;
  };
  assert.equal(read("x".repeat(MAX_TEXT_LENGTH + 1)), "x".repeat(MAX_TEXT_LENGTH));
  assert.equal(read("x".repeat(MAX_TEXT_LENGTH - 1) + "😀"), "x".repeat(MAX_TEXT_LENGTH - 1));
  assert.equal(read("\ud83d lone"), "\ufffd lone");
});

Deno.test("schema: what a shape has besides is dropped", () => {
  const shape = { ...arrow(ID), author: "me", text: "?", wh: [1, 1] as const, opacity: 7 };
  assert.deepEqual(normalizeShape(shape), arrow(ID));
});

Deno.test("schema: only properties that are valid, belong to the kind and differ are changed", () => {
  const shape = rectangle(ID, { xy: [1, 2] });
  assert.deepEqual(changedProps(shape, { xy: [1, 3], color: "ink", to: [1, 1], size: NaN, wh: [9, 9] }), {
    xy: [1, 3],
    wh: [9, 9],
  });
  assert.equal(changedProps(shape, { xy: [1, 2], to: [1, 1] }), undefined);
  assert.equal(changedProps(shape, {}), undefined);
});

Deno.test("schema: whatever it is fed, parsing never throws, and what it accepts it accepts again", () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.anything(ANYTHING),
      fc.anything(ANYTHING),
      fc.option(fc.string()),
      (id, ...rest) => {
        const [record, edited, content] = rest;
        parseShape(id, record, () => edited, content ?? undefined);
        parseShape(ID, record, () => edited, content ?? undefined);
      },
    ),
    { numRuns: 1_000 },
  );
});

Deno.test("schema: a valid record with anything in the place of anything never throws nor goes through broken", () => {
  const props = ["kind", "xy", "z", "color", "size", "wh", "to", "points"];
  fc.assert(
    fc.property(
      fc.constantFrom(...SHAPES),
      fc.constantFrom(...props),
      fc.oneof(fc.anything(ANYTHING), fc.uint8Array(), fc.tuple(fc.double(), fc.double())),
      fc.anything(ANYTHING),
      (shape, prop, value, edited) => {
        const read = parseShape(ID, { ...recordOf(shape), [prop]: value }, () => edited, "text");
        if (read) assert.deepEqual(normalizeShape(read), read);
      },
    ),
    { numRuns: 2_000 },
  );
});

const ANYTHING: fc.ObjectConstraints = {
  withBigInt: true,
  withBoxedValues: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withObjectString: true,
  withSet: true,
  withTypedArray: true,
  withSparseArray: true,
};
