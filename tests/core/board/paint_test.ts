/** Behaviour of core/board/paint.ts: one case a kind, and what every command must hold to. */

import assert from "node:assert/strict";
import { ARROW_HEAD, boundsOf } from "../../../core/board/bounds.ts";
import { paint, TEXT_BASELINE, TEXT_LINE_HEIGHT } from "../../../core/board/paint.ts";
import type { Arrow, Shape, Stroke } from "../../../core/board/shape.ts";
import { packPoints } from "../../../core/geometry/points.ts";

const base = { id: "a", z: "a0", xy: [100, 50], color: "ink", size: 4 } as const;

Deno.test("a stroke is filled ink inside the shape's bounds", () => {
  const points = Array.from(
    { length: 30 },
    (_, i) => ({ x: i * 4, y: 20 * Math.sin(i / 4), pressure: i / 29 }),
  );
  const { xy, bytes } = packPoints({ points, pressure: "device" });
  const stroke: Stroke = { ...base, kind: "stroke", xy: [xy.x, xy.y], points: bytes };
  const [command, ...others] = paint(stroke);
  assert.ok(command?.op === "fill" && others.length === 0);
  const box = boundsOf(stroke);
  for (const ring of command.rings) {
    for (let i = 0; i < ring.length; i += 2) {
      const x = (ring[i] ?? NaN) + xy.x, y = (ring[i + 1] ?? NaN) + xy.y;
      assert.ok(box.minX <= x && x <= box.maxX && box.minY <= y && y <= box.maxY, `${x}, ${y} is outside`);
    }
  }
});

Deno.test("a stroke whose bytes are no points throws RangeError", () => {
  assert.throws(() => paint({ ...base, kind: "stroke", points: Uint8Array.of(3, 9, 9) }), RangeError);
  assert.throws(() => paint({ ...base, kind: "stroke", points: new Uint8Array() }), RangeError);
});

Deno.test("a rectangle has small round corners, smaller on a small one", () => {
  const radius = (wh: [number, number]) => {
    const [command] = paint({ ...base, kind: "rectangle", wh });
    assert.ok(command?.op === "rectangle");
    assert.deepEqual(command.wh, wh);
    return command.radius;
  };
  assert.equal(radius([400, 300]), 8);
  assert.ok(radius([20, 10]) <= 2);
  assert.equal(radius([0, 100]), 0);
});

Deno.test("an ellipse fills its box", () => {
  assert.deepEqual(paint({ ...base, kind: "ellipse", wh: [30, 20] }), [{
    op: "ellipse",
    wh: [30, 20],
    width: 4,
  }]);
});

Deno.test("a line goes from its start to its end", () => {
  assert.deepEqual(paint({ ...base, kind: "line", to: [30, -20] }), [
    { op: "lines", lines: [Float64Array.of(0, 0, 30, -20)], width: 4 },
  ]);
});

Deno.test("an arrow ends exactly at its tip, however long, thick or turned it is", () => {
  for (const length of [0, 1, 3, 5, 12, 40, 500]) {
    for (const size of [1, 4, 16]) {
      for (let angle = 0; angle < 6.28; angle += 0.4) {
        const to = [Math.cos(angle) * length, Math.sin(angle) * length] as const;
        const [command] = paint({ ...base, kind: "arrow", size, to });
        assert.ok(command?.op === "lines");
        const ahead = (x: number, y: number) => x * Math.cos(angle) + y * Math.sin(angle);
        const reach = Math.max(...corners(command.lines).map(([x, y]) => ahead(x, y)));
        if (length > size) assert.ok(Math.abs(reach + size / 2 - length) < 1e-9, `${reach} of ${length}`);
        else assert.ok(reach <= length + 1e-9);
      }
    }
  }
});

Deno.test("an arrow's head is open, the same on both sides, and inside the bounds", () => {
  const arrow: Arrow = { ...base, xy: [0, 0], kind: "arrow", to: [200, 0] };
  const [command] = paint(arrow);
  assert.ok(command?.op === "lines");
  const [, head] = command.lines;
  assert.ok(head && head.length === 6);
  const [x0, y0, tipX, tipY, x1, y1] = head;
  assert.deepEqual([x0, y0, tipY], [x1, -(y1 ?? NaN), 0]);
  const side = Math.hypot((tipX ?? 0) - (x0 ?? 0), y0 ?? 0);
  assert.ok(Math.abs(side - ARROW_HEAD.perSize * base.size) < 1e-9);
  const box = boundsOf(arrow);
  for (const [x, y] of corners(command.lines)) {
    assert.ok(box.minX <= x && x <= box.maxX && box.minY <= y && y <= box.maxY);
  }
});

Deno.test("text is painted line by line, empty lines included", () => {
  const [command] = paint({ ...base, kind: "text", size: 20, wh: [80, 75], text: "one\n\nthree" });
  assert.deepEqual(command, {
    op: "text",
    lines: ["one", "", "three"],
    fontSize: 20,
    lineHeight: 20 * TEXT_LINE_HEIGHT,
    baseline: 20 * TEXT_BASELINE,
  });
});

Deno.test("commands do not depend on where the shape lies", () => {
  const at = (xy: [number, number]): Shape => ({ ...base, xy, kind: "arrow", to: [30, 40] });
  assert.deepEqual(paint(at([0, 0])), paint(at([-1e6, 12.5])));
});

function corners(lines: readonly Float64Array[]): [number, number][] {
  return lines.flatMap((line) =>
    Array.from(
      { length: line.length / 2 },
      (_, i): [number, number] => [line[2 * i] ?? NaN, line[2 * i + 1] ?? NaN],
    )
  );
}
