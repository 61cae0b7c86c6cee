import assert from "node:assert/strict";
import { laser } from "../../../../client/canvas/tools/laser.ts";
import { box, play } from "./gesture.ts";

Deno.test("laser: shows where it goes, and puts nothing", () => {
  const player = play(laser, { zoom: 2 }).down([10, 20]).move([[20, 20], [30, 40]]);
  assert.deepEqual(player.last.shows?.draft, {
    kind: "laser",
    id: "new-shape-1",
    from: 0,
    points: [{ x: 5, y: 10 }, { x: 10, y: 10 }, { x: 15, y: 20 }],
  });
  player.up([30, 40]);
  assert.deepEqual([player.edits, player.last.shows], [[], undefined]);
});

Deno.test("laser: another press is another trail, and a cancelled one is over", () => {
  const player = play(laser).down([0, 0]).cancel();
  assert.equal(player.last.shows, undefined);
  const draft = player.down([5, 5]).last.shows?.draft;
  assert.ok(draft?.kind === "laser");
  assert.deepEqual([draft.id, draft.from, draft.points.length], ["new-shape-2", 0, 1]);
});

Deno.test("laser: of a long way only the latest places are told, and which they are", () => {
  const player = play(laser, { shapes: [box("a-box---", [0, 0], 9)] }).down([0, 0]);
  for (let i = 1; i <= 1_000; i++) player.move([[i, 0]]);
  const draft = player.last.shows?.draft;
  assert.ok(draft?.kind === "laser");
  assert.ok(draft.points.length <= 200);
  assert.equal(draft.from + draft.points.length, 1_001);
  assert.deepEqual([draft.points[0]?.x, draft.points.at(-1)?.x], [draft.from, 1_000]);
});
