import assert from "node:assert/strict";
import { createBoardKeys } from "../../core/board/capability.ts";
import { boardPath, readLink, shareLinks } from "../../islands/state/link.ts";

const keys = createBoardKeys((count) => new Uint8Array(count).fill(7));
const other = createBoardKeys((count) => new Uint8Array(count).fill(8));
const { boardId, editKey, ownerKey } = keys;

Deno.test("a link without a key lets one look, and on an open board draw", () => {
  assert.deepEqual(readLink({ boardId, open: false, fragment: "" }), {
    role: "view",
    key: undefined,
    fits: true,
  });
  assert.deepEqual(readLink({ boardId: "lobby", open: true, fragment: "" }), {
    role: "edit",
    key: undefined,
    fits: true,
  });
});

Deno.test("the key decides the role, not the letter before it", () => {
  assert.deepEqual(readLink({ boardId, open: false, fragment: `#e=${editKey}` }), {
    role: "edit",
    key: editKey,
    fits: true,
  });
  assert.deepEqual(readLink({ boardId, open: false, fragment: `#o=${ownerKey}` }), {
    role: "own",
    key: ownerKey,
    fits: true,
  });
  assert.deepEqual(readLink({ boardId, open: false, fragment: `#o=${editKey}` }).role, "edit");
});

Deno.test("a key of another board, or one cut short, does not fit and is not used", () => {
  for (const fragment of [`#e=${other.editKey}`, `#e=${editKey.slice(0, -1)}`, "#e=", `#o=${boardId}`]) {
    assert.deepEqual(readLink({ boardId, open: false, fragment }), {
      role: "view",
      key: undefined,
      fits: false,
    }, fragment);
  }
  assert.equal(readLink({ boardId: "lobby", open: true, fragment: `#e=${editKey}` }).role, "edit");
});

Deno.test("a fragment of another kind is no key", () => {
  assert.equal(readLink({ boardId, open: false, fragment: "#top" }).fits, true);
});

Deno.test("whoever shares passes on their own link and the weaker ones, never a stronger one", () => {
  const origin = "https://gesso.test";
  const view = `${origin}/b/${boardId}`;
  const edit = `${view}#e=${editKey}`;
  assert.deepEqual(shareLinks(origin, boardId, { role: "view", key: undefined }), {
    view,
    edit: undefined,
    own: undefined,
  });
  assert.deepEqual(shareLinks(origin, boardId, { role: "edit", key: editKey }), {
    view,
    edit,
    own: undefined,
  });
  assert.deepEqual(shareLinks(origin, boardId, { role: "own", key: ownerKey }), {
    view,
    edit,
    own: `${view}#o=${ownerKey}`,
  });
});

Deno.test("the path to a board carries the key it was opened with", () => {
  assert.equal(boardPath(boardId), `/b/${boardId}`);
  assert.equal(boardPath(boardId, { role: "own", key: ownerKey }), `/b/${boardId}#o=${ownerKey}`);
  assert.equal(boardPath("class 7", { role: "edit", key: undefined }), "/b/class%207");
});
