import assert from "node:assert/strict";
import {
  createRecentBoards,
  MOST_RECENT_BOARDS,
  type RecentBoard,
} from "../../../client/local/recent_boards.ts";
import { createBoardKeys } from "../../../core/board/capability.ts";
import { FakeStorage, forbiddenStorage } from "./storage.ts";

const { boardId, editKey, ownerKey } = createBoardKeys((count) => new Uint8Array(count).fill(7));

function view(boardId: string, at: number): RecentBoard {
  return { boardId, role: "view", title: "", at };
}

Deno.test("boards are listed newest first, each once, and outlive the page", () => {
  const storage = new FakeStorage();
  const boards = createRecentBoards(() => storage);
  boards.remember(view("one", 1));
  boards.remember(view("two", 2));
  boards.remember({ ...view("one", 3), title: "First" });
  const again = createRecentBoards(() => storage).list();
  assert.deepEqual(again.map(({ boardId, title }) => [boardId, title]), [["one", "First"], ["two", ""]]);
});

Deno.test("only so many are kept, and the oldest go", () => {
  const storage = new FakeStorage();
  const boards = createRecentBoards(() => storage);
  for (let i = 0; i < MOST_RECENT_BOARDS + 5; i++) boards.remember(view(`board-${i}`, i));
  const list = boards.list();
  assert.equal(list.length, MOST_RECENT_BOARDS);
  assert.equal(list.at(-1)?.boardId, "board-5");
});

Deno.test("opening a board by a weaker link does not lose the stronger one", () => {
  const storage = new FakeStorage();
  const boards = createRecentBoards(() => storage);
  boards.remember({ boardId, role: "own", key: ownerKey, title: "Mine", at: 1 });
  boards.remember({ boardId, role: "edit", key: editKey, title: "Mine, renamed", at: 2 });
  boards.remember(view(boardId, 3));
  assert.deepEqual(boards.list(), [{ boardId, role: "own", key: ownerKey, title: "", at: 3 }]);
});

Deno.test("opening it by a stronger link takes that one", () => {
  const storage = new FakeStorage();
  const boards = createRecentBoards(() => storage);
  boards.remember(view(boardId, 1));
  boards.remember({ boardId, role: "edit", key: editKey, title: "", at: 2 });
  assert.equal(boards.list()[0]?.key, editKey);
});

Deno.test("boards are renamed and forgotten", () => {
  const storage = new FakeStorage();
  const boards = createRecentBoards(() => storage);
  boards.remember(view("one", 1));
  boards.remember(view("two", 2));
  boards.rename("one", "Sketches");
  boards.rename("unknown", "Nothing");
  boards.forget("two");
  assert.deepEqual(boards.list(), [{ ...view("one", 1), title: "Sketches" }]);
});

Deno.test("what is stored is read with suspicion: bad entries are left out, the others stay", () => {
  const storage = new FakeStorage();
  const good = view("good", 5);
  const entries = [
    good,
    null,
    7,
    {},
    { ...good, boardId: 7 },
    { ...good, boardId: "" },
    { ...good, role: "admin" },
    { ...good, at: "yesterday" },
    { ...view("odd-key", 9), key: "javascript:alert(1)", title: 3 },
  ];
  storage.setItem("gesso.boards", JSON.stringify(entries));
  assert.deepEqual(createRecentBoards(() => storage).list(), [view("odd-key", 9), good]);
  for (const broken of ["", "{", "7", '{"length":3}', "null"]) {
    storage.setItem("gesso.boards", broken);
    assert.deepEqual(createRecentBoards(() => storage).list(), [], broken);
  }
});

Deno.test("where storage is forbidden there are no recent boards, and nothing throws", () => {
  const boards = createRecentBoards(forbiddenStorage);
  boards.remember(view("one", 1));
  boards.rename("one", "x");
  boards.forget("one");
  assert.deepEqual(boards.list(), []);
});
