import assert from "node:assert/strict";
import { pasting } from "../../../client/canvas/paste_edits.ts";
import { createScene, type Scene } from "../../../client/canvas/scene.ts";
import { targetOf } from "../../../client/canvas/shape_hit.ts";
import type { Edit } from "../../../core/board/edit.ts";
import { compareOrder } from "../../../core/board/order.ts";
import type { Arrow, Frame, Shape } from "../../../core/board/shape.ts";
import { box } from "./tools/gesture.ts";

const HERE = { x: 0, y: 0 };

Deno.test("pasting: shapes come above everything, in their order, set off, under ids of their own", () => {
  const scene = sceneOf([box("old-shape", [0, 0], 10, "a9")]);
  const shapes = [box("upper-one", [5, 5], 10, "a3"), box("lower-one", [0, 0], 10, "a2")];
  const { edits, chosen } = pasting(scene, shapes, { by: { x: 100, y: 50 }, newId: ids() });
  const put = shapesIn(edits);
  assert.deepEqual(put.map(({ xy }) => xy), [[100, 50], [105, 55]]);
  assert.deepEqual(put.map(({ id }) => id).sort(), [...chosen].sort());
  assert.ok(put.every(({ id, z }) => z > "a9" && !["upper-one", "lower-one"].includes(id)));
  assert.deepEqual(put.toSorted(compareOrder), put);
});

Deno.test("pasting: groups stay groups, of their own, and what was locked can be moved", () => {
  const shapes = [
    { ...box("one-shape", [0, 0], 10, "a1"), groups: ["inner", "outer"], locked: true },
    { ...box("two-shape", [20, 0], 10, "a2"), groups: ["outer"] },
  ] as Shape[];
  const [first, second] = shapesIn(pasting(sceneOf([]), shapes, { by: HERE, newId: ids() }).edits);
  assert.equal(first?.groups?.length, 2);
  assert.equal(first?.groups?.[1], second?.groups?.[0]);
  assert.ok(!first?.groups?.includes("outer") && !first?.groups?.includes("inner"));
  assert.equal(first?.locked, undefined);
});

Deno.test("pasting: an arrow stays bound to what came with it, and lets go of what did not", () => {
  const arrow: Arrow = {
    ...{ kind: "arrow", id: "the-arrow", z: "a2", xy: [10, 5], to: [50, 0], color: "ink", size: 2 },
    start: { id: "one-shape", at: [1, 0.5] },
    end: { id: "elsewhere", at: [0, 0.5] },
  };
  const shapes = [box("one-shape", [0, 0], 10, "a1"), arrow];
  const put = shapesIn(
    pasting(sceneOf([box("elsewhere", [60, 0], 10)]), shapes, { by: HERE, newId: ids() }).edits,
  );
  const copy = put.find(({ kind }) => kind === "arrow") as Arrow;
  assert.equal(copy.start?.id, put.find(({ kind }) => kind === "rectangle")?.id);
  assert.equal(copy.end, undefined);
});

Deno.test("pasting: a frame stands for what it holds, which stays in it", () => {
  const shapes = [
    frame("the-frame", [0, 0], 100),
    { ...box("held-box1", [10, 10], 10), frame: "the-frame" } as Shape,
  ];
  const { edits, chosen } = pasting(sceneOf([]), shapes, { by: HERE, newId: ids() });
  const put = shapesIn(edits);
  const copy = put.find(({ kind }) => kind === "frame");
  assert.deepEqual(chosen, [copy?.id]);
  assert.equal(put.find(({ kind }) => kind === "rectangle")?.frame, copy?.id);
});

Deno.test("pasting: a frame on the board takes what fits into it, and a frame that is not there holds nothing", () => {
  const scene = sceneOf([frame("the-frame", [0, 0], 100)]);
  const paste = (side: number, by = HERE) =>
    shapesIn(
      pasting(scene, [{ ...box("one-shape", [0, 0], side), frame: "elsewhere" } as Shape], {
        by,
        newId: ids(),
      }).edits,
    )
      .map(({ frame }) => frame);
  assert.deepEqual(paste(40), ["the-frame"]);
  assert.deepEqual(paste(160), [undefined]);
  assert.deepEqual(paste(40, { x: 500, y: 0 }), [undefined]);
});

Deno.test("pasting: a layer that this board has, and lets be seen and changed, is kept", () => {
  const layer = (id: string, looks = {}) => ({
    id,
    name: id,
    z: "a1",
    hidden: false,
    locked: false,
    ...looks,
  });
  const scene = createScene(targetOf);
  scene.apply({
    put: [],
    removed: [],
    looks: { paper: "dots", layers: [layer(""), layer("open"), layer("away", { hidden: true })] },
  });
  const paste = (name: string) =>
    shapesIn(
      pasting(scene, [{ ...box("one-shape", [0, 0], 9), layer: name } as Shape], { by: HERE, newId: ids() })
        .edits,
    )
      .map(({ layer }) => layer)[0];
  assert.deepEqual(["open", "away", "none"].map(paste), ["open", undefined, undefined]);
});

function sceneOf(shapes: readonly Shape[]): Scene {
  const scene = createScene(targetOf);
  scene.apply({ put: shapes, removed: [] });
  return scene;
}

function frame(id: string, xy: readonly [number, number], side: number): Frame {
  return { kind: "frame", id, z: "a0", xy, wh: [side, side], color: "ink", size: 2 };
}

function ids(): () => string {
  let count = 0;
  return () => `new-id-${++count}`;
}

function shapesIn(edits: readonly Edit[]): Shape[] {
  return edits.flatMap((edit) => edit.op === "put" ? edit.shape : []);
}
