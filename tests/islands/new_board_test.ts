import assert from "node:assert/strict";
import { createBoardKeys } from "../../core/board/capability.ts";
import { createBoard } from "../../islands/state/new_board.ts";

const keys = createBoardKeys((count) => new Uint8Array(count).fill(3));
const answering = (answer: () => Response): typeof fetch => () => Promise.resolve(answer());

Deno.test("a new board is opened with the owner's key", async () => {
  const made = await createBoard(answering(() => Response.json(keys, { status: 201 })));
  assert.deepEqual(made, { ok: true, path: `/b/${keys.boardId}#o=${keys.ownerKey}` });
});

Deno.test("a server that does not answer, or not well, is a sentence and no exception", async () => {
  const asks: (typeof fetch)[] = [
    () => Promise.reject(new TypeError("network")),
    answering(() => new Response("busy", { status: 503 })),
    answering(() => new Response("<html>", { status: 200 })),
    answering(() => Response.json({ ...keys, ownerKey: "javascript:alert(1)" })),
    answering(() => Response.json(null)),
  ];
  for (const ask of asks) {
    const made = await createBoard(ask);
    assert.equal(made.ok, false);
    assert.match(made.ok ? "" : made.reason, /try again\.$/);
  }
});
