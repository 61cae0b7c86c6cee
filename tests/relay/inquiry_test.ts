import assert from "node:assert/strict";
import { Inquiry } from "../../relay/inquiry.ts";
import { FakeClock } from "./fake_socket.ts";

const FIRST = 1_000;

/** Asks whenever it is to, and notes when. */
function setUp() {
  const clock = new FakeClock();
  const asked: number[] = [];
  const began = clock.now();
  const inquiry: Inquiry = new Inquiry({
    clock,
    first: FIRST,
    ask: () => {
      inquiry.next();
      asked.push(clock.now() - began);
    },
  });
  return { clock, inquiry, asked };
}

Deno.test("inquiry: a question to which nothing comes back is asked again within 6 s, however often", async () => {
  const { clock, inquiry, asked } = setUp();
  inquiry.missed();
  await clock.advance(60_000);
  const pauses = asked.slice(1).map((at, i) => at - (asked[i] ?? 0));
  assert.deepEqual(pauses.slice(0, 3), [3_000, 6_000, 6_000]);
  assert.equal(Math.max(...pauses), 6_000);
  inquiry[Symbol.dispose]();
  assert.equal(clock.timers, 0);
});

Deno.test("inquiry: an answer that has begun to come has longer, and longer each time", async () => {
  const { clock, inquiry, asked } = setUp();
  inquiry.missed();
  await clock.advance(1_000);
  for (const [times, waits] of [5_000, 10_000, 20_000, 40_000, 40_000].entries()) {
    const count = asked.length;
    assert.equal(inquiry.isAnswered(FIRST + times + 1), false, "it begins");
    await clock.advance(waits - 1);
    assert.equal(asked.length, count);
    await clock.advance(1);
    assert.equal(asked.length, count + 1);
  }
  assert.equal(inquiry.isAnswered(FIRST + 6), false);
  assert.equal(inquiry.isAnswered(FIRST + 6), true);
  await clock.advance(100_000);
  assert.equal(asked.length, 6);
});

Deno.test("inquiry: what goes missing while an answer comes is asked for soon, and the answer does not count", async () => {
  const { clock, inquiry, asked } = setUp();
  inquiry.missed();
  await clock.advance(1_000);
  assert.equal(inquiry.isAnswered(FIRST + 1), false);
  inquiry.missed();
  assert.equal(inquiry.isAnswered(FIRST + 1), false);
  await clock.advance(500);
  assert.equal(asked.length, 2);
});

Deno.test("inquiry: a number that was not asked ends nothing", () => {
  const { inquiry } = setUp();
  for (const number of [FIRST, FIRST + 1, 0, 5]) {
    assert.equal(inquiry.isAnswered(number), false);
    assert.equal(inquiry.isAnswered(number), false);
  }
});
