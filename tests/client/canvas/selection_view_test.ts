import assert from "node:assert/strict";
import type { Shape } from "../../../core/board/shape.ts";
import { NOWHERE, pointedAt } from "../../../client/canvas/pointing.ts";
import { FIRST_OPTIONS } from "../../../client/canvas/options.ts";
import { createDesk } from "../../../client/canvas/desk.ts";
import { heldBy } from "../../../client/canvas/held.ts";
import { averageWidth } from "../../../core/board/average_widths.ts";
import { FIRST_STYLE } from "../../../client/canvas/style.ts";
import { createScene } from "../../../client/canvas/scene.ts";
import { targetOf } from "../../../client/canvas/shape_hit.ts";
import { isBusy } from "../../../client/canvas/busy.ts";
import { selectionView } from "../../../client/canvas/selection_view.ts";
import type { Shows, ToolId } from "../../../client/canvas/tools/tool.ts";
import { box, line } from "./tools/gesture.ts";

const view = { minX: 0, minY: 0, maxX: 1280, maxY: 800 };

function setUp(shapes: readonly Shape[], selected: readonly string[]) {
  const scene = createScene(targetOf);
  scene.apply({ put: shapes, removed: [] });
  const desk = createDesk(scene, { tool: "select", held: heldBy });
  desk.choose(selected);
  const { hold, traces } = desk;
  assert(hold);
  const seen = (
    shows: Shows = {},
    { tool = "select" as ToolId, pointer = "mouse" as "mouse" | "touch" } = {},
  ) => selectionView(hold, traces, { shows, zoom: 1, pointer, tool });
  const pointed = (x: number, y: number) =>
    pointedAt({ x, y }, {
      hold,
      pointer: "mouse",
      context: {
        scene,
        selection: desk.selection,
        style: FIRST_STYLE,
        options: FIRST_OPTIONS,
        me: "me-myself",
        zoom: 1,
        view,
        measure: averageWidth,
        newId: () => "new-shape",
      },
    });
  return { seen, pointed };
}

const a = box("a", [100, 100], 100), b = box("b", [300, 100], 100);

Deno.test("selection view: a shape at rest has its box with four corners, for a finger a handle to turn it too", () => {
  const { seen } = setUp([a], ["a"]);
  const mouse = seen();
  assert.deepEqual([mouse.each.length, mouse.around?.length, mouse.corners.length, mouse.rounds.length], [
    0,
    5,
    4,
    0,
  ]);
  assert.deepEqual(seen({}, { pointer: "touch" }).rounds, [{ x: 150, y: 236 }]);
});

Deno.test("selection view: a turned shape's box and corners are turned", () => {
  const { seen } = setUp([{ ...a, angle: Math.PI / 4 } as Shape], ["a"]);
  const [corner] = seen().corners;
  assert(corner && Math.abs(corner.x - 150) < 1e-9 && Math.abs(corner.y - (150 - 50 * Math.SQRT2)) < 1e-9);
});

Deno.test("selection view: a line alone shows its ends and no box", () => {
  const { around, rounds, corners, each } = setUp([line("l", [0, 0], [90, 50])], ["l"]).seen();
  assert.deepEqual([around, rounds.length, corners.length, each.length], [undefined, 2, 0, 1]);
});

Deno.test("selection view: what is locked has a box and no handles", () => {
  const { locked, corners, around } = setUp([{ ...a, locked: true } as Shape], ["a"]).seen();
  assert.deepEqual([locked, corners.length, around?.length], [true, 0, 5]);
});

Deno.test("selection view: handles go while something is dragged, and where another tool is in hand", () => {
  const { seen } = setUp([a, b], ["a", "b"]);
  assert.equal(seen().corners.length, 4);
  const moved = seen({ draft: { kind: "move", ids: ["a", "b"], by: { x: 7, y: 0 } } });
  assert.deepEqual([moved.corners.length, moved.around, moved.each.length], [0, undefined, 2]);
  assert.equal(Math.min(...moved.each.flat().map(({ x }) => x)), 107);
  assert.equal(seen({ marquee: view }).corners.length, 0);
  assert.equal(seen({}, { tool: "hand" }).corners.length, 0);
  const resized = seen({ outline: { box: view, angle: 0 }, reading: "1280 × 800" });
  assert.deepEqual([resized.each.length, resized.around?.length, resized.reading], [0, 5, "1280 × 800"]);
  assert(!isBusy({}) && isBusy({ grabbing: true }));
});

Deno.test("pointing: over a handle the pointer has that, over another shape what a click would select", () => {
  const { pointed } = setUp([a, b], ["a"]);
  assert.deepEqual(pointed(200, 200).handle, { kind: "size", side: "se" });
  assert.deepEqual(pointed(214, 214).handle, { kind: "turn", corner: "se" });
  assert.deepEqual(pointed(150, 200).handle, { kind: "size", side: "s" });
  assert.deepEqual(pointed(150, 150), NOWHERE);
  assert.equal(pointed(300, 150).hovered.length, 1);
});
