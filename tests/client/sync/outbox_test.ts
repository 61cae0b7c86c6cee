import assert from "node:assert/strict";
import { createOutbox } from "../../../client/sync/outbox.ts";

function connectedOutbox() {
  const outbox = createOutbox();
  outbox.connected();
  const version = outbox.sent();
  assert.ok(version !== undefined);
  outbox.answered(version);
  return outbox;
}

Deno.test("an edit is saved only once the version asked for after it was answered", () => {
  const outbox = connectedOutbox();
  outbox.changed();
  assert.equal(outbox.saving, "saving");
  const version = outbox.sent();
  assert.ok(version !== undefined);
  assert.equal(outbox.saving, "saving");
  assert.equal(outbox.answered(version + 1), undefined);
  assert.equal(outbox.saving, "saving", "the answer to another question says nothing");
  assert.equal(outbox.answered(version), undefined);
  assert.equal(outbox.saving, "saved");
});

Deno.test("while a question is out, all further edits share one more", () => {
  const outbox = connectedOutbox();
  outbox.changed();
  const first = outbox.sent();
  assert.ok(first !== undefined);
  for (let i = 0; i < 5; i++) {
    outbox.changed();
    assert.equal(outbox.sent(), undefined);
  }
  const second = outbox.answered(first);
  assert.ok(second !== undefined && second > first);
  assert.equal(outbox.saving, "saving");
  assert.equal(outbox.answered(second), undefined);
  assert.equal(outbox.saving, "saved");
});

Deno.test("an edit that is not sent yet is not covered by an answer", () => {
  const outbox = connectedOutbox();
  outbox.changed();
  const version = outbox.sent();
  outbox.changed();
  outbox.answered(version ?? -1);
  assert.equal(outbox.saving, "saving");
});

Deno.test("what was not answered when the connection broke is local until the next connection proves it", () => {
  const outbox = connectedOutbox();
  outbox.changed();
  const lost = outbox.sent();
  outbox.disconnected();
  assert.equal(outbox.saving, "local");
  outbox.connected();
  assert.equal(outbox.saving, "saving");
  const version = outbox.sent();
  assert.ok(version !== undefined);
  outbox.answered(lost ?? -1);
  assert.equal(outbox.saving, "saving", "the broken connection's answer says nothing");
  outbox.answered(version);
  assert.equal(outbox.saving, "saved");
});

Deno.test("a server that cannot store is told of until it answers again, if there is something to store", () => {
  const outbox = connectedOutbox();
  outbox.savingFails();
  assert.equal(outbox.saving, "saved");
  outbox.changed();
  assert.equal(outbox.saving, "failing");
  outbox.answered(outbox.sent() ?? -1);
  assert.equal(outbox.saving, "saved");
  outbox.changed();
  assert.equal(outbox.saving, "saving");
});

Deno.test("work that cannot be sent at all is never called saved", () => {
  const outbox = connectedOutbox();
  outbox.stuck();
  outbox.answered(outbox.sent() ?? -1);
  assert.equal(outbox.saving, "stuck");
});
