import assert from "node:assert/strict";
import { arcBetween, arcPoint } from "../../../core/geometry/arc.ts";
import {
  arcContour,
  boxOfContour,
  ellipse,
  flatten,
  lengthOf,
  mapped,
  polygon,
  roundedBox,
  roundedLine,
  roundedPolygon,
} from "../../../core/geometry/contour.ts";

const SQUARE = [{ x: 0, y: 0 }, { x: 10, y: 0 }, { x: 10, y: 10 }, { x: 0, y: 10 }];
const BOX = { minX: 0, minY: 0, maxX: 40, maxY: 20 };

Deno.test("contour: an ellipse fills its box and is nowhere far from round", () => {
  const contour = ellipse({ minX: -10, minY: -10, maxX: 10, maxY: 10 });
  for (const { x, y } of flatten(contour, 0.001).flat()) assert.ok(Math.abs(Math.hypot(x, y) - 10) < 0.01);
  assert.deepEqual(boxOfContour(ellipse(BOX)), BOX);
});

Deno.test("contour: rounded corners stay within the polygon, and are no larger than half a side", () => {
  for (const radius of [0, 2, 5, 50]) {
    const points = flatten(roundedPolygon(SQUARE, radius), 0.01).flat();
    for (const { x, y } of points) assert.ok(x >= 0 && y >= 0 && x <= 10 && y <= 10);
    const nearest = Math.min(...points.map(({ x, y }) => Math.hypot(x, y)));
    // The middle of a quarter of a circle lies 0.293 radii off each side.
    assert.ok(Math.abs(nearest - 0.293 * Math.SQRT2 * Math.min(radius, 5)) < 0.04, `${radius}: ${nearest}`);
  }
});

Deno.test("contour: a closed one ends where it begins, an open one where its last point is", () => {
  const [closed = []] = flatten(polygon(SQUARE, { closed: true }), 1);
  assert.deepEqual(closed.at(-1), closed[0]);
  assert.equal(lengthOf(closed), 40);
  const [open = []] = flatten(polygon(SQUARE, { closed: false }), 1);
  assert.equal(lengthOf(open), 30);
  const [elbow = []] = flatten(roundedLine(SQUARE, 2), 0.01);
  assert.deepEqual([elbow[0], elbow.at(-1)], [SQUARE[0], SQUARE[3]]);
  assert.ok(lengthOf(elbow) < 30 && lengthOf(elbow) > 28);
});

Deno.test("contour: a line of one point keeps a length, so that its ends are drawn", () => {
  assert.ok(lengthOf(flatten(polygon([{ x: 3, y: 4 }], { closed: false }), 1)[0] ?? []) > 0);
  assert.deepEqual(polygon([], { closed: true }), []);
});

Deno.test("contour: an arc's curves follow it, from its start to its end", () => {
  for (const bend of [-1.2, -0.3, 0.01, 0.5, 2]) {
    const arc = arcBetween({ x: 0, y: 0 }, { x: 100, y: 30 }, bend);
    assert.ok(arc);
    const [points = []] = flatten(arcContour(arc), 0.01);
    for (const { x, y } of points) {
      assert.ok(Math.abs(Math.hypot(x - arc.centre.x, y - arc.centre.y) - arc.radius) < 0.02, `${bend}`);
    }
    const end = points.at(-1), wanted = arcPoint(arc, 1);
    assert.ok(end && Math.hypot(end.x - wanted.x, end.y - wanted.y) < 1e-9);
  }
});

Deno.test("contour: flattening strays no farther than it may", () => {
  const circle = ellipse({ minX: -100, minY: -100, maxX: 100, maxY: 100 });
  for (const tolerance of [5, 1, 0.1]) {
    const points = flatten(circle, tolerance).flat();
    points.forEach(({ x, y }, i) => {
      const next = points[i + 1];
      if (!next) return;
      const middle = Math.hypot((x + next.x) / 2, (y + next.y) / 2);
      assert.ok(100 - middle <= tolerance, `${tolerance}: ${100 - middle}`);
    });
  }
});

Deno.test("contour: mapped, its curves go along", () => {
  const moved = mapped(roundedBox(BOX, 4), ({ x, y }) => ({ x: x + 5, y: 20 - y }));
  assert.deepEqual(boxOfContour(moved), { minX: 5, minY: 0, maxX: 45, maxY: 20 });
});
