import assert from "node:assert/strict";
import * as Y from "yjs";
import { CLOSE } from "../../core/protocol/close.ts";
import { MAX_FRAME_BYTES } from "../../core/protocol/limits.ts";
import { decodeFrame, encodeFrame, type Message } from "../../core/protocol/message.ts";
import { type Chunk, ChunkReader, encodeChunks, readChunks } from "../../core/protocol/stream_chunks.ts";
import type { StreamReply } from "../../relay/stream_sessions.ts";
import { connectTo, type LiveServer, startServer } from "../relay/live_server.ts";
import { bareApp } from "./bare_app.ts";
import { firstOf, send } from "./raw_request.ts";

Deno.test("stream route: frames go down as they come, and up with POSTs", async () => {
  await using server = startServer();
  const { boardId, editKey } = server.board;
  await using witness = await connectTo(server, boardId, editKey);
  await witness.next("sync-step-1");
  const down = await Down.open(server, { "gesso-key": editKey });
  assert.deepEqual(await down.next(), { type: "alive" });
  assert.equal((await down.message()).type, "sync-step-1");
  const doc = new Y.Doc();
  doc.getMap("shapes").set("a", { kind: "test" });
  const update = Y.encodeStateAsUpdate(doc);
  const up = await post(server, { "gesso-key": editKey }, [
    frameOf({ type: "update", update }, { type: "saved", version: 5 }),
  ]);
  assert.equal(up.response.headers.get("gesso-epoch"), down.epoch);
  assert.deepEqual(up.chunks, [], "what is to be said goes down the stream");
  assert.deepEqual(await down.message(), { type: "saved", version: 5 });
  const heard = new Y.Doc();
  Y.applyUpdate(heard, (await witness.next("update")).update);
  assert.ok(heard.getMap("shapes").has("a"));
  await down.close();
});

Deno.test("stream route: what is streamed is neither compressed nor kept", async () => {
  await using server = startServer();
  const down = await Down.open(server, { "accept-encoding": "gzip, br" });
  assert.match(down.epoch, /^[\w-]{22}$/);
  const { headers } = down.response;
  assert.equal(headers.get("content-encoding"), null);
  assert.equal(headers.get("content-type"), "application/octet-stream");
  assert.equal(headers.get("cache-control"), "no-store, no-transform");
  assert.equal(headers.get("x-accel-buffering"), "no");
  await down.close();
});

Deno.test("stream route: while nothing listens, the answer to a POST brings what waits", async () => {
  await using server = startServer();
  await post(server, {}, [frameOf({ type: "ping", time: 1 })]);
  const { chunks } = await post(server, { "gesso-sequence": "2" }, []);
  const types = chunks.flatMap((chunk) => chunk.type === "frame" ? decodeFrame(chunk.frame) : [])
    .map(({ type }) => type);
  assert.ok(types.includes("pong"));
});

Deno.test("stream route: a wrong key and an unknown board are closed as a WebSocket is", async () => {
  await using server = startServer();
  const { boardId } = server.board;
  for (
    const [board, key, code] of [
      [boardId, "BBBBBBBBBBBBBBBBBBBBBA", CLOSE.unauthorized],
      [boardId, "nonsense", CLOSE.unauthorized],
      ["no-such-board", undefined, CLOSE.noSuchBoard],
    ] as const
  ) {
    const headers: Record<string, string> = key === undefined ? {} : { "gesso-key": key };
    const get = await answerOf(fetch(urlOf(server, board), { headers: { ...HEADERS, ...headers } }));
    const posted = await post(server, headers, [frameOf({ type: "ping", time: 1 })], board);
    for (const { response, chunks } of [get, posted]) {
      assert.equal(response.status, 200);
      assert.match(response.headers.get("gesso-epoch") ?? "", /^[\w-]{22}$/);
      assert.equal(chunks.length, 1);
      const [chunk] = chunks;
      assert.ok(chunk?.type === "closed" && chunk.reason.length > 0);
      assert.equal(chunk.code, code);
    }
  }
  assert.equal(server.sessions.size, 0);
  assert.equal(server.rooms.size, 0);
});

const BAD: readonly [what: string, method: string, headers: Record<string, string>, status: number][] = [
  ["no session", "GET", { "gesso-session": "" }, 400],
  ["a short session", "GET", { "gesso-session": "abc" }, 400],
  ["a strange session", "GET", { "gesso-session": "?".repeat(22) }, 400],
  ["no way to wait", "GET", { "gesso-wait": "" }, 400],
  ["an unknown way to wait", "GET", { "gesso-wait": "long" }, 400],
  ["a count of nothing", "GET", { "gesso-after": "7" }, 400],
  ["a count below nothing", "GET", { "gesso-after": `${"A".repeat(22)}:-1` }, 400],
  ["too many epochs", "GET", { "gesso-after": Array(5).fill(`${"A".repeat(22)}:1`).join() }, 400],
  ["no number", "POST", { "gesso-sequence": "" }, 400],
  ["number 0", "POST", { "gesso-sequence": "0" }, 400],
  ["no whole number", "POST", { "gesso-sequence": "1.5" }, 400],
  ["a POST without a session", "POST", { "gesso-session": "" }, 400],
  ["another method", "PUT", {}, 405],
  ["a HEAD", "HEAD", {}, 405],
  ["another site's page", "GET", { origin: "https://elsewhere.example" }, 403],
  ["another site's POST", "POST", { origin: "null" }, 403],
];

Deno.test("stream route: what cannot be understood is answered with a status and words", async () => {
  await using server = startServer();
  for (const [what, method, headers, status] of BAD) {
    const response = await fetch(urlOf(server, "lobby"), { method, headers: { ...HEADERS, ...headers } });
    assert.equal(response.status, status, what);
    const words = await response.text();
    if (method !== "HEAD") assert.match(words, /[a-z]+ [a-z]+/i, what);
  }
  assert.equal(server.sessions.size, 0);
});

Deno.test("stream route: a page of an allowed origin may ask, and read the answers", async () => {
  await using server = startServer({ allowedOrigins: ["https://example.org"] });
  const origin = "https://example.org";
  const preflight = (from: string) =>
    fetch(urlOf(server, "lobby"), {
      method: "OPTIONS",
      headers: { origin: from, "access-control-request-method": "POST" },
    });
  const { status, headers } = await preflight(origin);
  assert.equal(status, 204);
  assert.equal(headers.get("access-control-allow-origin"), origin);
  assert.match(headers.get("access-control-allow-methods") ?? "", /POST/);
  for (
    const name of [
      "content-type",
      "gesso-session",
      "gesso-key",
      "gesso-after",
      "gesso-wait",
      "gesso-sequence",
    ]
  ) {
    assert.ok(headers.get("access-control-allow-headers")?.split(",").includes(name), name);
  }
  const down = await Down.open(server, { origin });
  assert.equal(down.response.headers.get("access-control-allow-origin"), origin);
  assert.equal(down.response.headers.get("access-control-expose-headers"), "gesso-epoch");
  assert.match(down.response.headers.get("vary") ?? "", /origin/i);
  await down.close();
  assert.equal((await preflight("https://example.com")).headers.get("access-control-allow-origin"), null);
});

Deno.test("stream route: a body that is too large is closed with 1009, declared or not", async () => {
  await using server = startServer();
  const large = new Uint8Array(MAX_FRAME_BYTES + 2048);
  for (const [i, body] of [large, new Blob([large]).stream()].entries()) {
    const headers = { ...HEADERS, "gesso-session": `${i}`.repeat(22) };
    const request = fetch(urlOf(server, "lobby"), { method: "POST", headers, body });
    const { chunks: [chunk] } = await answerOf(request);
    assert.ok(chunk?.type === "closed");
    assert.equal(chunk.code, CLOSE.tooLarge);
  }
});

Deno.test("stream route: of a body that is cut on its way nothing is taken, and nothing is logged", async () => {
  const joined: string[] = [];
  const { app, lines } = bareApp({
    rooms: {
      size: 0,
      join: (boardId) => {
        joined.push(boardId);
        return { receive: () => {}, refuseText: () => {}, missed: () => {}, left: () => {} };
      },
      close: () => Promise.resolve(),
    },
  });
  const answers: Promise<Response>[] = [];
  const asked = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, (request) => {
    const answer = Promise.resolve(app.fetch(request));
    answers.push(answer);
    asked[answers.length - 1]?.resolve();
    return answer;
  });
  const host = `127.0.0.1:${server.addr.port}`;
  const lengths = ["Content-Length: 1000\r\n\r\nabc", "Transfer-Encoding: chunked\r\n\r\n5\r\nabc"];
  for (const [i, path] of ["/stream/lobby", "/api/boards"].entries()) {
    const head = `POST ${path} HTTP/1.1\r\nHost: ${host}\r\nGesso-Session: ${"A".repeat(22)}\r\n`;
    const connection = await send(host, `${head}Gesso-Sequence: 1\r\n${lengths[i]}`);
    await asked[i]?.promise;
    connection.close();
    await answers[i];
  }
  await server.shutdown();
  assert.deepEqual(lines, []);
  assert.deepEqual(joined, []);
});

Deno.test("stream route: when the server stops, streams are told and end", async () => {
  const server = startServer();
  const down = await Down.open(server, {});
  while ((await down.message()).type !== "sync-step-1");
  const began = performance.now();
  const stopped = server[Symbol.asyncDispose]();
  assert.deepEqual(await down.message(), { type: "notice", kind: "restarting" });
  const last = await down.next();
  assert.ok(last?.type === "closed");
  assert.equal(last.code, CLOSE.goingAway);
  assert.equal(await down.next(), undefined);
  await stopped;
  assert.ok(performance.now() - began < 1000);
});

Deno.test("stream route: a raw GET hears the sign of life at once", async () => {
  await using server = startServer();
  const lines = Object.entries({ ...HEADERS, host: server.host }).map(([name, value]) =>
    `${name}: ${value}\r\n`
  );
  using connection = await send(server.host, `GET /stream/lobby HTTP/1.1\r\n${lines.join("")}\r\n`);
  assert.match(await firstOf(connection), /^HTTP\/1.1 200 /);
});

const HEADERS: Readonly<Record<string, string>> = {
  "gesso-session": "S".repeat(22),
  "gesso-wait": "stream",
  "gesso-sequence": "1",
};

interface Answered {
  readonly response: Response;
  readonly chunks: readonly Chunk[];
}

function urlOf({ host }: LiveServer, boardId: string): string {
  return `http://${host}/stream/${boardId}`;
}

async function answerOf(answer: Promise<Response>): Promise<Answered> {
  const response = await answer;
  return { response, chunks: readChunks(await response.bytes()) };
}

function post(
  server: LiveServer,
  headers: Record<string, string>,
  chunks: readonly Chunk[],
  board = headers["gesso-key"] === undefined ? "lobby" : server.board.boardId,
): Promise<Answered> {
  return answerOf(fetch(urlOf(server, board), {
    method: "POST",
    headers: { ...HEADERS, ...headers },
    body: encodeChunks(chunks),
  }));
}

/** A streamed GET. */
class Down {
  readonly #reader = new ChunkReader();
  readonly #chunks: Chunk[] = [];
  readonly #messages: Message[] = [];
  readonly #body: ReadableStreamDefaultReader<Uint8Array>;

  constructor(readonly response: Response) {
    this.#body = (response.body ?? assert.fail("there is no body")).getReader();
  }

  static async open(server: LiveServer, headers: Record<string, string>): Promise<Down> {
    const board = headers["gesso-key"] === undefined ? "lobby" : server.board.boardId;
    return new Down(await fetch(urlOf(server, board), { headers: { ...HEADERS, ...headers } }));
  }

  get epoch(): string {
    return this.response.headers.get("gesso-epoch") ?? "";
  }

  /** Undefined at the end. */
  async next(): Promise<Chunk | undefined> {
    while (this.#chunks.length === 0) {
      const { value } = await this.#body.read();
      if (!value) return undefined;
      this.#chunks.push(...this.#reader.read(value));
    }
    return this.#chunks.shift();
  }

  async message(): Promise<Message> {
    while (this.#messages.length === 0) {
      const chunk = await this.next();
      if (chunk?.type === "frame") this.#messages.push(...decodeFrame(chunk.frame));
      else assert.equal(chunk?.type, "alive");
    }
    return this.#messages.shift() ?? assert.fail();
  }

  async close(): Promise<void> {
    await this.#body.cancel();
  }
}

function frameOf(...messages: readonly Message[]): Chunk {
  return { type: "frame", frame: encodeFrame(messages) };
}

Deno.test("stream route: when there are too many sessions, one is told when to come again", async () => {
  const crowded = (): StreamReply => "crowded";
  const { app } = bareApp({
    sessions: {
      size: 0,
      listen: crowded,
      say: crowded,
      fail: crowded,
      refuse: crowded,
      [Symbol.dispose]: () => {},
    },
  });
  const headers = { "gesso-session": "A".repeat(22), "gesso-wait": "stream", "gesso-sequence": "1" };
  for (const method of ["GET", "POST"]) {
    const response = await app.request("/stream/lobby", { method, headers });
    assert.equal(response.status, 503);
    assert.equal(response.headers.get("retry-after"), "5");
    assert.match(await response.text(), /try again/);
  }
});
