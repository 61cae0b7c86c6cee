import assert from "node:assert/strict";
import { createScene } from "../../../client/canvas/scene.ts";
import { createTextSession, type WritingField } from "../../../client/canvas/text_session.ts";
import { applyEdits } from "../../../core/board/apply_edits.ts";
import type { Edit } from "../../../core/board/edit.ts";
import { words } from "./tools/gesture.ts";

function desk() {
  const scene = createScene();
  scene.apply({ put: [words("note", [10, 10], "one two three")], removed: [] });
  const edits: (readonly Edit[])[] = [];
  const field = { value: "", caret: 0, open: false };
  let ids = 0;
  const session = createTextSession({
    get context() {
      const newId = () => `new-shape-${++ids}`;
      return { scene, selection: [], color: "red", size: 4, textSize: 20, zoom: 1, newId } as const;
    },
    measure: (text, size) => [text.length * size / 2, size * 1.25],
    open: (text): WritingField => {
      Object.assign(field, { value: text, caret: text.length, open: true });
      return {
        get value() {
          return field.value;
        },
        rewrite: (value, caret) => Object.assign(field, { value, caret: caret(field.caret) }),
        close: () => {
          field.open = false;
          // As a browser does: a focused field that is taken away loses the focus first.
          session.commit();
        },
      };
    },
    edits: (some) => {
      edits.push(some);
      scene.apply(applyEdits((id) => scene.get(id), some));
    },
  });
  const theyWrite = (text: string) => {
    const change = { put: [words("note", [10, 10], text)], removed: [] };
    scene.apply(change);
    session.merge(change);
  };
  return { scene, edits, field, session, theyWrite };
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

Deno.test("text: opening another keeps the first", () => {
  const { session, field, scene } = desk();
  session.open({ kind: "new", at: { x: 0, y: 0 } });
  field.value = "first";
  session.open({ kind: "new", at: { x: 0, y: 100 } });
  assert.equal(scene.count, 2);
  assert.equal(field.value, "");
});
