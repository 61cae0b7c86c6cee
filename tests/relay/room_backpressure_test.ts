import assert from "node:assert/strict";
import * as Y from "yjs";
import { CLOSE } from "../../core/protocol/close.ts";
import { MAX_EPHEMERAL_BYTES } from "../../core/protocol/limits.ts";
import { decodeFrame, type Message } from "../../core/protocol/message.ts";
import { ANSWER_EVERY_MS, BEHIND_BYTES, LIVELY_BYTES, TOO_SLOW_BYTES } from "../../relay/delivery.ts";
import { LONGEST_TICK_MS, TICK_MS, tickInterval } from "../../relay/tick.ts";
import { readAwareness, Stage } from "./room_script.ts";

const types = (messages: readonly Message[]) => messages.map(({ type }) => type);
const INK = new Uint8Array(100);

async function annAndSlowBob() {
  const stage = new Stage();
  const [ann, bob] = [await stage.join(), await stage.join()];
  ann.listen();
  bob.listen();
  const tick = () => stage.clock.advance(LONGEST_TICK_MS);
  return { stage, ann, bob, tick };
}

Deno.test("backpressure: a peer that reads slowly gets updates, but no presence and no ink", async () => {
  const { ann, bob, tick } = await annAndSlowBob();
  bob.socket.unsentBytes = LIVELY_BYTES + 1;
  ann.show({ at: 1 });
  ann.say({ type: "ephemeral", from: ann.id, payload: INK });
  ann.draw("a");
  await tick();
  assert.deepEqual(types(bob.listen()), ["update"]);
  ann.peer.left();
  bob.socket.unsentBytes = 0;
  await tick();
  const [message] = bob.listen();
  assert.ok(message?.type === "awareness", "once it has read, it is told the presence it missed");
  assert.equal(readAwareness(message.update).get(ann.id), null);
});

Deno.test("backpressure: a peer that is behind gets nothing, then one diff when it has read", async () => {
  const { ann, bob, tick } = await annAndSlowBob();
  ann.draw("seen");
  await tick();
  bob.listen();
  bob.socket.unsentBytes = BEHIND_BYTES + 1;
  for (let i = 0; i < 20; i++) {
    ann.draw(`missed ${i}`);
    await tick();
  }
  bob.socket.unsentBytes = LIVELY_BYTES + 1;
  await tick();
  assert.deepEqual(bob.socket.frames, []);
  bob.socket.unsentBytes = 0;
  await tick();
  const heard = bob.listen();
  assert.deepEqual(types(heard), ["sync-step-2"]);
  assert.equal(bob.keys.length, 21);
  assert.ok(heard[0]?.type === "sync-step-2");
  ann.draw("next");
  await tick();
  assert.deepEqual(types(bob.listen()), ["update"]);
});

Deno.test("backpressure: the diff has what came in the tick in which the peer fell behind, and no more", async () => {
  const { ann, bob, tick } = await annAndSlowBob();
  ann.draw("seen", { kind: "test", filler: "x".repeat(5_000) });
  await tick();
  bob.listen();
  bob.socket.unsentBytes = BEHIND_BYTES + 1;
  ann.draw("missed");
  await tick();
  bob.socket.unsentBytes = 0;
  await tick();
  const [diff] = bob.listen();
  assert.ok(diff?.type === "sync-step-2" && diff.update.length < 1_000);
  assert.deepEqual(bob.keys, ["missed", "seen"]);
});

Deno.test("backpressure: deletions are in the diff too", async () => {
  const { ann, bob, tick } = await annAndSlowBob();
  ann.draw("a");
  await tick();
  bob.listen();
  bob.socket.unsentBytes = BEHIND_BYTES + 1;
  ann.erase("a");
  await tick();
  bob.socket.unsentBytes = 0;
  await tick();
  bob.listen();
  assert.deepEqual(bob.keys, []);
});

Deno.test("backpressure: a peer with too much unsent is sent away", async () => {
  const { ann, bob, tick } = await annAndSlowBob();
  bob.socket.unsentBytes = TOO_SLOW_BYTES + 1;
  ann.draw("a");
  await tick();
  assert.equal(bob.socket.closeCode(), CLOSE.tooSlow);
  assert.match(bob.socket.closeReason(), /too slow/);
});

Deno.test("backpressure: a peer that is behind and does not read for 8 s is sent away", async () => {
  const { stage, ann, bob, tick } = await annAndSlowBob();
  bob.socket.unsentBytes = BEHIND_BYTES + 1;
  ann.draw("a");
  await tick();
  await stage.clock.advance(7_000);
  assert.equal(bob.socket.closeCode(), undefined);
  await stage.clock.advance(2_000);
  assert.equal(bob.socket.closeCode(), CLOSE.tooSlow);
});

Deno.test("backpressure: a peer that reads, however slowly, stays", async () => {
  const { stage, ann, bob } = await annAndSlowBob();
  bob.socket.unsentBytes = 4 * BEHIND_BYTES;
  for (let second = 0; second < 30; second++) {
    ann.draw(`${second}`);
    await stage.clock.advance(1_000);
    bob.socket.unsentBytes -= 100_000;
  }
  assert.equal(bob.socket.closeCode(), undefined);
});

Deno.test("backpressure: a handshake asked while much is unsent is answered when it has been read", async () => {
  const { stage, ann, bob, tick } = await annAndSlowBob();
  ann.draw("a");
  await stage.clock.advance(ANSWER_EVERY_MS);
  bob.listen();
  bob.socket.unsentBytes = BEHIND_BYTES + 1;
  for (let i = 0; i < 10; i++) bob.say({ type: "sync-step-1", stateVector: new Uint8Array([0]) });
  await tick();
  assert.deepEqual(bob.socket.frames, []);
  bob.socket.unsentBytes = 0;
  await tick();
  assert.deepEqual(types(bob.listen()), ["sync-step-2"]);
});

Deno.test("backpressure: who asks for the board again and again is answered once a second, and misses nothing", async () => {
  const { stage, ann, bob } = await annAndSlowBob();
  for (let ms = 0; ms < 3 * ANSWER_EVERY_MS; ms += 10) {
    if (ms % 500 === 0) ann.draw(`${ms}`);
    const ask: Message = { type: "sync-step-1", stateVector: Y.encodeStateVector(bob.doc) };
    bob.say(...Array.from({ length: 5 }, () => ask));
    await stage.clock.advance(10);
  }
  const answers =
    types(bob.socket.frames.flatMap(decodeFrame)).filter((type) => type === "sync-step-2").length;
  assert.ok(answers <= 4, `${answers} answers in three seconds`);
  await stage.clock.advance(ANSWER_EVERY_MS);
  bob.listen();
  assert.deepEqual(bob.keys, ann.keys);
  assert.equal(bob.socket.closeCode(), undefined);
});

Deno.test("backpressure: everybody's presence goes once a tick, however often it is asked for", async () => {
  const { stage, bob } = await annAndSlowBob();
  bob.say(...Array.from({ length: 200 }, (): Message => ({ type: "query-awareness" })));
  await stage.clock.advance(LONGEST_TICK_MS);
  const told = types(bob.listen());
  assert.ok(told.length >= 1 && told.length <= 2, `it is told ${told.length} times`);
});

Deno.test("backpressure: one peer's flood of drafts does not fill the connections of the others", async () => {
  const { stage, ann, bob } = await annAndSlowBob();
  bob.socket.takeFrames();
  const draft: Message = { type: "ephemeral", from: ann.id, payload: new Uint8Array(MAX_EPHEMERAL_BYTES) };
  for (let i = 0; i < 18; i++) ann.say(...Array.from({ length: 100 }, () => draft));
  await stage.clock.advance(TICK_MS);
  const bytes = bob.socket.frames.reduce((sum, { length }) => sum + length, 0);
  assert.ok(bytes > 0 && bytes <= 2 * LIVELY_BYTES, `${bytes} bytes in a tick`);
});

Deno.test("tick: it stretches with peers and with lag, to 50 ms at most", () => {
  assert.equal(tickInterval(2, 0), 1);
  assert.equal(tickInterval(20, 0), 10);
  assert.equal(tickInterval(32, 0), TICK_MS);
  assert.equal(tickInterval(66, 0), 33);
  assert.equal(tickInterval(300, 0), 33);
  assert.equal(tickInterval(400, 0), 40);
  assert.equal(tickInterval(10, 8), 13);
  assert.equal(tickInterval(5_000, 0), LONGEST_TICK_MS);
  assert.equal(tickInterval(1, 1_000), LONGEST_TICK_MS);
});

Deno.test("tick: a peer sends once a tick, however often it is told", async () => {
  const { stage, ann, bob } = await annAndSlowBob();
  for (let others = 0; others < 38; others++) await stage.join({ silent: true });
  const before = bob.socket.frames.length;
  for (let ms = 0; ms < 160; ms++) {
    ann.draw(`${ms}`);
    await stage.clock.advance(1);
  }
  const frames = bob.socket.frames.length - before;
  assert.ok(frames >= 9 && frames <= 11, `${frames} frames in 160 ms`);
});

Deno.test("tick: after one that came late the next takes longer", async () => {
  const { stage, ann, bob } = await annAndSlowBob();
  ann.draw("a");
  ann.draw("b");
  await stage.clock.advanceLate(TICK_MS + 20);
  bob.listen();
  ann.draw("c");
  await stage.clock.advance(TICK_MS + 19);
  assert.deepEqual(bob.socket.frames, []);
  await stage.clock.advance(1);
  assert.equal(bob.socket.frames.length, 1);
});
