import assert from "node:assert/strict";
import { DRAFT_LASTS_MS } from "../../../client/sync/drafts.ts";
import { PRESENCE_EVERY_MS } from "../../../client/sync/presence.ts";
import type { RemotePeer } from "../../../client/sync/session.ts";
import type { Draft, InkDraft } from "../../../core/board/draft.ts";
import { PointList } from "../../../core/geometry/point_list.ts";
import { packPoints } from "../../../core/geometry/points.ts";
import { CLOSE } from "../../../core/protocol/close.ts";
import { FakeClock } from "./fake_clock.ts";
import { FakeServer, LATENCY_MS } from "./fake_server.ts";
import { arrive, draw, leave, type Person, rectangle, SOON_MS } from "./people.ts";

async function annAndBen() {
  const clock = new FakeClock(), server = new FakeServer(clock);
  const ann = arrive(server);
  const ben = arrive(server, { presence: { name: "Ben", color: "#d92d3a", cursor: undefined } });
  const drafts: (Draft | undefined)[] = [];
  let peers: readonly RemotePeer[] = [];
  ben.session.onDraft((from, draft) => {
    assert.equal(from, ann.session.clientId);
    drafts.push(draft);
  });
  ben.session.onPeers((now) => peers = now);
  await clock.pass(SOON_MS);
  return { clock, server, ann, ben, drafts, peers: () => peers };
}

function ink(count: number): InkDraft {
  const points = Array.from({ length: count }, (_, i) => ({ x: i * 3, y: i, pressure: 0.5 }));
  return {
    kind: "ink",
    id: "ink-number-one",
    color: "ink",
    size: 4,
    pressure: "velocity",
    settled: PointList.of(),
    tail: points,
  };
}

function shownPoints(draft: Draft | undefined): number {
  return draft?.kind === "ink" ? draft.settled.length + draft.tail.length : 0;
}

Deno.test("ink is seen while it is being drawn, and over when its gesture is", async () => {
  const { clock, ann, ben, drafts } = await annAndBen();
  for (let count = 1; count <= 20; count++) {
    ann.session.sendDraft(ink(count * 5));
    await clock.pass(8);
  }
  await clock.pass(SOON_MS);
  assert.equal(shownPoints(drafts.at(-1)), 100);
  assert.ok(drafts.length >= 5 && drafts.length <= 15, `${drafts.length} drafts in 160 ms`);
  ann.session.sendDraft(undefined);
  await clock.pass(SOON_MS);
  assert.equal(drafts.at(-1), undefined);
  await leave(ann, ben);
});

Deno.test("a committed stroke takes its draft's place, and points that come late bring it not back", async () => {
  const { clock, ann, ben, drafts } = await annAndBen();
  const draft = ink(10);
  ann.session.sendDraft(draft);
  await clock.pass(SOON_MS);
  assert.equal(shownPoints(drafts.at(-1)), 10);
  const { xy, bytes } = packPoints({ points: draft.tail, pressure: draft.pressure });
  draw(ann, { ...rectangle(draft.id), id: draft.id, kind: "stroke", xy: [xy.x, xy.y], points: bytes });
  ann.session.sendDraft(ink(12));
  await clock.pass(SOON_MS);
  assert.ok(ben.session.board.get(draft.id));
  assert.equal(drafts.at(-1), undefined);
  await leave(ann, ben);
});

Deno.test("a draft of which nothing is heard for ten seconds is over, and goes on whole when it does", async () => {
  const { clock, ann, ben, drafts } = await annAndBen();
  ann.session.sendDraft(ink(10));
  await clock.pass(DRAFT_LASTS_MS - 1);
  assert.equal(shownPoints(drafts.at(-1)), 10);
  await clock.pass(LATENCY_MS * 3);
  assert.equal(drafts.at(-1), undefined);
  ann.session.sendDraft(ink(11));
  await clock.pass(SOON_MS);
  assert.equal(shownPoints(drafts.at(-1)), 11);
  await leave(ann, ben);
});

Deno.test("the draft of somebody who left is over", async () => {
  const { clock, server, ann, ben, drafts } = await annAndBen();
  ann.session.sendDraft(ink(10));
  await clock.pass(SOON_MS);
  for (const link of [...server.links].slice(0, 1)) link.leave();
  await clock.pass(SOON_MS);
  assert.deepEqual(drafts.slice(1), [undefined]);
  await leave(ann, ben);
});

Deno.test("when the own connection is lost, others' drafts and cursors are over; ink goes on whole after it", async () => {
  const { clock, server, ann, ben, drafts, peers } = await annAndBen();
  ann.session.sendDraft(ink(10));
  await clock.pass(SOON_MS);
  assert.equal(peers().length, 1);
  server.closeAll(CLOSE.goingAway);
  assert.equal(drafts.at(-1), undefined);
  assert.deepEqual(peers(), []);
  await clock.pass(2_000);
  ann.session.sendDraft(ink(12));
  await clock.pass(SOON_MS);
  assert.equal(shownPoints(drafts.at(-1)), 12);
  assert.equal(peers().length, 1);
  await leave(ann, ben);
});

Deno.test("a draft that cannot be read ends no connection", async () => {
  const { clock, server, ann, ben, drafts } = await annAndBen();
  const from = ann.session.clientId;
  ann.session.sendDraft(ink(10));
  await clock.pass(SOON_MS);
  server.broadcast([{ type: "ephemeral", from, payload: new Uint8Array([77, 1, 2]) }]);
  await clock.pass(SOON_MS);
  assert.equal(drafts.at(-1), undefined);
  assert.equal(ben.session.status.connection.stage, "live");
  await leave(ann, ben);
});

Deno.test("people see who is here, but not themselves, and who left is gone", async () => {
  const { clock, ann, ben, peers } = await annAndBen();
  assert.deepEqual(peers(), [{
    clientId: ann.session.clientId,
    presence: { name: "Ann", color: "#2563eb", cursor: undefined, view: undefined },
  }]);
  const view = { minX: 0, minY: 0, maxX: 800, maxY: 600 };
  const anna = { name: "Anna", color: "#2563eb", cursor: { x: 4, y: 5 }, view };
  ann.session.setPresence(anna);
  await clock.pass(SOON_MS);
  assert.deepEqual(peers()[0]?.presence, anna);
  await ann.session.close();
  await clock.pass(SOON_MS);
  assert.deepEqual(peers(), []);
  await leave(ben);
});

Deno.test("a moving cursor is told at most 25 times a second, and where it rests is always told", async () => {
  const { clock, server, ann, ben, peers } = await annAndBen();
  const told = () => server.receivedOf("awareness").length;
  const before = told();
  const move = (person: Person, x: number) =>
    person.session.setPresence({ name: "Ann", color: "#2563eb", cursor: { x, y: 0 } });
  for (let x = 1; x <= 100; x++) {
    move(ann, x);
    await clock.pass(10);
  }
  await clock.pass(2 * PRESENCE_EVERY_MS);
  const moves = told() - before;
  assert.ok(moves >= 20 && moves <= 27, `${moves} in a second`);
  assert.equal(peers()[0]?.presence.cursor?.x, 100);
  await leave(ann, ben);
});

Deno.test("awareness that does not decode ends the connection, which comes again", async () => {
  const { clock, server, ann, ben } = await annAndBen();
  server.broadcast([{ type: "awareness", update: new Uint8Array([5, 1]) }]);
  await clock.pass(LATENCY_MS);
  assert.equal(ben.session.status.connection.stage, "offline");
  await clock.pass(2_000);
  assert.equal(ben.session.status.connection.stage, "live");
  await leave(ann, ben);
});
