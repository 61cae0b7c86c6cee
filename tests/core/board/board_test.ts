import assert from "node:assert/strict";
import * as Y from "yjs";
import { type Board, createBoard, MAX_TITLE_LENGTH } from "../../../core/board/board.ts";
import type { BoardChange } from "../../../core/board/edit.ts";
import { compareOrder } from "../../../core/board/order.ts";
import { LOCAL, REMOTE } from "../../../core/board/origin.ts";
import type { Shape } from "../../../core/board/shape.ts";
import { arrow, rectangle, stroke, text } from "./samples.ts";

const ID = "aaaaaaaa", OTHER = "bbbbbbbb";

Deno.test("board: what is put comes back equal, here and from the bytes", () => {
  const board = createBoard();
  const shapes = [stroke("stroke00"), rectangle("rect0000"), arrow("arrow000"), text("text0000", "Hi\n😀")];
  board.apply(shapes.map((shape) => ({ op: "put", shape })), LOCAL);

  const copy = copyOf(board);
  for (const shape of shapes) {
    assert.deepEqual(board.get(shape.id), shape);
    assert.deepEqual(copy.get(shape.id), shape);
  }
  assert.equal([...copy.shapes()].length, 4);
});

Deno.test("board: a document that already holds shapes is read when the board is created", () => {
  const board = createBoard();
  board.apply([{ op: "put", shape: rectangle(ID) }, { op: "set", id: ID, props: { color: "red" } }], LOCAL);
  assert.deepEqual(createBoard(board.doc).get(ID), rectangle(ID, { color: "red" }));
});

Deno.test("board: an untouched shape is one key, and an edit writes one key a property, never the record", () => {
  const board = createBoard();
  board.apply([{ op: "put", shape: rectangle(ID) }], LOCAL);
  const records = board.doc.getMap("shapes");
  const record = records.get(ID);
  assert.deepEqual([...records.keys()], [ID]);

  board.apply([{ op: "set", id: ID, props: { xy: [7, 8], size: 4 } }], LOCAL);
  assert.deepEqual([...records.keys()], [ID, `${ID}/xy`], "the size is the same as before: not written");
  assert.equal(records.get(ID), record);
  assert.deepEqual(board.get(ID), rectangle(ID, { xy: [7, 8] }));
});

Deno.test("board: one apply is one change, told with whole shapes", () => {
  const board = createBoard();
  const changes = changesOf(board);
  board.apply([
    { op: "put", shape: text(ID, "one") },
    { op: "write", id: ID, text: "one two" },
    { op: "set", id: ID, props: { xy: [1, 2] } },
    { op: "put", shape: rectangle(OTHER) },
  ], LOCAL);
  assert.deepEqual(changes, [{
    put: [text(ID, "one two", { xy: [1, 2] }), rectangle(OTHER)],
    removed: [],
  }]);
});

Deno.test("board: what appears and vanishes within one apply is not told", () => {
  const board = createBoard();
  const changes = changesOf(board);
  board.apply([{ op: "put", shape: rectangle(ID) }, { op: "remove", id: ID }], LOCAL);
  board.apply([], LOCAL);
  assert.deepEqual(changes, []);
});

Deno.test("board: a listener that is taken off hears nothing more", () => {
  const board = createBoard();
  let heard = 0;
  const off = board.onChange(() => heard++);
  board.apply([{ op: "put", shape: rectangle(ID) }], LOCAL);
  off();
  board.apply([{ op: "remove", id: ID }], LOCAL);
  assert.equal(heard, 1);
});

Deno.test("board: a listener may edit the board", () => {
  const board = createBoard();
  const changes = changesOf(board);
  board.onChange(({ put }) => {
    if (put.some(({ id }) => id === ID) && !board.get(OTHER)) {
      board.apply([{ op: "put", shape: rectangle(OTHER) }], LOCAL);
    }
  });
  board.apply([{ op: "put", shape: rectangle(ID) }], LOCAL);
  assert.deepEqual(changes.map(({ put }) => put.map(({ id }) => id)), [[ID], [OTHER]]);
});

Deno.test("board: a remote change tells only of the shape that it touches", () => {
  const [here, there] = pair(Array.from({ length: 20 }, (_, i) => rectangle(`shape-${100 + i}`)));
  const changes = changesOf(here);
  there.apply([{ op: "set", id: "shape-107", props: { xy: [9, 9] } }], LOCAL);
  sync(here, there);
  assert.deepEqual(changes, [{ put: [rectangle("shape-107", { xy: [9, 9] })], removed: [] }]);
});

Deno.test("board: remove takes the record, every edited property and what the text says", () => {
  const board = createBoard();
  board.apply([{ op: "put", shape: text(ID, "gone") }], LOCAL);
  board.apply([{ op: "set", id: ID, props: { xy: [1, 1], color: "red", z: "a5" } }], LOCAL);
  // A property of a later version goes with its shape as well.
  board.doc.getMap("shapes").set(`${ID}/opacity`, 0.5);
  const changes = changesOf(board);
  board.apply([{ op: "remove", id: ID }], LOCAL);
  assert.deepEqual(changes, [{ put: [], removed: [ID] }]);
  assert.deepEqual([...board.doc.getMap("shapes").keys()], []);
  assert.equal(board.doc.getMap("texts").get(ID)?.toString(), "");
});

Deno.test("board: properties set and removed within one apply leave nothing behind", () => {
  const board = createBoard();
  board.apply([{ op: "put", shape: rectangle(ID) }], LOCAL);
  board.apply([{ op: "set", id: ID, props: { xy: [1, 1] } }, { op: "remove", id: ID }], LOCAL);
  assert.deepEqual([...board.doc.getMap("shapes").keys()], []);
});

Deno.test("board: edits of shapes that are not there do nothing", () => {
  const board = createBoard();
  let updates = 0;
  board.doc.on("update", () => updates++);
  board.apply([
    { op: "set", id: ID, props: { xy: [1, 1] } },
    { op: "write", id: ID, text: "ghost" },
    { op: "remove", id: ID },
  ], LOCAL);
  assert.equal(updates, 0);
  assert.equal(board.get(ID), undefined);
});

Deno.test("board: a put under an id in use is passed over", () => {
  const board = createBoard();
  board.apply([{ op: "put", shape: rectangle(ID) }], LOCAL);
  const changes = changesOf(board);
  board.apply([{ op: "put", shape: arrow(ID) }], LOCAL);
  assert.deepEqual(board.get(ID), rectangle(ID));
  assert.deepEqual(changes, []);
});

Deno.test("board: an id put anew after its removal takes on nothing of the old shape", () => {
  const [here, there] = pair([text(ID, "old")]);
  here.apply([{ op: "remove", id: ID }], LOCAL);
  there.apply([{ op: "set", id: ID, props: { xy: [50, 50] } }], LOCAL);
  sync(here, there);
  here.apply([{ op: "put", shape: text(ID, "new") }], LOCAL);
  sync(here, there);
  assert.deepEqual(here.get(ID), text(ID, "new"));
  assert.deepEqual(there.get(ID), text(ID, "new"));
});

Deno.test("board: what nobody could read is not written", () => {
  const board = createBoard();
  board.apply([
    { op: "put", shape: rectangle(ID, { xy: [NaN, 0] }) },
    { op: "put", shape: rectangle("short") },
    { op: "put", shape: arrow(OTHER) },
    { op: "set", id: OTHER, props: { size: -1, wh: [1, 1], color: "green" } },
    { op: "write", id: OTHER, text: "an arrow has no text" },
  ], LOCAL);
  assert.deepEqual([...board.doc.getMap("shapes").keys()], [OTHER, `${OTHER}/color`]);
  assert.deepEqual([...board.doc.getMap("texts").keys()], []);
  assert.deepEqual(board.get(OTHER), arrow(OTHER, { color: "green" }));
});

Deno.test("board: concurrent edits of different properties of one shape both survive", () => {
  const [here, there] = pair([rectangle(ID)]);
  here.apply([{ op: "set", id: ID, props: { xy: [10, 20] } }], LOCAL);
  there.apply([{ op: "set", id: ID, props: { color: "green", wh: [1, 2] } }], LOCAL);
  sync(here, there);
  const both = rectangle(ID, { xy: [10, 20], color: "green", wh: [1, 2] });
  assert.deepEqual(here.get(ID), both);
  assert.deepEqual(there.get(ID), both);
});

Deno.test("board: a delete wins over a concurrent edit, and leaves no ghost", () => {
  const [here, there] = pair([text(ID, "bye")]);
  here.apply([{ op: "remove", id: ID }], LOCAL);
  there.apply(
    [{ op: "set", id: ID, props: { xy: [10, 20] } }, { op: "write", id: ID, text: "hello" }],
    LOCAL,
  );
  const changes = changesOf(there);
  sync(here, there);
  for (const board of [here, there, copyOf(here)]) {
    assert.equal(board.get(ID), undefined);
    assert.equal(board.skipped, 0);
  }
  assert.deepEqual(changes, [{ put: [], removed: [ID] }]);
});

Deno.test("board: an edited property that arrives before its record waits for it", () => {
  const [here, there] = pair([]);
  const late = createBoard();
  const put = updateOf(here, () => here.apply([{ op: "put", shape: rectangle(ID) }], LOCAL));
  Y.applyUpdate(there.doc, put, REMOTE);
  const set = updateOf(there, () => there.apply([{ op: "set", id: ID, props: { xy: [3, 3] } }], LOCAL));
  const changes = changesOf(late);
  Y.applyUpdate(late.doc, set, REMOTE);
  assert.deepEqual(changes, []);
  Y.applyUpdate(late.doc, put, REMOTE);
  assert.deepEqual(changes, [{ put: [rectangle(ID, { xy: [3, 3] })], removed: [] }]);
});

Deno.test("board: two people typing in one text both keep their words", () => {
  const [here, there] = pair([text(ID, "the fox")]);
  here.apply([{ op: "write", id: ID, text: "the quick fox" }], LOCAL);
  there.apply([{ op: "write", id: ID, text: "the fox jumps" }], LOCAL);
  const changes = changesOf(here);
  sync(here, there);
  assert.deepEqual(here.get(ID), text(ID, "the quick fox jumps"));
  assert.deepEqual(there.get(ID), here.get(ID));
  assert.deepEqual(changes, [{ put: [text(ID, "the quick fox jumps")], removed: [] }]);
});

Deno.test("board: writing one emoji over another keeps every board well formed", () => {
  const [here, there] = pair([text(ID, "a😀b")]);
  here.apply([{ op: "write", id: ID, text: "a😁b" }], LOCAL);
  here.apply([{ op: "write", id: ID, text: "a😁\ud83d" }], LOCAL);
  sync(here, there);
  assert.deepEqual(here.get(ID), text(ID, "a😁\ufffd"));
  assert.deepEqual(there.get(ID), here.get(ID));
});

Deno.test("board: a text whose content has not come yet is empty, and can be written", () => {
  const board = createBoard();
  const { id: _id, text: _text, ...record } = text(ID, "");
  board.doc.getMap("shapes").set(ID, record);
  assert.deepEqual(board.get(ID), text(ID, ""));
  board.apply([{ op: "write", id: ID, text: "here" }], LOCAL);
  assert.deepEqual(board.get(ID), text(ID, "here"));
});

Deno.test("board: a text in which somebody put what is no text is started over by writing", () => {
  const board = createBoard();
  board.apply([{ op: "put", shape: text(ID, "abc") }], LOCAL);
  const content = board.doc.getMap("texts").get(ID);
  assert(content instanceof Y.Text);
  content.insertEmbed(1, { image: "x" });
  board.apply([{ op: "write", id: ID, text: "abcd" }], LOCAL);
  assert.deepEqual(board.get(ID), text(ID, "abcd"));
  assert.equal(board.doc.getMap("texts").get(ID)?.toString(), "abcd");
});

Deno.test("board: unknown kinds are kept, skipped, counted, and pass through untouched", () => {
  const future = { kind: "hologram", xy: [1, 2], beam: { hue: 7 }, bytes: new Uint8Array([1, 2]) };
  const [here, there] = pair([rectangle(ID)]);
  const changes = changesOf(there);
  here.doc.getMap("shapes").set(OTHER, future);
  here.doc.getMap("shapes").set(`${OTHER}/xy`, [5, 5]);
  assert.equal(here.skipped, 1);
  sync(here, there);
  assert.equal(there.skipped, 1);
  assert.equal(there.get(OTHER), undefined);
  assert.deepEqual(changes, []);

  there.apply([
    { op: "remove", id: OTHER },
    { op: "set", id: OTHER, props: { xy: [9, 9] } },
    { op: "put", shape: rectangle(OTHER) },
  ], LOCAL);
  const copy = copyOf(there);
  assert.deepEqual(copy.doc.getMap("shapes").get(OTHER), future);
  assert.deepEqual(copy.doc.getMap("shapes").get(`${OTHER}/xy`), [5, 5]);
  assert.equal(copy.skipped, 1);
});

Deno.test("board: skipped stays exact as records turn invalid, valid and go", () => {
  const board = createBoard();
  const records = board.doc.getMap("shapes");
  const changes = changesOf(board);
  const { id: _id, ...valid } = rectangle(ID);
  records.set(ID, { ...valid, size: 0 });
  records.set("no id!", valid);
  records.set(OTHER, 5);
  assert.equal(board.skipped, 3);
  records.set(ID, valid);
  assert.equal(board.skipped, 2);
  records.set(ID, { ...valid, z: "not an order" });
  assert.equal(board.skipped, 3);
  records.delete(ID);
  records.delete(OTHER);
  assert.equal(board.skipped, 1);
  assert.deepEqual(changes, [
    { put: [rectangle(ID)], removed: [] },
    { put: [], removed: [ID] },
  ]);
});

Deno.test("board: an invalid edited property leaves the record's own in force", () => {
  const board = createBoard();
  board.apply([{ op: "put", shape: rectangle(ID) }], LOCAL);
  board.doc.getMap("shapes").set(`${ID}/xy`, ["left", "right"]);
  board.doc.getMap("shapes").set(`${ID}/kind`, "arrow");
  assert.deepEqual(board.get(ID), rectangle(ID));
  assert.equal(board.skipped, 0);
});

Deno.test("board: roots that are used in a way they were not meant to do no harm", () => {
  const hostile = new Y.Doc();
  hostile.getArray("shapes").push([1, "two", { three: 3 }]);
  hostile.getArray("texts").push([new Y.Text("x")]);
  hostile.getArray("meta").push(["title"]);
  const board = createBoard();
  board.apply([{ op: "put", shape: text(ID, "safe") }], LOCAL);
  Y.applyUpdate(board.doc, Y.encodeStateAsUpdate(hostile), REMOTE);

  const other = createBoard();
  other.doc.getMap("texts").set(ID, new Y.XmlText("<b>"));
  const nested = new Y.Map();
  nested.set("kind", "stroke");
  other.doc.getMap("shapes").set(OTHER, nested);
  Y.applyUpdate(board.doc, Y.encodeStateAsUpdate(other.doc), REMOTE);
  assert.equal(board.get(ID)?.kind, "text");
  assert.equal(board.skipped, 1);
});

Deno.test("board: a stroke's points are its own bytes, not a view into the update", () => {
  const board = createBoard();
  board.apply([{ op: "put", shape: stroke(ID) }], LOCAL);
  const read = copyOf(board).get(ID);
  assert(read?.kind === "stroke");
  assert.equal(read.points.buffer.byteLength, read.points.byteLength);
});

Deno.test("board: the title is kept, told once a change, and never longer than it may be", () => {
  const [here, there] = pair([]);
  const titles: string[] = [];
  there.onTitle((title) => titles.push(title));
  assert.equal(here.title, "");
  here.setTitle("Plans");
  here.setTitle("Plans");
  sync(here, there);
  assert.equal(there.title, "Plans");
  here.doc.getMap("meta").set("title", 5);
  sync(here, there);
  here.setTitle("x".repeat(1000));
  sync(here, there);
  assert.deepEqual(titles, ["Plans", "", "x".repeat(MAX_TITLE_LENGTH)]);
});

Deno.test("board: after dispose nothing is told, and a document given from outside lives on", () => {
  const doc = new Y.Doc();
  const board = createBoard(doc);
  const changes = changesOf(board);
  board.dispose();
  createBoard(doc).apply([{ op: "put", shape: rectangle(ID) }], LOCAL);
  assert.deepEqual(changes, []);
  assert.equal(doc.isDestroyed, false);
});

Deno.test("board: shapes of equal order are painted in the same order everywhere", () => {
  const [here, there] = pair([]);
  here.apply([{ op: "put", shape: rectangle(OTHER) }], LOCAL);
  there.apply([{ op: "put", shape: rectangle(ID) }], LOCAL);
  sync(here, there);
  for (const board of [here, there]) {
    const order = [...board.shapes()].sort(compareOrder).map(({ id }) => id);
    assert.deepEqual(order, [ID, OTHER]);
  }
});

function changesOf(board: Board): BoardChange[] {
  const changes: BoardChange[] = [];
  board.onChange((change) => changes.push(change));
  return changes;
}

function copyOf(board: Board): Board {
  const copy = createBoard();
  Y.applyUpdate(copy.doc, Y.encodeStateAsUpdate(board.doc), REMOTE);
  return copy;
}

/** Two boards that both hold these shapes. */
function pair(shapes: readonly Shape[]): [Board, Board] {
  const board = createBoard();
  board.apply(shapes.map((shape) => ({ op: "put", shape })), LOCAL);
  return [board, copyOf(board)];
}

function sync(a: Board, b: Board): void {
  const toB = Y.encodeStateAsUpdate(a.doc, Y.encodeStateVector(b.doc));
  Y.applyUpdate(a.doc, Y.encodeStateAsUpdate(b.doc, Y.encodeStateVector(a.doc)), REMOTE);
  Y.applyUpdate(b.doc, toB, REMOTE);
}

function updateOf(board: Board, act: () => void): Uint8Array {
  const updates: Uint8Array[] = [];
  const keep = (update: Uint8Array) => updates.push(update);
  board.doc.on("update", keep);
  act();
  board.doc.off("update", keep);
  return Y.mergeUpdates(updates);
}
