import assert from "node:assert/strict";
import type { CommandPort } from "../../../client/canvas/commands/command.ts";
import { createDesk } from "../../../client/canvas/desk.ts";
import { heldBy } from "../../../client/canvas/held.ts";
import type { Navigation } from "../../../client/canvas/navigation.ts";
import { createPasteboard } from "../../../client/canvas/paste.ts";
import { createScene } from "../../../client/canvas/scene.ts";
import { targetOf } from "../../../client/canvas/shape_hit.ts";
import { applyEdits } from "../../../core/board/apply_edits.ts";
import type { Edit } from "../../../core/board/edit.ts";
import type { Shape, TextShape } from "../../../core/board/shape.ts";
import { box } from "./tools/gesture.ts";

const PICTURE = {
  asset: "ab".repeat(32),
  natural: [400, 200],
  shown: [200, 100],
  preview: new Uint8Array([1, 2, 3, 4, 5]),
} as const;

Deno.test("pasteboard: what is put is one step, selected, and the select tool is in hand", () => {
  const { pasteboard, desk, steps } = openBoard();
  const put = pasteboard.putPictures([PICTURE, PICTURE], "pointer");
  assert.equal(steps.length, 1);
  assert.deepEqual(desk.selection, put);
  assert.equal(desk.tool, "select");
});

Deno.test("pasteboard: shapes come around the pointer, or in their place; again and again, each a little aside", () => {
  const { pasteboard, scene } = openBoard({ pointer: { x: 100, y: 50 } });
  const paste = (at: "pointer" | "in place") =>
    pasteboard.paste([box("one-shape", [0, 0], 20)], at).map((id) => scene.get(id)?.xy)[0];
  assert.deepEqual(paste("pointer"), [90, 40]);
  assert.deepEqual(paste("pointer"), [106, 56]);
  assert.deepEqual(paste("in place"), [0, 0]);
  assert.deepEqual(paste("in place"), [0, 0]);
});

Deno.test("pasteboard: with the pointer elsewhere it is the middle of the view", () => {
  const { pasteboard, scene } = openBoard();
  const [id = ""] = pasteboard.putPictures([PICTURE], "pointer");
  assert.deepEqual(scene.get(id)?.xy, [400, 250]);
  const [other = ""] = pasteboard.putPictures([PICTURE], { x: 100, y: 50 });
  assert.deepEqual(scene.get(other)?.xy, [0, 0]);
});

Deno.test("pasteboard: text keeps its lines, loses what nobody can see, and breaks where it is too wide", () => {
  const { pasteboard, scene } = openBoard();
  const put = (text: string) => scene.get(pasteboard.putText(text, "pointer")[0] ?? "") as TextShape;
  assert.equal(put("a\r\nb\tc\u0000\u0007\u2028d \n").text, "a\nb    c\nd");
  assert.equal(put("short").fixed, undefined);
  const long = put("word ".repeat(200));
  assert.equal(long.fixed, true);
  assert.ok(long.wh[0] <= 700 && long.wh[1] > 100);
  assert.deepEqual(pasteboard.putText(" \n ", "pointer"), []);
});

Deno.test("pasteboard: a text that is a link leads there, one that has a script for a link does not", () => {
  const { pasteboard, scene } = openBoard();
  const link = (text: string) => scene.get(pasteboard.putText(text, "pointer")[0] ?? "")?.link;
  assert.equal(link(" https://example.org/x \n"), "https://example.org/x");
  assert.equal(link("javascript:alert(1)"), undefined);
  assert.equal(link("see https://example.org/x"), undefined);
});

Deno.test("pasteboard: who may only look puts nothing, and is told", () => {
  const { pasteboard, steps, refusals } = openBoard({ readOnly: true });
  assert.deepEqual(pasteboard.putText("words", "pointer"), []);
  assert.deepEqual(pasteboard.putPictures([PICTURE], "pointer"), []);
  assert.deepEqual(pasteboard.paste([box("one-shape", [0, 0], 20)], "in place"), []);
  assert.equal(steps.length, 0);
  assert.equal(refusals(), 3);
});

Deno.test("pasteboard: with a frame what it holds is copied, the lowest first", () => {
  const { pasteboard, scene, desk } = openBoard();
  const held = { ...box("held-box1", [10, 10], 10, "a2"), frame: "the-frame" } as Shape;
  scene.apply({
    put: [held, { kind: "frame", id: "the-frame", z: "a1", xy: [0, 0], wh: [50, 50], color: "ink", size: 2 }],
    removed: [],
  });
  desk.choose(["the-frame"]);
  assert.deepEqual(pasteboard.copied.map(({ id }) => id), ["the-frame", "held-box1"]);
});

function openBoard(
  options: { readonly pointer?: { x: number; y: number }; readonly readOnly?: boolean } = {},
) {
  const scene = createScene(targetOf);
  const desk = createDesk(scene, { tool: "pen", held: heldBy });
  const steps: (readonly Edit[])[] = [];
  let refused = 0, ids = 0;
  // Of the canvas, what pasting asks for.
  const port = {
    scene,
    desk,
    navigation: {
      size: { width: 1_000, height: 600 },
      now: { x: 0, y: 0, zoom: 1 },
      view: { minX: 0, minY: 0, maxX: 1_000, maxY: 600 },
    } as Navigation,
    readOnly: options.readOnly ?? false,
    pointer: options.pointer,
    newId: () => `new-shape-${++ids}`,
    change(edits: readonly Edit[]) {
      steps.push(edits);
      scene.apply(applyEdits((id) => scene.get(id), edits));
      return edits.length > 0;
    },
    changed: () => {},
    refused: () => void refused++,
    finishText: () => {},
  } as unknown as CommandPort;
  const pasteboard = createPasteboard(port, (text) => text.length * 0.5);
  return { pasteboard, scene, desk, steps, refusals: () => refused };
}
