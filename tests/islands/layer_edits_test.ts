import assert from "node:assert/strict";
import { type Layer, parseLayer } from "../../core/board/looks.ts";
import type { Edit } from "../../core/board/edit.ts";
import { addLayer, changeLayer, layerName, moveLayer } from "../../islands/chrome/layer_edits.ts";

const layer = (id: string, z: string, name = ""): Layer => ({ id, name, z, hidden: false, locked: false });
const LAYERS = [layer("", "a0"), layer("one", "a1", "Layer 1"), layer("two", "a2", "Ideas")];

const after = (layers: readonly Layer[], edit: Edit | undefined): string[] => {
  assert.ok(edit?.op === "layer");
  const others = layers.filter(({ id }) => id !== edit.layer.id);
  return [...others, edit.layer].sort((a, b) => a.z < b.z ? -1 : 1).map(({ id }) => id);
};

Deno.test("a new layer comes right above the one in hand, with a name of its own, and can be read back", () => {
  const edit = addLayer(LAYERS, { id: "new", above: "" });
  assert.deepEqual(after(LAYERS, edit), ["", "new", "one", "two"]);
  assert.ok(edit?.op === "layer" && edit.layer.name === "Layer 2");
  assert.ok(parseLayer(edit.layer.id, edit.layer));
  assert.deepEqual(after(LAYERS, addLayer(LAYERS, { id: "new", above: "two" })), ["", "one", "two", "new"]);
  const full = Array.from({ length: 100 }, (_, i) => layer(`l${i}`, `a${i}`));
  assert.equal(addLayer(full, { id: "new", above: "" }), undefined);
});

Deno.test("a layer moves to any place among the others, and nowhere when it is there", () => {
  assert.deepEqual(after(LAYERS, moveLayer(LAYERS, "", 2)), ["one", "two", ""]);
  assert.deepEqual(after(LAYERS, moveLayer(LAYERS, "two", 0)), ["two", "", "one"]);
  assert.deepEqual(after(LAYERS, moveLayer(LAYERS, "two", 1)), ["", "two", "one"]);
  assert.deepEqual(after(LAYERS, moveLayer(LAYERS, "", 99)), ["one", "two", ""]);
  assert.equal(moveLayer(LAYERS, "one", 1), undefined);
  assert.equal(moveLayer(LAYERS, "gone", 1), undefined);
});

Deno.test("a name is cut to what a board takes, and one that is missing has a stand-in", () => {
  const [base = layer("", "a0")] = LAYERS;
  const edit = changeLayer(base, { name: `  ${"n".repeat(200)}\ud800` });
  assert.ok(edit.op === "layer" && parseLayer("", edit.layer));
  assert.equal(layerName(base), "Base");
  assert.equal(layerName(layer("x", "a1", "Sky")), "Sky");
});

Deno.test("hiding and locking change nothing else of a layer", () => {
  const edit = changeLayer(layer("two", "a2", "Ideas"), { hidden: true });
  assert.deepEqual(edit, {
    op: "layer",
    layer: { id: "two", name: "Ideas", z: "a2", hidden: true, locked: false },
  });
});
