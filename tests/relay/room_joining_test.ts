import assert from "node:assert/strict";
import * as Y from "yjs";
import { CLOSE } from "../../core/protocol/close.ts";
import { decodeFrame, type Message } from "../../core/protocol/message.ts";
import { KEPT_MS, PART_BYTES } from "../../relay/board_frames.ts";
import { ANSWER_EVERY_MS, LIVELY_BYTES, TOO_SLOW_BYTES, TOO_SLOW_MS } from "../../relay/delivery.ts";
import { LONGEST_TICK_MS } from "../../relay/tick.ts";
import { nextTurn } from "../../relay/turn.ts";
import { type Guest, type JoinOptions, Stage } from "./room_script.ts";

const types = (messages: readonly Message[]) => messages.map(({ type }) => type);
const STROKE_BYTES = 100_000;
const stroke = () => ({ kind: "test", points: new Uint8Array(STROKE_BYTES) });
const KNOWS_NOTHING: Message = { type: "sync-step-1", stateVector: new Uint8Array([0]) };

async function largeBoard({ strokes = 12 } = {}) {
  const stage = new Stage();
  const ann = await stage.join({ name: "Ann" });
  for (let i = 0; i < strokes; i++) {
    ann.draw(`stroke ${i}`, stroke());
    await stage.clock.advance(50);
  }
  ann.listen();
  const tick = () => stage.clock.advance(LONGEST_TICK_MS);
  /** Comes, and has asked for nothing yet. */
  const arrive = async (options: JoinOptions = {}) => {
    // Who has not asked for the board yet hears of what is drawn all the same: here nothing is.
    await tick();
    const guest = await stage.join({ silent: true, ...options });
    guest.socket.take();
    return guest;
  };
  return { stage, ann, tick, arrive };
}

/** As the network carries it: what was sent is read, and nothing of it waits for anything in the document. */
function read(guest: Guest): Message[] {
  const messages = guest.listen();
  guest.socket.unsentBytes = 0;
  assert.equal(guest.doc.store.pendingStructs, null);
  return messages;
}

Deno.test("joining: a large board comes in parts, the first at once, and the second step is the last", async () => {
  const { ann, tick, arrive } = await largeBoard();
  const bob = await arrive();
  bob.say(KNOWS_NOTHING);
  assert.ok(bob.socket.frames.length >= 1);
  await tick();
  for (const frame of bob.socket.frames) assert.ok(frame.length < PART_BYTES + 2 * STROKE_BYTES);
  const told = types(read(bob));
  assert.deepEqual(told, ["update", "update", "update", "sync-step-2"]);
  assert.deepEqual(bob.keys, ann.keys);
});

Deno.test("joining: meanwhile one sees the others move and draw, and what they have drawn comes with the board", async () => {
  const { ann, tick, arrive } = await largeBoard();
  const bob = await arrive();
  bob.socket.stuck = true;
  bob.say(KNOWS_NOTHING);
  read(bob);
  ann.show({ at: 1 });
  ann.say({ type: "ephemeral", from: ann.id, payload: new Uint8Array(9) });
  ann.draw("drawn meanwhile");
  ann.erase("stroke 0");
  await tick();
  const told = types(bob.socket.frames.flatMap(decodeFrame));
  // As many parts as it may leave unread.
  assert.deepEqual([...new Set(told)], ["awareness", "ephemeral", "update"]);
  assert.ok(told.length <= 4, `${told}`);
  for (let ticks = 0; ticks < 10; ticks++) {
    read(bob);
    await tick();
  }
  assert.deepEqual(bob.keys, ann.keys);
  ann.draw("drawn later");
  await tick();
  assert.deepEqual(types(read(bob)), ["update"]);
  assert.deepEqual(bob.keys, ann.keys);
});

Deno.test("joining: for who reads slowly no more than a part or two waits, however large the board", async () => {
  const { stage, tick, arrive } = await largeBoard({ strokes: 120 });
  const bob = await arrive();
  bob.socket.stuck = true;
  bob.say(KNOWS_NOTHING);
  for (let second = 0; second < 3 * TOO_SLOW_MS / 1000; second++) {
    await stage.clock.advance(1_000);
    assert.ok(bob.socket.unsentBytes <= LIVELY_BYTES + PART_BYTES + STROKE_BYTES + 1000);
    bob.socket.unsentBytes = Math.max(0, bob.socket.unsentBytes - 30_000);
  }
  assert.equal(bob.socket.closeCode(), undefined, "who reads, stays");
  for (let ticks = 0; ticks < 60; ticks++) {
    read(bob);
    await tick();
  }
  assert.equal(bob.keys.length, 120);
});

Deno.test("joining: who stops reading in the midst of it is sent away", async () => {
  const { stage, arrive } = await largeBoard();
  const bob = await arrive();
  bob.socket.stuck = true;
  bob.say(KNOWS_NOTHING);
  await stage.clock.advance(TOO_SLOW_MS + 1_000);
  assert.equal(bob.socket.closeCode(), CLOSE.tooSlow);
});

Deno.test("joining: a single stroke larger than what a peer may leave unread can be read", async () => {
  const { stage, ann, arrive } = await largeBoard({ strokes: 0 });
  const text = ann.doc.getMap("texts");
  const before = Y.encodeStateVector(ann.doc);
  text.set("long", new Y.Text());
  ann.say({ type: "update", update: Y.encodeStateAsUpdate(ann.doc, before) });
  const long = text.get("long");
  assert.ok(long instanceof Y.Text);
  for (let i = 0; i < 5; i++) {
    const before = Y.encodeStateVector(ann.doc);
    long.insert(long.length, "x".repeat(2_000_000));
    ann.say({ type: "update", update: Y.encodeStateAsUpdate(ann.doc, before) });
    await stage.clock.advance(1_000);
  }
  const bob = await arrive();
  bob.socket.stuck = true;
  bob.say(KNOWS_NOTHING);
  assert.ok(bob.socket.unsentBytes > TOO_SLOW_BYTES);
  ann.draw("next");
  await stage.clock.advance(50);
  assert.equal(bob.socket.closeCode(), undefined);
});

Deno.test("joining: who comes within a few seconds is sent the very same frames", async () => {
  const { stage, ann, tick, arrive } = await largeBoard({ strokes: 11 });
  const frames = async () => {
    const guest = await arrive();
    guest.say(KNOWS_NOTHING);
    await tick();
    return guest.socket.takeFrames();
  };
  const first = await frames();
  const second = await frames();
  for (const [i, frame] of first.entries()) assert.equal(second[i] === frame, true);
  ann.draw("more");
  await tick();
  const third = await frames();
  assert.equal(third.length, first.length);
  for (const [i, frame] of first.entries()) assert.equal(third[i] === frame, i < first.length - 1);
  await stage.clock.advance(KEPT_MS);
  const later = await frames();
  for (const [i, frame] of first.entries()) assert.equal(later[i] === frame, false);
});

Deno.test("joining: frames that hold much of what was deleted since are not sent any more", async () => {
  const { stage, ann, tick, arrive } = await largeBoard();
  const bob = await arrive();
  bob.say(KNOWS_NOTHING);
  await tick();
  for (let i = 0; i < 1_000; i++) ann.draw("stroke 0", i);
  for (let i = 1; i < 12; i++) ann.erase(`stroke ${i}`);
  await tick();
  const cid = await arrive();
  cid.say(KNOWS_NOTHING);
  await stage.clock.advance(50);
  const bytes = cid.socket.frames.reduce((sum, { length }) => sum + length, 0);
  assert.ok(bytes < STROKE_BYTES, `${bytes} bytes`);
  for (const guest of [bob, cid]) read(guest);
  assert.deepEqual(bob.keys, ["stroke 0"]);
  assert.deepEqual(cid.keys, ["stroke 0"]);
});

Deno.test("joining: who is slower than frames are kept gets the rest all the same", async () => {
  const { stage, ann, tick, arrive } = await largeBoard();
  const [bob, cid] = [await arrive(), await arrive()];
  bob.socket.stuck = true;
  bob.say(KNOWS_NOTHING);
  read(bob);
  bob.socket.unsentBytes = LIVELY_BYTES + 1;
  await stage.clock.advance(KEPT_MS - 1_000);
  bob.socket.unsentBytes--;
  await tick();
  read(bob);
  bob.socket.unsentBytes = LIVELY_BYTES + 1;
  await stage.clock.advance(2_000);
  cid.say(KNOWS_NOTHING);
  await tick();
  for (let ticks = 0; ticks < 10; ticks++) {
    read(bob);
    await tick();
  }
  read(cid);
  assert.deepEqual(bob.keys, ann.keys);
  assert.deepEqual(cid.keys, ann.keys);
});

Deno.test("joining: who comes back gets only what it lacks, in parts if that is much", async () => {
  const { stage, ann, tick, arrive } = await largeBoard();
  const bob = await arrive();
  bob.say(KNOWS_NOTHING);
  await tick();
  read(bob);
  bob.peer.left();
  ann.erase("stroke 1");
  for (let i = 0; i < 6; i++) {
    ann.draw(`new ${i}`, stroke());
    await stage.clock.advance(50);
  }
  const again = await arrive({ doc: bob.doc });
  again.say({ type: "sync-step-1", stateVector: Y.encodeStateVector(bob.doc) });
  await tick();
  const frames = again.socket.frames;
  assert.ok(frames.reduce((sum, { length }) => sum + length, 0) < 7 * STROKE_BYTES);
  assert.deepEqual(types(read(again)), ["update", "sync-step-2"]);
  assert.deepEqual(again.keys, ann.keys);
});

Deno.test("joining: a peer that fell far behind is brought up to date in parts too", async () => {
  const { stage, ann, tick, arrive } = await largeBoard();
  const bob = await arrive();
  bob.say(KNOWS_NOTHING);
  await tick();
  read(bob);
  bob.socket.unsentBytes = 4 * LIVELY_BYTES + 1;
  for (let i = 0; i < 8; i++) {
    ann.draw(`missed ${i}`, stroke());
    await tick();
  }
  assert.deepEqual(bob.socket.frames, []);
  bob.socket.unsentBytes = 0;
  await stage.clock.advance(200);
  assert.deepEqual(types(read(bob)), ["update", "update", "sync-step-2"]);
  assert.deepEqual(bob.keys, ann.keys);
});

Deno.test("joining: viewers and stock clients get the same parts, one message a frame", async () => {
  const { ann, tick, arrive } = await largeBoard();
  for (const options of [{ role: "view" }, { gesso: false }, { role: "view", gesso: false }] as const) {
    const guest = await arrive(options);
    guest.say(KNOWS_NOTHING);
    await tick();
    for (const frame of guest.socket.frames) assert.equal(decodeFrame(frame).length, 1);
    const told = types(read(guest)).filter((type) => type !== "awareness");
    assert.deepEqual(told, ["update", "update", "update", "sync-step-2"]);
    assert.deepEqual(guest.keys, ann.keys);
  }
});

Deno.test("joining: who asks again in the midst of it starts anew, once a second, and has all in the end", async () => {
  const { stage, ann, arrive } = await largeBoard({ strokes: 40 });
  const bob = await arrive();
  let bytes = 0;
  bob.socket.stuck = true;
  for (let ms = 0; ms < 3 * ANSWER_EVERY_MS; ms += 100) {
    bob.say(KNOWS_NOTHING);
    bytes += bob.socket.frames.reduce((sum, { length }) => sum + length, 0);
    read(bob);
    await stage.clock.advance(100);
  }
  assert.ok(bytes < 3 * 5 * PART_BYTES, `${bytes} bytes`);
  for (let ms = 0; ms < 2 * ANSWER_EVERY_MS; ms += 50) {
    await stage.clock.advance(50);
    read(bob);
  }
  assert.deepEqual(bob.keys, ann.keys);
});

Deno.test("joining: a board that is loaded anew meanwhile is told to its end", async () => {
  const { stage, ann, tick, arrive } = await largeBoard();
  const [bob, mal] = [await arrive(), await stage.join()];
  bob.socket.stuck = true;
  bob.say(KNOWS_NOTHING);
  read(bob);
  mal.breakBoard();
  // Loading gives the event loop back again and again.
  for (let ticks = 0; ticks < 60; ticks++) {
    read(bob);
    await nextTurn();
    await tick();
  }
  assert.ok(stage.store.loads >= 2);
  read(bob);
  assert.deepEqual(bob.keys, ann.keys);
});

const RUNS = 12;

Deno.test("joining: joiners at every pace, and drawing and deleting meanwhile, all come to the same", async () => {
  const first = Math.floor(Math.random() * 1e9);
  for (let seed = first; seed < first + RUNS; seed++) {
    try {
      await randomJoiners(seed);
    } catch (cause) {
      throw new Error(`seed ${seed} failed`, { cause });
    }
  }
});

async function randomJoiners(seed: number): Promise<void> {
  let state = 1 + seed % 2_147_483_646;
  const random = (below: number) =>
    Math.floor((state = state * 16_807 % 2_147_483_647) / 2_147_483_647 * below);
  const { stage, ann, tick, arrive } = await largeBoard({ strokes: 8 });
  const joiners: Guest[] = [];
  for (let step = 0; step < 60; step++) {
    const guest = joiners[random(Math.max(1, joiners.length))];
    const dice = random(10);
    if (!guest || (dice === 0 && joiners.length < 6)) {
      const joiner = await arrive({ role: random(3) ? "edit" : "view", gesso: random(3) > 0 });
      joiner.socket.stuck = true;
      joiner.say(KNOWS_NOTHING);
      joiners.push(joiner);
    } else if (dice < 3) ann.draw(`more ${step}`, stroke());
    else if (dice < 5) ann.erase(ann.keys[random(ann.keys.length)] ?? "");
    else if (dice === 5) ann.draw(ann.keys[random(ann.keys.length)] ?? "", step);
    else read(guest);
    await stage.clock.advance(random(3) === 0 ? random(500) : random(30));
  }
  for (let ticks = 0; ticks < 30; ticks++) {
    for (const guest of [ann, ...joiners]) read(guest);
    await tick();
  }
  for (const guest of joiners) assert.deepEqual(guest.keys, ann.keys);
}
