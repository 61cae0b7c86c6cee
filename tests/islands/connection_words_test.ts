import assert from "node:assert/strict";
import type { Status } from "../../client/sync/status.ts";
import { CLOSE } from "../../core/protocol/close.ts";
import {
  connectionWords,
  detourWords,
  sizeWords,
  spokenStatus,
  transportWords,
} from "../../islands/state/connection_words.ts";

const LIVE: Status = {
  connection: { stage: "live", latencyMs: 12, transport: "websocket" },
  saving: "saved",
  readOnly: false,
  full: false,
  slowDown: false,
  keptHere: true,
  loaded: true,
};

Deno.test("before there is a session it says that it connects", () => {
  const { tone, label, line } = connectionWords(undefined);
  assert.deepEqual({ tone, label, line }, { tone: "waiting", label: "Connecting", line: undefined });
});

Deno.test("who may only look is never told to draw, and nobody that they drew when they did not", () => {
  const connecting = { ...LIVE, connection: { stage: "connecting" } } as const;
  assert.doesNotMatch(connectionWords({ ...connecting, readOnly: true }).meaning, /draw|sent/);
  assert.match(connectionWords(connecting).meaning, /can draw/);
  assert.match(
    connectionWords({ ...connecting, saving: "local" }).meaning,
    /What you drew.*kept in this browser/,
  );
});

Deno.test("until the board is there it says that it loads, not that all is well", () => {
  for (const status of [LIVE, { ...LIVE, saving: "saving" }, { ...LIVE, readOnly: true }] as const) {
    const { tone, label } = connectionWords({ ...status, loaded: false });
    assert.deepEqual({ tone, label }, { tone: "waiting", label: "Loading…" });
  }
  assert.equal(connectionWords({ ...LIVE, saving: "failing", loaded: false }).label, "Not saving");
});

Deno.test("what is too large to be sent is not blamed on the disk", () => {
  const { tone, meaning } = connectionWords({ ...LIVE, saving: "stuck" });
  assert.equal(tone, "bad");
  assert.match(meaning, /too large.*kept in this browser/);
  assert.doesNotMatch(meaning, /disk/);
});

Deno.test("live and saved is good, with the way it travels and the latency", () => {
  const { tone, label, line } = connectionWords(LIVE);
  assert.deepEqual({ tone, label, line }, {
    tone: "good",
    label: "Saved",
    line: { transport: "websocket", latencyMs: 12 },
  });
});

Deno.test("what is not a WebSocket is named, and why it is so", () => {
  assert.equal(detourWords("websocket"), undefined);
  for (const transport of ["stream", "poll"] as const) {
    assert.match(transportWords(transport), /^HTTP, /);
    assert.match(detourWords(transport) ?? "", /blocks or cuts WebSockets.*Everything works/);
  }
  assert.notEqual(transportWords("stream"), transportWords("poll"));
});

Deno.test("a full board says what can still be done, and where new work is", () => {
  const { tone, label, meaning } = connectionWords({ ...LIVE, saving: "saving", full: true });
  assert.deepEqual({ tone, label }, { tone: "bad", label: "Board full" });
  assert.match(meaning, /still erase.*kept in this browser/);
});

Deno.test("who is slowed down is told that nothing is lost, until all is saved", () => {
  const slowed = connectionWords({ ...LIVE, saving: "saving", slowDown: true });
  assert.equal(slowed.tone, "waiting");
  assert.match(slowed.meaning, /Nothing is lost/);
  assert.equal(connectionWords({ ...LIVE, slowDown: true }).label, "Saved");
});

Deno.test("sizes are round and plain", () => {
  const sizes = [0, 1, 999, 12_345, 999_999, 2_345_678].map(sizeWords);
  assert.deepEqual(sizes, ["nothing", "1 KB", "1 KB", "12 KB", "1.0 MB", "2.3 MB"]);
});

Deno.test("a viewer is told that they look, whatever the saving says", () => {
  assert.equal(connectionWords({ ...LIVE, readOnly: true }).label, "View only");
  assert.equal(connectionWords({ ...LIVE, readOnly: true, saving: "failing" }).label, "View only");
});

Deno.test("when the server cannot save, it is said to be bad and what is safe", () => {
  const { tone, meaning } = connectionWords({ ...LIVE, saving: "failing" });
  assert.equal(tone, "bad");
  assert.match(meaning, /kept in this browser/);
});

Deno.test("a browser that keeps nothing is not said to, but asked to stay", () => {
  const connection = { stage: "offline", retryAt: 0 } as const;
  for (const status of [{ ...LIVE, saving: "failing" }, { ...LIVE, saving: "local", connection }] as const) {
    const { meaning } = connectionWords({ ...status, keptHere: false });
    assert.doesNotMatch(meaning, /in this browser/);
    assert.match(meaning, /in this tab alone: leave it open/);
  }
});

Deno.test("each way the server closes a connection has words of its own, and says where the work is", () => {
  const codes = [undefined, ...Object.values(CLOSE)].filter((code) =>
    // Those two are for good, and this browser sends no text.
    code !== CLOSE.unauthorized && code !== CLOSE.noSuchBoard && code !== CLOSE.textFrame
  );
  const meanings = codes.map((code) => {
    const connection = {
      stage: "offline",
      retryAt: 0,
      ...code && { said: { code, reason: "too deep" } },
    } as const;
    const ann = connectionWords({ ...LIVE, saving: "local", connection });
    assert.match(ann.meaning, /kept in this browser/, `${code}`);
    const viewer = connectionWords({ ...LIVE, readOnly: true, connection });
    assert.doesNotMatch(viewer.meaning, /your work/i, `${code}`);
    return ann.meaning;
  });
  assert.equal(new Set(meanings).size, codes.length);
});

Deno.test("a server that does not take the work says what is wrong with it", () => {
  const said = { code: CLOSE.badData, reason: "Cannot take an update: too deep" };
  const { label, meaning } = connectionWords({
    ...LIVE,
    connection: { stage: "offline", retryAt: 0, said },
    saving: "local",
  });
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

Deno.test("a refusal says where the work is that the server has not", () => {
  const { meaning } = connectionWords({
    ...LIVE,
    connection: { stage: "refused", reason: "No such board." },
    saving: "local",
  });
  assert.equal(meaning, "No such board. Your work is kept in this browser.");
});

Deno.test("a screen reader is not told each saving and saved", () => {
  const saving = spokenStatus(connectionWords({ ...LIVE, saving: "saving" }));
  assert.equal(saving, spokenStatus(connectionWords(LIVE)));
  assert.notEqual(saving, spokenStatus(connectionWords({ ...LIVE, saving: "failing" })));
});
