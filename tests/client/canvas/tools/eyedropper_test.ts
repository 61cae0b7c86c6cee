import assert from "node:assert/strict";
import { eyedropper, pickedAt } from "../../../../client/canvas/tools/eyedropper.ts";
import type { Shape } from "../../../../core/board/shape.ts";
import { box, line, play, words } from "./gesture.ts";

const filled = { ...box("a-box---", [0, 0], 100), color: "red", fill: "#12ab34" } as Shape;
const shapes = [filled, { ...line("a-line--", [200, 0], [200, 100]), color: "teal" } as Shape];

Deno.test("eyedropper: takes the colour of a line, of a filled inside the fill, and gives way to the tool before", () => {
  const picked = (x: number, y: number) => play(eyedropper, { shapes }).drag([[x, y]]).last;
  assert.deepEqual([picked(202, 50).style, picked(202, 50).next], [{ color: "teal" }, "before"]);
  assert.deepEqual(picked(0, 50).style, { color: "red" });
  assert.deepEqual(picked(50, 50).style, { color: "#12ab34" });
});

Deno.test("eyedropper: with Alt it takes the fill, from wherever it touches the shape, and none from a hollow one", () => {
  const hollow = box("a-hollow", [300, 0], 100);
  const picked = (x: number, y: number) =>
    play(eyedropper, { shapes: [...shapes, hollow] }).drag([[x, y]], { alt: true }).last.style;
  assert.deepEqual(picked(0, 50), { fill: "#12ab34" });
  assert.deepEqual(picked(50, 50), { fill: "#12ab34" });
  assert.deepEqual(picked(300, 50), { fill: "none" });
  assert.equal(picked(200, 50), undefined, "a line has no fill");
});

Deno.test("eyedropper: on empty paper it takes nothing and stays in hand", () => {
  const { style, next } = play(eyedropper, { shapes }).drag([[500, 500]]).last;
  assert.deepEqual([style, next], [undefined, undefined]);
});

Deno.test("eyedropper: takes where it is let go, so that a finger may slide there, and nothing when cancelled", () => {
  const player = play(eyedropper, { shapes }).down([500, 500]).move([[200, 50]]).up([200, 50]);
  assert.deepEqual(player.last.style, { color: "teal" });
  assert.equal(player.down([200, 50]).cancel().up([200, 50]).last.style, undefined);
});

Deno.test("eyedropper: what is on top counts, letters too, but no picture", () => {
  const picture: Shape = {
    id: "a-photo-",
    kind: "image",
    z: "a9",
    xy: [0, 0],
    wh: [100, 100],
    color: "ink",
    size: 1,
    asset: "0".repeat(64),
    natural: [10, 10],
  };
  const { scene } = play(eyedropper, {
    shapes: [...shapes, { ...words("a-text--", [20, 40]), z: "a5" }, picture],
  });
  const at = (x: number, y: number) => pickedAt({ x, y }, { scene, zoom: 1, pointer: "mouse", fill: false });
  assert.equal(at(40, 50), "ink");
  assert.equal(at(50, 90), "#12ab34");
});
