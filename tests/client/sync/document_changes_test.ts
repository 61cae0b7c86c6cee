import assert from "node:assert/strict";
import * as Y from "yjs";
import { applyRemote, watchOwnChanges } from "../../../client/sync/document_changes.ts";
import { createBoard } from "../../../core/board/board.ts";
import { createHistory } from "../../../core/board/history.ts";
import { LOCAL, STORE } from "../../../core/board/origin.ts";
import { rectangle } from "./people.ts";

Deno.test("own changes are told as updates: edits, undo and redo; others' and what was kept are not", () => {
  const board = createBoard(), history = createHistory(board);
  const copy = new Y.Doc();
  let told = 0;
  const stop = watchOwnChanges(board.doc, (update) => {
    told++;
    Y.applyUpdate(copy, update);
  });
  const other = createBoard();
  board.apply([{ op: "put", shape: rectangle("mine") }], LOCAL);
  history.undo();
  history.redo();
  assert.equal(told, 3);
  assert.equal(copy.getMap("shapes").size, 1);

  other.apply([{ op: "put", shape: rectangle("theirs") }], LOCAL);
  applyRemote(board.doc, Y.encodeStateAsUpdate(other.doc));
  other.apply([{ op: "put", shape: rectangle("kept") }], LOCAL);
  Y.applyUpdate(board.doc, Y.encodeStateAsUpdate(other.doc), STORE);
  assert.equal(told, 3);
  board.setTitle("Plan");
  assert.equal(told, 4);
  stop();
  board.setTitle("Another plan");
  assert.equal(told, 4);
  for (const one of [history, board, other]) one.dispose();
});

Deno.test("an edit with which somebody answers another's change is told too", () => {
  const board = createBoard(), other = createBoard();
  const updates: Uint8Array[] = [];
  watchOwnChanges(board.doc, (update) => updates.push(update));
  board.onChange(({ put }) => {
    if (put.some(({ id }) => id === rectangle("theirs").id)) {
      board.apply([{ op: "put", shape: rectangle("answer") }], LOCAL);
    }
  });
  other.apply([{ op: "put", shape: rectangle("theirs") }], LOCAL);
  applyRemote(board.doc, Y.encodeStateAsUpdate(other.doc));
  const copy = new Y.Doc();
  for (const update of updates) Y.applyUpdate(copy, update);
  assert.deepEqual([...copy.getMap("shapes").keys()], [rectangle("answer").id]);
  for (const one of [board, other]) one.dispose();
});

Deno.test("whether an update has brought anything new is told, of shapes and of deletions", () => {
  const doc = new Y.Doc(), other = createBoard();
  other.apply([{ op: "put", shape: rectangle("theirs") }], LOCAL);
  const whole = Y.encodeStateAsUpdate(other.doc);
  assert.equal(applyRemote(doc, whole), true);
  assert.equal(applyRemote(doc, whole), false);
  other.apply([{ op: "remove", id: rectangle("theirs").id }], LOCAL);
  const deletion = Y.encodeStateAsUpdate(other.doc, Y.encodeStateVector(doc));
  assert.equal(applyRemote(doc, deletion), true);
  assert.equal(applyRemote(doc, deletion), false);
  assert.throws(() => applyRemote(doc, new Uint8Array([1, 250, 3, 9])));
  other.dispose();
});
