import assert from "node:assert/strict";
import fc from "fast-check";
import { type Figure, figureHolds, figureOf, placeAt, pointAt } from "../../../core/board/binding_target.ts";
import { BINDING_GAP, rebind, resolveAll, resolveArrow } from "../../../core/board/bindings.ts";
import { connectorPath, pathPoint, pathPoints } from "../../../core/board/connector_path.ts";
import { type Arrow, BOX_KINDS, FLIPS, ROUTES, type Shape } from "../../../core/board/shape.ts";
import { intersects } from "../../../core/geometry/box.ts";
import { toSegment } from "../../../core/geometry/hit.ts";
import { distance, type Vec } from "../../../core/geometry/vec.ts";
import { arrow, polyline, rectangle, stroke, text } from "./samples.ts";

const A = rectangle("shape-a", { xy: [0, 0], wh: [100, 60], size: 4 });
const B = rectangle("shape-b", { xy: [300, 0], wh: [100, 60], size: 4 });
const MIDDLE = [0.5, 0.5] as const;
const BOTH = arrow("arrow-1", { start: { id: A.id, at: MIDDLE }, end: { id: B.id, at: MIDDLE } });

Deno.test("a bound arrow runs from outline to outline, a gap and half of each line off", () => {
  const seen = resolveArrow(BOTH, among(A, B));
  const gap = BINDING_GAP + 4 / 2 + 4 / 2;
  assertNear(startOf(seen), { x: 100 + gap, y: 30 }, 0.1);
  assertNear(endOf(seen), { x: 300 - gap, y: 30 }, 0.1);
});

Deno.test("it follows what is moved, resized, turned and flipped", () => {
  const from = (target: Shape) => endOf(resolveArrow(BOTH, among(A, target)));
  assertNear(from({ ...B, xy: [300, 200] }), endOf(resolveArrow(BOTH, among(A, { ...B, xy: [300, 200] }))));
  assert.ok(from({ ...B, xy: [300, 200] }).y > 100);
  assert.ok(from({ ...B, wh: [200, 60] }).x > 290 - 8);
  // Turned by a quarter it is 60 wide and 100 high about the same middle.
  assertNear(from({ ...B, angle: Math.PI / 2 }), { x: 320 - 8, y: 30 }, 0.1);
  const corner: Arrow = { ...BOTH, end: { id: B.id, at: [0.1, 0.5] } };
  const mirrored = resolveArrow(corner, among({ ...A, xy: [600, 0] }, { ...B, flip: "x" }));
  assertNear(endOf(mirrored), { x: 400 + 8, y: 30 }, 0.1);
  assertNear(pointAt({ ...B, flip: "x" }, [0.1, 0.5]), { x: 390, y: 30 });
});

Deno.test("an end whose target is gone, or cannot be held on to, stays where it was stored", () => {
  const stored: Arrow = { ...BOTH, xy: [50, 30], to: [270, 10] };
  assert.deepEqual(endOf(resolveArrow(stored, among(A))), { x: 320, y: 40 });
  assert.deepEqual(resolveArrow(stored, among()), stored);
  const held = { ...stored, end: { id: "stroke-1", at: MIDDLE } };
  assert.deepEqual(endOf(resolveArrow(held, among(A, stroke("stroke-1")))), { x: 320, y: 40 });
});

Deno.test("between shapes that overlap an arrow runs from middle to middle, as between a shape and what is in it", () => {
  const over = { ...B, xy: [80, 20] as const };
  const seen = resolveArrow(BOTH, among(A, over));
  assert.deepEqual([startOf(seen), endOf(seen)], [{ x: 50, y: 30 }, { x: 130, y: 50 }]);
  const inner = rectangle("shape-b", { xy: [60, 20], wh: [20, 20] });
  const into = resolveArrow(BOTH, among(A, inner));
  assert.deepEqual(startOf(into), { x: 50, y: 30 });
  assertNear(endOf(into), { x: 60 - 2, y: 30 }, 2.5);
});

Deno.test("with both ends on one shape it stays where it was drawn on it", () => {
  const home: Arrow = { ...BOTH, start: { id: A.id, at: [0.2, 0.5] }, end: { id: A.id, at: [0.8, 0.5] } };
  const seen = resolveArrow(home, among(A));
  assertNear(startOf(seen), { x: 20, y: 30 });
  assertNear(endOf(seen), { x: 80, y: 30 });
});

Deno.test("an elbow between bound shapes turns outside of them, and home to one shape takes two of its sides", () => {
  const elbow: Arrow = { ...BOTH, route: "elbow" };
  const across = resolveArrow(elbow, among(A, { ...B, xy: [300, 200] }));
  assert.equal(across.via?.length, 1);
  const home = resolveArrow({ ...elbow, end: { id: A.id, at: MIDDLE } }, among(A));
  assert.equal(home.via?.length, 3);
  assertLevelAndUpright(home);
});

Deno.test("copies are bound among each other, and not to what was not copied", () => {
  const ids = new Map([[A.id, "copy-a"], ["arrow-1", "copy-1"]]);
  const [copy] = rebind([{ ...BOTH, via: [[1, 2]] }, A], ids);
  assert.deepEqual(copy, withoutEnd({ ...BOTH, start: { id: "copy-a", at: MIDDLE } }));
  const curve: Arrow = { ...BOTH, route: "curved", bend: 0.3 };
  const seen = resolveArrow(curve, among(A, B));
  const [loose] = rebind([seen], new Map([["arrow-1", "arrow-1"]]));
  assert.ok(loose?.kind === "arrow" && loose.start === undefined && loose.via === undefined);
  const both = rebind([seen, A, B], new Map([[A.id, "copy-a"], [B.id, "copy-b"], ["arrow-1", "copy-1"]]));
  assert.ok(both[0]?.kind === "arrow" && Math.abs((both[0].bend ?? 0) - 0.3) < 0.01);
  assert.ok((loose.bend ?? 0) < 0.3 && Math.abs(middleOf(loose).y - middleOf(seen).y) < 0.5);
  assert.deepEqual(rebind([A, polyline("line-1")], ids), [A, polyline("line-1")]);
});

Deno.test("all shapes of a board can be resolved at once", () => {
  const all = resolveAll([BOTH, A, B]);
  assert.deepEqual(all.slice(1), [A, B]);
  assert.deepEqual(all[0], resolveArrow(BOTH, among(A, B)));
});

const number = (min: number, max: number) =>
  fc.integer({ min: Math.ceil(min * 64), max: Math.floor(max * 64) }).map((n) => n / 64);
const place = fc.tuple(number(0, 1), number(0, 1));
const figure = (id: string) =>
  fc.record({
    kind: fc.constantFrom(...BOX_KINDS),
    xy: fc.tuple(number(-300, 300), number(-300, 300)),
    wh: fc.tuple(number(20, 300), number(20, 300)),
    angle: fc.oneof(fc.constant(0), number(-3.1, 3.1)),
    flip: fc.constantFrom(...FLIPS),
    size: number(1, 12),
  }).map((props) => ({ ...rectangle(id), ...props }) as Shape);
const bound = fc.record({
  route: fc.constantFrom(...ROUTES),
  bend: number(-1.5, 1.5),
  size: number(1, 12),
  start: place,
  end: place,
}).map(({ start, end, ...props }) =>
  arrow("arrow-1", { ...props, start: { id: "shape-a", at: start }, end: { id: "shape-b", at: end } })
);

Deno.test("ends lie on the outline, within the gap, and never inside, where neither target holds the other's", () => {
  fc.assert(
    fc.property(figure("shape-a"), figure("shape-b"), bound, (a, b, given) => {
      const from = figureOf(a), to = figureOf(b);
      assert.ok(from && to && given.start && given.end);
      fc.pre(!intersects(from.box, to.box));
      const seen = resolveArrow(given, among(a, b));
      const gap = BINDING_GAP + given.size / 2 + 0.3;
      for (const [held, end] of [[from, startOf(seen)], [to, endOf(seen)]] as const) {
        // As exactly as curves are taken in pieces.
        assert.ok(!figureHolds(held, end) || offOutline(held, end) < 0.1, "An end lies inside of its target");
        // An elbow leaves straight from the outline, also where the outline leans.
        assert.ok(offOutline(held, end) <= gap + held.reach + 1e-6, `An end is ${offOutline(held, end)} off`);
      }
    }),
    { numRuns: 300, endOnFailure: true },
  );
});

Deno.test("all that is seen of a line or a curve lies outside of what it is bound to", () => {
  fc.assert(
    fc.property(figure("shape-a"), figure("shape-b"), bound, (a, b, given) => {
      const from = figureOf(a), to = figureOf(b);
      assert.ok(from && to);
      fc.pre(!intersects(from.box, to.box) && given.route !== "elbow");
      const seen = resolveArrow(given, among(a, b));
      const [x, y] = seen.xy;
      for (const at of pathPoints(connectorPath(seen), 0.05)) {
        for (const held of [from, to]) {
          const on = { x: x + at.x, y: y + at.y };
          assert.ok(
            !figureHolds(held, on) || offOutline(held, on) < 0.2,
            `It is ${offOutline(held, on)} inside`,
          );
        }
      }
    }),
    { numRuns: 300, endOnFailure: true },
  );
});

Deno.test("elbows between shapes apart are level and upright and keep out of both boxes", () => {
  fc.assert(
    fc.property(figure("shape-a"), figure("shape-b"), bound, (a, b, given) => {
      const from = figureOf(a), to = figureOf(b);
      assert.ok(from && to);
      fc.pre(!intersects(from.box, to.box));
      const seen = resolveArrow({ ...given, route: "elbow" }, among(a, b));
      assertLevelAndUpright(seen);
      const points = connectorPath(seen);
      assert.ok(points.kind === "lines" && points.points.length <= 8);
    }),
    { numRuns: 300, endOnFailure: true },
  );
});

Deno.test("to resolve what is resolved changes nothing", () => {
  fc.assert(
    fc.property(figure("shape-a"), figure("shape-b"), bound, (a, b, given) => {
      const get = among(a, b);
      const once = resolveArrow(given, get);
      assert.deepEqual(resolveArrow(once, get), once);
    }),
    { numRuns: 200, endOnFailure: true },
  );
});

Deno.test("a place of a shape is found again where it lies, however the shape is turned and flipped", () => {
  fc.assert(fc.property(figure("shape-a"), place, (shape, at) => {
    const [across, down] = placeAt(shape, pointAt(shape, at));
    assert.ok(Math.abs(across - at[0]) < 1e-3 && Math.abs(down - at[1]) < 1e-3);
  }));
});

Deno.test("a text, a note and a closed polyline can be held on to; a stroke, a line and an open polyline cannot", () => {
  assert.ok(figureOf(text("text-1", "words")));
  assert.ok(figureOf(polyline("line-1", { closed: true })));
  assert.equal(figureOf(polyline("line-1")), undefined);
  assert.equal(figureOf(stroke("stroke-1")), undefined);
  assert.equal(figureOf(BOTH), undefined);
});

function among(...shapes: readonly Shape[]): (id: string) => Shape | undefined {
  return (id) => shapes.find((shape) => shape.id === id);
}

function startOf({ xy: [x, y] }: Arrow): Vec {
  return { x, y };
}

function endOf({ xy: [x, y], to: [dx, dy] }: Arrow): Vec {
  return { x: x + dx, y: y + dy };
}

function middleOf(shape: Arrow): Vec {
  const { x, y } = pathPoint(connectorPath(shape), 0.5);
  return { x: shape.xy[0] + x, y: shape.xy[1] + y };
}

function withoutEnd({ end: _, ...rest }: Arrow): Arrow {
  return rest;
}

function offOutline({ outline }: Figure, at: Vec): number {
  return Math.min(...outline.slice(1).map((to, i) => toSegment(at, outline[i] ?? to, to)));
}

function assertLevelAndUpright(shape: Arrow): void {
  const path = connectorPath(shape);
  assert.ok(path.kind === "lines");
  path.points.slice(1).forEach((to, i) => {
    const from = path.points[i] ?? to;
    const across = Math.abs(to.x - from.x), down = Math.abs(to.y - from.y);
    assert.ok(Math.min(across, down) < 1e-6 && Math.max(across, down) > 1e-6, `Piece ${i} leans`);
  });
}

function assertNear(a: Vec, b: Vec, within = 1e-6): void {
  assert.ok(distance(a, b) <= within, `${a.x}, ${a.y} is not near ${b.x}, ${b.y}`);
}
