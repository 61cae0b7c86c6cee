import assert from "node:assert/strict";
import type { Status } from "../../client/sync/status.ts";
import { connectionWords, spokenStatus } from "../../islands/state/connection_words.ts";

const LIVE: Status = {
  connection: { stage: "live", latencyMs: 12 },
  saving: "saved",
  readOnly: false,
  loaded: true,
};

Deno.test("before there is a session it says that it connects", () => {
  const { tone, label, latencyMs } = connectionWords(undefined);
  assert.deepEqual({ tone, label, latencyMs }, {
    tone: "waiting",
    label: "Connecting",
    latencyMs: undefined,
  });
});

Deno.test("live and saved is good, with the latency", () => {
  const { tone, label, latencyMs } = connectionWords(LIVE);
  assert.deepEqual({ tone, label, latencyMs }, { tone: "good", label: "Saved", latencyMs: 12 });
});

Deno.test("a viewer is told that they look, whatever the saving says", () => {
  assert.equal(connectionWords({ ...LIVE, readOnly: true }).label, "View only");
  assert.equal(connectionWords({ ...LIVE, readOnly: true, saving: "failing" }).label, "View only");
});

Deno.test("when the server cannot save, it is said to be bad and what is safe", () => {
  const { tone, meaning } = connectionWords({ ...LIVE, saving: "failing" });
  assert.equal(tone, "bad");
  assert.match(meaning, /safe in this browser/);
});

Deno.test("a server that is there and does not take the work says why, and where the work is", () => {
  const reason = "The server does not take what this browser has of the board: too deep.";
  const refused: Status = { ...LIVE, connection: { stage: "offline", retryAt: 0, reason }, saving: "local" };
  const { label, meaning } = connectionWords(refused);
  assert.equal(label, "Not accepted");
  assert.match(meaning, /too deep\. Your work is kept in this browser\./);
});

Deno.test("offline says where the work is, and promises a viewer none", () => {
  const offline: Status = { ...LIVE, connection: { stage: "offline", retryAt: 0 }, saving: "local" };
  assert.match(connectionWords(offline).meaning, /kept in this browser/);
  assert.doesNotMatch(connectionWords({ ...offline, readOnly: true }).meaning, /your work/i);
});

Deno.test("a refusal is told in the server's words", () => {
  const { tone, meaning } = connectionWords({
    ...LIVE,
    connection: { stage: "refused", reason: "No such board." },
  });
  assert.deepEqual({ tone, meaning }, { tone: "bad", meaning: "No such board." });
});

Deno.test("a screen reader is not told each saving and saved", () => {
  const saving = spokenStatus(connectionWords({ ...LIVE, saving: "saving" }));
  assert.equal(saving, spokenStatus(connectionWords(LIVE)));
  assert.notEqual(saving, spokenStatus(connectionWords({ ...LIVE, saving: "failing" })));
});
