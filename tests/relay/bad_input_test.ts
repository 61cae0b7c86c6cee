import assert from "node:assert/strict";
import * as Y from "yjs";
import { CLOSE } from "../../core/protocol/close.ts";
import { encodeFrame, SUBPROTOCOL } from "../../core/protocol/message.ts";
import { connectTo, startServer, WireClient } from "./live_server.ts";

function drawing(key: string): Uint8Array {
  const doc = new Y.Doc();
  doc.getMap("shapes").set(key, { kind: "test" });
  return Y.encodeStateAsUpdate(doc);
}

const BAD: readonly [name: string, code: number, data: string | Uint8Array<ArrayBuffer>][] = [
  ["a text frame", CLOSE.textFrame, "hello"],
  ["an empty frame", CLOSE.badData, new Uint8Array()],
  ["garbage", CLOSE.badData, new Uint8Array([250, 1, 2, 3])],
  ["a message that ends too early", CLOSE.badData, new Uint8Array([0, 2, 100, 1])],
  [
    "an update that does not decode",
    CLOSE.badData,
    encodeFrame([{ type: "update", update: new Uint8Array([1, 2, 3, 4]) }]),
  ],
];

Deno.test("bad input: closes its sender with code and reason, and nobody else notices", async () => {
  await using server = startServer();
  const { boardId, editKey } = server.board;
  await using witness = await connectTo(server, boardId, editKey);
  await witness.pingPong();
  for (const [name, code, data] of BAD) {
    const bad = await connectTo(server, boardId, editKey);
    bad.socket.send(data);
    const event = await bad.closed;
    assert.equal(event.code, code, name);
    assert.ok(event.reason.length > 0, name);
  }
  await witness.pingPong();
  assert.deepEqual(witness.heard, [], "the witness hears nothing of it");
  assert.equal(witness.socket.readyState, WebSocket.OPEN);
  assert.deepEqual((await server.store.load(boardId)).entries, []);
});

Deno.test("bad input: a wrong key and an unknown board are told apart", async () => {
  await using server = startServer();
  const { boardId } = server.board;
  const wrong = await connectTo(server, boardId, "BBBBBBBBBBBBBBBBBBBBBA");
  const unknown = await connectTo(server, "no-such-board");
  const stock = new WireClient(`ws://${server.host}/ws/${boardId}?key=nonsense`);
  const events = await Promise.all([wrong.closed, unknown.closed, stock.closed]);
  assert.deepEqual(events.map(({ code }) => code), [
    CLOSE.unauthorized,
    CLOSE.noSuchBoard,
    CLOSE.unauthorized,
  ]);
  for (const { reason } of events) assert.ok(reason.length > 0);
  assert.equal(server.rooms.size, 0);
});

Deno.test("bad input: raw sync messages over a view link's socket change nothing", async () => {
  await using server = startServer();
  const { boardId, editKey } = server.board;
  await using editor = await connectTo(server, boardId, editKey);
  await using viewer = await connectTo(server, boardId);
  await viewer.next("notice");
  viewer.say({ type: "update", update: drawing("a") });
  viewer.say({ type: "sync-step-2", update: drawing("b") });
  assert.equal((await viewer.next("notice")).kind, "read-only");
  assert.equal((await viewer.next("notice")).kind, "read-only");
  await editor.next("sync-step-1");
  await editor.pingPong();
  assert.deepEqual(editor.heard, []);
  editor.say({ type: "sync-step-1", stateVector: new Uint8Array([0]) });
  assert.deepEqual([...(await editor.next("sync-step-2")).update], [0, 0], "the board is empty");
  assert.deepEqual((await server.store.load(boardId)).entries, []);
});

Deno.test("socket: an open board is edited without a key, and the server answers gesso.v1", async () => {
  await using server = startServer();
  await using ann = await connectTo(server, "lobby");
  await using bob = await connectTo(server, "lobby");
  assert.equal(ann.socket.protocol, SUBPROTOCOL);
  await bob.next("sync-step-1");
  ann.say({ type: "update", update: drawing("a") }, { type: "saved", version: 3 });
  assert.equal((await ann.next("saved")).version, 3);
  const doc = new Y.Doc();
  Y.applyUpdate(doc, (await bob.next("update")).update);
  assert.ok(doc.getMap("shapes").has("a"));
});

Deno.test("socket: when the server closes, peers are told why", async () => {
  const server = startServer();
  const ann = await connectTo(server, "lobby");
  await ann.next("sync-step-1");
  await server[Symbol.asyncDispose]();
  const event = await ann.closed;
  assert.equal(event.code, CLOSE.goingAway);
  assert.match(event.reason, /restarting/);
  assert.equal((await ann.next("notice")).kind, "restarting");
});

const UPGRADE = {
  Connection: "Upgrade",
  Upgrade: "websocket",
  "Sec-WebSocket-Version": "13",
  "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
};

const REQUESTS: readonly [name: string, status: number, headers: Record<string, string>][] = [
  ["a plain GET", 426, {}],
  ["no key", 400, { ...UPGRADE, "Sec-WebSocket-Key": "" }],
  ["a bad key", 400, { ...UPGRADE, "Sec-WebSocket-Key": "short" }],
  ["an old version", 400, { ...UPGRADE, "Sec-WebSocket-Version": "8" }],
  ["no Connection", 400, { ...UPGRADE, Connection: "keep-alive" }],
  ["another site's page", 403, { ...UPGRADE, Origin: "https://elsewhere.example" }],
  ["an origin that is none", 403, { ...UPGRADE, Origin: "null" }],
  ["unknown sub-protocols", 400, { ...UPGRADE, "Sec-WebSocket-Protocol": "chat, key.abc" }],
];

Deno.test("socket: a request that is no upgrade of ours gets a status and words", async () => {
  await using server = startServer();
  for (const [name, status, headers] of REQUESTS) {
    const answer = await request(server.host, headers);
    assert.match(answer, new RegExp(`^HTTP/1.1 ${status} `), name);
    assert.match(answer, /\r\n\r\n[\s\S]*[a-z]+ [a-z]+/i, name);
  }
  const own = await request(server.host, { ...UPGRADE, Origin: `http://${server.host}` });
  assert.match(own, /^HTTP\/1.1 101 /);
});

/** By hand: `fetch` does not send these headers. Gives what comes first. */
async function request(host: string, headers: Record<string, string>): Promise<string> {
  const [hostname = "", port] = host.split(":");
  using connection = await Deno.connect({ hostname, port: Number(port) });
  const lines = Object.entries({ Host: host, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  await connection.write(new TextEncoder().encode(`GET /ws/lobby HTTP/1.1\r\n${lines.join("")}\r\n`));
  const buffer = new Uint8Array(4096);
  let text = "";
  while (!/\r\n\r\n/.test(text) || (!text.startsWith("HTTP/1.1 101") && text.endsWith("\r\n\r\n"))) {
    const count = await connection.read(buffer);
    if (count === null) break;
    text += new TextDecoder().decode(buffer.subarray(0, count));
  }
  return text;
}
