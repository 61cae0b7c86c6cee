import assert from "node:assert/strict";
import { figureContour, labelBox } from "../../../core/board/figures.ts";
import { BOX_KINDS, type BoxShape, type Pair } from "../../../core/board/shape.ts";
import { boxOfContour, flatten } from "../../../core/geometry/contour.ts";
import { inside } from "../../../core/geometry/hit.ts";
import { rectangle } from "./samples.ts";

const SIZES: readonly Pair[] = [[160, 100], [100, 100], [400, 40], [30, 300], [6, 4], [0, 50], [0, 0]];

function figure(kind: BoxShape["kind"], wh: Pair, flip: BoxShape["flip"] = "none"): BoxShape {
  return { ...rectangle("aaaaaaaa", { wh, size: 2 }), kind, flip } as BoxShape;
}

Deno.test("figures: every figure fills its box, however it is stretched and flipped", () => {
  for (const kind of BOX_KINDS) {
    for (const [width, height] of SIZES) {
      for (const flip of ["none", "x", "y", "both"] as const) {
        const contour = figureContour(figure(kind, [width, height], flip));
        const box = boxOfContour(contour);
        assert.ok(box, kind);
        const about = `${kind} ${width} by ${height} ${flip}: ${JSON.stringify(box)}`;
        assert.ok(box.minX >= -0.02 && box.minY >= -0.02, about);
        assert.ok(box.maxX <= width + 0.02 && box.maxY <= height + 0.02, about);
        // Corners that are rounded take a little off a tip.
        const most = 2 + 0.1 * Math.min(width, height);
        assert.ok(box.minX <= most && box.minY <= most, about);
        assert.ok(box.maxX >= width - most && box.maxY >= height - most, about);
      }
    }
  }
});

Deno.test("figures: an outline is one closed line without a number that is none", () => {
  for (const kind of BOX_KINDS) {
    for (const wh of SIZES) {
      const contour = figureContour(figure(kind, wh));
      assert.deepEqual([contour[0]?.[0], contour.at(-1)?.[0]], ["M", "Z"], kind);
      assert.equal(contour.filter(([letter]) => letter === "M").length, 1, kind);
      for (const [, ...numbers] of contour) assert.ok(numbers.every(Number.isFinite), `${kind} ${wh}`);
    }
  }
});

Deno.test("figures: a label's box lies within the outline, also when it is flipped", () => {
  for (const kind of BOX_KINDS) {
    for (const wh of [[160, 100], [100, 160], [300, 60]] as const) {
      for (const flip of ["none", "x", "y", "both"] as const) {
        const shape = figure(kind, wh, flip);
        const [outline = []] = flatten(figureContour(shape), 0.1);
        const { minX, minY, maxX, maxY } = labelBox(shape);
        assert.ok(maxX > minX && maxY > minY, kind);
        for (const at of [[minX, minY], [maxX, minY], [maxX, maxY], [minX, maxY]] as const) {
          assert.ok(inside(outline, { x: at[0], y: at[1] }), `${kind} ${wh} ${flip}: ${at}`);
        }
      }
    }
  }
});

Deno.test("figures: a cloud that is stretched has more bumps, not longer ones", () => {
  const bumps = (wh: Pair) => figureContour(figure("cloud", wh)).filter(([letter]) => letter === "C").length;
  assert.ok(bumps([600, 100]) > 1.7 * bumps([100, 100]));
});

Deno.test("figures: a rectangle has small round corners, smaller on a small one", () => {
  const radius = (wh: Pair) => {
    const [outline = []] = flatten(figureContour(figure("rectangle", wh)), 0.01);
    return Math.min(...outline.map(({ x, y }) => Math.hypot(x, y))) / (0.293 * Math.SQRT2);
  };
  assert.ok(Math.abs(radius([400, 300]) - 8) < 0.1);
  assert.ok(Math.abs(radius([20, 10]) - 2) < 0.1);
  assert.equal(radius([0, 100]), 0);
});
