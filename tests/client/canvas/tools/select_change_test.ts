import assert from "node:assert/strict";
import { angleOf, boxOf, middleOf } from "../../../../core/board/bounds.ts";
import type { Shape } from "../../../../core/board/shape.ts";
import { placesOf } from "../../../../core/board/stroke_places.ts";
import { distance } from "../../../../core/geometry/vec.ts";
import { MAX_LIVE } from "../../../../client/canvas/tools/select_change.ts";
import { select } from "../../../../client/canvas/tools/select.ts";
import { box, line, play, type Player, stroke, words } from "./gesture.ts";

const a = box("a", [100, 100], 100);
const b = box("b", [400, 300], 100);

Deno.test("handles: a corner makes the box larger, and one edit of it", () => {
  const player = play(select, { shapes: [a], selection: ["a"] }).down([200, 200]).move([[250, 240]]);
  assert.deepEqual(player.last.shows?.draft, {
    kind: "change",
    changes: [{ id: "a", props: { xy: [100, 100], wh: [150, 140] } }],
  });
  assert.equal(player.last.shows?.reading, "150 × 140");
  assert.deepEqual(player.edits, [], "nothing is written on the way");
  player.up([250, 240]);
  assert.deepEqual(player.edits, [[{ op: "set", id: "a", props: { xy: [100, 100], wh: [150, 140] } }]]);
  assert.equal(player.last.shows, undefined);
  assert.deepEqual(player.selection, ["a"]);
});

Deno.test("handles: a side changes one extent, the opposite one stays", () => {
  assert.deepEqual(dragged([a], [100, 150], [60, 170]), { xy: [60, 100], wh: [140, 100] });
  assert.deepEqual(dragged([a], [150, 200], [170, 230]), { xy: [100, 100], wh: [100, 130] });
});

Deno.test("handles: Shift keeps the proportions of a corner, Alt the middle", () => {
  assert.deepEqual(dragged([a], [200, 200], [300, 220], { shift: true }), { xy: [100, 100], wh: [200, 200] });
  assert.deepEqual(dragged([a], [200, 200], [230, 210], { alt: true }), { xy: [70, 90], wh: [160, 120] });
});

Deno.test("handles: a corner dragged across flips the shape", () => {
  assert.deepEqual(dragged([a], [200, 200], [40, 150]), { xy: [40, 100], wh: [60, 50], flip: "x" });
});

Deno.test("handles: a box never becomes nothing", () => {
  const props = dragged([a], [200, 200], [100, 100]);
  assert.deepEqual(props.wh, [1, 1]);
});

Deno.test("handles: the opposite corner of a turned box stays where it is", () => {
  const turned = { ...a, angle: Math.PI / 6 } as Shape;
  const corner = (shape: Shape, x: number, y: number) => {
    const { minX, minY, maxX, maxY } = boxOf(shape);
    const middle = middleOf(boxOf(shape));
    const dx = x * (maxX - minX) / 2, dy = y * (maxY - minY) / 2;
    const cos = Math.cos(angleOf(shape)), sin = Math.sin(angleOf(shape));
    return { x: middle.x + dx * cos - dy * sin, y: middle.y + dx * sin + dy * cos };
  };
  const from = corner(turned, 1, 1);
  const player = play(select, { shapes: [turned], selection: ["a"] })
    .drag([[from.x, from.y], [from.x + 40, from.y + 60]]);
  const after = player.scene.get("a");
  assert(after);
  assert(distance(corner(after, -1, -1), corner(turned, -1, -1)) < 0.2);
  assert(distance(corner(after, 1, 1), { x: from.x + 40, y: from.y + 60 }) < 0.2);
  assert.equal(angleOf(after), angleOf(turned));
});

Deno.test("handles: outside of a corner the shape is turned about its middle; Shift steps by 15°", () => {
  const player = play(select, { shapes: [a], selection: ["a"] }).down([212, 212]).move([[150, 240]]);
  assert.equal(player.last.shows?.reading, "45°");
  player.up([150, 240]);
  const after = player.scene.get("a");
  assert(after && Math.abs(angleOf(after) - Math.PI / 4) < 1e-6);
  assert.deepEqual(middleOf(boxOf(after)), { x: 150, y: 150 });
  const stepped = play(select, { shapes: [a], selection: ["a"] }).drag([[212, 212], [150, 240], [140, 240]], {
    shift: true,
  });
  assert(
    Math.abs(angleOf(stepped.scene.get("a") ?? a) - Math.PI / 4) < 1e-6,
    "48° is nearer to 45° than to 60°",
  );
});

Deno.test("handles: several are resized and turned as one, in one step", () => {
  const player = play(select, { shapes: [a, b], selection: ["a", "b"] }).drag([[500, 400], [900, 400]], {
    mod: true,
  });
  assert.deepEqual(player.edits, [[
    { op: "set", id: "a", props: { xy: [100, 100], wh: [200, 100] } },
    { op: "set", id: "b", props: { xy: [700, 300], wh: [200, 100] } },
  ]]);
  const turned = play(select, { shapes: [a, b], selection: ["a", "b"] });
  // Half a turn about 300, 250.
  turned.drag([[512, 412], [88, 88]]);
  assert.deepEqual(turned.scene.get("a")?.xy, [400, 300]);
  assert.deepEqual(turned.scene.get("b")?.xy, [100, 100]);
});

Deno.test("handles: of more than others can be shown, only the box is seen, and all are committed", () => {
  const many = Array.from({ length: MAX_LIVE + 1 }, (_, i) => box(`shape-${i}`, [100 + i, 100], 10));
  const player = play(select, { shapes: many, selection: many.map(({ id }) => id) });
  player.down([310, 110]).move([[520, 110]], { mod: true });
  assert.equal(player.last.shows?.draft, undefined);
  assert.equal(Math.round(player.last.shows?.outline?.box.maxX ?? 0), 520);
  player.up([520, 110]);
  assert.equal(player.edits[0]?.length, MAX_LIVE + 1);
});

Deno.test("handles: a text grows by its corner, and by its side breaks its lines", () => {
  const text = words("t", [100, 100], "some words that are many");
  const larger = dragged([text], [200, 125], [300, 150]);
  assert.deepEqual([larger.size, larger.wh], [40, [200, 50]]);
  const wide = dragged([text], [200, 112], [160, 112], { mod: true });
  assert.deepEqual([wide.fixed, wide.wh?.[0], wide.size], [true, 60, undefined]);
  assert((wide.wh?.[1] ?? 0) > 25, "more lines are higher");
  assert.deepEqual(wide.xy, [100, 100]);
});

Deno.test("handles: a picture keeps its proportions by a corner", () => {
  const picture: Shape = {
    ...a,
    kind: "image",
    wh: [200, 100],
    natural: [200, 100],
    asset: "0".repeat(64),
  } as Shape;
  assert.deepEqual(dragged([picture], [300, 200], [500, 210]).wh, [400, 200]);
});

Deno.test("handles: an end of a line is dragged alone", () => {
  const player = play(select, { shapes: [line("l", [100, 100], [300, 100])], selection: ["l"] })
    .drag([[300, 100], [320, 180]]);
  assert.deepEqual(player.scene.get("l"), line("l", [100, 100], [320, 180]));
});

Deno.test("handles: a corner of a polyline is dragged alone, seen on the way", () => {
  const points = [{ x: 100, y: 100 }, { x: 300, y: 140 }, { x: 200, y: 300 }];
  const polyline = { ...stroke("p", points), kind: "polyline" } as Shape;
  const player = play(select, { shapes: [polyline], selection: ["p"] }).down([300, 140]).move([[340, 120]]);
  assert.equal(player.last.shows?.draft?.kind, "change");
  player.up([340, 120]);
  const after = player.scene.get("p");
  assert(after?.kind === "polyline");
  assert.deepEqual(placesOf(after), [{ x: 100, y: 100 }, { x: 340, y: 120 }, { x: 200, y: 300 }]);
});

Deno.test("handles: a line is dragged whole by its middle", () => {
  const player = play(select, { shapes: [line("l", [100, 100], [300, 100])], selection: ["l"] })
    .drag([[200, 100], [210, 150]]);
  assert.deepEqual(player.scene.get("l"), line("l", [110, 150], [310, 150]));
});

Deno.test("handles: Esc leaves all as it was", () => {
  const player = play(select, { shapes: [a], selection: ["a"] }).down([200, 200]).move([[250, 240]]).cancel();
  assert.deepEqual(player.edits, []);
  assert.equal(player.last.shows, undefined);
  assert.deepEqual(player.up([250, 240]).edits, []);
});

Deno.test("handles: a locked shape has none", () => {
  const locked = { ...a, locked: true } as Shape;
  const player = play(select, { shapes: [locked], selection: ["a"] }).drag([[200, 200], [250, 240]]);
  assert.deepEqual(player.edits, []);
});

Deno.test("handles: for a finger they reach further", () => {
  const beside: readonly [number, number] = [212, 208];
  const mouse = play(select, { shapes: [a], selection: ["a"] }).drag([beside, [262, 258]], { mod: true });
  assert.notEqual(angleOf(mouse.scene.get("a") ?? a), 0, "a mouse turns it there");
  const finger = play(select, { shapes: [a], selection: ["a"] }).drag([beside, [262, 258]], {
    pointer: "touch",
  });
  assert.deepEqual(boxOf(finger.scene.get("a") ?? a), { minX: 100, minY: 100, maxX: 250, maxY: 250 });
});

Deno.test("handles: a finger turns by the handle below the box", () => {
  const player = play(select, { shapes: [a], selection: ["a"] }).drag([[150, 236], [64, 150]], {
    pointer: "touch",
  });
  assert(Math.abs(angleOf(player.scene.get("a") ?? a) - Math.PI / 2) < 1e-6);
});

Deno.test("handles: a small box is still dragged by its inside", () => {
  const player = play(select, { shapes: [box("s", [100, 100], 12)], selection: ["s"] }).drag([[106, 106], [
    150,
    160,
  ]]);
  assert.deepEqual(player.edits, [[{ op: "set", id: "s", props: { xy: [144, 154] } }]]);
});

Deno.test("handles: a dragged edge catches on another's, and Ctrl lets it pass", () => {
  const shapes = [a, b];
  const wide = (keys = {}) => play(select, { shapes, selection: ["a"] }).drag([[200, 150], [397, 150]], keys);
  assert.deepEqual(boxOf(wide().scene.get("a") ?? a).maxX, 400);
  assert.deepEqual(boxOf(wide({ mod: true }).scene.get("a") ?? a).maxX, 397);
  const player = play(select, { shapes, selection: ["a"] }).down([200, 150]).move([[397, 150]]);
  assert.deepEqual(player.last.shows?.guides, [{
    kind: "edge",
    from: { x: 400, y: 100 },
    to: { x: 400, y: 400 },
  }]);
});

Deno.test("handles: in its proportions a corner catches by one edge", () => {
  const player = play(select, { shapes: [a, b], selection: ["a"] }).drag([[200, 200], [396, 380]], {
    shift: true,
  });
  assert.deepEqual(boxOf(player.scene.get("a") ?? a), { minX: 100, minY: 100, maxX: 400, maxY: 400 });
});

Deno.test("handles: on the grid a side comes to lie on its lines", () => {
  const player = play(select, { shapes: [a], selection: ["a"], options: { snapToGrid: true } })
    .drag([[200, 150], [233, 150]]);
  assert.equal(boxOf(player.scene.get("a") ?? a).maxX, 240);
});

function dragged(
  shapes: readonly Shape[],
  from: readonly [number, number],
  to: readonly [number, number],
  keys: Parameters<Player["drag"]>[1] = {},
) {
  const [first] = shapes;
  const player = play(select, { shapes, selection: first ? [first.id] : [] }).drag([from, to], keys);
  const edit = player.edits[0]?.[0];
  assert(edit?.op === "set");
  return edit.props;
}
