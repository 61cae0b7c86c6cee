import assert from "node:assert/strict";
import { PATIENCE_MS } from "../../../client/sync/backoff.ts";
import { HELLO_WITHIN_MS, STREAM_QUIET_MS } from "../../../client/sync/http_down.ts";
import { CALL_EVERY_MS, createHttpTransport } from "../../../client/sync/http_transport.ts";
import { MOST_BODY_BYTES, MOST_FAREWELL_BYTES } from "../../../client/sync/http_up.ts";
import type { OpenTransport, Transport } from "../../../client/sync/transport.ts";
import { createBoardKeys } from "../../../core/board/capability.ts";
import { CLOSE } from "../../../core/protocol/close.ts";
import type { Chunk } from "../../../core/protocol/stream_chunks.ts";
import { FakeClock } from "./fake_clock.ts";
import { EPOCH, FakeNetwork, OTHER_EPOCH } from "./fake_network.ts";

const { boardId, editKey } = createBoardKeys((count) => new Uint8Array(count).fill(3));
const HELLO: Chunk = { type: "alive" };

function start(key: string | undefined = editKey) {
  const clock = new FakeClock(), network = new FakeNetwork();
  let serial = 0;
  const open: OpenTransport = createHttpTransport({ origin: "http://board.test", boardId, key }, {
    fetch: network.fetch,
    clock,
    randomBytes: (count) => new Uint8Array(count).fill(++serial),
  });
  const story: string[] = [];
  const connect = (): Transport =>
    open({
      opened: () => story.push("opened"),
      received: (frame) => story.push(`received ${frame[0]}`),
      closed: (code, reason) => story.push(`closed ${code} ${reason}`.trim()),
    });
  const pass = async (ms: number) => {
    await settle();
    await clock.pass(ms);
    await settle();
  };
  /** What was told since the last time it was asked. */
  const told = async () => {
    await settle();
    return story.splice(0);
  };
  return { clock, network, connect, pass, told };
}

/** Lets streams and promises run; the clock stands still. */
async function settle(): Promise<void> {
  for (let i = 0; i < 3; i++) await new Promise((resolve) => setTimeout(resolve));
}

async function connected() {
  const script = start();
  const transport = script.connect();
  script.network.last("GET").stream(EPOCH, HELLO);
  assert.deepEqual(await script.told(), ["opened"]);
  return { ...script, transport };
}

function frame(first: number, length = 1): Uint8Array<ArrayBuffer> {
  return new Uint8Array(length).fill(first);
}

function chunk(first: number): Chunk {
  return { type: "frame", frame: frame(first) };
}

Deno.test("it asks for a stream with session and key, and is open once the server has said something", async () => {
  const { network, connect, told, pass } = start();
  const transport = connect();
  const get = network.last("GET");
  assert.equal(get.url, `http://board.test/stream/${boardId}`);
  assert.deepEqual(["session", "key", "wait", "after"].map((name) => get.header(name)), [
    "AQEBAQEBAQEBAQEBAQEBAQ",
    editKey,
    "stream",
    null,
  ]);
  transport.send(frame(1));
  assert.deepEqual(await told(), []);
  get.stream(EPOCH, HELLO);
  assert.deepEqual(await told(), ["opened"]);
  get.more(chunk(1), HELLO, chunk(2));
  assert.deepEqual(await told(), ["received 1", "received 2"]);
  assert.equal(transport.kind, "stream");
  assert.equal(network.count("POST"), 0, "what came before it was open is nobody's");
  transport.close(1000, "");
  await pass(10_000);
});

Deno.test("frames go up one POST at a time; what comes meanwhile goes together in the next", async () => {
  const { network, transport } = await connected();
  for (const n of [1, 2, 3]) transport.send(frame(n, 100));
  assert.equal(network.count("POST"), 1);
  assert.deepEqual(network.last("POST").frames, [1]);
  assert.equal(network.last("POST").header("sequence"), "1");
  assert.equal(transport.unsentBytes, 300);
  network.last("POST").reply(EPOCH);
  await settle();
  assert.deepEqual(network.last("POST").frames, [2, 3]);
  assert.equal(network.last("POST").header("sequence"), "2");
  assert.equal(transport.unsentBytes, 200);
  network.last("POST").reply(EPOCH);
  await settle();
  assert.equal(transport.unsentBytes, 0);
  assert.equal(network.count("POST"), 2);
});

Deno.test("a body is not larger than 256 KiB, unless one frame is", async () => {
  const { network, transport } = await connected();
  transport.send(frame(1));
  for (const n of [2, 3, 4]) transport.send(frame(n, MOST_BODY_BYTES / 2));
  transport.send(frame(5, 2 * MOST_BODY_BYTES));
  const bodies: (number | undefined)[][] = [];
  for (let i = 0; i < 4; i++) {
    bodies.push(network.last("POST").frames);
    network.last("POST").reply(EPOCH);
    await settle();
  }
  assert.deepEqual(bodies, [[1], [2, 3], [4], [5]]);
});

Deno.test("a POST that was cut, or met a proxy's error, is sent again with the same number", async () => {
  const { network, transport, pass, told } = await connected();
  transport.send(frame(1));
  transport.send(frame(2));
  network.last("POST").cut();
  await pass(0);
  network.last("POST").refuse(502);
  await pass(300);
  network.last("POST").stream(EPOCH);
  await settle();
  network.last("POST").cut();
  await pass(600);
  const posts = network.requests.filter(({ method }) => method === "POST");
  assert.deepEqual(posts.map((post) => [post.header("sequence"), ...post.frames]), Array(4).fill(["1", 1]));
  network.last("POST").reply(EPOCH);
  await settle();
  assert.deepEqual(network.last("POST").frames, [2]);
  assert.deepEqual(await told(), []);
});

Deno.test("a stream that is cut is taken up again at once where it was, and nothing is told twice", async () => {
  const { network, told, pass } = await connected();
  network.last("GET").more(chunk(1), chunk(2));
  await settle();
  await pass(5_000);
  network.last("GET").cut();
  await pass(0);
  assert.equal(network.count("GET"), 2);
  assert.equal(network.last("GET").header("after"), `${EPOCH}:2`);
  network.last("GET").stream(EPOCH, HELLO, chunk(3));
  assert.deepEqual(await told(), ["received 1", "received 2", "received 3"]);
});

Deno.test("frames that come with a POST's answer are counted, and those of a GET under way not told again", async () => {
  const { network, transport, told, pass } = await connected();
  await pass(5_000);
  network.last("GET").end();
  await pass(0);
  transport.send(frame(1));
  network.last("POST").reply(EPOCH, chunk(1), chunk(2));
  assert.deepEqual(await told(), ["received 1", "received 2"]);
  assert.equal(network.last("GET").header("after"), `${EPOCH}:0`);
  network.last("GET").stream(EPOCH, HELLO, chunk(1), chunk(2), chunk(3));
  assert.deepEqual(await told(), ["received 3"]);
});

Deno.test("where the first sign of life is held back it polls, and so does the next connection", async () => {
  const { network, connect, told, pass } = start();
  const transport = connect();
  await pass(HELLO_WITHIN_MS - 1);
  assert.equal(network.count("GET"), 1);
  await pass(1);
  assert.equal(network.requests[0]?.isAborted, true);
  assert.equal(network.last("GET").header("wait"), "poll");
  network.last("GET").reply(EPOCH, chunk(1));
  assert.deepEqual(await told(), ["opened", "received 1"]);
  assert.equal(transport.kind, "poll");
  assert.equal(network.count("GET"), 3);
  assert.equal(network.last("GET").header("after"), `${EPOCH}:1`);
  await pass(20_000);
  network.last("GET").reply(EPOCH);
  await settle();
  assert.equal(network.count("GET"), 4, "an answer with nothing in it is an answer");
  assert.deepEqual(await told(), []);
  transport.close(1000, "");
  await pass(5_000);
  connect();
  assert.equal(network.last("GET").header("wait"), "poll");
});

Deno.test("where streams end as soon as they began, it polls", async () => {
  const { network, pass } = await connected();
  network.last("GET").end();
  await pass(0);
  network.last("GET").stream(EPOCH, HELLO);
  await pass(0);
  network.last("GET").end();
  await pass(0);
  assert.equal(network.last("GET").header("wait"), "poll");
});

Deno.test("a stream without a sign of life is left and asked for anew", async () => {
  const { network, told, pass } = await connected();
  await pass(STREAM_QUIET_MS - 1);
  network.last("GET").more(HELLO);
  await pass(STREAM_QUIET_MS - 1);
  assert.equal(network.count("GET"), 1);
  await pass(1);
  assert.equal(network.count("GET"), 2);
  assert.equal(network.last("GET").header("wait"), "stream");
  assert.deepEqual(await told(), []);
});

Deno.test("a process that does not know the session: the connection begins anew, and what waited is dropped", async () => {
  const { network, transport, told, pass } = await connected();
  network.last("GET").more(chunk(1));
  transport.send(frame(1));
  transport.send(frame(2));
  await pass(5_000);
  network.last("GET").cut();
  await pass(0);
  network.last("GET").stream(OTHER_EPOCH, HELLO, chunk(7));
  assert.deepEqual(await told(), ["received 1", "opened", "received 7"]);
  transport.send(frame(3));
  network.last("POST").reply(OTHER_EPOCH);
  await settle();
  assert.deepEqual(network.last("POST").frames, [3]);
  assert.equal(network.last("POST").header("after"), `${EPOCH}:1,${OTHER_EPOCH}:1`);
});

Deno.test("where two processes serve it, the one that has the POSTs is asked for what waits there", async () => {
  const { network, transport, told, pass } = await connected();
  transport.send(frame(1));
  network.last("POST").reply(OTHER_EPOCH, chunk(5));
  assert.deepEqual(await told(), ["opened", "received 5"]);
  await pass(CALL_EVERY_MS);
  assert.equal(network.count("POST"), 2);
  assert.deepEqual(network.last("POST").chunks, []);
  network.last("POST").reply(OTHER_EPOCH, chunk(6));
  assert.deepEqual(await told(), ["received 6"]);
  await pass(CALL_EVERY_MS);
  network.last("POST").reply(EPOCH);
  await pass(10 * CALL_EVERY_MS);
  assert.equal(network.count("POST"), 3, "one process has it all again");
  assert.deepEqual(await told(), [], "both are known");
});

for (const method of ["GET", "POST"] as const) {
  Deno.test(`the server's closing in the answer to a ${method} ends it, with code and reason`, async () => {
    const { network, transport, told, pass, clock } = await connected();
    transport.send(frame(1));
    const closed = { type: "closed", code: CLOSE.tooMuch, reason: "too much" } as const;
    if (method === "GET") network.last("GET").more(closed);
    else network.last("POST").reply(EPOCH, closed);
    assert.deepEqual(await told(), [`closed ${CLOSE.tooMuch} too much`]);
    const { length } = network.requests;
    await pass(60_000);
    assert.equal(network.requests.length, length);
    assert.equal(clock.waiting, 0);
    transport.close(1000, "");
    assert.deepEqual(await told(), []);
  });
}

Deno.test("a server that is not there is closed at once", async () => {
  const { network, connect, told, clock } = start();
  connect();
  network.last("GET").cut();
  assert.deepEqual(await told(), ["closed 1006"]);
  assert.equal(clock.waiting, 0);
  connect();
  network.last("GET").refuse(503);
  assert.deepEqual(await told(), ["closed 1006"]);
});

Deno.test("an answer that is not the server's is none, and says so", async () => {
  const { network, connect, told } = start();
  connect();
  network.last("GET").refuse(403);
  assert.deepEqual(await told(), ["closed 1006 the server answered with status 403"]);
  connect();
  network.last("GET").refuse(200);
  assert.deepEqual(await told(), ["closed 1006 something on the way answered in the server's place"]);
});

Deno.test("an open connection whose server is gone is closed after a few seconds, and not before", async () => {
  const { network, told, pass, clock } = await connected();
  await pass(2_000);
  const cut = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += 50) {
      network.last("GET").cut();
      await clock.pass(50);
      await settle();
    }
  };
  await cut(PATIENCE_MS - 1_500);
  assert.deepEqual(await told(), []);
  await cut(1_500);
  assert.deepEqual(await told(), ["closed 1006"]);
  assert.ok(network.count("GET") < 10, `it asked ${network.count("GET")} times`);
  assert.equal(clock.waiting, 0);
});

Deno.test("answers that hold nothing are not asked for round and round", async () => {
  const { network, connect, told, pass, clock } = start();
  connect();
  await pass(HELLO_WITHIN_MS);
  network.last("GET").reply(EPOCH, chunk(1));
  assert.deepEqual(await told(), ["opened", "received 1"]);
  for (let i = 0; i < 130; i++) {
    network.last("GET").reply(EPOCH);
    await clock.pass(50);
    await settle();
  }
  assert.ok(network.count("GET") < 12, `it asked ${network.count("GET")} times`);
  assert.deepEqual(await told(), ["closed 1006"]);
});

Deno.test("closing says goodbye, with all that was not answered, in a request that outlives the page", async () => {
  const { network, transport, told, pass, clock } = await connected();
  for (const n of [1, 2, 3]) transport.send(frame(n));
  transport.close(1000, "done");
  transport.close(1000, "done");
  const post = network.last("POST");
  assert.equal(network.count("POST"), 2);
  assert.deepEqual(post.frames, [1, 2, 3]);
  assert.deepEqual(post.chunks.at(-1), { type: "closed", code: 1000, reason: "done" });
  assert.equal(post.header("sequence"), "2");
  assert.equal(post.keepalive, true);
  assert.equal(network.last("GET").isAborted, true);
  assert.deepEqual(await told(), []);
  post.reply(EPOCH);
  assert.deepEqual(await told(), ["closed 1000 done"]);
  await pass(60_000);
  assert.equal(clock.waiting, 0);
  assert.equal(network.count("POST"), 2);
});

Deno.test("a goodbye takes along only what a browser lets outlive a page, and does not wait for ever", async () => {
  const { network, transport, told, pass } = await connected();
  transport.send(frame(1, MOST_FAREWELL_BYTES / 2));
  transport.send(frame(2, MOST_FAREWELL_BYTES / 2));
  transport.send(frame(3));
  transport.close(1000, "");
  assert.deepEqual(network.last("POST").frames, [1, 2]);
  await pass(1_000);
  assert.deepEqual(await told(), ["closed 1000"]);
});

Deno.test("closing before it is open says goodbye to nobody", async () => {
  const { network, connect, told, clock } = start();
  connect().close(1000, "");
  assert.deepEqual(await told(), ["closed 1000"]);
  assert.equal(network.count("POST"), 0);
  assert.equal(network.last("GET").isAborted, true);
  assert.equal(clock.waiting, 0);
});

Deno.test("a key that was cut short is refused without asking the server", async () => {
  const { network, connect, told } = start("abc");
  connect();
  assert.deepEqual(await told(), [`closed ${CLOSE.unauthorized}`]);
  assert.equal(network.requests.length, 0);
});
