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
  withProps,
} from "../../../core/board/schema.ts";
import type { Shape } from "../../../core/board/shape.ts";
import { packPoints } from "../../../core/geometry/points.ts";
import { arrow, line, picture, polyline, rectangle, stroke, text } from "./samples.ts";

const ID = "aaaaaaaa";
const SHAPES: readonly Shape[] = [
  stroke(ID),
  rectangle(ID),
  { ...rectangle(ID), kind: "ellipse", text: "label" },
  {
    ...rectangle(ID),
    kind: "cloud",
    opacity: 0.5,
    angle: -1,
    flip: "both",
    groups: ["inner", "outer"],
    locked: true,
    layer: "layer",
    frame: "ffffffff",
    link: "https://example.org/a?b#c",
    by: "somebody",
    fill: "#aabbcc",
    fillStyle: "hatch",
    dash: "dotted",
    font: "mono",
    align: "right",
    bold: true,
    textSize: 12,
  },
  stroke(ID, { nib: "highlighter", wh: [30, 4], cuts: [10, 20, 300, 400] }),
  polyline(ID, { closed: true, fill: "white" }),
  line(ID, { dash: "dashed" }),
  arrow(ID),
  arrow(ID, {
    route: "curved",
    bend: -0.5,
    heads: ["dot", "none"],
    start: { id: "ssssssss", at: [0, 1] },
    end: { id: "eeeeeeee", at: [0.5, 0.5] },
  }),
  text(ID, "Hello", { fixed: true }),
  { ...text(ID, ""), kind: "note" },
  { kind: "frame", id: ID, z: "a0", xy: [0, 0], color: "ink", size: 1, wh: [10, 10], name: "Page 1" },
  picture(ID, { crop: [0.1, 0, 0.5, 1], alt: "a cat", preview: Uint8Array.of(1, 2, 3) }),
];

Deno.test("schema: every kind of shape is read as it was recorded", () => {
  for (const shape of SHAPES) {
    const content = "text" in shape ? shape.text : undefined;
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

Deno.test("schema: what a shape may have and is wrong stands for its default, whether recorded or edited", () => {
  const junk: readonly unknown[] = [
    null,
    0.5,
    -7,
    NaN,
    "",
    "x",
    [],
    [1],
    {},
    true,
    new Uint8Array(3),
    "javascript:alert(1)",
  ];
  for (const shape of SHAPES) {
    const { text: _text, ...plain } = { text: "", ...shape };
    for (const prop of Object.keys(plain)) {
      if (
        ["kind", "id", "z", "xy", "color", "size", "wh", "to", "points", "asset", "natural"].includes(prop)
      ) continue;
      for (const value of junk) {
        const recorded = parseShape(ID, { ...recordOf(shape), [prop]: value }, unedited, "");
        const edited = parseShape(ID, recordOf(shape), (of) => of === prop ? value : undefined, "");
        assert.ok(recorded && edited, `${shape.kind} with ${prop} ${value}`);
        assert.deepEqual(normalizeShape(recorded), recorded);
        assert.deepEqual(normalizeShape(edited), edited);
        assert.notEqual((recorded as { link?: string }).link, "javascript:alert(1)");
      }
    }
  }
});

Deno.test("schema: only links that a click may follow", () => {
  const linked = (link: string) => parseShape(ID, { ...recordOf(rectangle(ID)), link }, unedited, "")?.link;
  for (const link of ["https://example.org", "HTTP://example.org", "mailto:a@example.org"]) {
    assert.equal(linked(link), link);
  }
  for (
    const link of [
      "javascript:alert(1)",
      " https://x",
      "data:text/html,x",
      "file:///etc",
      "//x",
      "https://a b",
    ]
  ) {
    assert.equal(linked(link), undefined, link);
  }
});

Deno.test("schema: giving a property its default takes it away", () => {
  const shape = rectangle(ID, { fill: "red", locked: true, groups: ["group"] });
  const changed = changedProps(shape, { fill: "none", locked: false, groups: [], opacity: 1 });
  assert.deepEqual(changed, { fill: "none", locked: false, groups: [] });
  assert.deepEqual(changed && withProps(shape, changed), rectangle(ID));
  assert.deepEqual(parseShape(ID, recordOf(shape), (prop) => changed?.[prop], ""), rectangle(ID));
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
