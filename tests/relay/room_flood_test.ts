import assert from "node:assert/strict";
import { CLOSE } from "../../core/protocol/close.ts";
import { encodeFrame, type Message } from "../../core/protocol/message.ts";
import { PATIENCE_MS } from "../../relay/intake.ts";
import { type Guest, Stage } from "./room_script.ts";

const types = (messages: readonly Message[]) => messages.map(({ type }) => type);
const EMPTY: Message = { type: "update", update: new Uint8Array([0, 0]) };

/** Sends more than may come, for so long. */
async function flood(stage: Stage, guest: Guest, { ms, message = EMPTY }: { ms: number; message?: Message }) {
  const frame = encodeFrame(Array.from({ length: 100 }, () => message));
  for (let passed = 0; passed < ms; passed += 50) {
    for (let i = 0; i < 2; i++) guest.peer.receive(frame);
    await stage.clock.advance(50);
  }
}

async function annAndFlooder(options: { gesso?: boolean; role?: "edit" | "view" } = {}) {
  const stage = new Stage();
  const [ann, mal] = [await stage.join(), await stage.join(options)];
  ann.listen();
  mal.listen();
  return { stage, ann, mal };
}

Deno.test("flood: who sends too much is told once, and closed when it goes on", async () => {
  const { stage, ann, mal } = await annAndFlooder();
  await flood(stage, mal, { ms: PATIENCE_MS });
  const notices = mal.listen().filter(({ type }) => type === "notice");
  assert.deepEqual(notices, [{ type: "notice", kind: "slow-down" }]);
  assert.equal(mal.socket.closeCode(), undefined);
  await flood(stage, mal, { ms: PATIENCE_MS });
  assert.equal(mal.socket.closeCode(), CLOSE.tooMuch);
  assert.match(mal.socket.closeReason(), /too much.*slow down/);
  ann.draw("a");
  await stage.clock.advance(50);
  assert.equal(ann.socket.closeCode(), undefined);
});

Deno.test("flood: a stock client is closed too, and told nothing it does not know", async () => {
  const { stage, mal } = await annAndFlooder({ gesso: false });
  await flood(stage, mal, { ms: 2 * PATIENCE_MS });
  assert.equal(mal.socket.closeCode(), CLOSE.tooMuch);
  assert.ok(!types(mal.listen()).includes("notice"));
});

Deno.test("flood: an update that came in the midst of it is asked for, and not called saved before", async () => {
  const { stage, ann, mal: bob } = await annAndFlooder();
  await flood(stage, bob, { ms: 2_000 });
  bob.draw("drawn in haste");
  bob.say({ type: "saved", version: 1 });
  await stage.clock.advance(50);
  assert.ok(!types(bob.listen()).includes("saved"));
  ann.listen();
  assert.deepEqual(ann.keys, []);
  for (let second = 0; second < 10; second++) {
    if (types(bob.listen()).includes("sync-step-1")) bob.answer();
    await stage.clock.advance(1_000);
  }
  assert.equal(bob.socket.closeCode(), undefined);
  ann.listen();
  assert.deepEqual(ann.keys, ["drawn in haste"]);
  assert.deepEqual([...(await stage.store.stored()).getMap("shapes").keys()], ["drawn in haste"]);
});

Deno.test("flood: a version asked for in the midst of it is called saved in the end", async () => {
  const { stage, mal: bob } = await annAndFlooder();
  await flood(stage, bob, { ms: 2_000 });
  bob.draw("drawn in haste");
  bob.say({ type: "saved", version: 7 });
  const heard: Message[] = [];
  for (let second = 0; second < 10; second++) {
    const news = bob.listen();
    heard.push(...news);
    if (types(news).includes("sync-step-1")) bob.answer();
    await stage.clock.advance(1_000);
  }
  heard.push(...bob.listen());
  assert.deepEqual(heard.filter(({ type }) => type === "saved"), [{ type: "saved", version: 7 }]);
});

Deno.test("flood: of a flood of presence and drafts little is passed on, and nothing after it is too much", async () => {
  const { stage, ann, mal } = await annAndFlooder();
  const message: Message = { type: "ephemeral", from: mal.id, payload: new Uint8Array(10) };
  await flood(stage, mal, { ms: PATIENCE_MS, message });
  const drafts = ann.listen().filter(({ type }) => type === "ephemeral").length;
  assert.ok(drafts > 1_000 && drafts < 1_200 + 400 * 6, `${drafts} drafts`);
});

Deno.test("flood: a viewer that floods is closed as well", async () => {
  const { stage, mal } = await annAndFlooder({ role: "view" });
  await flood(stage, mal, { ms: 2 * PATIENCE_MS, message: { type: "query-awareness" } });
  assert.equal(mal.socket.closeCode(), CLOSE.tooMuch);
});

Deno.test("flood: pings are answered, but not all of a thousand", async () => {
  const { stage, ann } = await annAndFlooder();
  for (let second = 0; second < 5; second++) {
    for (let i = 0; i < 200; i++) ann.say({ type: "ping", time: i });
    await stage.clock.advance(1_000);
  }
  const pongs = types(ann.listen()).filter((type) => type === "pong").length;
  assert.ok(pongs >= 50 && pongs <= 75, `${pongs} pongs`);
});
