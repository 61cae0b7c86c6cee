import assert from "node:assert/strict";
import { createIdSource, isShapeId } from "../../../core/board/ids.ts";
import { randomBytesFrom, seeded } from "./samples.ts";

Deno.test("ids: each new id is valid, another, and made of 72 random bits or more", () => {
  let asked = 0;
  const randomBytes = randomBytesFrom(seeded(1));
  const newId = createIdSource((count) => {
    asked += count;
    return randomBytes(count);
  });
  const ids = new Set(Array.from({ length: 1_000 }, newId));
  assert.equal(ids.size, 1_000);
  assert([...ids].every(isShapeId));
  assert(asked * 8 / 1_000 >= 72);
});

Deno.test("ids: all bits set and none set are written without padding, plus or slash", () => {
  assert.equal(createIdSource((count) => new Uint8Array(count))(), "AAAAAAAAAAAA");
  assert.equal(createIdSource((count) => new Uint8Array(count).fill(255))(), "____________");
});
