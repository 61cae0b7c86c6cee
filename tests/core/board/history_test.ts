import assert from "node:assert/strict";
import * as Y from "yjs";
import { type Board, createBoard } from "../../../core/board/board.ts";
import type { Edit } from "../../../core/board/edit.ts";
import { createHistory } from "../../../core/board/history.ts";
import { LOCAL, REMOTE } from "../../../core/board/origin.ts";
import { wordsOf } from "../../../core/board/schema.ts";
import type { Shape } from "../../../core/board/shape.ts";
import { below, pick, rectangle, seeded, text } from "./samples.ts";

const ID = "aaaaaaaa", OTHER = "bbbbbbbb";

Deno.test("history: one apply is one step, however quickly the next follows", () => {
  const board = createBoard();
  const history = createHistory(board);
  board.apply([{ op: "put", shape: rectangle(ID) }, { op: "put", shape: rectangle(OTHER) }], LOCAL);
  board.apply([{ op: "set", id: ID, props: { xy: [1, 1] } }], LOCAL);
  board.apply([{ op: "set", id: ID, props: { xy: [2, 2], color: "red" } }], LOCAL);

  history.undo();
  assert.deepEqual(board.get(ID), rectangle(ID, { xy: [1, 1] }));
  history.undo();
  assert.deepEqual(board.get(ID), rectangle(ID));
  history.undo();
  assert.deepEqual([...board.shapes()], []);
  assert.equal(history.canUndo, false);
  history.redo();
  history.redo();
  history.redo();
  assert.deepEqual(board.get(ID), rectangle(ID, { xy: [2, 2], color: "red" }));
  assert.equal(history.canRedo, false);
});

Deno.test("history: nothing of others is undone, nor the title", () => {
  const { here, there, sync } = pair();
  const history = createHistory(here);
  there.apply([{ op: "put", shape: rectangle(OTHER) }], LOCAL);
  sync();
  here.setTitle("Kept");
  assert.equal(history.canUndo, false);
  here.apply([{ op: "put", shape: rectangle(ID) }], LOCAL);
  history.undo();
  history.undo();
  assert.deepEqual([...here.shapes()], [rectangle(OTHER)]);
  assert.equal(here.title, "Kept");
});

Deno.test("history: undoing a put that somebody has edited removes it, and redo brings it back with their edit", () => {
  const { here, there, sync } = pair();
  const history = createHistory(here);
  here.apply([{ op: "put", shape: rectangle(ID) }], LOCAL);
  sync();
  there.apply([{ op: "set", id: ID, props: { color: "green" } }], LOCAL);
  sync();

  history.undo();
  sync();
  for (const board of [here, there]) {
    assert.equal(board.get(ID), undefined);
    assert.equal(board.skipped, 0);
  }
  history.redo();
  sync();
  for (const board of [here, there]) assert.deepEqual(board.get(ID), rectangle(ID, { color: "green" }));
});

Deno.test("history: undoing a remove restores edited properties and text", () => {
  const { here, there, sync } = pair([text(ID, "hello")]);
  here.apply([{ op: "set", id: ID, props: { xy: [9, 9], color: "teal" } }], LOCAL);
  there.apply([{ op: "write", id: ID, text: "hello you" }], LOCAL);
  sync();
  const before = text(ID, "hello you", { xy: [9, 9], color: "teal" });
  assert.deepEqual(here.get(ID), before);

  const history = createHistory(here);
  here.apply([{ op: "remove", id: ID }], LOCAL);
  sync();
  assert.equal(there.get(ID), undefined);
  history.undo();
  sync();
  for (const board of [here, there]) assert.deepEqual(board.get(ID), before);

  here.apply([{ op: "write", id: ID, text: "hello you two" }], LOCAL);
  sync();
  assert.deepEqual(there.get(ID), text(ID, "hello you two", { xy: [9, 9], color: "teal" }));
});

Deno.test("history: undoing a move after somebody deleted the shape resurrects no ghost", () => {
  const { here, there, sync } = pair([rectangle(ID)]);
  const history = createHistory(here);
  here.apply([{ op: "set", id: ID, props: { xy: [1, 1] } }], LOCAL);
  here.apply([{ op: "set", id: ID, props: { xy: [2, 2] } }], LOCAL);
  sync();
  there.apply([{ op: "remove", id: ID }], LOCAL);
  sync();
  history.undo();
  history.undo();
  history.redo();
  history.redo();
  sync();
  for (const board of [here, there]) {
    assert.deepEqual([...board.shapes()], []);
    assert.equal(board.skipped, 0);
  }
});

Deno.test("history: undoing a move leaves the move that somebody made since", () => {
  const { here, there, sync } = pair([rectangle(ID)]);
  const history = createHistory(here);
  here.apply([{ op: "set", id: ID, props: { xy: [1, 1], color: "red" } }], LOCAL);
  sync();
  there.apply([{ op: "set", id: ID, props: { xy: [2, 2] } }], LOCAL);
  sync();
  history.undo();
  sync();
  for (const board of [here, there]) assert.deepEqual(board.get(ID), rectangle(ID, { xy: [2, 2] }));
});

Deno.test("history: undoing what was typed leaves what others typed", () => {
  const { here, there, sync } = pair([text(ID, "one")]);
  const history = createHistory(here);
  here.apply([{ op: "write", id: ID, text: "one two" }], LOCAL);
  sync();
  there.apply([{ op: "write", id: ID, text: "zero one two" }], LOCAL);
  sync();
  history.undo();
  assert.deepEqual(here.get(ID), text(ID, "zero one"));
});

Deno.test("history: an apply that changes nothing is no step", () => {
  const board = createBoard();
  board.apply([{ op: "put", shape: rectangle(ID) }], LOCAL);
  const history = createHistory(board);
  board.apply([{ op: "set", id: ID, props: { xy: [0, 0] } }, { op: "remove", id: OTHER }], LOCAL);
  assert.equal(history.canUndo, false);
});

Deno.test("history: a new gesture forgets what was undone, and listeners hear of each turn once", () => {
  const board = createBoard();
  const history = createHistory(board);
  const heard: string[] = [];
  history.onChange(() => heard.push(`${history.canUndo ? "undo" : "-"} ${history.canRedo ? "redo" : "-"}`));
  board.apply([{ op: "put", shape: rectangle(ID) }], LOCAL);
  board.apply([{ op: "set", id: ID, props: { size: 9 } }], LOCAL);
  history.undo();
  board.apply([{ op: "set", id: ID, props: { size: 8 } }], LOCAL);
  assert.equal(history.canRedo, false);
  history.undo();
  history.undo();
  assert.deepEqual(heard, ["undo -", "undo redo", "undo -", "undo redo", "- redo"]);
});

Deno.test("history: a text that comes back reads the same to everybody, whatever was done to it before", () => {
  // Both took Yjs apart while removing, or undoing the put, deleted the Y.Text and undoing brought it back.
  readsTheSame(["some words", "somx", "undo", "some wyzds", "some wyzyz", "remove", "undo"]);
  readsTheSame(["some words", "somds", "undo", "some yz", "undo", "undo", "redo"]);
  for (let seed = 1; seed <= 400; seed++) {
    const random = seeded(seed);
    const script: string[] = ["some words"];
    for (let step = 0; step < 24; step++) {
      const at = below(10, random);
      const retyped = "some words".slice(0, at) + pick(["", "x", "yz"], random) + "some words".slice(at + 2);
      script.push(pick([retyped, retyped, "remove", "undo", "undo", "redo", "redo"], random));
    }
    readsTheSame(script, `seed ${seed}`);
  }
});

Deno.test("history: what is of one step in a row is taken back together, and nothing else with it", () => {
  const board = createBoard();
  const history = createHistory(board);
  const record = (edit: Edit, step?: string) => history.record(() => board.apply([edit], LOCAL), step);
  record({ op: "put", shape: rectangle("bbbbbbbb") });
  record({ op: "put", shape: text(ID, "o") }, "typing");
  record({ op: "write", id: ID, text: "on" }, "typing");
  board.apply([{ op: "write", id: ID, text: "on and on" }], REMOTE);
  record({ op: "write", id: ID, text: "one and on" }, "typing");
  record({ op: "set", id: "bbbbbbbb", props: { color: "red" } });
  record({ op: "write", id: ID, text: "one! and on" }, "typing");
  history.undo();
  assert.equal(wordsOf(board.get(ID) ?? text(ID, "")), "one and on", "the step was broken by another");
  history.undo();
  assert.equal(board.get("bbbbbbbb")?.color, "ink");
  history.undo();
  assert.equal(board.get(ID), undefined);
  assert.ok(board.get("bbbbbbbb"));
  history.redo();
  record({ op: "write", id: ID, text: "another" }, "typing");
  history.undo();
  assert.ok(board.get(ID), "after an undo a step begins anew");
});

Deno.test("history: after dispose nothing is captured", () => {
  const board = createBoard();
  const history = createHistory(board);
  history.dispose();
  board.apply([{ op: "put", shape: rectangle(ID) }], LOCAL);
  assert.equal(history.canUndo, false);
});

/** Puts a text saying the first of the script, then does or writes what follows; a fresh copy must always agree. */
function readsTheSame([first = "", ...script]: readonly string[], name = ""): void {
  const board = createBoard();
  const history = createHistory(board);
  board.apply([{ op: "put", shape: text(ID, first) }], LOCAL);
  script.forEach((act, i) => {
    if (act === "undo") history.undo();
    else if (act === "redo") history.redo();
    else {board.apply(
        [act === "remove" ? { op: "remove", id: ID } : { op: "write", id: ID, text: act }],
        LOCAL,
      );}
    const copy = createBoard();
    Y.applyUpdate(copy.doc, Y.encodeStateAsUpdate(board.doc), REMOTE);
    assert.deepEqual(board.get(ID), copy.get(ID), `${name}: ${first}, ${script.slice(0, i + 1).join(", ")}`);
  });
  history.dispose();
}

function pair(shapes: readonly Shape[] = []): { here: Board; there: Board; sync: () => void } {
  const here = createBoard(), there = createBoard();
  here.apply(shapes.map((shape) => ({ op: "put", shape })), LOCAL);
  const sync = () => {
    for (const [from, to] of [[here, there], [there, here]] as const) {
      Y.applyUpdate(to.doc, Y.encodeStateAsUpdate(from.doc, Y.encodeStateVector(to.doc)), REMOTE);
    }
  };
  sync();
  return { here, there, sync };
}
