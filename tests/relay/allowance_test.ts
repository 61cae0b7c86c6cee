import assert from "node:assert/strict";
import { Allowance, MOST_MS } from "../../relay/allowance.ts";

function startAllowance() {
  const clock = { ms: 0, now: () => clock.ms, after: () => ({ [Symbol.dispose]: () => {} }) };
  return { clock, allowance: new Allowance(clock) };
}

Deno.test("allowance: it is spent by what takes long, and comes back as time passes", () => {
  const { clock, allowance } = startAllowance();
  allowance.spend(() => clock.ms += MOST_MS / 2);
  assert.equal(allowance.isSpent, false);
  allowance.spend(() => clock.ms += 2 * MOST_MS);
  assert.equal(allowance.isSpent, true);
  clock.ms += MOST_MS;
  assert.equal(allowance.isSpent, true, "a quarter of the time comes back");
  clock.ms += 4 * MOST_MS;
  assert.equal(allowance.isSpent, false);
});

Deno.test("allowance: what throws is counted too", () => {
  const { clock, allowance } = startAllowance();
  const fail = () => {
    clock.ms += 2 * MOST_MS;
    throw new Error("bad data");
  };
  assert.throws(() => allowance.spend(fail), /bad data/);
  assert.equal(allowance.isSpent, true);
});

Deno.test("allowance: a clock that jumps keeps nobody waiting for long", () => {
  const { clock, allowance } = startAllowance();
  allowance.spend(() => clock.ms += 24 * 3_600_000);
  clock.ms -= 48 * 3_600_000;
  assert.equal(allowance.isSpent, true);
  clock.ms += 30_000;
  assert.equal(allowance.isSpent, false);
});
