import assert from "node:assert/strict";
import { averageWidth } from "../../../core/board/average_widths.ts";
import { FIRST_OPTIONS } from "../../../client/canvas/options.ts";
import { FIRST_STYLE } from "../../../client/canvas/style.ts";
import { createScene } from "../../../client/canvas/scene.ts";
import { targetOf } from "../../../client/canvas/shape_hit.ts";
import { createTextSession, type WritingField } from "../../../client/canvas/text_session.ts";
import { boxOf, middleOf } from "../../../core/board/bounds.ts";
import { wordsOf } from "../../../core/board/schema.ts";
import type { Shape } from "../../../core/board/shape.ts";
import { rotate } from "../../../core/geometry/vec.ts";
import { applyEdits } from "../../../core/board/apply_edits.ts";
import type { Edit } from "../../../core/board/edit.ts";
import { box, words } from "./tools/gesture.ts";

function desk() {
  const scene = createScene(targetOf);
  scene.apply({
    put: [words("note", [10, 10], "one two three"), box("the-label-box", [0, 0], 100), sticky("sticky")],
    removed: [],
  });
  const edits: (readonly Edit[])[] = [];
  const field = { value: "", caret: 0, open: false, composing: false };
  const steps: string[] = [];
  let ids = 0;
  const session = createTextSession({
    get context() {
      const newId = () => `new-shape-${++ids}`;
      return {
        scene,
        selection: [],
        style: { ...FIRST_STYLE, color: "red", size: 4, textSize: 20 },
        options: FIRST_OPTIONS,
        me: "somebody",
        zoom: 1,
        view: { minX: 0, minY: 0, maxX: 1280, maxY: 800 },
        measure: averageWidth,
        newId,
      } as const;
    },
    measure: (text) => text.length / 2,
    open: (text): WritingField => {
      Object.assign(field, { value: text, caret: text.length, open: true });
      return {
        get value() {
          return field.value;
        },
        get composing() {
          return field.composing;
        },
        rewrite: (value, caret) => Object.assign(field, { value, caret: caret(field.caret) }),
        close: () => {
          field.open = false;
          // As a browser does: a focused field that is taken away loses the focus first.
          session.commit();
        },
      };
    },
    edits: (some, step) => {
      edits.push(some);
      steps.push(step);
      const change = applyEdits((id) => scene.get(id), some);
      scene.apply(change);
      session.merge(change);
    },
  });
  const theyWrite = (text: string) => {
    const change = { put: [words("note", [10, 10], text)], removed: [] };
    scene.apply(change);
    session.merge(change);
  };
  return { scene, edits, steps, field, session, theyWrite };
}

Deno.test("text: what is written is put once, measured, its first line at the click", () => {
  const { session, field, edits, scene } = desk();
  session.open({ kind: "new", at: { x: 100, y: 100 } });
  field.value = "hello";
  assert.equal(session.commit(), "new-shape-1");
  assert.equal(edits.length, 1);
  const shape = scene.get("new-shape-1");
  assert.ok(shape?.kind === "text");
  assert.deepEqual([shape.text, shape.color, shape.size, shape.wh], ["hello", "red", 20, [50, 25]]);
  assert.deepEqual(shape.xy, [100, 87.5]);
  assert.equal(field.open, false);
});

Deno.test("text: an empty one puts nothing, and is nothing to others", () => {
  const { session, field, edits } = desk();
  session.open({ kind: "new", at: { x: 0, y: 0 } });
  assert.equal(session.draft, undefined);
  field.value = " \n ";
  assert.equal(session.draft, undefined);
  assert.equal(session.commit(), undefined);
  assert.deepEqual(edits, []);
});

Deno.test("text: others see what is typed so far", () => {
  const { session, field } = desk();
  session.open({ kind: "new", at: { x: 0, y: 0 } });
  field.value = "hel";
  assert.ok(session.draft?.shape.kind === "text");
  assert.equal(session.draft.shape.text, "hel");
});

Deno.test("text: one that is there is written and measured anew, or left alone when nothing changed", () => {
  const { session, field, edits } = desk();
  session.open({ kind: "existing", id: "note" });
  assert.equal(field.value, "one two three");
  assert.equal(session.commit(), "note");
  assert.deepEqual(edits, []);
  session.open({ kind: "existing", id: "note" });
  field.value = "one";
  session.commit();
  assert.deepEqual(edits, [[
    { op: "write", id: "note", text: "one" },
    { op: "set", id: "note", props: { wh: [30, 25] } },
  ]]);
});

Deno.test("text: emptied, it is removed", () => {
  const { session, field, edits } = desk();
  session.open({ kind: "existing", id: "note" });
  field.value = "";
  assert.equal(session.commit(), undefined);
  assert.deepEqual(edits, [[{ op: "remove", id: "note" }]]);
});

Deno.test("text: two people in one text keep what both wrote, and the caret its place", () => {
  const { session, field, theyWrite, edits } = desk();
  session.open({ kind: "existing", id: "note" });
  field.value = "one two three four";
  field.caret = 18;
  theyWrite("zero one two three");
  assert.equal(field.value, "zero one two three four");
  assert.equal(field.caret, 23);
  theyWrite("zero one 2 three");
  assert.equal(field.value, "zero one 2 three four");
  session.commit();
  assert.deepEqual(edits[0]?.[0], { op: "write", id: "note", text: "zero one 2 three four" });
});

Deno.test("text: deleted by somebody else while it is written in, it is kept as a new one", () => {
  const { session, field, edits, scene } = desk();
  session.open({ kind: "existing", id: "note" });
  field.value = "one two three four";
  const change = { put: [], removed: ["note"] };
  scene.apply(change);
  session.merge(change);
  session.commit();
  const edit = edits[0]?.[0];
  assert.ok(edit?.op === "put" && edit.shape.kind === "text");
  assert.notEqual(edit.shape.id, "note");
  assert.equal(edit.shape.text, "one two three four");
});

Deno.test("text: what is typed is on the board before the field is left, all of it one step of undo", () => {
  const { session, field, edits, steps, scene } = desk();
  session.open({ kind: "new", at: { x: 100, y: 100 } });
  session.save();
  field.value = "hel";
  session.save();
  field.value = "hello";
  session.save();
  session.save();
  session.commit();
  assert.deepEqual(edits.map((some) => some.map(({ op }) => op)), [["put"], ["write", "set"]]);
  assert.equal(new Set(steps).size, 1);
  const [put] = edits[0] ?? [];
  assert.equal(wordsOf(scene.get(put?.op === "put" ? put.shape.id : "") ?? words("x", [0, 0], "")), "hello");
  session.open({ kind: "existing", id: "note" });
  field.value = "more";
  session.save();
  assert.equal(new Set(steps).size, 2, "another text is another step");
});

Deno.test("text: two who write in one text on the way keep what both wrote", () => {
  const { session, field, theyWrite, edits } = desk();
  session.open({ kind: "existing", id: "note" });
  field.value = "one two three four";
  session.save();
  theyWrite("zero one two three four");
  assert.equal(field.value, "zero one two three four");
  field.value = "zero one two three four five";
  session.commit();
  assert.deepEqual(edits.at(-1)?.[0], { op: "write", id: "note", text: "zero one two three four five" });
});

Deno.test("text: letters that are being put together are left alone, and nothing half made is saved", () => {
  const { session, field, theyWrite, edits } = desk();
  session.open({ kind: "existing", id: "note" });
  field.composing = true;
  field.value = "one two three n";
  theyWrite("zero one two three");
  session.save();
  assert.deepEqual([field.value, edits.length], ["one two three n", 0]);
  field.composing = false;
  field.value = "one two three 日";
  session.save();
  assert.equal(field.value, "zero one two three 日");
  assert.deepEqual(edits[0]?.[0], { op: "write", id: "note", text: "zero one two three 日" });
});

Deno.test("text: a figure is given a label, and keeps its box; emptied, the figure stays", () => {
  const { session, field, edits, scene } = desk();
  session.open({ kind: "existing", id: "the-label-box" });
  assert.equal(field.value, "");
  field.value = "label";
  assert.equal(session.commit(), "the-label-box");
  session.open({ kind: "existing", id: "the-label-box" });
  field.value = "";
  session.commit();
  assert.deepEqual(edits, [
    [{ op: "write", id: "the-label-box", text: "label" }],
    [{ op: "write", id: "the-label-box", text: "" }],
  ]);
  assert.deepEqual(scene.get("the-label-box"), box("the-label-box", [0, 0], 100));
});

Deno.test("text: a frame's name is one line, and nothing comes back of a frame that is gone", () => {
  const { session, field, edits, scene } = desk();
  const frame: Shape = {
    ...{ id: "the-frame", kind: "frame", z: "a0", color: "ink", size: 1 },
    ...{ xy: [0, 0], wh: [100, 100], name: "Frame" },
  } as Shape;
  scene.apply({ put: [frame], removed: [] });
  session.open({ kind: "existing", id: "the-frame" });
  assert.equal(field.value, "Frame");
  field.value = "Week\n one";
  session.commit();
  assert.deepEqual(edits, [[{ op: "set", id: "the-frame", props: { name: "Week one" } }]]);
  session.open({ kind: "existing", id: "the-frame" });
  field.value = "Week two";
  scene.apply({ put: [], removed: ["the-frame"] });
  assert.equal(session.commit(), undefined);
  assert.equal(edits.length, 1);
});

Deno.test("text: a name that is saved on the way, not quite as it is typed, does not come back into the field", () => {
  const { session, field, scene } = desk();
  const frame = { ...box("the-frame", [0, 0], 100), kind: "frame", name: "Frame" } as Shape;
  scene.apply({ put: [frame], removed: [] });
  session.open({ kind: "existing", id: "the-frame" });
  field.value = "Week\none";
  session.save();
  assert.equal(field.value, "Week\none");
});

Deno.test("text: a note that somebody deletes while it is written in comes back with what was written", () => {
  const { session, field, edits, scene } = desk();
  session.open({ kind: "existing", id: "sticky" });
  field.value = "buy milk";
  scene.apply({ put: [], removed: ["sticky"] });
  session.save();
  assert.equal(edits.length, 0, "not under their hands");
  session.commit();
  const edit = edits[0]?.[0];
  assert.ok(edit?.op === "put" && edit.shape.kind === "note" && edit.shape.id !== "sticky");
  assert.equal(edit.shape.text, "buy milk");
});

Deno.test("text: a centred one grows to both sides, one aligned right to the left", () => {
  for (const [align, x] of [["left", 10], ["centre", 0], ["right", -10]] as const) {
    const { session, field, scene } = desk();
    scene.apply({
      put: [{ ...words("aligned-one", [10, 10], "12345678"), wh: [80, 25], align } as Shape],
      removed: [],
    });
    session.open({ kind: "existing", id: "aligned-one" });
    field.value = "1234567890";
    session.commit();
    const shape = scene.get("aligned-one");
    assert.ok(shape?.kind === "text");
    assert.deepEqual([shape.xy, shape.wh], [[x, 10], [100, 25]]);
  }
});

Deno.test("text: one that is turned grows along its own line, from where it begins", () => {
  const { session, field, scene } = desk();
  scene.apply({
    put: [{ ...words("turned-one", [0, 0], "12"), wh: [20, 25], angle: Math.PI / 2 } as Shape],
    removed: [],
  });
  const corner = () => {
    const shape = scene.get("turned-one");
    assert.ok(shape?.kind === "text");
    const { x, y } = middleOf(boxOf(shape));
    const at = rotate({ x: shape.xy[0], y: shape.xy[1] }, { about: { x, y }, by: shape.angle ?? 0 });
    return [at.x, at.y].map((n) => Math.round(n * 1000) / 1000 + 0);
  };
  const before = corner();
  session.open({ kind: "existing", id: "turned-one" });
  field.value = "1234567890";
  session.commit();
  assert.deepEqual(corner(), before);
});

function sticky(id: string): Shape {
  return { id, kind: "note", z: "a0", xy: [0, 0], wh: [200, 200], color: "amber", size: 20, text: "" };
}

Deno.test("text: opening another keeps the first", () => {
  const { session, field, scene } = desk();
  session.open({ kind: "new", at: { x: 0, y: 0 } });
  field.value = "first";
  session.open({ kind: "new", at: { x: 0, y: 100 } });
  assert.equal(scene.count, 4);
  assert.equal(field.value, "");
});
