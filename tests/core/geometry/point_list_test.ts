/** Behaviour of core/geometry/point_list.ts: it never changes, and adding does not copy. */

import assert from "node:assert/strict";
import { PointList } from "../../../core/geometry/point_list.ts";
import type { InkPoint } from "../../../core/geometry/points.ts";

Deno.test("adding gives a longer list, and the shorter one stays as it was", () => {
  const short = PointList.of([point(1)]);
  const long = short.with([point(2), point(3)]);
  assert.deepEqual(xs(short), [1]);
  assert.deepEqual(xs(long), [1, 2, 3]);
  assert.equal(short.at(1), undefined);
  assert.deepEqual([long.at(-1)?.x, short.at(-1)?.x], [3, 1]);
  assert.equal(short.at(-2), undefined);
});

Deno.test("two lists made of the same one do not see each other's points", () => {
  const start = PointList.of([point(1)]).with([point(2)]);
  const one = start.with([point(3)]), other = start.with([point(-3), point(-4)]);
  assert.deepEqual(xs(one), [1, 2, 3]);
  assert.deepEqual(xs(other), [1, 2, -3, -4]);
  assert.deepEqual(xs(other.with([point(5)])), [1, 2, -3, -4, 5]);
  assert.deepEqual(xs(start), [1, 2]);
});

Deno.test("a list continues those it was made of by adding, and no others", () => {
  const start = PointList.of([point(1)]);
  const one = start.with([point(2)]), other = start.with([point(2)]);
  assert.ok(one.continues(start) && one.continues(one));
  assert.ok(!start.continues(one));
  assert.ok(!other.continues(one) && !one.continues(other));
  assert.ok(!PointList.of([point(1)]).continues(start));
});

Deno.test("the points given may be changed afterwards", () => {
  const given = [point(1)];
  const list = PointList.of(given), more = list.with(given);
  given[0] = point(9);
  assert.deepEqual([xs(list), xs(more)], [[1], [1, 1]]);
});

Deno.test("a part ends where the list ends", () => {
  const list = PointList.of([1, 2, 3].map(point));
  list.with([point(4)]);
  assert.deepEqual(list.slice(1).map(({ x }) => x), [2, 3]);
  assert.deepEqual(list.slice(2, 9).map(({ x }) => x), [3]);
});

function point(x: number): InkPoint {
  return { x, y: 0, pressure: 0.5 };
}

function xs(list: PointList): number[] {
  return list.slice().map(({ x }) => x);
}
