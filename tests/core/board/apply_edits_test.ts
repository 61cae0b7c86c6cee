import assert from "node:assert/strict";
import fc from "fast-check";
import { applyEdits } from "../../../core/board/apply_edits.ts";
import { createBoard } from "../../../core/board/board.ts";
import type { BoardChange, Edit } from "../../../core/board/edit.ts";
import { LOCAL } from "../../../core/board/origin.ts";
import type { Shape, ShapeProps } from "../../../core/board/shape.ts";
import { arrow, rectangle, stroke, text } from "./samples.ts";

const ID = "aaaaaaaa", OTHER = "bbbbbbbb";

Deno.test("edits: the change has whole shapes as they end up", () => {
  const shapes = new Map<string, Shape>([[ID, rectangle(ID)]]);
  const change = applyEdits((id) => shapes.get(id), [
    { op: "set", id: ID, props: { xy: [1, 1] } },
    { op: "set", id: ID, props: { color: "red" } },
    { op: "put", shape: text(OTHER, "a") },
    { op: "write", id: OTHER, text: "ab" },
  ]);
  assert.deepEqual(change, {
    put: [rectangle(ID, { xy: [1, 1], color: "red" }), text(OTHER, "ab")],
    removed: [],
  });
  assert.deepEqual(shapes.get(ID), rectangle(ID), "what was given is left as it was");
});

Deno.test("edits: only what was there is removed", () => {
  const change = applyEdits((id) => id === ID ? rectangle(ID) : undefined, [
    { op: "remove", id: ID },
    { op: "put", shape: rectangle(OTHER) },
    { op: "remove", id: OTHER },
    { op: "remove", id: "cccccccc" },
  ]);
  assert.deepEqual(change, { put: [], removed: [ID] });
});

Deno.test("edits: plain shapes and a board end up the same and tell the same, whatever the script", () => {
  fc.assert(
    fc.property(fc.array(fc.array(edit(), { maxLength: 6 }), { maxLength: 12 }), (script) => {
      const board = createBoard();
      const shapes = new Map<string, Shape>();
      let told: BoardChange = NOTHING;
      board.onChange((change) => told = change);
      for (const edits of script) {
        told = NOTHING;
        board.apply(edits, LOCAL);
        const change = applyEdits((id) => shapes.get(id), edits);
        for (const id of change.removed) shapes.delete(id);
        for (const shape of change.put) shapes.set(shape.id, shape);
        assert.deepEqual(sorted(change), sorted(told));
        assert.deepEqual(byId([...shapes.values()]), byId([...board.shapes()]));
      }
      board.dispose();
    }),
    { numRuns: 400 },
  );
});

const NOTHING: BoardChange = { put: [], removed: [] };

function sorted(change: BoardChange): BoardChange {
  return { put: byId(change.put), removed: change.removed.toSorted() };
}

function byId(shapes: readonly Shape[]): Shape[] {
  return shapes.toSorted((a, b) => a.id < b.id ? -1 : 1);
}

/** Of three shapes, so that edits meet; valid, invalid and beside the point. */
function edit(): fc.Arbitrary<Edit> {
  const id = fc.constantFrom(ID, OTHER, "cccccccc", "bad id");
  const content = fc.string({ unit: "binary", maxLength: 5 });
  const number = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double());
  const pair = fc.tuple(number, number);
  const shape = fc.tuple(id, fc.constantFrom(rectangle, arrow, stroke), fc.option(fc.tuple(content, pair)))
    .map(
      ([of, make, written]): Shape => written ? text(of, written[0], { xy: written[1] }) : make(of),
    );
  const props: fc.Arbitrary<Partial<ShapeProps>> = fc.record({
    xy: pair,
    wh: pair,
    to: pair,
    z: fc.constantFrom("a0", "a1", "Zz", "wrong"),
    color: fc.constantFrom("ink" as const, "red" as const, "#12ab34" as const, "#nothex" as const),
    size: number,
  }, { requiredKeys: [] });
  return fc.oneof(
    shape.map((it): Edit => ({ op: "put", shape: it })),
    fc.tuple(id, props).map(([of, changed]): Edit => ({ op: "set", id: of, props: changed })),
    fc.tuple(id, content).map(([of, written]): Edit => ({ op: "write", id: of, text: written })),
    id.map((of): Edit => ({ op: "remove", id: of })),
    // A gesture cuts a stroke once; none takes all of it.
    fc.tuple(id, fc.nat(), fc.nat(600), fc.nat(600)).map(([of, gesture, a, b]): Edit => ({
      op: "cut",
      id: of,
      gesture: `gesture-${gesture}`,
      cuts: [Math.min(a, b), Math.max(a, b) + 1],
    })),
  );
}
