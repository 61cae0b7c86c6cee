import assert from "node:assert/strict";
import { LEAST_WAIT_MS, MOST_WAIT_MS, waitMs } from "../../../client/sync/backoff.ts";

Deno.test("the wait doubles its range with each failure and stays within half a second and thirty", () => {
  for (let failures = 1; failures <= 2_000; failures++) {
    const least = waitMs(failures, 0), most = waitMs(failures, 1);
    assert.equal(least, LEAST_WAIT_MS);
    assert.equal(most, Math.min(MOST_WAIT_MS, LEAST_WAIT_MS * 2 ** failures));
  }
});

Deno.test("the wait falls anywhere in its range", () => {
  assert.equal(waitMs(3, 0.5), 500 + 1_750);
  assert.equal(waitMs(50, 0.25), 500 + 7_375);
});
