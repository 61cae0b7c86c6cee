import assert from "node:assert/strict";
import * as Y from "yjs";
import { CLOSE } from "../../core/protocol/close.ts";
import { readAwareness, Stage } from "./room_script.ts";

/** A document that writes in another's name. */
function impostor(of: Y.Doc): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(of));
  doc.clientID = of.clientID;
  return doc;
}

Deno.test("identity: structs in a live client's name, beyond its clock, are never taken from others", async () => {
  const stage = new Stage();
  const [ann, mal, cid] = [await stage.join(), await stage.join(), await stage.join()];
  ann.draw("a");
  await stage.clock.advance(50);
  const forger = impostor(ann.doc);
  const before = Y.encodeStateVector(forger);
  forger.getMap("shapes").set("forged", { kind: "test" });
  mal.say({ type: "update", update: Y.encodeStateAsUpdate(forger, before) });
  mal.say({ type: "sync-step-2", update: Y.encodeStateAsUpdate(forger) });
  await stage.clock.advance(50);
  ann.draw("b");
  await stage.clock.advance(50);
  for (const guest of [ann, cid]) guest.listen();
  assert.deepEqual(cid.keys, ["a", "b"]);
  assert.deepEqual(ann.keys, ["a", "b"]);
  assert.equal(
    mal.socket.closeCode(),
    undefined,
    "an honest tab may come with such bytes: it is asked again, not closed",
  );
});

Deno.test("identity: an update that lies about known structs changes nothing but by what is new in it", async () => {
  const stage = new Stage();
  const [ann, mal, cid] = [await stage.join(), await stage.join(), await stage.join()];
  ann.draw("a");
  await stage.clock.advance(50);
  const liar = new Y.Doc();
  liar.clientID = ann.id;
  liar.getMap("shapes").set("never drawn", { kind: "test" });
  liar.clientID = mal.id;
  liar.getMap("shapes").set("mine", { kind: "test" });
  mal.say({ type: "sync-step-2", update: Y.encodeStateAsUpdate(liar) });
  await stage.clock.advance(50);
  cid.listen();
  assert.deepEqual(cid.keys, ["a", "mine"]);
  assert.deepEqual([...(await stage.store.stored()).getMap("shapes").keys()].sort(), ["a", "mine"]);
});

Deno.test("identity: deletions of what a live client has yet to draw are never taken", async () => {
  const stage = new Stage();
  const [ann, mal, cid] = [await stage.join(), await stage.join(), await stage.join()];
  // No structs; of one client, one range: clocks 0 to 99.
  const id = varUint(ann.id);
  mal.say({ type: "update", update: new Uint8Array([0, 1, ...id, 1, 0, 100]) });
  ann.draw("a");
  await stage.clock.advance(50);
  cid.listen();
  assert.deepEqual(cid.keys, ["a"]);
});

Deno.test("identity: a tab that carries another live tab's work is asked again, and taken once it is known", async () => {
  const stage = new Stage();
  const ann = await stage.join();
  // Drawn and shared through the browser's own storage, but not sent yet.
  const unsent = ann.change("a");
  const shared = new Y.Doc();
  Y.applyUpdate(shared, Y.encodeStateAsUpdate(ann.doc));
  shared.getMap("shapes").set("b", { kind: "test" });
  const bob = await stage.join({ doc: shared });
  bob.say({ type: "saved", version: 1 });
  await stage.clock.advance(100);
  assert.deepEqual([...(await stage.store.stored()).getMap("shapes").keys()], []);
  ann.say({ type: "update", update: unsent });
  await stage.clock.advance(2_000);
  assert.ok(bob.listen().some(({ type }) => type === "sync-step-1"));
  bob.answer();
  await stage.clock.advance(50);
  assert.deepEqual([...(await stage.store.stored()).getMap("shapes").keys()].sort(), ["a", "b"]);
  assert.deepEqual(bob.listen().filter(({ type }) => type === "saved"), [{ type: "saved", version: 1 }]);
});

Deno.test("identity: when the live tab leaves, who carries its work is asked for it at once", async () => {
  const stage = new Stage();
  const ann = await stage.join();
  ann.change("never sent by Ann");
  const shared = new Y.Doc();
  Y.applyUpdate(shared, Y.encodeStateAsUpdate(ann.doc));
  const bob = await stage.join({ doc: shared });
  ann.peer.left();
  assert.ok(bob.listen().some(({ type }) => type === "sync-step-1"));
  bob.answer();
  await stage.clock.advance(50);
  assert.equal((await stage.store.stored()).getMap("shapes").size, 1);
});

Deno.test("identity: work of a client that is not connected is taken from whoever brings it", async () => {
  const stage = new Stage();
  const gone = new Y.Doc();
  gone.getMap("shapes").set("drawn in a closed tab", { kind: "test" });
  const carrier = new Y.Doc();
  Y.applyUpdate(carrier, Y.encodeStateAsUpdate(gone));
  await stage.join({ doc: carrier });
  assert.deepEqual([...(await stage.store.stored()).getMap("shapes").keys()], ["drawn in a closed tab"]);
  // Bringing it does not make it the carrier's: the tab may come back and draw on.
  const back = await stage.join({ doc: gone });
  back.draw("and on");
  await stage.clock.advance(50);
  assert.equal((await stage.store.stored()).getMap("shapes").size, 2);
});

Deno.test("identity: a reconnecting tab takes over from its own dead connection, and nothing is lost", async () => {
  const stage = new Stage();
  const bob = await stage.join();
  const old = await stage.join({ name: "Ann" });
  // The network changes: the old connection never says that it is gone.
  old.change("drawn while away");
  const again = await stage.join({ doc: old.doc, name: "Ann" });
  again.draw("drawn at once");
  await stage.clock.advance(100);
  assert.equal(old.socket.closeCode(), undefined, "it is given time to answer");
  await stage.clock.advance(6_000);
  assert.equal(old.socket.closeCode(), CLOSE.goingAway);
  assert.ok(again.listen().some(({ type }) => type === "sync-step-1"));
  again.answer();
  await stage.clock.advance(50);
  bob.listen();
  assert.deepEqual(bob.keys, ["drawn at once", "drawn while away"]);
  old.peer.left();
  bob.say({ type: "query-awareness" });
  const seen = bob.listen().findLast(({ type }) => type === "awareness");
  assert.ok(seen?.type === "awareness" && readAwareness(seen.update).get(old.id) !== null);
});

Deno.test("identity: when the old connection closes, the new one has its client id at once", async () => {
  const stage = new Stage();
  const old = await stage.join();
  const again = await stage.join({ doc: old.doc });
  again.draw("drawn before");
  again.listen();
  old.peer.left();
  assert.ok(again.listen().some(({ type }) => type === "sync-step-1"), "it is asked for what was dropped");
  again.answer();
  again.say({ type: "ephemeral", from: again.id, payload: new Uint8Array([1]) });
  again.draw("a");
  await stage.clock.advance(50);
  assert.equal(again.socket.closeCode(), undefined);
  assert.equal((await stage.store.stored()).getMap("shapes").size, 2);
});

Deno.test("identity: a live client withstands another's claim on its id", async () => {
  const stage = new Stage();
  const ann = await stage.join();
  ann.listen();
  const thief = await stage.join({ doc: impostor(ann.doc), name: "thief" });
  assert.ok(ann.listen().some(({ type }) => type === "sync-step-1"), "it is asked for a sign of life");
  ann.answer();
  thief.draw("forged");
  await stage.clock.advance(10_000);
  assert.equal(ann.socket.closeCode(), undefined);
  ann.draw("a");
  await stage.clock.advance(50);
  assert.deepEqual([...(await stage.store.stored()).getMap("shapes").keys()], ["a"]);
});

Deno.test("identity: a live viewer withstands another's claim on its id", async () => {
  const stage = new Stage();
  const ann = await stage.join({ role: "view" });
  ann.listen();
  await stage.join({ doc: impostor(ann.doc), role: "view" });
  assert.ok(ann.listen().some(({ type }) => type === "query-awareness"), "it is asked for a sign of life");
  ann.show({ name: "Ann" });
  await stage.clock.advance(10_000);
  assert.equal(ann.socket.closeCode(), undefined);
});

Deno.test("identity: a viewer cannot keep an editor from its id", async () => {
  const stage = new Stage();
  const doc = new Y.Doc();
  await stage.join({ doc: impostor(doc), role: "view" });
  const ann = await stage.join({ doc });
  ann.draw("a");
  await stage.clock.advance(50);
  assert.deepEqual([...(await stage.store.stored()).getMap("shapes").keys()], ["a"]);
});

Deno.test("identity: a client that comes back with a clock already seen is made to count on", async () => {
  const stage = new Stage();
  const bob = await stage.join();
  const old = await stage.join({ silent: true });
  old.show({ name: "Ann" }, 5);
  old.peer.left();
  const again = await stage.join({ doc: old.doc, silent: true });
  bob.listen();
  again.show({ name: "Ann" }, 5);
  const told = again.socket.take().findLast(({ type }) => type === "awareness");
  assert.ok(told?.type === "awareness");
  assert.equal(readAwareness(told.update).get(old.id), null);
  again.show({ name: "Ann" }, 6);
  await stage.clock.advance(50);
  const [seen] = bob.listen();
  assert.ok(seen?.type === "awareness");
  assert.deepEqual([...readAwareness(seen.update)], [[old.id, { name: "Ann" }]]);
});

function varUint(n: number): number[] {
  return n < 128 ? [n] : [n % 128 + 128, ...varUint(Math.floor(n / 128))];
}
