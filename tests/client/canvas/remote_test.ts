import assert from "node:assert/strict";
import { createRemote } from "../../../client/canvas/remote.ts";
import type { Draft } from "../../../core/board/draft.ts";
import { PointList } from "../../../core/geometry/point_list.ts";
import type { Vec } from "../../../core/geometry/vec.ts";
import { words } from "./tools/gesture.ts";

const peer = (clientId: number, cursor: Vec | undefined) => ({
  clientId,
  presence: { name: "Ada", color: "#2563eb", cursor },
});
const ink: Draft = {
  kind: "ink",
  id: "s1",
  color: "ink",
  size: 4,
  pressure: "velocity",
  settled: PointList.of(),
  tail: [],
};
const remote = () => createRemote((id) => id === "there" ? words("there", [0, 0]) : undefined);

Deno.test("remote: a cursor glides from place to place", () => {
  const others = remote();
  others.setPeers([peer(1, { x: 0, y: 0 })], 0);
  others.setPeers([peer(1, { x: 80, y: 0 })], 1000);
  assert.equal(others.cursors(1000).cursors[0]?.at.x, 0);
  assert.equal(others.cursors(1040).cursors[0]?.at.x, 40);
  assert.equal(others.cursors(1040).changesIn, 0);
  assert.equal(others.cursors(1090).cursors[0]?.at.x, 80);
});

Deno.test("remote: a cursor that gets news on its way goes on from where it is drawn", () => {
  const others = remote();
  others.setPeers([peer(1, { x: 0, y: 0 })], 0);
  others.setPeers([peer(1, { x: 80, y: 0 })], 1000);
  others.setPeers([peer(1, { x: 80, y: 80 })], 1040);
  assert.deepEqual(others.cursors(1040).cursors[0]?.at, { x: 40, y: 0 });
});

Deno.test("remote: an idle cursor fades, one away is gone, and nothing is drawn in between", () => {
  const others = remote();
  others.setPeers([peer(1, { x: 0, y: 0 })], 0);
  assert.equal(others.cursors(1000).cursors[0]?.opacity, 1);
  assert.equal(others.cursors(1000).changesIn, 2000);
  assert.equal(others.cursors(10_000).cursors[0]?.opacity, 0.4);
  assert.equal(others.cursors(10_000).changesIn, 50_000);
  assert.deepEqual(others.cursors(61_000), { cursors: [], changesIn: undefined });
});

Deno.test("remote: presence that tells nothing new about the cursor does not wake it", () => {
  const others = remote();
  others.setPeers([peer(1, { x: 0, y: 0 })], 0);
  others.setPeers([peer(1, { x: 0, y: 0 })], 9000);
  assert.equal(others.cursors(9000).cursors[0]?.opacity, 0.4);
});

Deno.test("remote: who leaves takes cursor and draft along", () => {
  const others = remote();
  others.setPeers([peer(1, { x: 0, y: 0 })], 0);
  others.show(1, ink);
  others.setPeers([], 10);
  assert.deepEqual(others.cursors(10).cursors, []);
  assert.deepEqual(others.drafts, []);
});

Deno.test("remote: a draft is dropped when its shape comes, also if the shape came first", () => {
  const others = remote();
  others.show(1, ink);
  assert.deepEqual(others.drafts, [ink]);
  others.settle({ put: [words("s1", [0, 0])], removed: [] });
  assert.deepEqual(others.drafts, []);
  others.show(1, { ...ink, id: "there" });
  assert.deepEqual(others.drafts, []);
});

Deno.test("remote: a drag is dropped when its shapes are put where it left them", () => {
  const others = remote();
  others.show(1, { kind: "move", ids: ["there"], by: { x: 5, y: 5 } });
  assert.equal(others.drafts.length, 1);
  others.settle({ put: [words("there", [5, 5])], removed: [] });
  assert.deepEqual(others.drafts, []);
});

Deno.test("remote: a text that somebody writes in is seen as they write it, until they are done", () => {
  const others = remote();
  const shape = words("there", [0, 0], "longer words");
  others.show(1, { kind: "shape", shape });
  assert.deepEqual([others.drafts, others.instead], [[], [shape]]);
  others.settle({ put: [words("there", [0, 0])], removed: [] });
  assert.deepEqual(others.instead, [shape]);
  others.show(1, undefined);
  assert.deepEqual([others.drafts, others.instead], [[], []]);
});

Deno.test("remote: of two who write in one text it is seen once, as it was heard last", () => {
  const others = remote();
  const first = words("there", [0, 0], "first"), second = words("there", [0, 0], "second");
  others.show(2, { kind: "shape", shape: first });
  others.show(1, { kind: "shape", shape: second });
  assert.deepEqual(others.instead, [second]);
  others.show(2, { kind: "shape", shape: first });
  assert.deepEqual(others.instead, [first]);
});

Deno.test("remote: what is resized is shown as it will be, until it is put so", () => {
  const others = remote();
  const draft: Draft = { kind: "change", changes: [{ id: "there", props: { wh: [5, 5] } }] };
  others.show(1, draft);
  assert.deepEqual(others.drafts, [draft]);
  others.settle({ put: [words("there", [0, 0])], removed: [] });
  assert.deepEqual(others.drafts, []);
});
