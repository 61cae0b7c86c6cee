import assert from "node:assert/strict";
import { boundsOf } from "../../../core/board/bounds.ts";
import { cutsFrom } from "../../../core/board/cuts.ts";
import type { Arrow, BoxShape, Frame, Note, Polyline, Shape } from "../../../core/board/shape.ts";
import { packPoints } from "../../../core/geometry/points.ts";
import { targetOf } from "../../../client/canvas/shape_hit.ts";
import { hitsBox, hitsPoint, hitsSweep } from "../../../client/canvas/target.ts";
import { EVERY_KIND, randomShape } from "../../core/board/every_shape.ts";
import { paintedPoints } from "../../core/board/painted_points.ts";
import { arrow, rectangle, seeded, stroke } from "../../core/board/samples.ts";

const ID = "aaaaaaaa";

function hits(shape: Shape, x: number, y: number): boolean {
  return hitsPoint(targetOf(shape), { x, y }, 1);
}

Deno.test("hits: a hollow figure is hit at its line, a filled one inside as well", () => {
  const hollow = rectangle(ID, { wh: [100, 60] });
  assert.ok(hits(hollow, 50, 0) && hits(hollow, 100, 30) && !hits(hollow, 50, 30));
  assert.ok(hits({ ...hollow, fill: "red" }, 50, 30));
  const diamond: BoxShape = { ...hollow, kind: "diamond", fill: "red" };
  assert.ok(hits(diamond, 50, 30) && !hits(diamond, 5, 5));
});

Deno.test("hits: a label in a hollow figure is hit where its letters are", () => {
  const labelled = rectangle(ID, { wh: [200, 100], text: "hello", textSize: 20 });
  assert.ok(hits(labelled, 100, 50));
  assert.ok(!hits(labelled, 40, 50) && !hits(labelled, 100, 20));
});

Deno.test("hits: a turned figure is hit where it is seen", () => {
  const turned = rectangle(ID, { wh: [100, 20], angle: Math.PI / 2, fill: "red" });
  assert.ok(hits(turned, 50, -35) && hits(turned, 50, 55));
  assert.ok(!hits(turned, 10, 10));
});

Deno.test("hits: of a stroke that was cut, only what is left", () => {
  const points = [0, 1, 2, 3, 4].map((i) => ({ x: 20 * i, y: 0, pressure: 0.5 }));
  const { bytes } = packPoints({ points, pressure: "velocity" });
  const cut = stroke(ID, { xy: [0, 0], points: bytes, size: 2, cuts: cutsFrom([[1, 3]]) });
  assert.ok(hits(cut, 10, 0) && hits(cut, 70, 0) && !hits(cut, 40, 0));
  assert.ok(!hits({ ...cut, cuts: cutsFrom([[0, 4]]) }, 10, 0));
  assert.ok(!hitsSweep(targetOf(cut), [{ x: 40, y: -10 }, { x: 40, y: 10 }], 1));
});

Deno.test("hits: a stretched and flipped stroke is hit where it is seen", () => {
  const points = [{ x: 0, y: 0, pressure: 0.5 }, { x: 10, y: 10, pressure: 0.5 }];
  const { bytes } = packPoints({ points, pressure: "velocity" });
  const shape = stroke(ID, { xy: [0, 0], points: bytes, size: 2, wh: [100, 50], flip: "x" });
  assert.ok(hits(shape, 100, 0) && hits(shape, 0, 50) && !hits(shape, 0, 0));
});

Deno.test("hits: what a filled stroke or polyline encloses belongs to it", () => {
  const corners = [[0, 0], [60, 0], [60, 60], [0, 60]] as const;
  const points = corners.map(([x, y]) => ({ x, y, pressure: 0.5 }));
  const { bytes } = packPoints({ points, pressure: "velocity" });
  const loop = stroke(ID, { xy: [0, 0], points: bytes, size: 2 });
  assert.ok(!hits(loop, 30, 30) && hits({ ...loop, fill: "red" }, 30, 30));
  const line: Polyline = { ...loop, kind: "polyline" } as unknown as Polyline;
  assert.ok(!hits(line, 0, 30) && hits({ ...line, closed: true }, 0, 30));
});

Deno.test("hits: a bent arrow is hit on its way, not between its ends", () => {
  const straight: Arrow = arrow(ID, { xy: [0, 0], to: [100, 0] });
  const bent: Arrow = { ...straight, route: "curved", bend: 0.5 };
  assert.ok(hits(straight, 50, 0) && !hits(bent, 50, 0) && hits(bent, 50, -50));
});

Deno.test("hits: notes and pictures are solid, a frame is its border and its name", () => {
  const note: Note = { ...rectangle(ID), kind: "note", text: "", wh: [80, 80] } as unknown as Note;
  assert.ok(hits(note, 40, 40));
  const image = {
    ...rectangle(ID),
    kind: "image",
    asset: "a".repeat(64),
    natural: [1, 1],
  } as unknown as Shape;
  assert.ok(hits(image, 50, 25));
  const frame: Frame = { ...rectangle(ID), kind: "frame", wh: [200, 100], name: "Plan" } as unknown as Frame;
  assert.ok(hits(frame, 0, 50) && hits(frame, 100, 100) && !hits(frame, 100, 50));
  assert.ok(hits(frame, 8, -10) && !hits(frame, 150, -10));
});

Deno.test("hits: a box meets what lies in it, and what it lies in only if that is filled", () => {
  const shape = rectangle(ID, { wh: [100, 100] });
  const inner = { minX: 40, minY: 40, maxX: 60, maxY: 60 };
  assert.ok(!hitsBox(targetOf(shape), inner));
  assert.ok(hitsBox(targetOf({ ...shape, fill: "red" }), inner));
  assert.ok(hitsBox(targetOf(shape), { minX: -10, minY: -10, maxX: 200, maxY: 200 }));
});

Deno.test("hits: every kind is hit where its line or its sheet is painted, however it is turned", () => {
  const seed = Date.now() % 1e9;
  const random = seeded(seed);
  for (const kind of EVERY_KIND) {
    for (let run = 0; run < 25; run++) {
      const shape = { ...randomShape(random, kind), text: "" } as Shape;
      const target = targetOf(shape);
      // Letters, heads and a note's shadow reach out of what is hit.
      const slack = kind === "arrow" ? 5 * shape.size + 12 : kind === "text" ? shape.size * 2 : 6;
      const box = boundsOf(shape);
      if (kind === "frame" || kind === "text") continue;
      for (const at of paintedPoints(shape).filter((_, i) => i % 7 === 0)) {
        assert.ok(
          hitsPoint(target, at, slack + shape.size / 2),
          `seed ${seed}: ${JSON.stringify(at)} of ${JSON.stringify(shape)} in ${JSON.stringify(box)}`,
        );
      }
    }
  }
});
