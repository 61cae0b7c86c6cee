import assert from "node:assert/strict";
import { moveIntoSight } from "../../../client/canvas/in_sight.ts";

const room = { from: 76, to: 376 };

Deno.test("in sight: what can be seen beside the keyboard stays where it is", () => {
  assert.equal(moveIntoSight({ from: 200, to: 240 }, room), 0);
});

Deno.test("in sight: what the keyboard covers comes above it", () => {
  assert.equal(moveIntoSight({ from: 600, to: 640 }, room), 264);
});

Deno.test("in sight: what is under the bars at the top comes down", () => {
  assert.equal(moveIntoSight({ from: 10, to: 50 }, room), -66);
});

Deno.test("in sight: of what is longer than there is room for, the end is seen", () => {
  const by = moveIntoSight({ from: 100, to: 900 }, room);
  assert.equal(by, 524);
  assert.equal(moveIntoSight({ from: 100 - by, to: 900 - by }, room), 0, "and it comes to rest");
});
