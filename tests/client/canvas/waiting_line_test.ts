import assert from "node:assert/strict";
import { createWaitingLine } from "../../../client/canvas/waiting_line.ts";

function setUp() {
  const done: string[] = [];
  const line = createWaitingLine();
  return { line, done, note: (what: string) => () => void done.push(what) };
}

Deno.test("waiting line: what needs nothing is done at once, until something waits before it", () => {
  const { line, done, note } = setUp();
  line.inTurn(note("at once"));
  assert.equal(line.busy, false);
  assert.equal(line.wait(note("first")), true);
  line.inTurn(note("second"));
  assert.equal(line.busy, true);
  assert.deepEqual(done, ["at once"]);
  line.open();
  assert.deepEqual(done, ["at once", "first", "second"]);
  assert.equal(line.busy, false);
});

Deno.test("waiting line: once it is open nothing waits, not even what comes of what waited", () => {
  const { line, done, note } = setUp();
  line.wait(() => {
    line.wait(note("inner"));
    line.inTurn(note("turn"));
    done.push("outer");
  });
  line.wait(note("last"));
  line.open();
  assert.deepEqual(done, ["inner", "turn", "outer", "last"]);
});

Deno.test("waiting line: closed, it forgets what waits, says so of what comes, and holds up nothing", () => {
  const { line, done, note } = setUp();
  line.wait(note("forgotten"));
  line.close();
  assert.equal(line.busy, false);
  assert.equal(line.wait(note("never")), false);
  line.inTurn(note("at once"));
  assert.deepEqual(done, ["at once"]);
});
