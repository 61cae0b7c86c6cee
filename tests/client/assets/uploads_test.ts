import assert from "node:assert/strict";
import type { KeptUpload, KeptUploads } from "../../../client/assets/kept_uploads.ts";
import { meaningOf, type SendAsset, type Sent } from "../../../client/assets/send_asset.ts";
import { createUploads, type Uploads } from "../../../client/assets/uploads.ts";

Deno.test("uploads: what is added is kept, sent with word of how far it is, and forgotten once it is there", async () => {
  const script = play();
  script.uploads.add(upload("a"));
  assert.deepEqual(script.states(), ["a sending 0"]);
  await settled();
  assert.deepEqual([...script.kept.keys()], ["a"]);
  script.sent[0]?.progress(0.5);
  assert.deepEqual(script.states(), ["a sending 0.5"]);
  script.sent[0]?.answer({ outcome: "stored" });
  await settled();
  assert.deepEqual(script.states(), []);
  assert.deepEqual([...script.kept.keys()], []);
});

Deno.test("uploads: two go at once, the others wait their turn", async () => {
  const script = play();
  for (const asset of ["a", "b", "c"]) script.uploads.add(upload(asset));
  assert.deepEqual(script.states(), ["a sending 0", "b sending 0", "c queued"]);
  script.sent[1]?.answer({ outcome: "stored" });
  await settled();
  assert.deepEqual(script.states(), ["a sending 0", "c sending 0"]);
});

Deno.test("uploads: without a connection it is tried again and again, ever more seldom", async () => {
  const script = play();
  script.uploads.add(upload("a"));
  const waits: number[] = [];
  for (let i = 0; i < 9; i++) {
    script.sent.at(-1)?.answer({ outcome: "not now", why: "offline" });
    await settled();
    assert.deepEqual(script.states(), ["a waiting offline"]);
    waits.push(script.timers.at(-1)?.ms ?? 0);
    script.timers.at(-1)?.act();
    assert.equal(script.sent.length, i + 2);
  }
  assert.deepEqual(waits, [1_500, 3_000, 6_000, 12_000, 24_000, 45_000, 45_000, 45_000, 45_000]);
});

Deno.test("uploads: somebody who says so, or a new connection, has it tried at once", async () => {
  const script = play();
  script.uploads.add(upload("a"));
  script.uploads.add(upload("b"));
  script.sent[0]?.answer({ outcome: "not now", why: "busy" });
  script.sent[1]?.answer({ outcome: "refused", why: "board full" });
  await settled();
  assert.deepEqual(script.states(), ["a waiting busy", "b refused board full"]);
  script.uploads.retry();
  assert.deepEqual(script.states(), ["a sending 0", "b sending 0"]);
  assert.equal(script.timers[0]?.cancelled, true);
});

Deno.test("uploads: what is refused stays until it is given up, and is not tried by itself", async () => {
  const script = play();
  script.uploads.add(upload("a"));
  script.sent[0]?.answer({ outcome: "refused", why: "not taken" });
  await settled();
  assert.equal(script.timers.length, 0);
  assert.deepEqual([...script.kept.keys()], ["a"]);
  script.uploads.discard();
  assert.deepEqual(script.states(), []);
  assert.deepEqual([...script.kept.keys()], []);
});

Deno.test("uploads: what an earlier page left is taken up, once", async () => {
  const script = play();
  script.kept.set("a", upload("a"));
  script.kept.set("b", upload("b"));
  script.uploads.add(upload("b"));
  const left = await script.uploads.resume();
  assert.deepEqual(left.map(({ asset }) => asset), ["a", "b"]);
  assert.deepEqual(script.states(), ["b sending 0", "a sending 0"]);
});

Deno.test("uploads: what the browser has no room for is said to be in this page only", async () => {
  const script = play({ hasRoom: false });
  script.uploads.add(upload("a"));
  await settled();
  assert.deepEqual(script.uploads.all.map(({ kept }) => kept), [false]);
});

Deno.test("uploads: what is on the server before it was kept does not stay behind", async () => {
  const script = play();
  script.uploads.add(upload("a"));
  script.sent[0]?.answer({ outcome: "stored" });
  await settled();
  assert.deepEqual([...script.kept.keys()], []);
});

Deno.test("uploads: the same picture twice is one upload", () => {
  const script = play();
  script.uploads.add(upload("a"));
  script.uploads.add(upload("a"));
  assert.equal(script.sent.length, 1);
});

Deno.test("uploads: after the end nothing is sent, told or tried", async () => {
  const script = play();
  script.uploads.add(upload("a"));
  script.uploads.add(upload("b"));
  script.sent[0]?.answer({ outcome: "not now", why: "offline" });
  await settled();
  const told = script.told();
  script.uploads.dispose();
  assert.equal(script.sent[1]?.stopped, true);
  assert.equal(script.timers[0]?.cancelled, true);
  script.sent[1]?.answer({ outcome: "stored" });
  await settled();
  assert.equal(script.told(), told);
});

Deno.test("send asset: an answer says whether it is there, may be later, or needs the person", () => {
  const outcomes = [204, 0, 500, 503, 408, 403, 404, 413, 415, 422, 507].map((status) => {
    const sent = meaningOf(status);
    return sent.outcome === "stored" ? "stored" : `${sent.outcome}: ${sent.why}`;
  });
  assert.deepEqual(outcomes, [
    "stored",
    "not now: offline",
    "not now: busy",
    "not now: busy",
    "not now: busy",
    "refused: no right",
    "refused: no board",
    "refused: not taken",
    "refused: not taken",
    "refused: not taken",
    "refused: board full",
  ]);
});

interface Script {
  readonly uploads: Uploads;
  readonly kept: Map<string, KeptUpload>;
  readonly sent: { progress(share: number): void; answer(sent: Sent): void; stopped: boolean }[];
  readonly timers: { readonly ms: number; act(): void; cancelled: boolean }[];
  states(): string[];
  told(): number;
}

function play({ hasRoom = true } = {}): Script {
  const kept = new Map<string, KeptUpload>();
  const store: KeptUploads = {
    read: () => Promise.resolve([...kept.values()]),
    keep(upload) {
      if (hasRoom) kept.set(upload.asset, upload);
      return Promise.resolve(hasRoom);
    },
    forget(asset) {
      kept.delete(asset);
      return Promise.resolve();
    },
  };
  const sent: Script["sent"] = [];
  const timers: Script["timers"] = [];
  let told = 0;
  const send: SendAsset = ({ progress }) => {
    const { promise: done, resolve } = Promise.withResolvers<Sent>();
    const sending = { progress, answer: resolve, stopped: false };
    sent.push(sending);
    return { done, stop: () => void (sending.stopped = true) };
  };
  const uploads = createUploads({
    kept: store,
    send,
    changed: () => void told++,
    after(ms, act) {
      const timer = { ms, act, cancelled: false };
      timers.push(timer);
      return () => void (timer.cancelled = true);
    },
    random: () => 0.5,
  });
  const states = () =>
    uploads.all.map(({ asset, state }) =>
      [asset, state.stage, "share" in state ? state.share : "", "why" in state ? state.why : ""].join(" ")
        .replace(/ +/g, " ").trim()
    );
  return { uploads, kept, sent, timers, states, told: () => told };
}

function upload(asset: string): KeptUpload {
  return { asset, name: `${asset}.png`, blob: new Blob(["bytes"]) };
}

async function settled(): Promise<void> {
  for (let i = 0; i < 5; i++) await Promise.resolve();
}
