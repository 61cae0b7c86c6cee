import assert from "node:assert/strict";
import { createLog, describe, limitWarnings } from "../../relay/log.ts";

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

Deno.test("log: of a flood of one kind of warning twenty a minute are written, then how many were not", () => {
  const lines: string[] = [];
  let now = 0;
  const log = limitWarnings(createLog((line) => lines.push(line.slice(25)), () => 0), () => now);
  for (let i = 0; i < 1_000; i++) log.warn("bad data", { i });
  log.warn("another kind");
  log.error("an error");
  assert.deepEqual(lines.slice(18), [
    "warn bad data i=18",
    "warn bad data i=19",
    "warn another kind",
    "error an error",
  ]);
  now = 59_999;
  log.warn("bad data");
  now = 60_000;
  log.warn("bad data", { i: 7 });
  log.warn("bad data");
  assert.deepEqual(lines.slice(22), ["warn bad data i=7 leftOut=981", "warn bad data"]);
});
