import assert from "node:assert/strict";
import { applyEdits } from "../../../../core/board/apply_edits.ts";
import { averageWidth } from "../../../../core/board/average_widths.ts";
import { boxOf } from "../../../../core/board/bounds.ts";
import type { Shape } from "../../../../core/board/shape.ts";
import { resizing } from "../../../../client/canvas/commands/resize.ts";
import { FIRST_OPTIONS, type Options } from "../../../../client/canvas/options.ts";
import { createScene } from "../../../../client/canvas/scene.ts";
import { targetOf } from "../../../../client/canvas/shape_hit.ts";
import { FIRST_STYLE } from "../../../../client/canvas/style.ts";
import type { ToolContext } from "../../../../client/canvas/tools/tool.ts";
import { box, words } from "../tools/gesture.ts";

/** All of the shapes selected, then resized step by step. */
function after(
  shapes: readonly Shape[],
  ways: readonly Parameters<typeof resizing>[0][],
  step = 10,
): Shape[] {
  const scene = createScene(targetOf);
  scene.apply({ put: shapes, removed: [] });
  for (const way of ways) {
    const edits = resizing(way, step, contextOf(scene, shapes.map(({ id }) => id)));
    scene.apply(applyEdits((id) => scene.get(id), edits));
  }
  return shapes.flatMap(({ id }) => scene.get(id) ?? []);
}

function contextOf(
  scene: ToolContext["scene"],
  selection: readonly string[],
  options: Options = FIRST_OPTIONS,
): ToolContext {
  return {
    scene,
    selection,
    style: FIRST_STYLE,
    options,
    me: "me-myself",
    zoom: 1,
    view: { minX: 0, minY: 0, maxX: 1280, maxY: 800 },
    measure: averageWidth,
    newId: () => "new",
  };
}

Deno.test("a side is dragged by a step, and what is opposite stays", () => {
  const [made] = after([box("a", [10, 20], 100)], ["wider", "taller", "taller"]);
  assert.deepEqual(made && boxOf(made), { minX: 10, minY: 20, maxX: 120, maxY: 140 });
  const [less] = after([box("a", [10, 20], 100)], ["narrower", "shorter"]);
  assert.deepEqual(less && boxOf(less), { minX: 10, minY: 20, maxX: 100, maxY: 110 });
});

Deno.test("nothing becomes smaller than a pixel, nor is it turned inside out", () => {
  const [made] = after([box("a", [10, 20], 25)], ["narrower", "narrower", "narrower", "narrower"]);
  assert.deepEqual(made && boxOf(made), { minX: 10, minY: 20, maxX: 11, maxY: 45 });
});

Deno.test("it catches on nothing beside it", () => {
  const scene = createScene(targetOf);
  scene.apply({ put: [box("a", [0, 0], 100), box("b", [111, 0], 100)], removed: [] });
  for (const snapToShapes of [true, false]) {
    const [edit] = resizing("wider", 10, contextOf(scene, ["a"], { ...FIRST_OPTIONS, snapToShapes }));
    assert.deepEqual(edit?.op === "set" && edit.props.wh, [110, 100]);
  }
});

Deno.test("something turned grows along its own side", () => {
  const turned = { ...box("a", [0, 0], 100), angle: Math.PI / 2 } as Shape;
  const [made] = after([turned], ["wider"]);
  assert.ok(made);
  const { minX, minY, maxX, maxY } = boxOf(made);
  assert.deepEqual([maxX - minX, maxY - minY], [110, 100]);
  assert.ok(Math.abs((minY + maxY) / 2 - 55) < 1e-6, "what was its left side stays");
});

Deno.test("of a line its end moves, so that it can be aimed", () => {
  const line: Shape = { kind: "line", id: "l", z: "a0", xy: [5, 5], to: [100, 0], color: "ink", size: 4 };
  const [made] = after([line], ["taller", "wider"]);
  assert.ok(made?.kind === "line");
  assert.deepEqual([made.xy, made.to], [[5, 5], [110, 10]]);
});

Deno.test("an arrow whose end comes over a figure does not hold on to it: the next step takes it on", () => {
  const arrow: Shape = { kind: "arrow", id: "l", z: "a1", xy: [5, 50], to: [90, 0], color: "ink", size: 4 };
  const scene = createScene(targetOf);
  scene.apply({ put: [box("a", [100, 0], 100), arrow], removed: [] });
  for (const snapToShapes of [true, false]) {
    const [edit] = resizing("wider", 10, contextOf(scene, ["l"], { ...FIRST_OPTIONS, snapToShapes }));
    assert.ok(edit?.op === "set");
    assert.deepEqual([edit.props.to, edit.props.end], [[100, 0], null]);
  }
});

Deno.test("several grow together, and what is locked stays as it is", () => {
  const shapes = [box("a", [0, 0], 100), box("b", [100, 0], 100)];
  const [a, b] = after(shapes, ["wider"], 20);
  assert.deepEqual([a && boxOf(a).maxX, b && boxOf(b).maxX], [110, 220]);
  const locked = { ...box("c", [0, 0], 100), locked: true } as Shape;
  assert.deepEqual(after([locked], ["wider"]), [locked]);
});

Deno.test("a text breaks its lines anew when it is wider, and has larger letters when it is taller", () => {
  const text = { ...words("t", [0, 0], "some words"), wh: [200, 40] } as Shape;
  const [wider] = after([text], ["wider"]);
  assert.ok(wider?.kind === "text" && text.kind === "text");
  assert.deepEqual([wider.wh[0], wider.size], [210, text.size]);
  const [taller] = after([text], ["taller"]);
  assert.ok(taller?.kind === "text");
  assert.ok(Math.abs(taller.size / text.size - 50 / 40) < 0.01);
});
