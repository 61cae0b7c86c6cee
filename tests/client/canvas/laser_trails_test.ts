import assert from "node:assert/strict";
import { createLaserTrails, FADE_MS, GLOW_MS } from "../../../client/canvas/laser_trails.ts";
import type { LaserDraft } from "../../../core/board/draft.ts";

const GONE = GLOW_MS + FADE_MS;

Deno.test("laser trails: a place glows for 1.2 s and fades in 0.5 s after it came", () => {
  const lasers = ours();
  lasers.show("self", way(0, 2), 0);
  lasers.show("self", undefined, 0);
  assert.deepEqual(glows(lasers, GLOW_MS), [[1, 1]]);
  assert.deepEqual(glows(lasers, GLOW_MS + FADE_MS / 2), [[0.5, 0.5]]);
  assert.deepEqual(glows(lasers, GONE), []);
});

Deno.test("laser trails: each place fades by its own age, and all are forgotten in the end", () => {
  const lasers = ours();
  for (let i = 0; i < 30; i++) lasers.show("self", way(0, i + 1), i * 100);
  lasers.show("self", undefined, 2_900);
  const [trail = []] = glows(lasers, 2_900);
  assert.deepEqual([trail[0], trail.at(-1)], [0, 1]);
  assert.ok(trail.length < 20, "what has faded is not kept");
  assert.ok(trail.every((glow, i) => i === 0 || glow >= (trail[i - 1] ?? 0)));
  assert.deepEqual(lasers.at(2_900 + GONE), { trails: [], changesIn: undefined });
});

Deno.test("laser trails: while the pointer is pressed its last place glows, and fades once it is lifted", () => {
  const lasers = ours();
  lasers.show("self", way(0, 3), 0);
  assert.deepEqual(glows(lasers, 60_000), [[1]]);
  assert.equal(lasers.at(60_000).changesIn, undefined, "nothing is drawn anew meanwhile");
  lasers.show("self", undefined, 60_000);
  assert.deepEqual(glows(lasers, 60_000 + GLOW_MS), [[1]]);
  assert.deepEqual(glows(lasers, 60_000 + GONE), []);
});

Deno.test("laser trails: frames are asked for only when something is about to fade", () => {
  const lasers = ours();
  assert.equal(lasers.at(0).changesIn, undefined);
  lasers.show("self", way(0, 2), 100);
  lasers.show("self", undefined, 100);
  assert.equal(lasers.at(100).changesIn, GLOW_MS);
  assert.equal(lasers.at(400).changesIn, GLOW_MS - 300);
  assert.equal(lasers.at(100 + GLOW_MS + 1).changesIn, 0);
});

Deno.test("laser trails: a message that tells places again adds none, one that was lost leaves a gap", () => {
  const lasers = ours();
  lasers.show(7, way(0, 3), 0);
  lasers.show(7, way(1, 3), 10);
  lasers.show(7, way(6, 2), 20);
  assert.deepEqual(lasers.at(20).trails[0]?.places.map(({ x }) => x), [0, 1, 2, 3, 6, 7]);
});

Deno.test("laser trails: another press does not go on from where the last one ended", () => {
  const lasers = ours();
  lasers.show(7, way(0, 3), 0);
  lasers.show(7, { ...way(0, 2), id: "another-one" }, 10);
  assert.deepEqual(lasers.at(10).trails.map(({ places }) => places.length).sort(), [2, 3]);
});

Deno.test("laser trails: each in the person's colour; ink of somebody else's ends no laser of ours", () => {
  const lasers = ours();
  lasers.setPeers([{
    clientId: 7,
    presence: { name: "Ada", color: "#2563eb", cursor: undefined, view: undefined },
  }]);
  lasers.show("self", way(0, 2), 0);
  lasers.show(7, way(0, 2), 0);
  lasers.show(8, way(0, 2), 0);
  lasers.show(9, { kind: "move", ids: [], by: { x: 0, y: 0 } }, 0);
  assert.deepEqual(lasers.at(0).trails.map(({ color }) => color), ["#23803a", "#2563eb", "#d92d3a"]);
});

function ours() {
  return createLaserTrails(() => "#23803a");
}

function way(from: number, count: number): LaserDraft {
  return {
    kind: "laser",
    id: "the-laser",
    from,
    points: Array.from({ length: count }, (_, i) => ({ x: from + i, y: 0 })),
  };
}

function glows(lasers: ReturnType<typeof createLaserTrails>, time: number): number[][] {
  return lasers.at(time).trails.map(({ places }) => places.map(({ glow }) => glow));
}
