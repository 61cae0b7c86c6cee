import assert from "node:assert/strict";
import { createShapeCache, looksSame } from "../../../../client/canvas/render/painter_cache.ts";
import type { Shape } from "../../../../core/board/shape.ts";
import { EVERY_KIND, randomShape } from "../../../core/board/every_shape.ts";
import { rectangle, seeded, stroke } from "../../../core/board/samples.ts";

const ID = "aaaaaaaa";

Deno.test("painter cache: where and in what order a shape lies does not change how it looks", () => {
  const shape = rectangle(ID);
  const elsewhere = rectangle(ID, {
    xy: [9, 9],
    z: "b0",
    groups: ["group1"],
    locked: true,
    link: "https://a.b",
  });
  assert.ok(looksSame(shape, elsewhere) && looksSame(elsewhere, shape));
  const first = stroke(ID), copied = { ...first, points: first.points.slice() };
  assert.ok(looksSame(first, copied));
});

Deno.test("painter cache: every property that is seen does, whether it comes, goes or changes", () => {
  const shape = rectangle(ID);
  const changes: readonly object[] = [
    { wh: [100, 51] },
    { color: "red" },
    { size: 5 },
    { opacity: 0.5 },
    { angle: 1 },
    { flip: "x" },
    { fill: "red" },
    { fillStyle: "solid" },
    { dash: "dotted" },
    { text: "x" },
    { font: "mono" },
    { align: "left" },
    { bold: true },
    { textSize: 10 },
    { kind: "ellipse" },
  ];
  for (const change of changes) {
    const changed = { ...shape, ...change } as Shape;
    assert.ok(!looksSame(shape, changed) && !looksSame(changed, shape), JSON.stringify(change));
  }
  const ink = stroke(ID);
  for (
    const change of [{ cuts: [0, 100] }, { nib: "even" }, { wh: [5, 5] }, { points: ink.points.slice(1) }]
  ) {
    assert.ok(!looksSame(ink, { ...ink, ...change } as Shape), JSON.stringify(change));
  }
});

Deno.test("painter cache: any two shapes that are painted differently look different", () => {
  const random = seeded(5);
  for (const kind of EVERY_KIND) {
    const [a, b] = [randomShape(random, kind), randomShape(random, kind)];
    assert.ok(!looksSame(a, b), kind);
    assert.ok(looksSame(a, structuredClone(a)), kind);
  }
});

Deno.test("painter cache: what was used longest ago goes first when it is full", () => {
  const cache = createShapeCache<string>(10);
  const shapes = ["aaaaaaaa", "bbbbbbbb", "cccccccc"].map((id) => rectangle(id));
  const [a, b, c] = shapes as [Shape, Shape, Shape];
  cache.set(a, "a", 5);
  cache.set(b, "b", 5);
  assert.equal(cache.get(a), "a");
  cache.set(c, "c", 5);
  assert.deepEqual([cache.get(a), cache.get(b), cache.get(c)], ["a", undefined, "c"]);
});
