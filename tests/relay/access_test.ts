import assert from "node:assert/strict";
import { createBoardKeys } from "../../core/board/capability.ts";
import { CLOSE } from "../../core/protocol/close.ts";
import { createAccess, type Grant } from "../../relay/access.ts";

const keys = createBoardKeys((count) => crypto.getRandomValues(new Uint8Array(count)));
const access = createAccess(["lobby", "class-*"]);

Deno.test("access: the view link views, the edit link edits, the own link owns", () => {
  assert.deepEqual(access.grant(keys.boardId, undefined), { role: "view" });
  assert.deepEqual(access.grant(keys.boardId, keys.editKey), { role: "edit" });
  assert.deepEqual(access.grant(keys.boardId, keys.ownerKey), { role: "own" });
});

Deno.test("access: another board's key, the board's own id, or rubbish opens nothing", () => {
  const other = createBoardKeys((count) => crypto.getRandomValues(new Uint8Array(count)));
  for (const key of [other.editKey, other.ownerKey, keys.boardId, "", "x", "a".repeat(10_000)]) {
    assert.equal(refusal(access.grant(keys.boardId, key)), CLOSE.unauthorized);
  }
});

Deno.test("access: open names and patterns are anybody's to edit, other names do not exist", () => {
  for (const name of ["lobby", "class-1", "class-"]) {
    assert.deepEqual(access.grant(name, undefined), { role: "edit" });
  }
  for (const name of ["lobby2", "mylobby", "class", "xclass-1", "class-/x", "../lobby", "", "class-é"]) {
    assert.equal(refusal(access.grant(name, undefined)), CLOSE.noSuchBoard);
    assert.equal(access.exists(name), false);
  }
});

Deno.test("access: a pattern never opens a board that was made by its keys", () => {
  const trusting = createAccess(["*"]);
  assert.equal(trusting.isOpen("anything"), true);
  assert.equal(trusting.isOpen(keys.boardId), false);
  assert.deepEqual(trusting.grant(keys.boardId, undefined), { role: "view" });
});

Deno.test("access: in a pattern only * is special", () => {
  assert.equal(createAccess(["a.b"]).isOpen("axb"), false);
  assert.equal(createAccess(["a.b"]).isOpen("a.b"), true);
});

function refusal(grant: Grant): number | undefined {
  return "refused" in grant ? grant.refused : undefined;
}
