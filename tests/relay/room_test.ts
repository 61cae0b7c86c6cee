import assert from "node:assert/strict";
import * as Y from "yjs";
import { CLOSE } from "../../core/protocol/close.ts";
import { MAX_EPHEMERAL_BYTES, MAX_FRAME_BYTES } from "../../core/protocol/limits.ts";
import { decodeFrame, encodeFrame, type Message } from "../../core/protocol/message.ts";
import { FakeSocket, settle } from "./fake_socket.ts";
import { awareness, BOARD, readAwareness, Stage } from "./room_script.ts";

const types = (messages: readonly Message[]) => messages.map(({ type }) => type);
const PAYLOAD = new Uint8Array([7, 7, 7]);

Deno.test("room: two peers draw and see each other's shapes", async () => {
  const stage = new Stage();
  const [ann, bob] = [await stage.join(), await stage.join()];
  ann.draw("a");
  bob.draw("b");
  await stage.clock.advance(50);
  ann.listen();
  bob.listen();
  assert.deepEqual(ann.keys, ["a", "b"]);
  assert.deepEqual(bob.keys, ["a", "b"]);
});

Deno.test("room: who joins later gets the board, who comes with a drawing brings it", async () => {
  const stage = new Stage();
  const ann = await stage.join();
  ann.draw("a");
  const offline = new Y.Doc();
  offline.getMap("shapes").set("drawn offline", { kind: "test" });
  const bob = await stage.join({ doc: offline });
  ann.listen();
  assert.deepEqual(bob.keys, ["a", "drawn offline"]);
  assert.deepEqual(ann.keys, ["a", "drawn offline"]);
});

Deno.test("room: no handshake is answered before the board is loaded, and all are after", async () => {
  const stage = new Stage();
  stage.store.holdLoads = true;
  const ann = await stage.join({ silent: true });
  const bob = await stage.join({ silent: true });
  ann.handshake();
  bob.handshake();
  assert.deepEqual([ann.socket.frames.length, bob.socket.frames.length], [0, 0]);
  await stage.store.letGo();
  assert.deepEqual(types(ann.socket.take()), ["sync-step-1", "sync-step-2"]);
  assert.deepEqual(types(bob.socket.take()), ["sync-step-1", "sync-step-2"]);
  assert.equal(stage.store.loads, 1);
});

Deno.test("room: a board that cannot be loaded sends its peers away, and the next one tries again", async () => {
  const stage = new Stage();
  stage.store.failLoads = true;
  const ann = await stage.join({ silent: true });
  assert.equal(ann.socket.closeCode(), CLOSE.internal);
  assert.match(ann.socket.closeReason(), /could not be loaded/);
  assert.equal(stage.rooms.size, 0);
  stage.store.failLoads = false;
  const bob = await stage.join();
  assert.equal(bob.socket.closeCode(), undefined);
  assert.equal(stage.store.loads, 2);
});

Deno.test("room: an editor is asked for what it has, a viewer is told that it may only read", async () => {
  const stage = new Stage();
  const ann = new FakeSocket();
  const bob = new FakeSocket();
  stage.rooms.join(BOARD, ann, { role: "edit", gesso: true });
  stage.rooms.join(BOARD, bob, { role: "view", gesso: true });
  await settle();
  assert.deepEqual(types(ann.take()), ["sync-step-1"]);
  assert.deepEqual(bob.take(), [{ type: "notice", kind: "read-only" }]);
});

Deno.test("room: a viewer's updates are neither applied, passed on nor stored, and it is told", async () => {
  const stage = new Stage();
  const ann = await stage.join();
  ann.draw("a");
  const viewer = await stage.join({ role: "view" });
  assert.deepEqual(viewer.keys, ["a"]);
  await stage.clock.advance(50);
  ann.listen();
  const before = (await stage.store.entries()).length;
  viewer.draw("b");
  viewer.answer();
  await stage.clock.advance(50);
  assert.deepEqual(viewer.listen(), [
    { type: "notice", kind: "read-only" },
    { type: "notice", kind: "read-only" },
  ]);
  assert.deepEqual(ann.socket.frames, []);
  assert.equal((await stage.store.entries()).length, before);
  assert.equal(viewer.socket.closeCode(), undefined);
  // Its presence is seen all the same.
  viewer.show({ name: "viewer" });
  const [message] = ann.listen();
  assert.ok(message?.type === "awareness");
  assert.deepEqual(readAwareness(message.update).get(viewer.id), { name: "viewer" });
});

Deno.test("room: a viewer's empty answer is no attempt to write", async () => {
  const stage = new Stage();
  const viewer = await stage.join({ role: "view", silent: true });
  viewer.answer();
  assert.deepEqual(viewer.listen(), []);
});

Deno.test("room: a viewer is never told that its edits are saved", async () => {
  const stage = new Stage();
  const viewer = await stage.join({ role: "view" });
  viewer.draw("b");
  viewer.say({ type: "saved", version: 1 });
  await stage.clock.advance(50);
  assert.deepEqual(types(viewer.listen()), ["notice"]);
});

Deno.test("room: a stock viewer is told in y-protocols' own words", async () => {
  const stage = new Stage();
  const viewer = await stage.join({ role: "view", gesso: false });
  viewer.draw("b");
  assert.deepEqual(types(viewer.listen()), ["denied"]);
});

Deno.test("room: updates of one tick come merged, in one frame, the same bytes for all", async () => {
  const stage = new Stage();
  const [ann, bob, cid] = [await stage.join(), await stage.join(), await stage.join()];
  for (const guest of [ann, bob, cid]) guest.listen();
  ann.draw("first");
  assert.equal(bob.socket.frames.length, 1, "the first after a quiet spell goes at once");
  bob.socket.takeFrames();
  cid.socket.takeFrames();
  ann.draw("a");
  bob.draw("b");
  ann.show({ n: 1 });
  ann.show({ n: 2 });
  ann.say({ type: "ephemeral", from: ann.id, payload: PAYLOAD });
  assert.equal(cid.socket.frames.length, 0, "the others wait for the tick");
  await stage.clock.advance(16);
  const [frame, ...more] = cid.socket.takeFrames();
  assert.deepEqual(more, []);
  assert.ok(frame);
  assert.equal(bob.socket.takeFrames()[0], frame);
  const messages = decodeFrame(frame);
  assert.deepEqual(types(messages), ["update", "awareness", "ephemeral"]);
  assert.ok(messages[1]?.type === "awareness");
  assert.deepEqual([...readAwareness(messages[1].update)], [[ann.id, { n: 2 }]]);
});

Deno.test("room: several messages of one frame go out together, at once after a quiet spell", async () => {
  const stage = new Stage();
  const [ann, bob] = [await stage.join(), await stage.join()];
  ann.say({ type: "update", update: ann.change("a") }, { type: "update", update: ann.change("b") });
  assert.deepEqual(bob.socket.take().map(({ type }) => type), ["update"]);
});

Deno.test("room: a Gesso peer does not hear itself, a stock one does", async () => {
  const stage = new Stage();
  const ann = await stage.join();
  const stock = await stage.join({ gesso: false });
  ann.listen();
  stock.listen();
  ann.show({ here: true });
  await stage.clock.advance(50);
  assert.deepEqual(ann.socket.frames, []);
  stock.listen();
  stock.show({ here: true });
  assert.deepEqual(types(stock.listen()), ["awareness"]);
});

Deno.test("room: a stock peer gets one message a frame, and no kinds it does not know", async () => {
  const stage = new Stage();
  const ann = await stage.join();
  const stock = await stage.join({ gesso: false });
  stock.listen();
  ann.say({ type: "ephemeral", from: ann.id, payload: PAYLOAD });
  await stage.clock.advance(50);
  ann.say(
    { type: "update", update: ann.change("a") },
    { type: "awareness", update: awareness([{ client: ann.id, clock: 9, state: {} }]) },
    { type: "ephemeral", from: ann.id, payload: PAYLOAD },
  );
  stock.say({ type: "ping", time: 1 });
  assert.deepEqual(stock.socket.takeFrames().map(decodeFrame).map(types), [["update"], ["awareness"]]);
});

Deno.test("room: a ping is answered at once", async () => {
  const stage = new Stage();
  const ann = await stage.join();
  ann.say({ type: "ping", time: 42 });
  assert.deepEqual(ann.listen(), [{ type: "pong", time: 42 }]);
});

Deno.test("room: who leaves takes its presence along", async () => {
  const stage = new Stage();
  const [ann, bob] = [await stage.join({ name: "Ann" }), await stage.join({ name: "Bob" })];
  bob.say({ type: "query-awareness" });
  const [before] = bob.listen();
  assert.ok(before?.type === "awareness");
  assert.deepEqual(readAwareness(before.update).get(ann.id), { name: "Ann" });
  await stage.clock.advance(50);
  ann.peer.left();
  ann.peer.left();
  const [after] = bob.listen();
  assert.ok(after?.type === "awareness");
  assert.deepEqual([...readAwareness(after.update)], [[ann.id, null]]);
});

Deno.test("room: a client may take its presence back with the clock it was shown with", async () => {
  const stage = new Stage();
  const [ann, bob] = [await stage.join(), await stage.join({ silent: true })];
  ann.show({ name: "Ann" }, 5);
  await stage.clock.advance(50);
  ann.show({ name: "late" }, 4);
  ann.show(null, 5);
  await stage.clock.advance(50);
  const seen = bob.listen().findLast(({ type }) => type === "awareness");
  assert.ok(seen?.type === "awareness");
  assert.deepEqual([...readAwareness(seen.update)], [[ann.id, null]]);
  bob.say({ type: "query-awareness" });
  const [asked] = bob.listen();
  assert.ok(asked?.type === "awareness");
  assert.deepEqual([...readAwareness(asked.update)], [[ann.id, null]]);
});

Deno.test("room: presence that is not renewed for 30 s is removed", async () => {
  const stage = new Stage();
  const [ann, bob] = [await stage.join(), await stage.join()];
  await stage.clock.advance(20_000);
  bob.show({ name: "Bob" });
  bob.listen();
  await stage.clock.advance(18_000);
  const [message] = bob.listen();
  assert.ok(message?.type === "awareness");
  assert.deepEqual([...readAwareness(message.update)], [[ann.id, null]]);
});

Deno.test("room: what a peer says of others is passed over", async () => {
  const stage = new Stage();
  const [ann, bob] = [await stage.join(), await stage.join()];
  ann.listen();
  const forged = [{ client: ann.id, clock: 99, state: null }, { client: 12345, clock: 1, state: {} }];
  bob.say({ type: "awareness", update: awareness(forged) });
  await stage.clock.advance(50);
  assert.deepEqual(ann.listen(), []);
  assert.equal(bob.socket.closeCode(), undefined);
});

const REFUSED: readonly [name: string, code: number, frame: Uint8Array][] = [
  ["an empty frame", CLOSE.badData, new Uint8Array()],
  ["garbage", CLOSE.badData, new Uint8Array([255, 255, 255, 255, 1, 2])],
  [
    "an update that does not decode",
    CLOSE.badData,
    message({ type: "update", update: new Uint8Array([9, 9, 9]) }),
  ],
  [
    "a state vector larger than its bytes",
    CLOSE.badData,
    message({
      type: "sync-step-1",
      stateVector: new Uint8Array([200, 1]),
    }),
  ],
  [
    "awareness that does not decode",
    CLOSE.badData,
    message({ type: "awareness", update: new Uint8Array([3, 1]) }),
  ],
  ["a pong", CLOSE.badData, message({ type: "pong", time: 1 })],
  ["a notice", CLOSE.badData, message({ type: "notice", kind: "restarting" })],
  ["a denial", CLOSE.badData, message({ type: "denied", reason: "" })],
  ["too many messages", CLOSE.badData, encodeFrame(Array(257).fill({ type: "ping", time: 1 }))],
  ["a frame that is too large", CLOSE.tooLarge, new Uint8Array(MAX_FRAME_BYTES + 1)],
  ["an update of an unknown root", CLOSE.badData, message({ type: "update", update: unknownRoot() })],
];

for (const [name, code, frame] of REFUSED) {
  Deno.test(`room: ${name} closes its sender with a reason, and others notice nothing`, async () => {
    const stage = new Stage();
    const [ann, bad] = [await stage.join(), await stage.join({ silent: true })];
    ann.listen();
    bad.peer.receive(frame);
    bad.peer.receive(frame);
    await stage.clock.advance(50);
    assert.equal(bad.socket.closeCode(), code);
    const reason = bad.socket.closeReason();
    assert.ok(reason.length > 0 && new TextEncoder().encode(reason).length <= 123, reason);
    assert.deepEqual(ann.socket.frames, []);
    assert.equal(ann.socket.closeCode(), undefined);
    assert.deepEqual(await stage.store.entries(), []);
  });
}

Deno.test("room: a text frame is refused", async () => {
  const stage = new Stage();
  const ann = await stage.join();
  ann.peer.refuseText();
  assert.equal(ann.socket.closeCode(), CLOSE.textFrame);
});

Deno.test("room: ink in another's name or beyond the limit is refused", async () => {
  const stage = new Stage();
  const [ann, bob, cid] = [await stage.join(), await stage.join(), await stage.join()];
  cid.listen();
  ann.say({ type: "ephemeral", from: bob.id, payload: PAYLOAD });
  bob.say({ type: "ephemeral", from: bob.id, payload: new Uint8Array(MAX_EPHEMERAL_BYTES + 1) });
  assert.equal(ann.socket.closeCode(), CLOSE.badData);
  assert.equal(bob.socket.closeCode(), CLOSE.badData);
  await stage.clock.advance(50);
  assert.ok(!types(cid.listen()).includes("ephemeral"));
});

Deno.test("room: an update with a gap is dropped and asked for, and nothing is called saved before it is", async () => {
  const stage = new Stage();
  const [ann, bob] = [await stage.join(), await stage.join()];
  ann.listen();
  bob.listen();
  ann.change("lost on the way");
  ann.draw("b");
  ann.say({ type: "saved", version: 1 });
  await stage.clock.advance(500);
  assert.deepEqual(types(ann.listen()), ["sync-step-1"]);
  assert.deepEqual(bob.listen(), []);
  ann.answer();
  await stage.clock.advance(50);
  assert.deepEqual(ann.listen(), [{ type: "saved", version: 1 }]);
  bob.listen();
  assert.deepEqual(bob.keys, ["b", "lost on the way"]);
});

Deno.test("room: a peer whose answers have gaps too is asked less and less often", async () => {
  const stage = new Stage();
  const ann = await stage.join();
  ann.listen();
  ann.change("lost on the way");
  let asked = 0;
  for (let second = 0; second < 60; second++) {
    ann.draw(`shape ${second}`);
    asked += types(ann.listen()).filter((type) => type === "sync-step-1").length;
    await stage.clock.advance(1_000);
  }
  assert.ok(asked >= 2 && asked <= 8, `asked ${asked} times in a minute`);
});

Deno.test("room: a handler that throws costs its own peer only", async () => {
  const stage = new Stage();
  const [ann, bob, cid] = [await stage.join(), await stage.join(), await stage.join()];
  cid.listen();
  bob.socket.broken = true;
  ann.draw("a");
  assert.equal(bob.socket.closeCode(), CLOSE.internal);
  await stage.clock.advance(50);
  cid.listen();
  assert.deepEqual(cid.keys, ["a"]);
  assert.ok(stage.log.some((line) => line.includes("the socket is broken")));
});

Deno.test("room: a board that breaks under an update is loaded anew, and only its sender is sent away", async () => {
  const stage = new Stage();
  const [ann, bob, mal] = [await stage.join(), await stage.join(), await stage.join()];
  ann.draw("a");
  await stage.clock.advance(50);
  const entries = (await stage.store.entries()).length;
  mal.breakBoard();
  ann.draw("while it is being loaded");
  await stage.clock.advance(50);
  assert.equal(mal.socket.closeCode(), CLOSE.badData);
  bob.listen();
  assert.deepEqual(bob.keys, ["a", "while it is being loaded"]);
  assert.equal((await stage.store.entries()).length, entries + 1);
  assert.equal(stage.store.loads, 2);
  assert.equal(ann.socket.closeCode(), undefined);
});

Deno.test("room: joiners between two changes share one encoding of the board", async () => {
  const stage = new Stage();
  const ann = await stage.join();
  ann.draw("a", { kind: "test", filler: "x".repeat(1000) });
  const sizes: number[] = [];
  for (let i = 0; i < 3; i++) {
    const guest = await stage.join({ silent: true });
    guest.handshake();
    const [answer] = guest.socket.take();
    assert.ok(answer?.type === "sync-step-2");
    sizes.push(answer.update.length);
  }
  assert.equal(new Set(sizes).size, 1);
  const again = await stage.join({ doc: ann.doc, silent: true });
  again.say({ type: "sync-step-1", stateVector: Y.encodeStateVector(ann.doc) });
  const [diff] = again.socket.take();
  assert.ok(
    diff?.type === "sync-step-2" && diff.update.length < 50,
    "who knows the board gets what it lacks",
  );
});

Deno.test("room: of several versions in one frame the last is called saved, for all", async () => {
  const stage = new Stage();
  const ann = await stage.join();
  ann.draw("a");
  await stage.clock.advance(50);
  ann.listen();
  ann.say(...Array.from({ length: 100 }, (_, version): Message => ({ type: "saved", version })));
  assert.deepEqual(ann.listen(), [{ type: "saved", version: 99 }]);
});

Deno.test("room: one in which nothing was drawn is given up as soon as it is left", async () => {
  const stage = new Stage();
  const guest = await stage.join();
  assert.equal(stage.rooms.size, 1);
  guest.peer.left();
  await stage.clock.advance(1_000);
  assert.equal(stage.rooms.size, 0);
  assert.deepEqual(await stage.store.entries(), []);
});

function message(one: Message): Uint8Array {
  return encodeFrame([one]);
}

function unknownRoot(): Uint8Array {
  const doc = new Y.Doc();
  doc.getMap("not one of ours").set("a", 1);
  return Y.encodeStateAsUpdate(doc);
}
