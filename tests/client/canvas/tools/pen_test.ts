import assert from "node:assert/strict";
import { averageWidth } from "../../../../core/board/average_widths.ts";
import { FIRST_OPTIONS } from "../../../../client/canvas/options.ts";
import { FIRST_STYLE } from "../../../../client/canvas/style.ts";
import { pen, type PenState } from "../../../../client/canvas/tools/pen.ts";
import type { Pressed, Sample, Step, ToolContext } from "../../../../client/canvas/tools/tool.ts";
import type { InkDraft } from "../../../../core/board/draft.ts";
import type { Shape, Stroke } from "../../../../core/board/shape.ts";
import { inkOutline, type Ring } from "../../../../core/geometry/ink.ts";
import { type InkPoint, MAX_POINTS, unpackPoints } from "../../../../core/geometry/points.ts";
import { drawnAlong } from "../../../core/geometry/hand.ts";
import { distanceToSegment, edgeOf, winding } from "../../../core/geometry/rings.ts";
import { box, play, type Player } from "./gesture.ts";

Deno.test("pen: a drag puts one stroke in the colour and size in hand", () => {
  const player = play(pen).drag([[10, 10], [50, 30], [90, 10]]);
  assert.equal(player.edits.length, 1);
  const shape = strokeOf(player);
  assert.equal(shape.color, "blue");
  assert.equal(shape.size, 4);
  assert.deepEqual(placesOf(shape), [[10, 10], [50, 28.5], [90, 10]], "only jitter is smoothed away");
});

Deno.test("pen: a tap puts a dot", () => {
  const shape = strokeOf(play(pen).down([10, 20]).up([10, 20]));
  assert.deepEqual(placesOf(shape), [[10, 20]]);
});

Deno.test("pen: puts nothing when the gesture is cancelled", () => {
  const player = play(pen).down([10, 10]).move([[50, 50]]).cancel();
  assert.equal(player.last.shows, undefined);
  player.move([[80, 80]]).up([80, 80]);
  assert.deepEqual(player.edits, []);
});

Deno.test("pen: the draft has the id that the stroke will have", () => {
  const player = play(pen).down([10, 10]);
  const { id } = draftOf(player);
  player.move([[50, 50]]);
  assert.equal(draftOf(player).id, id);
  assert.equal(strokeOf(player.up([50, 50])).id, id);
});

Deno.test("pen: the tip of the draft is where the pointer is, however fast it moves", () => {
  const player = play(pen).down([0, 0]);
  for (const x of [40, 200, 210, 500]) {
    player.move([[x, x / 2]]);
    const tip = drawnBy(player).at(-1);
    assert.deepEqual([tip?.x, tip?.y], [x, x / 2]);
  }
});

Deno.test("pen: takes all the places between two events", () => {
  const player = play(pen).down([0, 0]).move([[10, 30], [20, 0], [30, 30]]);
  assert.equal(drawnBy(player).length, 4);
});

Deno.test("pen: jitter is smoothed away", () => {
  const places = Array.from({ length: 40 }, (_, i): [number, number] => [i * 2, i % 2]);
  const player = play(pen).down([0, 0]).move(places);
  const middle = drawnBy(player).slice(5, -5);
  for (const { y } of middle) assert.ok(Math.abs(y - 0.5) < 0.1, `y is ${y}`);
});

Deno.test("pen: however many places come at a time, the same line is drawn", () => {
  const places = Array.from(
    { length: 60 },
    (_, i): [number, number] => [i * 3, 20 * Math.sin(i / 4) + i % 2],
  );
  const atOnce = drawnBy(play(pen).down([0, 0]).move(places));
  for (const step of [1, 2, 3, 7]) {
    const player = play(pen).down([0, 0]);
    for (let i = 0; i < places.length; i += step) player.move(places.slice(i, i + step));
    assert.deepEqual(drawnBy(player), atOnce, `${step} at a time`);
  }
});

Deno.test("pen: what the browser expects next is shown until the next move, and neither kept nor drawn straight", () => {
  const context = contextOf();
  const expected = [sampleAt(30, 9), sampleAt(40, 13)];
  let { state } = pen.step(pen.idle, { type: "down", at: sampleAt(0, 0), with: PRESSED, clicks: 1 }, context);
  const move = (x: number, pressed = PRESSED): InkDraft => {
    const event = { type: "move", samples: [sampleAt(x, 0)], predicted: expected, with: pressed } as const;
    const step = pen.step(state, event, context);
    state = step.state;
    const draft = step.shows?.draft;
    return draft?.kind === "ink" ? draft : assert.fail("No ink is shown");
  };
  const draft = move(20);
  assert.deepEqual(draft.predicted?.map(({ x, y }) => [x, y]), [[30, 9], [40, 13]]);
  assert.deepEqual([...draft.settled.slice(), ...draft.tail].map(({ x }) => x), [0, 20]);
  assert.deepEqual(move(60, { ...PRESSED, shift: true }).predicted, []);
  const { edits } = pen.step(state, { type: "up", at: sampleAt(60, 0), with: PRESSED }, context);
  const shape = edits?.[0]?.op === "put" ? edits[0].shape : undefined;
  assert.ok(shape?.kind === "stroke");
  assert.deepEqual(placesOf(shape), [[0, 0], [60, 0]]);
});

Deno.test("pen: a draft only adds to what has settled, and little is left unsettled", () => {
  const player = play(pen).down([0, 0]);
  let before = draftOf(player);
  for (let i = 1; i < 500; i++) {
    player.move([[i * 2, i % 9]], { shift: i > 100 && i < 200 });
    const draft = draftOf(player);
    assert.ok(draft.settled.continues(before.settled), `move ${i}`);
    assert.ok(draft.tail.length <= 2, `${draft.tail.length} points after move ${i}`);
    before = draft;
  }
});

Deno.test("pen: a step leaves the state it came from as it was", () => {
  const steps = [[10, 0], [20, 5], [30, 0], [40, 9], [50, 0]] as const;
  const context = contextOf();
  const start = pen.step(pen.idle, { type: "down", at: sampleAt(0, 0), with: PRESSED, clicks: 1 }, context);
  const go = (state: PenState, [x, y]: readonly [number, number]) =>
    pen.step(state, { type: "move", samples: [sampleAt(x, y)], with: PRESSED }, context);
  let { state } = start;
  for (const place of steps) {
    const once = go(state, place);
    go(state, [-99, -99]);
    assert.deepEqual(inkOf(go(state, place)), inkOf(once));
    state = once.state;
  }
});

Deno.test("pen: the stroke that is put looks like its draft", () => {
  const scribble = Array.from({ length: 400 }, (_, i): [number, number, number] => {
    const t = i / 12;
    return [200 + 150 * Math.sin(t * 0.7) + i % 3, 200 + 90 * Math.cos(t * 1.3), 0.5 + 0.4 * Math.sin(t)];
  });
  for (const pointer of ["pen", "mouse"] as const) {
    const player = play(pen).down([200, 290], { pointer });
    for (const place of scribble) player.move([place], { pointer });
    const points = drawnBy(player), { size, pressure } = draftOf(player);
    const shape = strokeOf(player.up([0, 0], { pointer }));
    const put = unpackPoints(shape.points).points.map((point) => ({
      ...point,
      x: point.x + shape.xy[0],
      y: point.y + shape.xy[1],
    }));
    assert.ok(put.length < points.length * 0.8);
    const drawn = inkOutline(points, { size, pressure }), left = inkOutline(put, { size, pressure });
    assertWithin(drawn.flatMap(edgeOf), left);
    assertWithin(left.flatMap(edgeOf), drawn);
  }
});

Deno.test("pen: a real pen's pressure is kept, a mouse's is not", () => {
  const byPen = strokeOf(play(pen).drag([[0, 0, 0.2], [50, 50, 0.9]], { pointer: "pen" }));
  const ink = unpackPoints(byPen.points);
  assert.equal(ink.pressure, "device");
  assert.ok(Math.abs((ink.points[0]?.pressure ?? 0) - 0.2) < 0.01);
  const byMouse = strokeOf(play(pen).drag([[0, 0, 0.2], [50, 50, 0.9]]));
  assert.equal(unpackPoints(byMouse.points).pressure, "velocity");
});

Deno.test("pen: Shift draws straight, snapped to 15 degrees", () => {
  const shape = strokeOf(play(pen).drag([[0, 0], [60, 40], [100, 3]], { shift: true }));
  assert.deepEqual(placesOf(shape), [[0, 0], [100, 0]]);
});

Deno.test("pen: Shift goes on straight from where it was pressed, and freehand after it", () => {
  const player = play(pen).down([0, 0]).move([[10, 40]]);
  player.move([[60, 42]], { shift: true }).move([[110, 43]], { shift: true });
  player.move([[110, 80]]).up([110, 80]);
  const places = placesOf(strokeOf(player)).map(([x, y]) => [Math.round(x), Math.round(y)]);
  assert.deepEqual(places, [[0, 0], [10, 40], [110, 40], [110, 80]]);
});

Deno.test("pen: a stroke of more points than one may hold is put all the same, however its pressure goes", () => {
  const places = Array.from({ length: 30_000 }, (_, i): [number, number, number] => {
    const wave = i % 6 < 3 ? 0 : 0.8;
    return [i, i % 7, wave + i * 37 % 101 / 505];
  });
  const player = play(pen).down([0, 0, 0], { pointer: "pen" }).move(places, { pointer: "pen" });
  const kept = placesOf(strokeOf(player.up([29_999, 0], { pointer: "pen" })));
  assert.ok(kept.length > 1000 && kept.length <= MAX_POINTS, `${kept.length} points are kept`);
  assert.deepEqual([kept[0]?.[0], kept.at(-1)?.[0]], [0, 29_999]);
});

Deno.test("pen: a new stroke lies above all others", () => {
  const shape = strokeOf(play(pen, { shapes: [box("a", [0, 0], 10, "a5")] }).drag([[0, 0], [9, 9]]));
  assert.ok(shape.z > "a5");
});

Deno.test("pen: under magnification a stroke keeps its detail", () => {
  const shape = strokeOf(play(pen, { zoom: 16 }).drag([[0, 0], [1, 5], [3, 5]]));
  assert.deepEqual(placesOf(shape)[0], [0, 0]);
  assert.deepEqual(placesOf(shape).at(-1), [3 / 16, 5 / 16]);
});

Deno.test("pen: a stroke has the nib and opacity in hand, and so has its draft", () => {
  const player = play(pen, { style: { nib: "even", opacity: 0.5 } }).down([0, 0]).move([[50, 50]]);
  const { nib, opacity } = draftOf(player);
  assert.deepEqual([nib, opacity], ["even", 0.5]);
  const put = strokeOf(player.up([50, 50]));
  assert.deepEqual([put.nib, put.opacity], ["even", 0.5]);
});

Deno.test("pen: what closes is filled with the fill in hand, and nothing else is", () => {
  const style = { fill: "amber", fillStyle: "solid" } as const;
  const round: [number, number][] = [[0, 0], [80, 10], [90, 90], [5, 80], [3, 4]];
  const closed = strokeOf(play(pen, { style }).drag(round));
  assert.deepEqual([closed.fill, closed.fillStyle], ["amber", "solid"]);
  assert.equal(strokeOf(play(pen, { style }).drag(round.slice(0, -1))).fill, undefined);
  assert.equal(strokeOf(play(pen, { style }).drag([[0, 0], [2, 2], [0, 1]])).fill, undefined, "a blot");
});

Deno.test("pen: a Shift-click joins its place to the end of one's last stroke", () => {
  const player = play(pen).drag([[0, 0], [50, 0]]);
  player.down([100, 80], { shift: true });
  assert.deepEqual(drawnBy(player).map(({ x, y }) => [x, y]), [[50, 0], [100, 80]]);
  player.move([[101, 81]], { shift: true }).up([101, 81], { shift: true });
  assert.deepEqual(placesOf(strokeOf(player, 1)), [[50, 0], [100, 80]]);
  player.drag([[10, 80]], { shift: true });
  assert.deepEqual(placesOf(strokeOf(player, 2)), [[100, 80], [10, 80]]);
});

Deno.test("pen: a Shift-drag is a line of its own, and so is a Shift-click where the last stroke is gone", () => {
  const player = play(pen).drag([[0, 0], [50, 0]]).drag([[0, 80], [50, 80]], { shift: true });
  assert.deepEqual(placesOf(strokeOf(player, 1)), [[0, 80], [50, 80]]);
  player.scene.apply({ put: [], removed: [strokeOf(player, 1).id] });
  assert.deepEqual(placesOf(strokeOf(player.drag([[9, 9]], { shift: true }), 2)), [[9, 9]]);
});

const ROUGH_BOX = drawnAlong([{ x: 0, y: 0 }, { x: 200, y: 0 }, { x: 200, y: 120 }, { x: 0, y: 120 }], {
  seed: 4,
  closed: true,
}).map(({ x, y }): [number, number] => [x, y]);
const ROUGH_LINE = drawnAlong([{ x: 0, y: 0 }, { x: 200, y: 50 }], { seed: 4, closed: false })
  .map(({ x, y }): [number, number] => [x, y]);

Deno.test("pen: held still at its end, ink becomes the figure that it looks like", () => {
  const player = play(pen, { style: { color: "red", fill: "amber", dash: "dashed" } });
  player.down([0, 0]).move(ROUGH_BOX).hold([0, 0]);
  const draft = player.last.shows?.draft;
  assert.ok(draft?.kind === "shape");
  player.up([0, 0]);
  assert.equal(player.edits.length, 1);
  const shape = shapeOf(player);
  assert.deepEqual(shape, draft.shape);
  assert.ok(shape.kind === "rectangle");
  assert.deepEqual([shape.color, shape.fill, shape.dash], ["red", "amber", "dashed"]);
  assert.ok(Math.abs(shape.wh[0] - 200) < 12 && Math.abs(shape.wh[1] - 120) < 12, String(shape.wh));
});

Deno.test("pen: dragged on, the figure goes with the pointer", () => {
  const player = play(pen).down([0, 0]).move(ROUGH_BOX).hold([0, 0]);
  const held = player.last.shows?.draft;
  // Twice as far from its middle.
  player.move([[-100, -60]]).up([-100, -60]);
  const shape = shapeOf(player);
  assert.ok(held?.kind === "shape" && held.shape.kind === "rectangle" && shape.kind === "rectangle");
  assert.ok(Math.abs(shape.wh[0] / held.shape.wh[0] - 2) < 0.1, String(shape.wh));
  const line = play(pen).down([0, 0]).move(ROUGH_LINE).hold([200, 50]).move([[300, 3]]);
  const [x = 0, y = 0] = ends(shapeOf(line.up([300, 3])));
  assert.ok(Math.hypot(x - 300, y - 3) < 2, `it ends at ${x}, ${y}`);
  const level = play(pen).down([0, 0]).move(ROUGH_LINE).hold([200, 50]).move([[300, 3]], { shift: true });
  assert.equal(Math.round(ends(shapeOf(level.up([300, 3], { shift: true })))[1] ?? NaN), 0);
});

Deno.test("pen: what looks like nothing stays ink, and so does all where figures are off", () => {
  const wave = Array.from({ length: 80 }, (_, i): [number, number] => [3 * i, 25 * Math.sin(i / 10)]);
  const player = play(pen).down([0, 0]).move(wave).hold([237, 20]);
  assert.equal(player.last.shows?.draft?.kind, "ink");
  assert.equal(shapeOf(player.move([[260, 20]]).up([260, 20])).kind, "stroke");
  const off = play(pen, { options: { figures: false } }).down([0, 0]).move(ROUGH_BOX).hold([0, 0]);
  assert.equal(shapeOf(off.up([0, 0])).kind, "stroke");
  assert.equal(shapeOf(play(pen).down([0, 0]).move(ROUGH_BOX).up([0, 0])).kind, "stroke", "it was not held");
});

Deno.test("pen: a figure is forgotten when the gesture is cancelled", () => {
  const player = play(pen).down([0, 0]).move(ROUGH_BOX).hold([0, 0]).cancel();
  assert.deepEqual([player.edits, player.last.shows], [[], undefined]);
});

function ends(shape: Shape): number[] {
  assert.ok(shape.kind === "line");
  return [shape.xy[0] + shape.to[0], shape.xy[1] + shape.to[1]];
}

function shapeOf(player: Player): Shape {
  const edit = player.edits.at(-1)?.[0];
  if (edit?.op !== "put") throw new Error("No shape was put");
  return edit.shape;
}

function strokeOf(player: Player, gesture = 0): Stroke {
  const edit = player.edits[gesture]?.[0];
  if (edit?.op !== "put" || edit.shape.kind !== "stroke") throw new Error("No stroke was put");
  return edit.shape;
}

const PRESSED: Pressed = { shift: false, alt: false, mod: false, pointer: "mouse" };

function sampleAt(x: number, y: number): Sample {
  return { world: { x, y }, screen: { x, y }, pressure: 0.5 };
}

function contextOf(): ToolContext {
  return {
    scene: play(pen).scene,
    selection: [],
    style: { ...FIRST_STYLE, color: "ink", size: 4, textSize: 20 },
    options: FIRST_OPTIONS,
    me: "somebody",
    zoom: 1,
    view: { minX: 0, minY: 0, maxX: 1280, maxY: 800 },
    measure: averageWidth,
    newId: () => "new-shape-1",
  };
}

function inkOf({ shows }: Step<PenState>): InkPoint[] {
  const draft = shows?.draft;
  return draft?.kind === "ink" ? [...draft.settled.slice(), ...draft.tail] : [];
}

/** Each place lies within one CSS pixel of ink, or of its edge. */
function assertWithin(edge: readonly { x: number; y: number }[], rings: readonly Ring[]): void {
  const other = rings.map(edgeOf);
  for (const place of edge) {
    if (winding(rings, place) !== 0) continue;
    const off = Math.min(
      ...other.flatMap((of) => of.map((a, i) => distanceToSegment(place, a, of[(i + 1) % of.length] ?? a))),
    );
    assert.ok(off < 1, `the ink ends ${off} beside ${place.x}, ${place.y}`);
  }
}

function draftOf(player: Player): InkDraft {
  const draft = player.last.shows?.draft;
  if (draft?.kind !== "ink") throw new Error("No ink is shown");
  return draft;
}

function drawnBy(player: Player): InkPoint[] {
  const { settled, tail } = draftOf(player);
  return [...settled.slice(), ...tail];
}

function placesOf(shape: Stroke): [number, number][] {
  const [x, y] = shape.xy;
  return unpackPoints(shape.points).points.map((point) => [x + point.x, y + point.y]);
}
