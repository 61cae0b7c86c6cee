import assert from "node:assert/strict";
import * as Y from "yjs";
import type { Message } from "../../core/protocol/message.ts";
import { MEASURE_EVERY_MS } from "../../relay/board_size.ts";
import { nextTurn } from "../../relay/turn.ts";
import { type Guest, Stage } from "./room_script.ts";

const MAX_BYTES = 100_000;
const STROKE_BYTES = 9_000;
const stroke = () => ({ kind: "test", points: new Uint8Array(STROKE_BYTES) });
const types = (messages: readonly Message[]) => messages.map(({ type }) => type);
const isFull = (message: Message) => message.type === "notice" && message.kind === "full";

async function fullBoard() {
  const stage = new Stage({ maxBoardBytes: MAX_BYTES });
  const [ann, bob] = [await stage.join(), await stage.join()];
  for (let i = 0; i < 11; i++) {
    ann.draw(`stroke ${i}`, stroke());
    await stage.clock.advance(50);
  }
  for (const guest of [ann, bob]) assert.ok(!guest.listen().some(isFull));
  return { stage, ann, bob };
}

/** Lets time pass, with the guests answering what they are asked, and the board being measured. Gives what they heard. */
async function live(stage: Stage, guests: readonly Guest[], ms: number): Promise<Message[]> {
  const heard: Message[] = [];
  for (let passed = 0; passed < ms; passed += 500) {
    for (const guest of guests) {
      const news = guest.listen();
      heard.push(...news);
      if (types(news).includes("sync-step-1")) guest.answer();
    }
    for (let turns = 0; turns < 5; turns++) await nextTurn();
    await stage.clock.advance(500);
  }
  return heard;
}

Deno.test("full: what would make a board too large is not taken, not called saved, and its sender is told", async () => {
  const { stage, ann, bob } = await fullBoard();
  ann.draw("one too many", stroke());
  ann.draw("small", 1);
  ann.say({ type: "saved", version: 1 });
  const heard = await live(stage, [ann], 5_000);
  assert.equal(heard.filter(isFull).length, 1);
  assert.ok(!types(heard).includes("saved"));
  bob.listen();
  assert.equal(bob.keys.length, 11);
  assert.equal((await stage.store.stored()).getMap("shapes").size, 11);
});

Deno.test("full: what is small enough is still taken from others", async () => {
  const { stage, ann, bob } = await fullBoard();
  ann.draw("one too many", stroke());
  bob.draw("small", 1);
  await stage.clock.advance(50);
  ann.listen();
  assert.ok(ann.keys.includes("small"));
});

Deno.test("full: nobody is asked again and again", async () => {
  const { stage, ann } = await fullBoard();
  ann.draw("one too many", stroke());
  const heard = await live(stage, [ann], 120_000);
  const asked = types(heard).filter((type) => type === "sync-step-1").length;
  assert.ok(asked >= 2 && asked <= 9, `asked ${asked} times in two minutes`);
  assert.ok(heard.filter(isFull).length <= 9);
  assert.equal(ann.socket.closeCode(), undefined);
});

Deno.test("full: deletions are taken, and when they have made room so is what had to wait", async () => {
  const { stage, ann, bob } = await fullBoard();
  ann.draw("one too many", stroke());
  ann.say({ type: "saved", version: 1 });
  await live(stage, [ann, bob], 1_000);
  for (let i = 0; i < 5; i++) bob.erase(`stroke ${i}`);
  await stage.clock.advance(50);
  ann.listen();
  assert.equal(ann.keys.length, 7, "others see them at once");
  const heard = await live(stage, [ann, bob], 90_000 + MEASURE_EVERY_MS);
  assert.ok(types(heard).includes("saved"));
  bob.listen();
  assert.ok(bob.keys.includes("one too many"));
  assert.deepEqual((await stage.store.stored()).getMap("shapes").size, 7);
});

Deno.test("full: what overwrites what was there counts for what it leaves, not for all that ever came", async () => {
  const stage = new Stage({ maxBoardBytes: MAX_BYTES });
  const ann = await stage.join();
  for (let i = 0; i < 60; i++) {
    ann.draw("the same", stroke());
    const heard = await live(stage, [ann], MEASURE_EVERY_MS / 4);
    assert.ok(!heard.some(isFull), `after ${i}`);
  }
});

Deno.test("full: a stock client is told in y-protocols' own words", async () => {
  const { stage } = await fullBoard();
  const stock = await stage.join({ gesso: false });
  stock.listen();
  stock.draw("one too many", stroke());
  assert.deepEqual(types(stock.listen()), ["denied"]);
});

Deno.test("full: a client with much that is known and little that is new is not taken for a large one", async () => {
  const stage = new Stage({ maxBoardBytes: MAX_BYTES });
  const ann = await stage.join();
  for (let i = 0; i < 8; i++) ann.draw(`stroke ${i}`, stroke());
  await stage.clock.advance(50);
  ann.change("new");
  ann.answer();
  await stage.clock.advance(50);
  assert.ok(!ann.listen().some(isFull));
  const stored = await stage.store.stored();
  assert.equal(stored.getMap("shapes").size, 9);
  assert.ok(Y.encodeStateAsUpdate(stored).length < MAX_BYTES);
});
