import assert from "node:assert/strict";
import * as Y from "yjs";
import { createBoard } from "../../../core/board/board.ts";
import { LOCAL, STORE } from "../../../core/board/origin.ts";
import { CLOSE } from "../../../core/protocol/close.ts";
import { MAX_FRAME_BYTES } from "../../../core/protocol/limits.ts";
import type { OpenLocalCopy } from "../../../client/sync/persistence.ts";
import { LOCAL_COPY_WAIT_MS } from "../../../client/sync/session.ts";
import { FakeClock } from "./fake_clock.ts";
import { FakeServer, LATENCY_MS } from "./fake_server.ts";
import { arrive, draw, idsOf, leave, rectangle, SOON_MS } from "./people.ts";

function docWith(...ids: readonly string[]): Uint8Array {
  const board = createBoard();
  board.apply(ids.map((id) => ({ op: "put", shape: rectangle(id) })), LOCAL);
  const update = Y.encodeStateAsUpdate(board.doc);
  board.dispose();
  return update;
}

Deno.test("two people at a board see each other's shapes, and both have the same in the end", async () => {
  const clock = new FakeClock(), server = new FakeServer(clock);
  const ann = arrive(server), ben = arrive(server);
  await clock.pass(SOON_MS);
  draw(ann, rectangle("from-ann"));
  draw(ben, rectangle("from-ben"));
  await clock.pass(SOON_MS);
  assert.deepEqual(idsOf(ann), ["from-ann", "from-ben"]);
  assert.deepEqual(idsOf(ben), ["from-ann", "from-ben"]);
  ann.session.history.undo();
  await clock.pass(SOON_MS);
  assert.deepEqual(idsOf(ben), ["from-ben"]);
  await leave(ann, ben);
});

Deno.test("whoever comes later gets what is there", async () => {
  const clock = new FakeClock(), server = new FakeServer(clock);
  Y.applyUpdate(server.doc, docWith("old-one"));
  const ann = arrive(server);
  assert.equal(ann.session.status.loaded, false);
  await clock.pass(SOON_MS);
  assert.equal(ann.session.status.loaded, true);
  assert.deepEqual(idsOf(ann), ["old-one"]);
  await leave(ann);
});

Deno.test("the story of an edit: live, saving, and saved only once the server says so", async () => {
  const clock = new FakeClock(), server = new FakeServer(clock);
  const ann = arrive(server);
  assert.deepEqual(ann.session.status.connection, { stage: "connecting" });
  await clock.pass(SOON_MS);
  server.saves = false;
  draw(ann, rectangle("kept-one"));
  assert.equal(ann.session.status.saving, "saving");
  await clock.pass(4_000);
  assert.equal(ann.session.status.saving, "saving");
  server.save();
  await clock.pass(LATENCY_MS);
  assert.deepEqual(ann.story, ["connecting saved", "live saved", "live saving", "live saved"]);
  await leave(ann);
});

Deno.test("many edits in a row share few frames and few questions", async () => {
  const clock = new FakeClock(), server = new FakeServer(clock);
  const ann = arrive(server);
  await clock.pass(SOON_MS);
  server.saves = false;
  server.received.length = 0;
  const frames = server.frameSizes.length;
  for (let i = 0; i < 50; i++) draw(ann, rectangle(`number-${i}`));
  await clock.pass(SOON_MS);
  assert.equal(server.frameSizes.length - frames, 2, "the first at once, the others together");
  assert.equal(server.receivedOf("saved").length, 1);
  server.save();
  await clock.pass(SOON_MS);
  assert.equal(server.receivedOf("saved").length, 2);
  assert.equal(ann.session.status.saving, "saved");
  await leave(ann);
});

Deno.test("edits made while the server is gone are kept here and merge when it is back", async () => {
  const clock = new FakeClock(), server = new FakeServer(clock);
  const ann = arrive(server), ben = arrive(server);
  await clock.pass(SOON_MS);
  ann.story.length = 0;
  server.isUp = false;
  server.closeAll(CLOSE.goingAway);
  const { connection } = ann.session.status;
  assert.ok(connection.stage === "offline" && connection.retryAt > clock.now());
  assert.equal(ann.session.status.saving, "saved", "all of it was saved before");
  draw(ann, rectangle("ann-alone"));
  draw(ben, rectangle("ben-alone"));
  assert.equal(ann.session.status.saving, "local");
  await clock.pass(10_000);
  server.isUp = true;
  await clock.pass(40_000);
  assert.deepEqual(idsOf(ann), ["ann-alone", "ben-alone"]);
  assert.deepEqual(idsOf(ben), ["ann-alone", "ben-alone"]);
  assert.equal(ann.session.status.saving, "saved");
  assert.deepEqual(ann.story.slice(-3), ["live local", "live saving", "live saved"]);
  await leave(ann, ben);
});

Deno.test("what was sent and lost with the connection is sent again by the next handshake", async () => {
  const clock = new FakeClock(), server = new FakeServer(clock);
  const ann = arrive(server);
  await clock.pass(SOON_MS);
  server.isCut = true;
  draw(ann, rectangle("lost-one"));
  await clock.pass(16_000);
  assert.equal(ann.session.status.saving, "local");
  server.isCut = false;
  await clock.pass(20_000);
  assert.equal(ann.session.status.saving, "saved");
  const seen = createBoard(server.doc);
  assert.equal([...seen.shapes()].length, 1);
  seen.dispose();
  await leave(ann);
});

Deno.test("an edit made between opening and the server's greeting does not go out before what it builds on", async () => {
  const clock = new FakeClock(), server = new FakeServer(clock);
  server.isUp = false;
  const ann = arrive(server);
  await clock.pass(SOON_MS);
  draw(ann, rectangle("first-one"));
  server.greeting = () => {};
  server.isUp = true;
  await clock.pass(800);
  draw(ann, rectangle("second-one"));
  await clock.pass(SOON_MS);
  assert.equal(server.receivedOf("update").length, 0);
  for (const link of server.links) link.greet();
  await clock.pass(SOON_MS);
  assert.equal(server.doc.store.pendingStructs, null);
  assert.equal(server.doc.getMap("shapes").size, 2);
  assert.equal(server.receivedOf("update").length, 0, "the handshake held it");
  await leave(ann);
});

Deno.test("a server that asks again in the midst of it is told all that it lacks", async () => {
  const clock = new FakeClock(), server = new FakeServer(clock);
  const ann = arrive(server);
  await clock.pass(SOON_MS);
  draw(ann, rectangle("some-one"));
  await clock.pass(SOON_MS);
  server.received.length = 0;
  server.broadcast([{ type: "sync-step-1", stateVector: Y.encodeStateVector(new Y.Doc()) }]);
  await clock.pass(SOON_MS);
  const [answer] = server.receivedOf("sync-step-2");
  const copy = new Y.Doc();
  Y.applyUpdate(copy, answer?.update ?? new Uint8Array());
  assert.equal(copy.getMap("shapes").size, 1);
  assert.equal(server.receivedOf("saved").length, 1);
  await leave(ann);
});

Deno.test("a large board drawn offline goes out in frames that all are within the limit", async () => {
  const clock = new FakeClock(), server = new FakeServer(clock);
  server.isUp = false;
  const ann = arrive(server);
  await clock.pass(SOON_MS);
  const text = "lorem ipsum ".repeat(1_600);
  for (let i = 0; i < 300; i++) draw(ann, { ...rectangle(`big-${i}`), kind: "text", text });
  assert.ok(Y.encodeStateAsUpdate(ann.session.board.doc).length > MAX_FRAME_BYTES);
  server.isUp = true;
  await clock.pass(5_000);
  assert.ok(Math.max(...server.frameSizes) < 320 * 1024, `${Math.max(...server.frameSizes)} bytes`);
  assert.equal(server.doc.getMap("texts").size, 300);
  assert.equal(ann.session.status.saving, "saved");
  const kinds = server.received.map(({ type }) => type).filter((type) => type !== "ping");
  assert.equal(kinds.indexOf("sync-step-2"), kinds.lastIndexOf("update") + 1, "only the last part answers");
  await leave(ann);
});

Deno.test("a question with a number behind it is answered with all there is, and the number behind that", async () => {
  const clock = new FakeClock(), server = new FakeServer(clock);
  const ann = arrive(server);
  await clock.pass(SOON_MS);
  const text = "lorem ipsum ".repeat(1_600);
  for (let i = 0; i < 60; i++) draw(ann, { ...rectangle(`big-${i}`), kind: "text", text });
  await clock.pass(SOON_MS);
  server.received.length = 0;
  server.broadcast([{ type: "sync-step-1", stateVector: new Uint8Array([0]) }, { type: "ping", time: 7 }]);
  await clock.pass(SOON_MS);
  const kinds = server.received.map(({ type }) => type).filter((type) => type !== "ping");
  assert.ok(kinds.filter((kind) => kind === "update").length > 1, "the answer comes in parts");
  assert.ok(kinds.indexOf("pong") > kinds.indexOf("sync-step-2"), `${kinds}`);
  assert.deepEqual(server.receivedOf("pong"), [{ type: "pong", time: 7 }]);
  await leave(ann);
});

Deno.test("a question comes back with the version that nobody has answered: who asks may be another process", async () => {
  const clock = new FakeClock(), server = new FakeServer(clock);
  const ann = arrive(server);
  await clock.pass(SOON_MS);
  server.saves = false;
  draw(ann, rectangle("one"));
  await clock.pass(SOON_MS);
  const [asked] = server.receivedOf("saved").slice(-1);
  server.received.length = 0;
  server.broadcast([{ type: "sync-step-1", stateVector: new Uint8Array([0]) }, { type: "ping", time: 7 }]);
  await clock.pass(SOON_MS);
  const kinds = server.received.map(({ type }) => type).filter((type) => type !== "ping");
  assert.deepEqual(kinds, ["sync-step-2", "saved", "pong"]);
  assert.deepEqual(server.receivedOf("saved"), [asked]);
  server.save();
  await clock.pass(SOON_MS);
  assert.equal(ann.session.status.saving, "saved");
  await leave(ann);
});

Deno.test("a view link changes nothing, neither here nor there", async () => {
  const clock = new FakeClock(), server = new FakeServer(clock);
  Y.applyUpdate(server.doc, docWith("old-one"));
  const ann = arrive(server, { role: "view" });
  assert.equal(ann.session.status.readOnly, true);
  await clock.pass(SOON_MS);
  draw(ann, rectangle("not-this"));
  ann.session.sendDraft({ kind: "shape", shape: rectangle("nor-this") });
  await clock.pass(SOON_MS);
  assert.deepEqual(idsOf(ann), ["old-one"]);
  assert.deepEqual(
    [...new Set(server.received.map(({ type }) => type))].sort(),
    ["awareness", "ping", "sync-step-1"],
  );
  assert.equal(ann.session.status.saving, "saved");
  await leave(ann);
});

Deno.test("told that the board is read-only, it takes no more edits, and no undo; a later connection may", async () => {
  const clock = new FakeClock(), server = new FakeServer(clock);
  const ann = arrive(server);
  await clock.pass(SOON_MS);
  draw(ann, rectangle("old-one"));
  await clock.pass(SOON_MS);
  server.broadcast([{ type: "notice", kind: "read-only" }]);
  await clock.pass(LATENCY_MS);
  assert.equal(ann.session.status.readOnly, true);
  draw(ann, rectangle("not-this"));
  ann.session.history.undo();
  assert.equal(ann.session.history.canUndo, false);
  assert.deepEqual(idsOf(ann), ["old-one"]);
  server.closeAll(CLOSE.goingAway);
  assert.equal(ann.session.status.readOnly, true, "until the server says otherwise");
  await clock.pass(1_000);
  assert.equal(ann.session.status.readOnly, false);
  draw(ann, rectangle("new-one"));
  assert.deepEqual(idsOf(ann), ["new-one", "old-one"]);
  await leave(ann);
});

Deno.test("work that the server does not take any more is called local", async () => {
  const clock = new FakeClock(), server = new FakeServer(clock);
  const ann = arrive(server);
  await clock.pass(SOON_MS);
  server.saves = false;
  draw(ann, rectangle("too-late"));
  server.broadcast([{ type: "notice", kind: "read-only" }]);
  await clock.pass(SOON_MS);
  assert.equal(ann.session.status.saving, "local");
  await leave(ann);
});

Deno.test("a disk that refuses is told of until it takes the work", async () => {
  const clock = new FakeClock(), server = new FakeServer(clock);
  const ann = arrive(server);
  await clock.pass(SOON_MS);
  server.saves = false;
  draw(ann, rectangle("waits-for-disk"));
  server.broadcast([{ type: "notice", kind: "saving-fails" }]);
  await clock.pass(SOON_MS);
  assert.equal(ann.session.status.saving, "failing");
  server.save();
  await clock.pass(SOON_MS);
  assert.equal(ann.session.status.saving, "saved");
  await leave(ann);
});

Deno.test("a board is full until it takes the work after all", async () => {
  const clock = new FakeClock(), server = new FakeServer(clock);
  const ann = arrive(server);
  await clock.pass(SOON_MS);
  server.saves = false;
  draw(ann, rectangle("waits-for-room"));
  server.broadcast([{ type: "notice", kind: "full" }]);
  await clock.pass(SOON_MS);
  assert.equal(ann.session.status.full, true);
  server.save();
  await clock.pass(SOON_MS);
  assert.equal(ann.session.status.full, false);
  await leave(ann);
});

Deno.test("a refused link says so in words and is not tried again", async () => {
  const clock = new FakeClock(), server = new FakeServer(clock);
  server.closesWith = CLOSE.unauthorized;
  const ann = arrive(server);
  await clock.pass(3_600_000);
  const { connection } = ann.session.status;
  assert.ok(connection.stage === "refused");
  assert.match(connection.reason, /link/);
  assert.equal(server.attempts, 1);
  await leave(ann);
});

Deno.test("access denied in a message is a refusal with the server's reason", async () => {
  const clock = new FakeClock(), server = new FakeServer(clock);
  const update = docWith("not-for-you");
  server.greeting = (link) =>
    link.send({ type: "denied", reason: "You were banned." }, { type: "sync-step-2", update });
  const ann = arrive(server);
  await clock.pass(3_600_000);
  assert.deepEqual(ann.session.status.connection, { stage: "refused", reason: "You were banned." });
  assert.equal(server.attempts, 1);
  assert.equal(server.links.size, 0);
  assert.deepEqual(idsOf(ann), [], "what follows is not read");
  await leave(ann);
});

Deno.test("an update that does not decode ends the connection, and the next one brings all", async () => {
  const clock = new FakeClock(), server = new FakeServer(clock);
  const ann = arrive(server), ben = arrive(server);
  await clock.pass(SOON_MS);
  server.broadcast([{ type: "update", update: new Uint8Array([1, 250, 3, 9]) }]);
  await clock.pass(LATENCY_MS);
  assert.equal(ann.session.status.connection.stage, "offline");
  draw(ben, rectangle("still-works"));
  await clock.pass(2_000);
  assert.equal(ann.session.status.connection.stage, "live");
  assert.deepEqual(idsOf(ann), ["still-works"]);
  await leave(ann, ben);
});

Deno.test("closing sends what is waiting, says goodbye and leaves nothing running", async () => {
  const clock = new FakeClock(), server = new FakeServer(clock);
  const ann = arrive(server);
  await clock.pass(SOON_MS);
  draw(ann, rectangle("one"));
  draw(ann, rectangle("two"));
  await ann.session.close();
  await ann.session.close();
  await clock.pass(2 * LATENCY_MS);
  assert.equal(clock.waiting, 0);
  assert.equal(server.doc.getMap("shapes").size, 2);
  assert.match(new TextDecoder().decode(server.receivedOf("awareness").at(-1)?.update), /null$/);
});

Deno.test("this browser's copy is there before the network, and what the server lacks of it is sent", async () => {
  const clock = new FakeClock(), server = new FakeServer(clock);
  server.isUp = false;
  const ann = arrive(server, { openLocalCopy: copyAfter(Promise.resolve(), docWith("drawn-offline")) });
  await clock.pass(SOON_MS);
  assert.equal(ann.session.status.loaded, true);
  assert.deepEqual(idsOf(ann), ["drawn-offline"]);
  assert.equal(ann.session.status.saving, "local", "nothing has proven that the server has it");
  server.isUp = true;
  await clock.pass(3_000);
  assert.equal(ann.session.status.saving, "saved");
  assert.equal(server.doc.getMap("shapes").size, 1);
  await leave(ann);
});

Deno.test("a copy that does not open delays connecting by a second only, and merges when it does", async () => {
  const clock = new FakeClock(), server = new FakeServer(clock);
  const { promise, resolve } = Promise.withResolvers<void>();
  const ann = arrive(server, { openLocalCopy: copyAfter(promise, docWith("read-late")) });
  await clock.pass(LOCAL_COPY_WAIT_MS - 1);
  assert.equal(server.attempts, 0);
  await clock.pass(1 + SOON_MS);
  assert.equal(ann.session.status.connection.stage, "live");
  draw(ann, rectangle("drawn-early"));
  resolve();
  await clock.pass(SOON_MS);
  assert.deepEqual(idsOf(ann), ["drawn-early", "read-late"]);
  assert.equal(server.doc.getMap("shapes").size, 2);
  assert.equal(ann.session.status.saving, "saved");
  assert.equal(server.attempts, 1);
  await leave(ann);
});

Deno.test("without IndexedDB a session works from the network alone", async () => {
  assert.equal("indexedDB" in globalThis, false);
  const clock = new FakeClock(), server = new FakeServer(clock);
  const ann = arrive(server);
  await clock.pass(SOON_MS);
  assert.equal(ann.session.status.connection.stage, "live");
  await leave(ann);
});

function copyAfter(read: Promise<void>, update: Uint8Array): OpenLocalCopy {
  return (_boardId, { doc }) => ({
    loaded: read.then(() => {
      Y.applyUpdate(doc, update, STORE);
      return true;
    }),
    readBytes: 0,
    stage: "opening",
    keep: () => {},
    close: () => {},
  });
}
