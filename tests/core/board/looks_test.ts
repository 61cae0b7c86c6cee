import assert from "node:assert/strict";
import * as Y from "yjs";
import { type Board, createBoard } from "../../../core/board/board.ts";
import {
  BASE_LAYER,
  inOrder,
  isHidden,
  isLocked,
  type Layer,
  paintOrder,
} from "../../../core/board/looks.ts";
import { LOCAL } from "../../../core/board/origin.ts";
import { rectangle } from "./samples.ts";

const NOTES: Layer = { id: "notes", name: "Notes", z: "a1", hidden: false, locked: false };
const BELOW: Layer = { id: "below", name: "Below", z: "Zz", hidden: true, locked: true };

function paired(): readonly [Board, Board] {
  const boards = [createBoard(), createBoard()] as const;
  boards.forEach((board, i) => {
    const other = boards[1 - i];
    board.doc.on("update", (update: Uint8Array, origin: unknown) => {
      if (origin !== "other") Y.applyUpdate(other?.doc ?? board.doc, update, "other");
    });
  });
  return boards;
}

Deno.test("looks: a board begins with dotted paper and one layer", () => {
  assert.deepEqual(createBoard().looks, { paper: "dots", layers: [BASE_LAYER] });
});

Deno.test("looks: paper and layers reach the other board, which tells of them", () => {
  const [here, there] = paired();
  const told: unknown[] = [];
  there.onChange((change) => told.push(change));
  here.apply([{ op: "paper", paper: "squares" }, { op: "layer", layer: NOTES }], LOCAL);
  const looks = { paper: "squares", layers: [BASE_LAYER, NOTES] };
  assert.deepEqual(there.looks, looks);
  assert.deepEqual(told, [{ put: [], removed: [], looks }]);
  there.apply([{ op: "layer", layer: { ...NOTES, hidden: true } }], LOCAL);
  assert.equal(here.looks.layers[1]?.hidden, true);
  there.apply([{ op: "remove-layer", id: NOTES.id }], LOCAL);
  assert.deepEqual(here.looks.layers, [BASE_LAYER]);
});

Deno.test("looks: the layer that every board has can be renamed and hidden, and never goes", () => {
  const board = createBoard();
  const base = { ...BASE_LAYER, name: "Sketch", hidden: true };
  board.apply([{ op: "layer", layer: base }], LOCAL);
  assert.deepEqual(board.looks.layers, [base]);
  board.apply([{ op: "remove-layer", id: "" }], LOCAL);
  assert.deepEqual(board.looks.layers, [base]);
});

Deno.test("looks: what is no layer or no paper is passed over, written by whomever", () => {
  const board = createBoard();
  const meta = board.doc.getMap("meta");
  for (
    const [key, value] of Object.entries({
      paper: "gold",
      "layer/x": 7,
      "layer/é": NOTES,
      "layer/y": { name: "y" },
    })
  ) {
    meta.set(key, value);
  }
  board.apply([{ op: "layer", layer: { ...NOTES, z: "wrong" } }], LOCAL);
  assert.deepEqual(board.looks, { paper: "dots", layers: [BASE_LAYER] });
});

Deno.test("looks: there are never more than a hundred layers", () => {
  const layers = Array.from({ length: 150 }, (_, i): Layer => ({ ...NOTES, id: `layer-${i}` }));
  assert.equal(inOrder(layers).length, 100);
  const board = createBoard();
  board.apply(layers.map((layer) => ({ op: "layer", layer })), LOCAL);
  assert.equal(board.looks.layers.length, 100);
});

Deno.test("looks: shapes are painted by layer, then by their own order; one on a layer that is gone lies on the first", () => {
  const looks = { paper: "plain" as const, layers: inOrder([NOTES, BELOW]) };
  const shapes = [
    { ...rectangle("aaaaaaa1", { z: "a0" }), layer: "notes" },
    { ...rectangle("aaaaaaa2", { z: "a9" }) },
    { ...rectangle("aaaaaaa3", { z: "a8" }), layer: "gone" },
    { ...rectangle("aaaaaaa4", { z: "b00" }), layer: "below" },
  ];
  assert.deepEqual(shapes.toSorted(paintOrder(looks)).map(({ id }) => id.at(-1)), ["4", "3", "2", "1"]);
  assert.deepEqual(shapes.map((shape) => isHidden(looks, shape)), [false, false, false, true]);
  assert.deepEqual(shapes.map((shape) => isLocked(looks, shape)), [false, false, false, true]);
  assert.equal(isLocked(looks, { locked: true }), true);
});
