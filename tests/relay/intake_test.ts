import assert from "node:assert/strict";
import { Intake, type Pace, PATIENCE_MS } from "../../relay/intake.ts";

function startIntake() {
  const clock = { ms: 0, now: () => clock.ms, after: () => ({ [Symbol.dispose]: () => {} }) };
  const intake = new Intake(clock);
  /** So many frames a second for so long. Gives how often each was said of them. */
  const receive = (frames: { perSecond: number; messages: number; bytes: number; forMs: number }) => {
    const said = new Map<Pace, number>();
    const end = clock.ms + frames.forMs;
    while (clock.ms < end) {
      clock.ms += 1000 / frames.perSecond;
      const pace = intake.count(frames);
      said.set(pace, (said.get(pace) ?? 0) + 1);
    }
    return said;
  };
  return { clock, intake, receive };
}

const HONEST = [
  ["a client of ours that draws without a pause", {
    perSecond: 62,
    messages: 4,
    bytes: 1_200,
    forMs: 60_000,
  }],
  ["a stock client with a frame a change", { perSecond: 300, messages: 1, bytes: 200, forMs: 60_000 }],
  ["a long text pasted", { perSecond: 10, messages: 2, bytes: 256 * 1024, forMs: 1_000 }],
  ["a day's work offline", { perSecond: 200, messages: 2, bytes: 256 * 1024, forMs: 500 }],
  ["a thousand shapes, each by itself", { perSecond: 10_000, messages: 1, bytes: 300, forMs: 100 }],
] as const;

for (const [name, frames] of HONEST) {
  Deno.test(`intake: ${name} is not too much`, () => {
    assert.deepEqual([...startIntake().receive(frames).keys()], ["fine"]);
  });
}

const FLOODS = [
  ["tiny frames", { perSecond: 20_000, messages: 1, bytes: 3 }],
  ["frames full of messages", { perSecond: 60, messages: 200, bytes: 1_000 }],
  ["large frames", { perSecond: 20, messages: 1, bytes: 4 * 1024 * 1024 }],
] as const;

for (const [name, frames] of FLOODS) {
  Deno.test(`intake: of ${name} no more is read than may come, it is told once, and then is a flood`, () => {
    const { receive } = startIntake();
    const said = receive({ ...frames, forMs: PATIENCE_MS });
    assert.equal(said.get("just too much"), 1);
    assert.equal(said.has("flood"), false);
    const fine = said.get("fine") ?? 0;
    assert.ok(fine * frames.messages <= 1_200 + 400 * 5 + frames.messages, `${fine} frames read`);
    assert.ok(fine * frames.bytes <= (32 + 2 * 5 + 4) * 1024 * 1024);
    const later = receive({ ...frames, forMs: PATIENCE_MS });
    assert.ok((later.get("flood") ?? 0) > 0);
  });
}

Deno.test("intake: who slows down for a second is trusted again", () => {
  const { clock, receive } = startIntake();
  const flood = { perSecond: 5_000, messages: 1, bytes: 3, forMs: PATIENCE_MS - 1_000 };
  for (let round = 0; round < 5; round++) {
    const said = receive(flood);
    assert.equal(said.get("just too much"), 1);
    assert.equal(said.has("flood"), false);
    clock.ms += 2_000;
  }
});

Deno.test("intake: answers are given ten times a second", () => {
  const { clock, intake } = startIntake();
  let given = 0;
  for (; clock.ms < 10_000; clock.ms++) if (intake.mayAnswer) given++;
  assert.ok(given >= 100 && given <= 125, `${given} answers in ten seconds`);
});
