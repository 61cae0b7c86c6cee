/** Behaviour of core/board/paint.ts: one case a kind, and what every painting must hold to. */

import assert from "node:assert/strict";
import { averageWidth } from "../../../core/board/average_widths.ts";
import { ARROW_HEAD } from "../../../core/board/bounds.ts";
import { cutsFrom } from "../../../core/board/cuts.ts";
import { paint, type PaintCommand } from "../../../core/board/paint.ts";
import type { Arrow, Shape, Stroke } from "../../../core/board/shape.ts";
import { flatten } from "../../../core/geometry/contour.ts";
import { inkOutline } from "../../../core/geometry/ink.ts";
import { packPoints, unpackPoints } from "../../../core/geometry/points.ts";
import type { Vec } from "../../../core/geometry/vec.ts";
import { EVERY_KIND, randomShape } from "./every_shape.ts";
import { seeded } from "./samples.ts";

const base = { id: "a", z: "a0", xy: [100, 50], color: "ink", size: 4 } as const;
const measure = averageWidth;

Deno.test("paint: every kind of shape leaves paint, whatever its properties", () => {
  const random = seeded(3);
  for (const kind of EVERY_KIND) {
    for (let run = 0; run < 20; run++) {
      const shape = randomShape(random, kind);
      const { commands, opacity } = paint(shape, { measure });
      assert.ok(commands.length > 0, JSON.stringify(shape));
      assert.equal(opacity <= 1 && opacity >= 0, true);
    }
  }
});

Deno.test("paint: a stroke is filled ink, as its points and its pressure say", () => {
  const shape = wave();
  const [command, ...others] = commandsOf(shape);
  assert.ok(command?.op === "ink" && others.length === 0);
  const { points } = unpackPoints(shape.points);
  assert.deepEqual(command.rings, inkOutline(points, { size: 4, pressure: "device" }));
});

Deno.test("paint: a stroke whose bytes are no points throws RangeError", () => {
  assert.throws(() => commandsOf({ ...base, kind: "stroke", points: Uint8Array.of(3, 9, 9) }), RangeError);
  assert.throws(() => commandsOf({ ...base, kind: "stroke", points: new Uint8Array() }), RangeError);
});

Deno.test("paint: an even nib draws one width, whatever the pressure", () => {
  const heights = ([command]: readonly PaintCommand[]) => {
    assert.ok(command?.op === "ink");
    const ys = [...command.rings[0] ?? []].filter((_, i) => i % 2 === 1);
    return Math.max(...ys) - Math.min(...ys);
  };
  const line = (pressures: readonly number[]) =>
    packed(pressures.map((pressure, i) => ({ x: i * 40, y: 0, pressure })));
  const soft = line([0.1, 0.1, 0.1]), hard = line([1, 1, 1]);
  assert.ok(heights(commandsOf(hard)) > 2 * heights(commandsOf(soft)));
  const even = [soft, hard].map((shape) => heights(commandsOf({ ...shape, nib: "even" })));
  assert.ok(Math.abs((even[0] ?? 0) - 4) < 0.3 && even[0] === even[1], `${even}`);
});

Deno.test("paint: a highlighter is flat, see-through, brighter, and lies under ink", () => {
  const { opacity, blend, commands: [command] } = paint({ ...wave(), nib: "highlighter", opacity: 0.5 }, {
    measure,
  });
  assert.equal(opacity, 0.25);
  assert.equal(blend, "under");
  assert.ok(command?.op === "ink" && command.paint.tone === "highlight");
  assert.equal(paint(wave(), { measure }).blend, "over");
});

Deno.test("paint: a stretched and flipped stroke keeps its line's width", () => {
  const shape = wave();
  const [left = [], right = []] = (["none", "x"] as const).map((flip) => {
    const [command] = commandsOf({ ...shape, wh: [300, 10], flip });
    assert.ok(command?.op === "ink");
    return command.rings.flatMap((ring) => [...ring]);
  });
  const xs = (numbers: readonly number[]) => numbers.filter((_, i) => i % 2 === 0);
  assert.ok(Math.abs(Math.max(...xs(left)) - 300) < 4);
  assert.ok(Math.abs(Math.max(...xs(left)) - (300 - Math.min(...xs(right)))) < 1e-6);
});

Deno.test("paint: what an eraser left of a stroke is as wide as it was, with round ends", () => {
  const shape = wave();
  const whole = ringBoxes(commandsOf(shape));
  const parts = ringBoxes(commandsOf({ ...shape, cuts: cutsFrom([[10, 14]]) }));
  assert.equal(whole.length, 1);
  assert.equal(parts.length, 2);
  const [first, second] = parts;
  assert.ok(first && second);
  // The wave runs to the right, 4 units a point.
  assert.ok(first.maxX > 40 && first.maxX < 43, `${first.maxX}`);
  assert.ok(second.minX < 56 && second.minX > 53, `${second.minX}`);
  assert.ok(Math.abs(first.minX - (whole[0]?.minX ?? NaN)) < 1e-9);
});

Deno.test("paint: what a stroke encloses is filled below its ink, each piece for itself", () => {
  const [fill, ink, ...others] = commandsOf({ ...wave(), fill: "red" });
  assert.ok(fill?.op === "area" && ink?.op === "ink" && others.length === 0);
  assert.equal(fill.paint.tone, "tint");
  const [cut] = commandsOf({ ...wave(), fill: "red", cuts: cutsFrom([[10, 14]]) });
  assert.ok(cut?.op === "area");
  assert.equal(cut.contour.filter(([letter]) => letter === "Z").length, 2);
});

Deno.test("paint: the four ways to fill a figure, under its line and its label", () => {
  const commands = (fillStyle: "tint" | "solid" | "hatch" | undefined) =>
    commandsOf({
      ...base,
      kind: "diamond",
      wh: [100, 80],
      text: "hi",
      ...fillStyle && { fill: "red", fillStyle },
    }).map(({ op }) => op);
  assert.deepEqual(commands(undefined), ["line", "text"]);
  assert.deepEqual(commands("tint"), ["area", "line", "text"]);
  assert.deepEqual(commands("solid"), ["area", "line", "text"]);
  assert.deepEqual(commands("hatch"), ["hatch", "line", "text"]);
});

Deno.test("paint: hatching stays countable on a huge figure", () => {
  const [hatch] = commandsOf({ ...base, kind: "rectangle", wh: [1e6, 1e6], fill: "red", fillStyle: "hatch" });
  assert.ok(hatch?.op === "hatch");
  assert.ok(hatch.lines.length <= 1000);
});

Deno.test("paint: dashes come out even around a figure and along a line, and grow with its width", () => {
  const dashes = (shape: Shape) => {
    const line = commandsOf(shape).find(({ op }) => op === "line");
    assert.ok(line?.op === "line" && line.dashes);
    return line.dashes;
  };
  const [drawn, left] = dashes({ ...base, kind: "line", to: [300, 0], dash: "dashed" });
  const count = (300 - drawn) / (drawn + left);
  assert.ok(Math.abs(count - Math.round(count)) < 1e-9);
  const [wide] = dashes({ ...base, size: 8, kind: "line", to: [300, 0], dash: "dashed" });
  assert.equal(wide, 2 * drawn);
  const square = dashes({ ...base, kind: "ellipse", wh: [100, 100], dash: "dotted" });
  const around = Math.PI * 100 / (square[0] + square[1]);
  assert.ok(Math.abs(around - Math.round(around)) < 0.05, `${around}`);
});

Deno.test("paint: a label stays within its figure, and is turned but never mirrored with it", () => {
  const shape = { ...base, kind: "ellipse", wh: [120, 60], text: "words ".repeat(40) } as const;
  const text = textOf(shape);
  assert.ok(text.size < 24 && text.lines.length > 2);
  assert.ok(text.baseline - text.size > 0);
  assert.ok(text.baseline + (text.lines.length - 1) * text.lineHeight < 60);
  const flipped = textOf({ ...shape, flip: "both" });
  assert.deepEqual(flipped.lines, text.lines);
  assert.deepEqual(paint({ ...shape, angle: 1 }, { measure }).turn, { angle: 1, about: { x: 60, y: 30 } });
});

Deno.test("paint: text is painted line by line, empty lines included, and aligned in its box", () => {
  const shape = { ...base, kind: "text", size: 20, wh: [80, 75], text: "one\n\nthree" } as const;
  const text = textOf(shape);
  assert.deepEqual(text.lines.map((line) => line.text), ["one", "", "three"]);
  assert.equal(text.lineHeight, 25);
  assert.deepEqual([text.x, text.align, text.squeeze], [0, "left", 1]);
  assert.equal(textOf({ ...shape, align: "right" }).x, 80);
  assert.equal(textOf({ ...shape, align: "centre" }).x, 40);
});

Deno.test("paint: letters wider than the box they were measured for are squeezed into it", () => {
  const text = textOf({ ...base, kind: "text", size: 20, wh: [40, 25], text: "much too wide for it" });
  const [line] = text.lines;
  assert.ok(line && text.squeeze < 1 && line.width * text.squeeze < 43);
});

Deno.test("paint: a fixed text wraps; with too many lines for its box it is written smaller", () => {
  const shape = {
    ...base,
    kind: "text",
    size: 20,
    wh: [120, 75],
    fixed: true,
    text: "some words to wrap",
  } as const;
  assert.ok(textOf(shape).lines.length > 1);
  assert.equal(textOf(shape).size, 20);
  assert.ok(textOf({ ...shape, wh: [120, 30] }).size < 20);
});

Deno.test("paint: a note's text shrinks to fit its paper", () => {
  const note = { ...base, kind: "note", size: 24, wh: [160, 160], text: "short" } as const;
  assert.equal(textOf(note).size, 24);
  const long = textOf({ ...note, text: "many words ".repeat(30) });
  assert.ok(long.size < 24);
  assert.ok(long.lines.length * long.lineHeight <= 160);
});

Deno.test("paint: a frame's name stands above it, and is cut where the frame ends", () => {
  const frame = { ...base, kind: "frame", wh: [200, 100] } as const;
  assert.ok(commandsOf(frame).every(({ op }) => op !== "text"));
  const text = textOf({ ...frame, name: "A name that is longer than the frame is wide" });
  assert.ok(text.baseline < 0);
  assert.match(text.lines[0]?.text ?? "", /^A name.*…$/);
  assert.ok((text.lines[0]?.width ?? 999) <= 200);
});

Deno.test("paint: a picture fills its box, cropped and flipped as it says", () => {
  const picture = {
    ...base,
    kind: "image",
    wh: [80, 60],
    asset: "a".repeat(64),
    natural: [800, 600],
  } as const;
  const [plain] = commandsOf(picture);
  assert.ok(plain?.op === "picture");
  assert.deepEqual([plain.crop, plain.mirror], [[0, 0, 1, 1], [1, 1]]);
  const [changed] = commandsOf({ ...picture, crop: [0.5, 0, 0.5, 1], flip: "y" });
  assert.ok(changed?.op === "picture");
  assert.deepEqual([changed.crop, changed.mirror], [[0.5, 0, 0.5, 1], [1, -1]]);
});

Deno.test("paint: an arrow ends exactly at its tip, however long, thick or turned it is", () => {
  for (const length of [0, 1, 3, 5, 12, 40, 500]) {
    for (const size of [1, 4, 16]) {
      for (let angle = 0; angle < 6.28; angle += 0.4) {
        const to = [Math.cos(angle) * length, Math.sin(angle) * length] as const;
        const ahead = ({ x, y }: Vec) => x * Math.cos(angle) + y * Math.sin(angle);
        const reach = Math.max(...linePoints(commandsOf({ ...base, kind: "arrow", size, to })).map(ahead));
        if (length > size) assert.ok(Math.abs(reach + size / 2 - length) < 1e-6, `${reach} of ${length}`);
        else assert.ok(reach <= length + 0.02);
      }
    }
  }
});

Deno.test("paint: an arrow's head is open, the same on both sides, and its size goes with the line's", () => {
  const arrow: Arrow = { ...base, xy: [0, 0], kind: "arrow", to: [200, 0] };
  const [command] = commandsOf(arrow);
  assert.ok(command?.op === "line");
  const head = flatten(command.contour, 1)[1];
  const [above, tip, beneath] = head ?? [];
  assert.ok(above && tip && beneath && head?.length === 3);
  assert.deepEqual([above.x, above.y, tip.y], [beneath.x, -beneath.y, 0]);
  assert.ok(Math.abs(Math.hypot(tip.x - above.x, above.y) - ARROW_HEAD.perSize * base.size) < 1e-9);
});

Deno.test("paint: each head at each end, the shaft no longer than what shows of it", () => {
  for (const head of ["none", "arrow", "triangle", "dot", "bar"] as const) {
    for (const route of ["straight", "curved", "elbow"] as const) {
      const arrow: Arrow = { ...base, kind: "arrow", to: [120, 60], route, bend: 0.4, heads: [head, head] };
      const commands = commandsOf(arrow);
      const area = commands.find(({ op }) => op === "area");
      assert.equal(area !== undefined, head === "triangle" || head === "dot", head);
      const ends = flatten(commands.flatMap((each) => each.op === "line" ? each.contour : []), 0.1)[0] ?? [];
      const gap = Math.hypot(ends[0]?.x ?? NaN, ends[0]?.y ?? NaN);
      assert.ok(head === "none" ? gap < 1e-9 : gap >= base.size / 2 - 0.001, `${head} ${route}: ${gap}`);
    }
  }
});

Deno.test("paint: a dashed arrow has an undashed head", () => {
  const commands = commandsOf({ ...base, kind: "arrow", to: [300, 0], dash: "dashed" });
  assert.deepEqual(commands.map((each) => each.op === "line" && each.dashes !== undefined), [true, false]);
});

Deno.test("paint: commands do not depend on where the shape lies", () => {
  const random = seeded(11);
  for (const kind of EVERY_KIND) {
    const shape = randomShape(random, kind);
    const elsewhere = { ...shape, xy: [-1e5, 12.5] } as Shape;
    assert.deepEqual(commandsOf({ ...shape, xy: [0, 0] } as Shape), commandsOf(elsewhere), kind);
  }
});

function commandsOf(shape: Shape): readonly PaintCommand[] {
  return paint(shape, { measure }).commands;
}

function textOf(shape: Shape): Extract<PaintCommand, { op: "text" }> {
  const text = commandsOf(shape).find(({ op }) => op === "text");
  assert.ok(text?.op === "text");
  return text;
}

function packed(points: readonly { x: number; y: number; pressure: number }[]): Stroke {
  const { xy, bytes } = packPoints({ points, pressure: "device" });
  return { ...base, kind: "stroke", xy: [xy.x, xy.y], points: bytes };
}

function wave(): Stroke {
  return packed(
    Array.from({ length: 30 }, (_, i) => ({ x: i * 4, y: 20 * Math.sin(i / 4), pressure: i / 29 })),
  );
}

function ringBoxes([command]: readonly PaintCommand[]): { minX: number; maxX: number }[] {
  assert.ok(command?.op === "ink");
  return command.rings.map((ring) => {
    const xs = [...ring].filter((_, i) => i % 2 === 0);
    return { minX: Math.min(...xs), maxX: Math.max(...xs) };
  });
}

function linePoints(commands: readonly PaintCommand[]): Vec[] {
  return commands.flatMap((command) => command.op === "line" ? flatten(command.contour, 0.1).flat() : []);
}
