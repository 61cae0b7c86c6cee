import assert from "node:assert/strict";
import * as Y from "yjs";
import { CLOSE } from "../../core/protocol/close.ts";
import type { Message } from "../../core/protocol/message.ts";
import { settle } from "./fake_socket.ts";
import { Stage } from "./room_script.ts";

const saved = (messages: readonly Message[]) =>
  messages.flatMap((message) => message.type === "saved" ? [message.version] : []);
const notices = (messages: readonly Message[]) =>
  messages.flatMap((message) => message.type === "notice" ? [message.kind] : []);
const keysOf = (doc: Y.Doc) => [...doc.getMap("shapes").keys()].sort();

Deno.test("durability: a version is echoed only once everything before it is on disk", async () => {
  const stage = new Stage();
  const [ann, bob] = [await stage.join(), await stage.join()];
  stage.store.holdAppends = true;
  ann.draw("a");
  ann.say({ type: "saved", version: 1 });
  await stage.clock.advance(50);
  ann.draw("b");
  ann.say({ type: "saved", version: 2 });
  await stage.clock.advance(50);
  bob.listen();
  assert.deepEqual(bob.keys, ["a", "b"], "the others do not wait for the disk");
  assert.deepEqual(saved(ann.listen()), []);
  assert.equal(stage.store.appends, 1, "one append at a time");
  await stage.store.letGo();
  assert.deepEqual(saved(ann.listen()), [1]);
  assert.deepEqual(keysOf(await stage.store.stored()), ["a"]);
  await stage.store.letGo();
  assert.deepEqual(saved(ann.listen()), [2]);
  assert.deepEqual(keysOf(await stage.store.stored()), ["a", "b"]);
});

Deno.test("durability: a version with nothing before it is echoed at once, to stock peers too", async () => {
  const stage = new Stage();
  const stock = await stage.join({ gesso: false });
  stock.listen();
  stock.say({ type: "saved", version: 7 });
  assert.deepEqual(saved(stock.listen()), [7]);
});

Deno.test("durability: an answer in parts of which one could not be taken saves nothing", async () => {
  const stage = new Stage();
  const [ann, bob] = [await stage.join(), await stage.join()];
  // Bob carries what Ann drew and did not send: as long as she is here, it is hers to send.
  const anns = ann.change("ann's");
  const bobs = bob.change("bob's");
  bob.say(
    { type: "update", update: anns },
    { type: "sync-step-2", update: bobs },
    { type: "saved", version: 1 },
  );
  await stage.clock.advance(100);
  assert.equal(bob.listen().some(({ type }) => type === "saved"), false);
  ann.peer.left();
  await stage.clock.advance(2_000);
  assert.ok(bob.listen().some(({ type }) => type === "sync-step-1"), "it is asked for again");
  bob.say({ type: "update", update: anns }, { type: "sync-step-2", update: bobs });
  await stage.clock.advance(100);
  assert.deepEqual(bob.listen().filter(({ type }) => type === "saved"), [{ type: "saved", version: 1 }]);
  assert.deepEqual([...(await stage.store.stored()).getMap("shapes").keys()].sort(), ["ann's", "bob's"]);
});

Deno.test("durability: what was known already is neither passed on nor stored again", async () => {
  const stage = new Stage();
  const [ann, bob] = [await stage.join(), await stage.join()];
  ann.draw("a");
  await stage.clock.advance(50);
  const before = (await stage.store.entries()).length;
  bob.listen();
  ann.answer();
  await stage.clock.advance(50);
  assert.equal((await stage.store.entries()).length, before);
  assert.deepEqual(bob.listen(), []);
});

Deno.test("durability: entries say when and who", async () => {
  const stage = new Stage();
  const ann = await stage.join();
  ann.draw("a");
  const now = stage.clock.now();
  await settle();
  const entries = await stage.store.entries();
  assert.deepEqual(entries.map(({ time, author }) => ({ time, author })), [{ time: now, author: ann.id }]);
});

Deno.test("durability: a store that refuses is tried again, people are told, and nothing is forgotten", async () => {
  const stage = new Stage();
  const ann = await stage.join();
  ann.listen();
  stage.store.failAppends = true;
  ann.draw("a");
  await settle();
  ann.draw("b");
  ann.say({ type: "saved", version: 1 });
  await stage.clock.advance(30_000);
  const heard = ann.listen();
  assert.deepEqual([...new Set(notices(heard))], ["saving-fails"]);
  assert.deepEqual(saved(heard), []);
  assert.ok(
    stage.store.appends >= 5 && stage.store.appends <= 12,
    `tried ${stage.store.appends} times in 30 s`,
  );
  stage.store.failAppends = false;
  await stage.clock.advance(10_000);
  assert.deepEqual(saved(ann.listen()), [1]);
  assert.deepEqual(keysOf(await stage.store.stored()), ["a", "b"]);
});

Deno.test("durability: who joins while the store refuses is told", async () => {
  const stage = new Stage();
  const ann = await stage.join();
  stage.store.failAppends = true;
  ann.draw("a");
  await settle();
  const bob = await stage.join({ silent: true });
  assert.deepEqual(notices(bob.greeting), ["saving-fails"]);
});

Deno.test("durability: a room left alone is folded, leaves memory after 60 s, and comes back whole", async () => {
  const stage = new Stage();
  const ann = await stage.join();
  ann.draw("a");
  ann.draw("b");
  await stage.clock.advance(50);
  ann.peer.left();
  await stage.clock.advance(59_000);
  assert.equal(stage.rooms.size, 1);
  await stage.clock.advance(2_000);
  await stage.evicted();
  assert.equal(stage.store.compactions, 1);
  assert.deepEqual(await stage.store.entries(), []);
  assert.equal(stage.clock.timers, 0, "nothing goes on in a room that is over");
  const bob = await stage.join();
  assert.deepEqual(bob.keys, ["a", "b"]);
});

Deno.test("durability: a room is not left as long as something is not on disk", async () => {
  const stage = new Stage();
  const ann = await stage.join();
  stage.store.failAppends = true;
  ann.draw("a");
  await settle();
  ann.peer.left();
  await stage.clock.advance(120_000);
  assert.equal(stage.rooms.size, 1);
  stage.store.failAppends = false;
  await stage.clock.advance(10_000);
  await stage.evicted();
  assert.deepEqual(keysOf(await stage.store.stored()), ["a"]);
});

Deno.test("durability: who comes back in time finds the room as it was", async () => {
  const stage = new Stage();
  const ann = await stage.join();
  ann.draw("a");
  ann.peer.left();
  await stage.clock.advance(30_000);
  const bob = await stage.join();
  await stage.clock.advance(120_000);
  assert.equal(stage.rooms.size, 1);
  assert.equal(stage.store.loads, 1);
  assert.equal(bob.socket.closeCode(), undefined);
});

Deno.test("durability: a long log is folded while people draw on, and not twice at once", async () => {
  const stage = new Stage();
  const ann = await stage.join();
  stage.store.holdCompactions = true;
  for (let i = 0; i < 1_000; i++) ann.draw(`shape ${i}`);
  // So that it is no flood.
  await stage.clock.advance(10_000);
  for (let i = 0; i < 1_000; i++) ann.draw(`drawn meanwhile ${i}`);
  await stage.clock.advance(50);
  assert.equal(stage.store.compactions, 1);
  stage.store.holdCompactions = false;
  await stage.store.letGo();
  await stage.store.compacted;
  ann.draw("one more");
  await stage.clock.advance(50);
  assert.equal(stage.store.compactions, 2, "what came meanwhile is a long log again");
  await stage.store.compacted;
  ann.draw("and another");
  await settle();
  assert.equal(stage.store.compactions, 2);
  assert.equal((await stage.store.entries()).length, 1);
  assert.equal((await stage.store.stored()).getMap("shapes").size, 2002);
});

Deno.test("durability: a log of many bytes is folded too, and a failure is not repeated at each edit", async () => {
  const stage = new Stage();
  const ann = await stage.join();
  stage.store.failCompactions = true;
  for (let i = 0; i < 8; i++) {
    ann.draw(`large ${i}`, { kind: "test", points: new Uint8Array(200_000) });
    await settle();
  }
  assert.equal(stage.store.compactions, 1);
  assert.ok(stage.log.some((line) => line.includes("compaction failed")));
  assert.equal((await stage.store.stored()).getMap("shapes").size, 8);
  await stage.clock.advance(61_000);
  ann.draw("later");
  await settle();
  assert.equal(stage.store.compactions, 2);
});

Deno.test("durability: closing stores everything, tells the reason, and lets nobody in any more", async () => {
  const stage = new Stage();
  const ann = await stage.join();
  const stock = await stage.join({ gesso: false });
  ann.listen();
  stage.store.holdAppends = true;
  ann.draw("a");
  ann.say({ type: "saved", version: 1 });
  await settle();
  const closed = stage.rooms.close();
  ann.draw("too late to be taken");
  await settle();
  assert.deepEqual(notices(ann.listen()), ["restarting"]);
  assert.equal(ann.socket.closeCode(), undefined);
  await stage.store.letGo();
  assert.deepEqual(saved(ann.listen()), [1]);
  for (const guest of [ann, stock]) assert.equal(guest.socket.closeCode(), CLOSE.goingAway);
  ann.peer.left();
  stock.peer.left();
  await closed;
  assert.deepEqual(keysOf(await stage.store.stored()), ["a"]);
  assert.equal(stage.rooms.size, 0);
  assert.equal(stage.clock.timers, 0);
  const late = await stage.join({ silent: true });
  assert.equal(late.socket.closeCode(), CLOSE.goingAway);
});

Deno.test("durability: closing gives up on a store that refuses, and says what is lost", async () => {
  const stage = new Stage();
  const ann = await stage.join();
  stage.store.failAppends = true;
  ann.draw("a");
  await settle();
  const closed = stage.rooms.close();
  await stage.clock.advance(5_000);
  await closed;
  assert.ok(stage.log.some((line) => line.includes("could not be saved")));
  assert.equal(stage.clock.timers, 0);
});
