import assert from "node:assert/strict";
import { CLOSE } from "../../core/protocol/close.ts";
import { type Chunk, encodeChunks } from "../../core/protocol/stream_chunks.ts";
import { SILENCE_MS } from "../../relay/stream_session.ts";
import { MAX_CLOSED, MAX_SESSIONS, MAX_SESSIONS_ON_BOARD } from "../../relay/stream_sessions.ts";
import { settle } from "./fake_socket.ts";
import { type Guest, readAwareness } from "./room_script.ts";
import { assertClosed, frameOf, Process, Remote } from "./stream_script.ts";

Deno.test("stream: a client hears and is heard as over a WebSocket, in order", async () => {
  const process = new Process();
  const witness = await process.join();
  const { remote, down } = await arrive(process);
  assert.deepEqual(remote.take().map(({ type }) => type), ["sync-step-1", "awareness"]);
  assert.deepEqual(down.chunks[0], { type: "alive" }, "a sign of life comes first");
  for (const key of ["a", "b", "c"]) await remote.say(process, remote.change(key));
  await remote.say(process, { type: "ping", time: 7 }, { type: "saved", version: 3 });
  await process.clock.advance(200);
  witness.listen();
  assert.deepEqual(witness.keys, ["a", "b", "c"]);
  for (const key of ["d", "e"]) witness.draw(key);
  await process.clock.advance(200);
  assert.deepEqual(remote.keys, ["a", "b", "c", "d", "e"]);
  assert.deepEqual(
    remote.take().map(({ type }) => type).filter((type) => type !== "update" && type !== "awareness"),
    ["pong", "saved"],
  );
});

Deno.test("stream: a body that comes twice is read once", async () => {
  const process = new Process();
  const { remote } = await arrive(process);
  remote.take();
  await remote.say(process, { type: "ping", time: 1 });
  await remote.repeat(process, { type: "ping", time: 1 });
  await remote.say(process, { type: "ping", time: 2 });
  await process.clock.advance(100);
  assert.deepEqual(remote.take(), [{ type: "pong", time: 1 }, { type: "pong", time: 2 }]);
});

Deno.test("stream: after a gap nothing is called saved until the answer to the server's question is here", async () => {
  const process = new Process();
  const { remote } = await arrive(process);
  const [lost, , kept] = [remote.change("lost"), remote.sequence++, remote.change("kept")];
  remote.take();
  await remote.say(process, kept, { type: "saved", version: 1 });
  await process.clock.advance(500);
  const asked = remote.take();
  assert.deepEqual(asked.map(({ type }) => type), ["ping", "sync-step-1", "ping"]);
  const [question, , again] = asked;
  assert.ok(question?.type === "ping");
  assert.deepEqual(again, question);
  assert.ok(!asked.some(({ type }) => type === "saved"));
  // Another process's question was answered with what that one lacked.
  await remote.say(process, { type: "sync-step-2", update: new Uint8Array([0, 0]) });
  for (let i = 0; i < 2; i++) await remote.say(process, { type: "pong", time: question.time + 1 });
  await process.clock.advance(500);
  assert.ok(!remote.take().some(({ type }) => type === "saved"));
  const pong = { type: "pong", time: question.time } as const;
  await remote.say(process, pong, lost, kept);
  assert.ok(!remote.take().some(({ type }) => type === "saved"), "as long as the answer goes on");
  await remote.say(process, pong);
  await process.clock.advance(500);
  assert.deepEqual(remote.take().filter(({ type }) => type === "saved"), [{ type: "saved", version: 1 }]);
  assert.deepEqual([...(await process.store.stored()).getMap("shapes").keys()].sort(), ["kept", "lost"]);
});

Deno.test("stream: an answer with a gap in it does not count, and the question is asked again", async () => {
  const process = new Process();
  const { remote } = await arrive(process);
  remote.sequence++;
  await remote.say(process, { type: "saved", version: 1 });
  await process.clock.advance(100);
  const first = questionIn(remote);
  await remote.say(process, { type: "pong", time: first });
  remote.sequence++;
  await remote.say(process, { type: "pong", time: first });
  await process.clock.advance(6_000);
  assert.ok(!remote.heard.some(({ type }) => type === "saved"));
  const second = questionIn(remote);
  assert.notEqual(second, first);
  // What went elsewhere before the answer began is in the answer.
  remote.sequence++;
  await remote.say(process, { type: "pong", time: second }, { type: "pong", time: second });
  assert.deepEqual(remote.take().at(-1), { type: "saved", version: 1 });
});

Deno.test("stream: a cut loses nothing and doubles nothing", async () => {
  const process = new Process();
  const witness = await process.join();
  const { remote, down } = await arrive(process);
  const epoch = remote.epoch;
  remote.take();
  await drawSlowly(process, witness, ["a", "b"]);
  down.cut();
  await drawSlowly(process, witness, ["c", "d"]);
  // What was on its way when it broke is sent again; what has come is not.
  remote.received.set(epoch, (remote.received.get(epoch) ?? 0) - 1);
  const again = remote.listen(process);
  await settle();
  await drawSlowly(process, witness, ["e"]);
  assert.equal(remote.epoch, epoch);
  assert.deepEqual(remote.keys, ["a", "b", "c", "d", "e"]);
  assert.equal(again.chunks.filter(({ type }) => type === "frame").length, 4);
});

Deno.test("stream: who comes back too late begins anew, and is there once", async () => {
  const process = new Process();
  const witness = await process.join();
  const { remote } = await arrive(process, "late");
  const { epoch } = remote;
  remote.received.set(epoch, 0);
  const named = new Map(remote.received);
  for (let i = 0; i < 6; i++) {
    witness.draw(`large${i}`, { kind: "test", text: "x".repeat(60_000) });
    await process.clock.advance(100);
  }
  remote.received = named;
  remote.listen(process);
  await process.clock.advance(100);
  assert.notEqual(remote.epoch, epoch);
  assert.equal(remote.received.get(remote.epoch), 1, "the greeting");
  assert.equal(process.sessions.size, 1);
  assert.deepEqual(namesSeenBy(witness), [null], "the one before has left");
});

Deno.test("stream: a poll waits for something, brings it, and brings it again until told that it came", async () => {
  const process = new Process();
  const witness = await process.join();
  const { remote, down } = await arrive(process, "poller", "poll");
  assert.equal(down.stage, "ended");
  const waiting = remote.listen(process, "poll");
  await settle();
  await drawSlowly(process, witness, ["presence first"]);
  assert.equal(waiting.stage, "ended");
  const before = new Map(remote.received);
  const second = remote.listen(process, "poll");
  await process.clock.advance(1_000);
  assert.equal(second.stage, "open");
  await drawSlowly(process, witness, ["a"]);
  assert.equal(second.stage, "ended");
  remote.received = before;
  const repeated = remote.listen(process, "poll");
  await settle();
  assert.deepEqual(repeated.chunks, second.chunks);
});

Deno.test("stream: a poll with nothing to bring ends empty after 20 s", async () => {
  const process = new Process();
  const { remote } = await arrive(process, "poller", "poll");
  const poll = remote.listen(process, "poll");
  await process.clock.advance(10_000);
  await remote.say(process);
  await process.clock.advance(9_999);
  assert.equal(poll.stage, "open");
  await process.clock.advance(1);
  assert.equal(poll.stage, "ended");
  assert.deepEqual(poll.chunks, []);
});

Deno.test("stream: while nobody listens here, answers to POSTs bring what waits", async () => {
  const process = new Process();
  const remote = new Remote();
  await remote.say(process, { type: "ping", time: 1 });
  await remote.say(process);
  assert.deepEqual(remote.take().map(({ type }) => type), ["sync-step-1", "pong"]);
  const down = remote.listen(process);
  await settle();
  const up = await remote.say(process, { type: "ping", time: 2 });
  assert.deepEqual(up.chunks, []);
  assert.deepEqual(remote.take(), [{ type: "pong", time: 2 }]);
  assert.equal(down.stage, "open");
});

Deno.test("stream: who does not read is sent away, and the others go on", async () => {
  const process = new Process();
  const witness = await process.join();
  const { remote, down } = await arrive(process, "slow");
  down.pause();
  for (let i = 0; i < 40; i++) {
    witness.draw(`large${i}`, { kind: "test", text: "x".repeat(100_000) });
    await process.clock.advance(100);
    await remote.say(process);
  }
  for (let i = 0; i < 12; i++) {
    await process.clock.advance(1_000);
    await remote.say(process);
  }
  assert.deepEqual(namesSeenBy(witness), [null], "it has left the room");
  down.resume();
  await settle();
  assertClosed(remote, CLOSE.tooSlow);
});

Deno.test("stream: a viewer's changes are not taken", async () => {
  const process = new Process();
  const remote = new Remote("view");
  remote.listen(process);
  await settle();
  await remote.say(process, remote.change("a"));
  remote.sequence++;
  await remote.say(process, remote.change("b"));
  await process.clock.advance(200);
  assert.deepEqual(remote.take(), [
    { type: "notice", kind: "read-only" },
    { type: "notice", kind: "read-only" },
    { type: "notice", kind: "read-only" },
  ]);
  assert.deepEqual(await process.store.entries(), []);
});

for (const change of ["key", "boardId"] as const) {
  Deno.test(`stream: a session's name is of no use with another ${change}`, async () => {
    const process = new Process();
    const witness = await process.join();
    const { remote } = await arrive(process, "honest");
    const own = remote[change];
    remote[change] = "B".repeat(22);
    await remote.say(process, remote.change("a"));
    assertClosed(remote, CLOSE.unauthorized);
    remote[change] = own ?? "";
    remote.sequence--;
    await remote.say(process, remote.change("b"));
    await process.clock.advance(100);
    assert.deepEqual(namesSeenBy(witness), ["honest"], "the session itself goes on");
  });
}

Deno.test("stream: when the server closes, it says so to who listens, and later to who comes", async () => {
  const process = new Process();
  const { remote } = await arrive(process);
  const poller = new Remote("edit");
  await poller.say(process);
  remote.take();
  const closing = process.rooms.close();
  await process.clock.advance(1_000);
  await closing;
  assert.deepEqual(remote.take(), [{ type: "notice", kind: "restarting" }]);
  assertClosed(remote, CLOSE.goingAway);
  await poller.say(process);
  assertClosed(poller, CLOSE.goingAway);
  await process.clock.advance(15_000);
  assert.equal(process.sessions.size, 0);
  assert.equal(process.clock.timers, 0);
});

Deno.test("stream: 15 s after the last request a session is over, and its presence with it", async () => {
  const process = new Process();
  const witness = await process.join();
  const { remote, down } = await arrive(process, "gone");
  await process.clock.advance(14_000);
  await remote.say(process);
  down.cut();
  await process.clock.advance(14_999);
  assert.deepEqual(namesSeenBy(witness), ["gone"]);
  await process.clock.advance(101);
  assert.deepEqual(namesSeenBy(witness), [null]);
  assert.equal(process.sessions.size, 0);
});

Deno.test("stream: a stream whose reader says nothing ends, so that it may show that it lives", async () => {
  const process = new Process();
  const witness = await process.join();
  const { remote, down } = await arrive(process, "hidden");
  await process.clock.advance(14_800);
  assert.equal(down.stage, "open");
  assert.deepEqual(down.chunks.slice(-2), [{ type: "alive" }, { type: "alive" }], "one each 5 s");
  await process.clock.advance(200);
  assert.equal(down.stage, "ended");
  const { epoch } = remote;
  const next = remote.listen(process);
  await process.clock.advance(1_000);
  assert.equal(remote.epoch, epoch);
  assert.equal(next.stage, "open");
  assert.deepEqual(namesSeenBy(witness), ["hidden"]);
  // Half open: nothing of it comes any more, and nothing tells that it has gone.
  next.pause();
  await process.clock.advance(29_100);
  assert.deepEqual(namesSeenBy(witness), [null]);
});

Deno.test("stream: a new GET takes the place of the one before", async () => {
  const process = new Process();
  const witness = await process.join();
  const { remote, down } = await arrive(process);
  const next = remote.listen(process);
  await settle();
  assert.equal(down.stage, "ended");
  const before = down.chunks.length;
  await drawSlowly(process, witness, ["a"]);
  assert.equal(down.chunks.length, before);
  assert.equal(next.stage, "open");
  assert.deepEqual(remote.keys, ["a"]);
  assert.equal(process.sessions.size, 1);
});

Deno.test("stream: a goodbye is taken at once, after what came with it", async () => {
  const process = new Process();
  const witness = await process.join();
  const { remote, down } = await arrive(process, "leaving");
  await remote.post(process, frameOf([remote.change("last")]), { type: "closed", code: 1000, reason: "" });
  await process.clock.advance(100);
  assert.equal(down.stage, "ended");
  assert.equal(process.sessions.size, 0);
  assert.deepEqual(namesSeenBy(witness), [null]);
  assert.deepEqual(witness.keys, ["last"]);
});

Deno.test("stream: what cannot be read closes its sender, and nobody else", async () => {
  const whole = encodeChunks([frameOf([{ type: "ping", time: 1 }])]);
  for (const bytes of [new Uint8Array([9]), whole.subarray(0, -1), new Uint8Array(70_000)]) {
    const process = new Process();
    const witness = await process.join();
    const { remote, down } = await arrive(process);
    await remote.postBytes(process.sessions, bytes);
    assertClosed(remote, CLOSE.badData);
    assert.equal(down.stage, "ended");
    await process.clock.advance(100);
    assert.deepEqual(namesSeenBy(witness), [null]);
    assert.equal(witness.socket.closeCode(), undefined);
  }
});

Deno.test("stream: what a session is closed for is told to its next request, when none is open", async () => {
  const process = new Process();
  const { remote, down } = await arrive(process);
  down.cut();
  await remote.post(process, { type: "frame", frame: new Uint8Array([250, 1]) });
  assertClosed(remote, CLOSE.badData);
  remote.closed = undefined;
  remote.listen(process);
  await settle();
  assertClosed(remote, CLOSE.badData);
});

const BAD: Chunk = { type: "frame", frame: new Uint8Array([250, 1]) };

Deno.test("stream: a closed session leaves the room and frees its place at once, told or not", async () => {
  const process = new Process();
  const witness = await process.join();
  for (let i = 0; i < MAX_CLOSED + 200; i++) {
    const remote = new Remote();
    await remote.show(process, "bad");
    await remote.post(process, BAD);
    assertClosed(remote, CLOSE.badData);
    if (i % 100 === 0) await process.clock.advance(10);
  }
  await process.clock.advance(100);
  assert.deepEqual(new Set(namesSeenBy(witness)), new Set([null]));
  assert.equal(process.sessions.size, MAX_CLOSED, "of some it is known for a while why they were closed");
  await process.clock.advance(SILENCE_MS);
  assert.equal(process.sessions.size, 0);
});

Deno.test("stream: there is room for so many on a board and in the process, and who is in stays in", async () => {
  const process = new Process();
  const knock = (remote: Remote) => process.sessions.listen(remote.caller(), "stream");
  const inside: Remote[] = [];
  for (let i = 0; i < MAX_SESSIONS; i++) {
    const board = Math.floor(i / MAX_SESSIONS_ON_BOARD);
    inside.push(new Remote("edit", `${board}`.padStart(22, "B")));
    inside.at(-1)?.listen(process);
    if (i === MAX_SESSIONS_ON_BOARD - 1) {
      assert.equal(knock(new Remote("edit", "0".padStart(22, "B"))), "crowded");
    }
  }
  const late = new Remote("edit", "another board".padStart(22, "B"));
  assert.equal(knock(late), "crowded");
  const [first] = inside;
  assert.ok(first);
  assert.notEqual(knock(first), "crowded");
  await first.post(process, { type: "closed", code: 1000, reason: "" });
  assert.notEqual(knock(late), "crowded");
  process.sessions[Symbol.dispose]();
  assert.equal(process.sessions.size, 0);
  assert.notEqual(knock(new Remote()), "crowded");
});

Deno.test("stream: a count that was never reached is of another time, and begins anew", async () => {
  const process = new Process();
  const { remote } = await arrive(process);
  const { epoch } = remote;
  remote.received.set(epoch, 1_000);
  remote.listen(process);
  assert.notEqual(remote.epoch, epoch);
});

async function arrive(process: Process, name = "remote", patience: "stream" | "poll" = "stream") {
  const remote = new Remote();
  const down = remote.listen(process, patience);
  await settle();
  await remote.show(process, name);
  await process.clock.advance(100);
  return { remote, down };
}

/** Each in a frame of its own. */
async function drawSlowly(process: Process, guest: Guest, keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    guest.draw(key);
    await process.clock.advance(100);
  }
}

function questionIn(remote: Remote): number {
  const question = remote.heard.findLast((message) => message.type === "ping");
  assert.ok(question);
  return question.time;
}

const seenBy = new WeakMap<Guest, Map<number, unknown>>();

/** The names that were shown last by the others, `null` for who left. */
function namesSeenBy(witness: Guest): unknown[] {
  const seen = seenBy.get(witness) ?? new Map<number, unknown>();
  seenBy.set(witness, seen);
  for (const message of witness.listen()) {
    if (message.type !== "awareness") continue;
    for (const [client, state] of readAwareness(message.update)) seen.set(client, nameIn(state));
  }
  seen.delete(witness.id);
  return [...seen.values()];
}

function nameIn(state: unknown): unknown {
  const [, name = null] = /"name":"(\w+)"/.exec(JSON.stringify(state)) ?? [];
  return name;
}
