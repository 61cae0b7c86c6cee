import assert from "node:assert/strict";
import { createLog, describe } from "../../relay/log.ts";

Deno.test("log: an event is one line with its time, level and fields, whatever the values hold", () => {
  const lines: string[] = [];
  const log = createLog((line) => lines.push(line), () => 0);
  log.warn("peer-closed", { board: "lobby", reason: "too slow\nreally", code: 1013, none: undefined });
  assert.deepEqual(lines, [
    String.raw`1970-01-01T00:00:00.000Z warn peer-closed board=lobby reason="too slow\nreally" code=1013`,
  ]);
});

Deno.test("log: an error is described with its causes", () => {
  const error = new Error("cannot save", { cause: new Error("disk full") });
  assert.equal(describe(error), "cannot save: disk full");
  assert.equal(describe("thrown text"), "thrown text");
});
