import assert from "node:assert/strict";
import * as Y from "yjs";
import { CLOSE } from "../../core/protocol/close.ts";
import type { Message } from "../../core/protocol/message.ts";
import { ANSWER_EVERY_MS } from "../../relay/delivery.ts";
import { BREAKING, failingYjs, Guest, Stage } from "./room_script.ts";
import { settle } from "./fake_socket.ts";

const saved = (messages: readonly Message[]) =>
  messages.flatMap((message) => message.type === "saved" ? [message.version] : []);

/** A room in the midst of a tick: what its guests do now waits for the next. */
async function busyRoom() {
  const stage = new Stage();
  const [ann, bob, eve] = [await stage.join(), await stage.join(), await stage.join()];
  // So that questions are answered at once again.
  await stage.clock.advance(ANSWER_EVERY_MS);
  ann.draw("first");
  for (const guest of [ann, bob, eve]) guest.listen();
  const tick = () => stage.clock.advance(50);
  return { stage, ann, bob, eve, tick };
}

const shapes = async (stage: Stage) => [...(await stage.store.stored()).getMap("shapes").keys()].sort();

Deno.test("together: what came in one tick is applied, passed on, stored and called saved", async () => {
  const { stage, ann, bob, eve, tick } = await busyRoom();
  ann.draw("a");
  bob.draw("b");
  bob.say({ type: "saved", version: 7 });
  assert.deepEqual(await shapes(stage), ["first"]);
  await tick();
  assert.deepEqual(await shapes(stage), ["a", "b", "first"]);
  assert.deepEqual(saved(bob.listen()), [7]);
  ann.listen();
  eve.listen();
  assert.deepEqual([ann.keys, bob.keys, eve.keys], Array(3).fill(["a", "b", "first"]));
});

Deno.test("together: a version is not called saved before what waits ahead of it is on disk", async () => {
  const { stage, ann, tick } = await busyRoom();
  await tick();
  stage.store.holdAppends = true;
  ann.draw("sent at once");
  ann.draw("waits");
  ann.say({ type: "saved", version: 1 });
  await settle();
  stage.store.holdAppends = false;
  await stage.store.letGo();
  stage.store.holdAppends = true;
  await tick();
  assert.deepEqual(saved(ann.listen()), [], "the first of them is on disk, the second not");
  await stage.store.letGo();
  assert.deepEqual(saved(ann.listen()), [1]);
});

Deno.test("together: who joins, asks or answers in the midst of it is told of all that came before", async () => {
  const { stage, ann, bob } = await busyRoom();
  ann.draw("a");
  const dan = new Guest(bob.socket, bob.peer, new Y.Doc());
  dan.say({ type: "sync-step-1", stateVector: new Uint8Array([0]) });
  dan.listen();
  assert.ok(dan.keys.includes("a"));
  ann.draw("b");
  const late = await stage.join({ silent: true });
  const question = late.greeting.find(({ type }) => type === "sync-step-1");
  assert.ok(question?.type === "sync-step-1");
  assert.equal(Y.decodeStateVector(question.stateVector).get(ann.id), 3);
  ann.draw("c");
  ann.answer();
  ann.say({ type: "saved", version: 1 });
  await stage.clock.advance(50);
  assert.deepEqual(await shapes(stage), ["a", "b", "c", "first"]);
  assert.deepEqual(saved(ann.listen()), [1]);
});

Deno.test("together: an update that builds on one that waits is taken, one with a gap is asked for", async () => {
  const { stage, ann, bob, eve, tick } = await busyRoom();
  ann.draw("a", 1);
  Y.applyUpdate(bob.doc, Y.encodeStateAsUpdate(ann.doc));
  bob.draw("a", 2);
  eve.change("lost on the way");
  eve.draw("e");
  assert.deepEqual(eve.listen().map(({ type }) => type), ["sync-step-1"]);
  eve.answer();
  await tick();
  assert.deepEqual(await shapes(stage), ["a", "e", "first", "lost on the way"]);
  assert.equal((await stage.store.stored()).getMap("shapes").get("a"), 2);
});

Deno.test("together: when Yjs fails at one of several, only its sender leaves, and nothing of the others is lost", async () => {
  const { stage, ann, bob, eve, tick } = await busyRoom();
  const breaking = eve.change(BREAKING);
  using _ = failingYjs();
  ann.draw("a");
  ann.say({ type: "saved", version: 1 });
  eve.say({ type: "update", update: breaking }, { type: "saved", version: 1 });
  bob.draw("b");
  bob.say({ type: "saved", version: 1 });
  await tick();
  await tick();
  assert.equal(eve.socket.closeCode(), CLOSE.badData);
  assert.deepEqual([ann.socket.closeCode(), bob.socket.closeCode()], [undefined, undefined]);
  assert.deepEqual(await shapes(stage), ["a", "b", "first"]);
  assert.deepEqual([saved(ann.listen()), saved(bob.listen())], [[1], [1]]);
  assert.deepEqual(saved(eve.listen()), []);
  assert.deepEqual([ann.keys, bob.keys], [["a", "b", "first"], ["a", "b", "first"]]);
});

Deno.test("together: a frame in the midst of which the board breaks is read to its end once it is loaded anew", async () => {
  const { stage, ann, bob, eve, tick } = await busyRoom();
  const breaking = eve.change(BREAKING);
  using _ = failingYjs();
  eve.say({ type: "update", update: breaking });
  const update = bob.change("b");
  bob.say(
    { type: "update", update },
    { type: "sync-step-1", stateVector: new Uint8Array([0]) },
    { type: "update", update: bob.change("c") },
    { type: "saved", version: 3 },
  );
  await tick();
  await tick();
  assert.equal(eve.socket.closeCode(), CLOSE.badData);
  const heard = bob.listen();
  assert.ok(heard.some(({ type }) => type === "sync-step-2"), "it is answered all the same");
  assert.deepEqual(saved(heard), [3]);
  assert.deepEqual(await shapes(stage), ["b", "c", "first"]);
  ann.listen();
  assert.deepEqual(ann.keys, ["b", "c", "first"]);
});

Deno.test("together: what waits when its sender or everybody leaves is kept", async () => {
  const { stage, ann, bob, eve, tick } = await busyRoom();
  ann.draw("a");
  for (const guest of [ann, bob, eve]) guest.peer.left();
  await tick();
  assert.deepEqual(await shapes(stage), ["a", "first"]);
  await stage.clock.advance(120_000);
  await stage.evicted();
  assert.equal(stage.clock.timers, 0);
});

Deno.test("together: of more than may wait in one tick everybody hears all, whosever client id is higher", async () => {
  for (const higher of [0, 1]) {
    const stage = new Stage();
    const docs = [0, 1].map((i) => Object.assign(new Y.Doc(), { clientID: i === higher ? 200 : 100 }));
    const [ann, bob] = [
      await stage.join({ doc: docs[0] ?? new Y.Doc() }),
      await stage.join({ doc: docs[1] ?? new Y.Doc() }),
    ];
    for (let i = 0; i < 50; i++) {
      ann.draw(`a${i}`);
      bob.draw(`b${i}`);
    }
    await stage.clock.advance(200);
    for (const guest of [ann, bob]) {
      guest.listen();
      assert.equal(guest.keys.length, 100);
    }
  }
});
