import assert from "node:assert/strict";
import { applyEdits } from "../../../core/board/apply_edits.ts";
import type { Edit } from "../../../core/board/edit.ts";
import { BASE_LAYER } from "../../../core/board/looks.ts";
import { cutsFrom } from "../../../core/board/cuts.ts";
import { compareOrder } from "../../../core/board/order.ts";
import type { Shape } from "../../../core/board/shape.ts";
import { placesOf } from "../../../core/board/stroke_places.ts";
import { aligning, distributing, flipping, stacking, turning } from "../../../client/canvas/arranging.ts";
import { grouping, locking, separating, ungrouping } from "../../../client/canvas/grouping.ts";
import { type Order, ordering } from "../../../client/canvas/ordering.ts";
import { createScene, type Scene } from "../../../client/canvas/scene.ts";
import { targetOf } from "../../../client/canvas/shape_hit.ts";
import { box, line, stroke } from "./tools/gesture.ts";

const a = box("a", [0, 0], 100, "a0");
const b = box("b", [150, 40], 50, "a1");
const c = box("c", [500, 100], 20, "a2");

Deno.test("arranging: aligned to an edge or a middle of all of them", () => {
  const at = (line: Parameters<typeof aligning>[2]) =>
    places(after(set([a, b, c]), (scene) => aligning(scene, ids, line)));
  const ids = ["a", "b", "c"];
  assert.deepEqual(at("left"), [[0, 0], [0, 40], [0, 100]]);
  assert.deepEqual(at("right"), [[420, 0], [470, 40], [500, 100]]);
  assert.deepEqual(at("centre"), [[210, 0], [235, 40], [250, 100]]);
  assert.deepEqual(at("top"), [[0, 0], [150, 0], [500, 0]]);
  assert.deepEqual(at("bottom"), [[0, 20], [150, 70], [500, 100]]);
  assert.deepEqual(at("middle"), [[0, 10], [150, 35], [500, 50]]);
});

Deno.test("arranging: a group is aligned as one thing, a turned shape by what it fills, a locked one not at all", () => {
  const grouped = set([{ ...a, groups: ["group"] }, { ...b, groups: ["group"] }, c]);
  assert.deepEqual(places(after(grouped, (scene) => aligning(scene, ["a", "b", "c"], "right"))), [
    [320, 0],
    [470, 40],
    [500, 100],
  ]);
  const turned = set([{ ...a, angle: Math.PI / 4 } as Shape, b]);
  const [, at] = places(after(turned, (scene) => aligning(scene, ["a", "b"], "left")));
  assert(Math.abs((at?.[0] ?? 0) - (50 - 50 * Math.SQRT2)) < 0.01);
  const locked = set([{ ...a, locked: true } as Shape, b, c]);
  assert.deepEqual(places(after(locked, (scene) => aligning(scene, ["a", "b", "c"], "left"))), [
    [0, 0],
    [150, 40],
    [150, 100],
  ]);
});

Deno.test("arranging: distributed, the gaps are the same, and the outer ones stay", () => {
  const scene = after(set([a, b, c]), (scene) => distributing(scene, ["c", "a", "b"], "x"));
  assert.deepEqual(places(scene), [[0, 0], [275, 40], [500, 100]]);
  assert.deepEqual(distributing(set([a, b]), ["a", "b"], "x"), []);
});

Deno.test("arranging: stacked, one follows the other in the middle one of their gaps", () => {
  const d = box("d", [220, 0], 10, "a3");
  const scene = after(set([a, b, c, d]), (scene) => stacking(scene, ["a", "b", "c", "d"], "x"));
  assert.deepEqual(places(scene).map(([x]) => x), [0, 150, 310, 250]);
  const close = after(set([a, box("b", [20, 0], 50)]), (scene) => stacking(scene, ["a", "b"], "x"));
  assert.deepEqual(places(close)[1], [120, 0], "without gaps a small one");
});

Deno.test("arranging: flipped together, shapes change places, and twice gives back what was", () => {
  const shapes = set([a, b, line("l", [0, 200], [100, 300])]);
  const ids = ["a", "b", "l"];
  const flip = (scene: Scene) => flipping(scene, ids, { axis: "x", zoom: 1 });
  const once = after(shapes, flip);
  assert.deepEqual(places(once), [[100, 0], [0, 40], [200, 200]]);
  const l = once.get("l");
  assert.deepEqual(l?.kind === "line" && l.to, [-100, 100]);
  const twice = after(once, flip);
  assert.deepEqual(ids.map((id) => twice.get(id)), [a, b, line("l", [0, 200], [100, 300])]);
});

Deno.test("arranging: turned together, about the middle of all", () => {
  const scene = after(
    set([box("a", [0, 0], 100), box("b", [200, 0], 100)]),
    (scene) => turning(scene, ["a", "b"], { by: Math.PI / 2, zoom: 1 }),
  );
  assert.deepEqual(places(scene), [[100, -100], [100, 100]]);
});

Deno.test("ordering: to the front and to the back, in their own order", () => {
  const scene = () => set([box("a", [0, 0], 9, "a0"), box("b", [0, 0], 9, "a1"), box("c", [0, 0], 9, "a2")]);
  const to = (ids: readonly string[], order: Order) => stack(after(scene(), (s) => ordering(s, ids, order)));
  assert.deepEqual(to(["b", "a"], "front"), ["c", "a", "b"]);
  assert.deepEqual(to(["c", "b"], "back"), ["b", "c", "a"]);
});

Deno.test("ordering: forward is above the next shape that it touches, backward below", () => {
  const shapes = [
    box("a", [0, 0], 100, "a0"),
    box("far", [900, 0], 100, "a1"),
    box("b", [50, 50], 100, "a2"),
    box("c", [60, 60], 100, "a3"),
  ];
  const to = (ids: readonly string[], order: Order) =>
    stack(after(set(shapes), (s) => ordering(s, ids, order)));
  assert.deepEqual(to(["a"], "forward"), ["far", "b", "a", "c"]);
  assert.deepEqual(to(["c"], "backward"), ["a", "far", "c", "b"]);
  assert.deepEqual(to(["c"], "forward"), ["a", "far", "b", "c"]);
  assert.deepEqual(to(["far"], "backward"), ["a", "far", "b", "c"], "it touches nothing");
  assert.deepEqual(to(["a", "b"], "forward"), ["far", "c", "a", "b"]);
});

Deno.test("ordering: shapes of another layer are nothing to come above of", () => {
  const scene = set([
    box("a", [0, 0], 100, "a0"),
    { ...box("b", [0, 0], 100, "a1"), layer: "other" } as Shape,
  ]);
  const layers = [BASE_LAYER, { id: "other", name: "", z: "a1", hidden: false, locked: false }];
  scene.apply({ put: [], removed: [], looks: { paper: "dots", layers } });
  assert.deepEqual(ordering(scene, ["a"], "forward"), []);
});

Deno.test("ordering: many times forward and back, indices stay short and no two are confused", () => {
  const scene = set(Array.from({ length: 8 }, (_, i) => box(`shape-${i}`, [0, 0], 100, `a${i}`)));
  for (let i = 0; i < 300; i++) {
    const id = `shape-${i * 7 % 8}`;
    apply(
      scene,
      ordering(scene, [id], (["forward", "backward", "front", "back"] as const)[i % 4] ?? "front"),
    );
  }
  const indices = [...scene.ids()].map((id) => scene.get(id)?.z ?? "");
  assert.equal(new Set(indices).size, 8);
  assert(Math.max(...indices.map((z) => z.length)) < 40);
});

Deno.test("grouping: what is selected becomes a group, in the group that one is in", () => {
  const scene = after(set([a, b, c]), (scene) => grouping(scene, ["a", "b", "c"], "outer-group"));
  apply(scene, grouping(scene, ["a", "b"], "inner-group"));
  assert.deepEqual(scene.get("a")?.groups, ["inner-group", "outer-group"]);
  assert.deepEqual(scene.get("c")?.groups, ["outer-group"]);
  assert.deepEqual(grouping(scene, ["a", "b", "c"], "again"), [], "one thing is no group");
  apply(scene, ungrouping(scene, ["a", "b", "c"]));
  assert.deepEqual(["a", "b", "c"].map((id) => scene.get(id)?.groups), [
    ["inner-group"],
    ["inner-group"],
    undefined,
  ]);
  apply(scene, ungrouping(scene, ["a", "b"]));
  assert.equal(scene.get("a")?.groups, undefined);
});

Deno.test("locking: locks what is not, and unlocks what is locked all of it", () => {
  const scene = set([{ ...a, locked: true } as Shape, b]);
  apply(scene, locking(scene, ["a", "b"]));
  assert.deepEqual(["a", "b"].map((id) => scene.get(id)?.locked), [true, true]);
  apply(scene, locking(scene, ["a", "b"]));
  assert.deepEqual(["a", "b"].map((id) => scene.get(id)?.locked), [undefined, undefined]);
});

Deno.test("separating: the pieces of a cut stroke become strokes, which lie where they were seen", () => {
  const points = Array.from({ length: 11 }, (_, i) => ({ x: i * 10, y: i % 2 * 10 }));
  const cut = {
    ...stroke("s", points),
    cuts: cutsFrom([[2.5, 4], [7, 8.25]]),
    angle: 0.5,
    flip: "x",
    wh: [200, 30],
    color: "red",
  } as Shape;
  const scene = set([cut, a]);
  let n = 0;
  const { edits, pieces } = separating(scene, ["s", "a"], () => `piece-no-${++n}`);
  assert.deepEqual(pieces, ["piece-no-1", "piece-no-2", "piece-no-3", "a"]);
  const whole = cut.kind === "stroke" ? placesOf(cut) : [];
  apply(scene, edits);
  assert.equal(scene.get("s"), undefined);
  const [first, second, third] = ["piece-no-1", "piece-no-2", "piece-no-3"].map((id) => {
    const piece = scene.get(id);
    assert(
      piece?.kind === "stroke" && piece.color === "red" && piece.cuts === undefined && piece.z === cut.z,
    );
    return placesOf(piece);
  });
  assert.deepEqual([first?.length, second?.length, third?.length], [4, 4, 3]);
  assertNear(first?.[0], whole[0]);
  assertNear(first?.[2], whole[2]);
  assertNear(second?.[0], whole[4]);
  assertNear(second?.[3], whole[7]);
  assertNear(third?.[2], whole[10]);
});

Deno.test("separating: a whole stroke, and one of which one piece is left, stay", () => {
  const s = stroke("s", [{ x: 0, y: 0 }, { x: 50, y: 0 }, { x: 100, y: 0 }]);
  const cut = { ...stroke("cut", [{ x: 0, y: 0 }, { x: 50, y: 0 }]), cuts: cutsFrom([[0, 0.5]]) } as Shape;
  assert.deepEqual(separating(set([s, cut]), ["s", "cut"], () => "new").edits, []);
});

function set(shapes: readonly Shape[]): Scene {
  const scene = createScene(targetOf);
  scene.apply({ put: shapes, removed: [] });
  return scene;
}

function apply(scene: Scene, edits: readonly Edit[]): void {
  scene.apply(applyEdits((id) => scene.get(id), edits));
}

function after(scene: Scene, edits: (scene: Scene) => readonly Edit[]): Scene {
  const next = set([...scene.ids()].flatMap((id) => scene.get(id) ?? []));
  apply(next, edits(next));
  return next;
}

function places(scene: Scene): (readonly number[])[] {
  return [...scene.ids()].sort().map((id) => scene.get(id)?.xy ?? []);
}

function stack(scene: Scene): string[] {
  return [...scene.ids()].flatMap((id) => scene.get(id) ?? []).sort(compareOrder).map(({ id }) => id);
}

function assertNear(a: { x: number; y: number } | undefined, b: { x: number; y: number } | undefined): void {
  assert(a && b && Math.hypot(a.x - b.x, a.y - b.y) < 0.05, `${a?.x}, ${a?.y} is not ${b?.x}, ${b?.y}`);
}
