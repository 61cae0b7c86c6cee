/** A board that is too large to be taken at once: what arrives, and what is seen and done meanwhile. */

import assert from "node:assert/strict";
import * as Y from "yjs";
import { PIECE_BYTES } from "../../../client/sync/incoming.ts";
import type { RemotePeer } from "../../../client/sync/session.ts";
import { createBoard } from "../../../core/board/board.ts";
import { LOCAL } from "../../../core/board/origin.ts";
import { CLOSE } from "../../../core/protocol/close.ts";
import { splitUpdate } from "../../../core/protocol/split_update.ts";
import { FakeClock } from "./fake_clock.ts";
import { FakeServer, LATENCY_MS } from "./fake_server.ts";
import { arrive, draw, idsOf, leave, paceOf, type Person, rectangle, SOON_MS } from "./people.ts";

const SHAPES = 6_000;
const large = boardOf(SHAPES);

function boardOf(count: number): Uint8Array {
  const board = createBoard();
  for (let i = 0; i < count; i++) board.apply([{ op: "put", shape: rectangle(`shape-${i}`, i) }], LOCAL);
  const update = Y.encodeStateAsUpdate(board.doc);
  board.dispose();
  assert.ok(update.length > 10 * PIECE_BYTES);
  return update;
}

/** How many shapes there were each time that some had come. */
function watchGrowth({ session }: Person): number[] {
  const counts: number[] = [];
  session.board.onChange(() => counts.push(countOf(session.board.shapes())));
  return counts;
}

function countOf(shapes: Iterable<unknown>): number {
  return [...shapes].length;
}

Deno.test("a large board is there bit by bit, whether it comes at once or in parts", async () => {
  for (const partBytes of [large.length, 4 * PIECE_BYTES]) {
    const clock = new FakeClock(), server = new FakeServer(clock);
    server.greeting = (link) => {
      for (const update of splitUpdate(large, partBytes)) link.send({ type: "update", update });
      link.send({ type: "sync-step-2", update: new Uint8Array([0, 0]) });
      link.greet();
    };
    const loaded: boolean[] = [];
    let turns = 0;
    const { now, turn } = paceOf(clock);
    const pace = {
      now,
      turn(run: () => void) {
        turns++;
        loaded.push(ann.session.status.loaded);
        turn(run);
      },
    };
    const ann = arrive(server, { pace });
    const counts = watchGrowth(ann);
    await clock.pass(SOON_MS);
    assert.equal(counts.at(-1), SHAPES);
    assert.ok(counts.length > 8, `${counts.length} steps`);
    // A part of its own frame is a task of its own already.
    if (partBytes === large.length) assert.ok(turns > 1, `${turns} turns`);
    assert.ok(loaded.slice(0, -1).every((each) => !each), "it is loaded when all of it is there");
    assert.equal(ann.session.status.loaded, true);
    await leave(ann);
  }
});

Deno.test("while it loads one draws, is sent what others do after it, and sees who is here", async () => {
  const clock = new FakeClock(), server = new FakeServer(clock);
  const ann = arrive(server, { presence: { name: "Ann", color: "#2563eb", cursor: undefined } });
  await clock.pass(SOON_MS);
  Y.applyUpdate(server.doc, large);
  let go: (() => void) | undefined;
  const { now } = paceOf(clock);
  const ben = arrive(server, { pace: { now, turn: (run) => go = run } });
  let peers: readonly RemotePeer[] = [];
  ben.session.onPeers((now) => peers = now);
  await clock.pass(LATENCY_MS * 4);
  assert.ok(go, "it waits for its turn");
  const some = countOf(ben.session.board.shapes());
  assert.ok(some > 0 && some < SHAPES, `${some} shapes`);

  draw(ben, rectangle("from-ben"));
  draw(ann, rectangle("from-ann"));
  const moved = { name: "Ann", color: "#2563eb", cursor: { x: 1, y: 2 } };
  ann.session.setPresence(moved);
  await clock.pass(SOON_MS);
  assert.ok(ben.session.board.get(rectangle("from-ben").id));
  assert.ok(ann.session.board.get(rectangle("from-ben").id), "it was sent");
  assert.deepEqual(peers[0]?.presence.cursor, moved.cursor);
  assert.equal(ben.session.board.get(rectangle("from-ann").id), undefined, "what came later waits");

  for (let run; (run = go);) {
    go = undefined;
    run();
    await clock.pass(0);
  }
  assert.equal(countOf(ben.session.board.shapes()), SHAPES + 2);
  assert.ok(ben.session.board.get(rectangle("from-ann").id));
  await leave(ann, ben);
});

Deno.test("a connection that is lost in the midst of loading loses nothing of what has come", async () => {
  const clock = new FakeClock(), server = new FakeServer(clock);
  Y.applyUpdate(server.doc, large);
  server.greeting = (link) => {
    server.greeting = undefined;
    for (const update of splitUpdate(large, 10 * PIECE_BYTES)) link.send({ type: "update", update });
    link.greet();
  };
  let go: (() => void) | undefined;
  const { now } = paceOf(clock);
  const ann = arrive(server, { pace: { now, turn: (run) => go = run } });
  await clock.pass(SOON_MS);
  assert.ok(countOf(ann.session.board.shapes()) < SHAPES / 2, "several parts wait");
  server.isUp = false;
  server.closeAll(CLOSE.goingAway);
  draw(ann, rectangle("drawn-alone"));
  for (let run; (run = go);) {
    go = undefined;
    run();
    await clock.pass(0);
  }
  assert.equal(countOf(ann.session.board.shapes()), SHAPES + 1);
  server.isUp = true;
  await clock.pass(5_000);
  assert.equal(ann.session.status.saving, "saved");
  assert.equal(server.doc.getMap("shapes").size, SHAPES + 1);
  await leave(ann);
});

Deno.test("what cannot be read in the midst of it ends the connection, and the next one brings all", async () => {
  const clock = new FakeClock(), server = new FakeServer(clock);
  Y.applyUpdate(server.doc, large);
  server.greeting = (link) => {
    server.greeting = undefined;
    link.greet();
    link.send({ type: "update", update: large }, { type: "update", update: new Uint8Array([1, 250, 3, 9]) });
  };
  const ann = arrive(server);
  await clock.pass(5_000);
  assert.equal(server.attempts, 2);
  assert.equal(ann.session.status.connection.stage, "live");
  assert.equal(countOf(ann.session.board.shapes()), SHAPES);
  await leave(ann);
});

Deno.test("leaving while it loads leaves nothing running", async () => {
  const clock = new FakeClock(), server = new FakeServer(clock);
  Y.applyUpdate(server.doc, large);
  const ann = arrive(server, { pace: { now: paceOf(clock).now, turn: (run) => void clock.after(50, run) } });
  await clock.pass(SOON_MS);
  draw(ann, rectangle("last-one"));
  const count = countOf(ann.session.board.shapes());
  assert.ok(count < SHAPES, `${count} shapes`);
  await leave(ann);
  let applied = 0;
  ann.session.board.doc.on("afterTransaction", () => applied++);
  await clock.pass(SOON_MS);
  assert.equal(applied, 0);
  assert.equal(clock.waiting, 0);
  assert.ok(server.doc.getMap("shapes").has(rectangle("last-one").id));
});

Deno.test("what is in view is told with the cursor, and by itself four times a second at most", async () => {
  const clock = new FakeClock(), server = new FakeServer(clock);
  const ann = arrive(server), ben = arrive(server);
  let peers: readonly RemotePeer[] = [];
  ben.session.onPeers((now) => peers = now);
  await clock.pass(SOON_MS);
  const before = server.receivedOf("awareness").length;
  for (let x = 1; x <= 100; x++) {
    const view = { minX: x, minY: 0, maxX: x + 800, maxY: 600 };
    ann.session.setPresence({ name: "Ann", color: "#2563eb", cursor: undefined, view });
    await clock.pass(10);
  }
  await clock.pass(500);
  const told = server.receivedOf("awareness").length - before;
  assert.ok(told >= 3 && told <= 6, `${told} in a second`);
  assert.equal(peers[0]?.presence.view?.minX, 100);
  assert.deepEqual(idsOf(ann), []);
  await leave(ann, ben);
});
