import assert from "node:assert/strict";
import fc from "fast-check";
import {
  type Connector,
  connectorPath,
  pathBox,
  pathHeadings,
  pathLength,
  pathPoint,
  pathPoints,
  trimPath,
} from "../../../core/board/connector_path.ts";
import { ROUTES } from "../../../core/board/shape.ts";
import { grow, holds } from "../../../core/geometry/box.ts";
import { distance, type Vec } from "../../../core/geometry/vec.ts";

Deno.test("a straight one runs from its start to its end, and so does a curve that is not bent", () => {
  const straight = { kind: "lines", points: [{ x: 0, y: 0 }, { x: 30, y: 40 }] };
  assert.deepEqual(connectorPath({ to: [30, 40] }), straight);
  assert.deepEqual(connectorPath({ to: [30, 40], route: "curved" }), straight);
});

Deno.test("a curve lies aside by its bend, or passes where it is seen to", () => {
  near(pathPoint(connectorPath({ to: [100, 0], route: "curved", bend: 0.25 }), 0.5), { x: 50, y: -25 });
  const seen = connectorPath({ to: [100, 0], route: "curved", bend: 0.25, via: [[50, 10]] });
  near(pathPoint(seen, 0.5), { x: 50, y: 10 });
});

Deno.test("an elbow turns where it was found to, or else in the middle", () => {
  const plain = connectorPath({ to: [100, 40], route: "elbow" });
  assert.deepEqual(pathPoints(plain, 1).map(({ x, y }) => [x, y]), [[0, 0], [50, 0], [50, 40], [100, 40]]);
  const found = connectorPath({ to: [100, 40], route: "elbow", via: [[100, 0]] });
  assert.deepEqual(pathPoints(found, 1).map(({ x, y }) => [x, y]), [[0, 0], [100, 0], [100, 40]]);
});

Deno.test("heads point out of the line, also where its last piece has no length", () => {
  const { start, end } = pathHeadings(
    connectorPath({ to: [100, 40], route: "elbow", via: [[100, 0], [100, 40]] }),
  );
  assert.deepEqual([start, end], [{ x: -1, y: 0 }, { x: 0, y: 1 }]);
  const arc = pathHeadings(connectorPath({ to: [100, 0], route: "curved", bend: 0.5 }));
  near(arc.start, { x: 0, y: 1 });
  near(arc.end, { x: 0, y: 1 });
  assert.deepEqual(pathHeadings(connectorPath({ to: [0, 0] })).end, { x: 1, y: 0 });
});

const number = fc.integer({ min: -300, max: 300 });
const connector: fc.Arbitrary<Connector> = fc.record({
  to: fc.tuple(number, number).filter(([x, y]) => Math.hypot(x, y) > 1),
  route: fc.constantFrom(...ROUTES),
  bend: fc.integer({ min: -40, max: 40 }).map((bend) => bend / 10),
});

Deno.test("a path's box holds all of it, and its length is that of its pieces", () => {
  fc.assert(fc.property(connector, (shape) => {
    const path = connectorPath(shape);
    const points = pathPoints(path, 0.01);
    const box = grow(pathBox(path), 1e-6);
    assert.ok(points.every((point) => holds(box, point)));
    const length = points.slice(1).reduce((sum, to, i) => sum + distance(points[i] ?? to, to), 0);
    assert.ok(Math.abs(length - pathLength(path)) < 0.01 * length);
    near(points[0], { x: 0, y: 0 });
    near(points.at(-1), { x: shape.to[0], y: shape.to[1] });
  }));
});

Deno.test("trimmed, a path begins and ends that much later and sooner, and always keeps its middle", () => {
  const amounts = fc.tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 50 }));
  fc.assert(fc.property(connector, amounts, (shape, [start, end]) => {
    const path = connectorPath(shape), length = pathLength(path);
    const trimmed = trimPath(path, { start, end });
    const first = Math.min(start, length / 2), last = Math.max(length - end, length / 2);
    near(pathPoint(trimmed, 0), pathPoint(path, first / length), 1e-5);
    near(pathPoint(trimmed, 1), pathPoint(path, last / length), 1e-5);
    assert.ok(Math.abs(pathLength(trimmed) - (last - first)) < 1e-5);
  }));
});

function near(a: Vec | undefined, b: Vec, within = 1e-6): void {
  assert.ok(a && distance(a, b) <= within, `${a?.x}, ${a?.y} is not near ${b.x}, ${b.y}`);
}
