import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { boardIdOf, createBoardKeys, editKeyOf, isKey, roleOfKey } from "../../../core/board/capability.ts";
import { randomBytesFrom, seeded } from "./samples.ts";

const keys = createBoardKeys(randomBytesFrom(seeded(3)));

Deno.test("capability: each key yields the weaker one, by SHA-256 cut to 128 bits", () => {
  const hash = (of: string) =>
    createHash("sha256").update(of, "utf8").digest().subarray(0, 16).toString("base64url");
  assert.equal(keys.editKey, hash("edit" + keys.ownerKey));
  assert.equal(keys.boardId, hash("board" + keys.editKey));
  assert.equal(editKeyOf(keys.ownerKey), keys.editKey);
  assert.equal(boardIdOf(keys.editKey), keys.boardId);
});

Deno.test("capability: the owner key is the given random bytes", () => {
  const { ownerKey } = createBoardKeys((count) => new Uint8Array(count).fill(255));
  assert.equal(ownerKey, "_____________________w");
});

Deno.test("capability: a key lets its holder do what it says, and no other key anything", () => {
  const others = createBoardKeys(randomBytesFrom(seeded(4)));
  assert.equal(roleOfKey(keys.boardId, keys.ownerKey), "own");
  assert.equal(roleOfKey(keys.boardId, keys.editKey), "edit");
  // The board's id is in the address of every view link: it must never do as a key.
  for (const key of [keys.boardId, others.ownerKey, others.editKey, others.boardId, "", "key", "\u{1f511}"]) {
    assert.equal(roleOfKey(keys.boardId, key), undefined);
  }
});

Deno.test("capability: keys have one way of being written", () => {
  assert(isKey(keys.ownerKey) && isKey(keys.editKey) && isKey(keys.boardId));
  const { ownerKey } = keys;
  for (
    const other of [
      ownerKey.slice(1),
      ownerKey + "A",
      ownerKey.slice(0, 21) + "B",
      ownerKey.slice(0, 20) + "+A",
      ownerKey + "\n",
      "lobby",
    ]
  ) {
    assert.equal(isKey(other), false, other);
  }
});

Deno.test("capability: a thousand boards have a thousand ids, all of them keys in form", () => {
  const randomBytes = randomBytesFrom(seeded(5));
  const ids = new Set(Array.from({ length: 1_000 }, () => createBoardKeys(randomBytes).boardId));
  assert.equal(ids.size, 1_000);
  assert([...ids].every(isKey));
});
