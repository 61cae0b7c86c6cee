import assert from "node:assert/strict";
import { encodeFrame, SUBPROTOCOL } from "../../core/protocol/message.ts";
import { connectTo, startServer, WireClient } from "../relay/live_server.ts";
import { firstOf, send, upgradeOf } from "./raw_request.ts";

Deno.test("socket: the sub-protocol is agreed on, left out or refused", async () => {
  await using server = startServer();
  const offers: readonly [offer: string | undefined, status: number, answer: string | undefined][] = [
    ["gesso.v1", 101, SUBPROTOCOL],
    ["chat, gesso.v1, key.AAAA", 101, SUBPROTOCOL],
    [undefined, 101, undefined],
    ["key.AAAA", 400, undefined],
    ["gesso.v2", 400, undefined],
    ["GESSO.V1", 400, undefined],
  ];
  for (const [offer, status, answer] of offers) {
    const headers: Record<string, string> = offer === undefined ? {} : { "Sec-WebSocket-Protocol": offer };
    using connection = await send(server.host, upgradeOf(server.host, headers));
    const head = await firstOf(connection);
    assert.match(head, new RegExp(`^HTTP/1.1 ${status} `), offer ?? "none");
    const [, spoken] = /^sec-websocket-protocol: (.*)\r$/im.exec(head) ?? [];
    assert.equal(spoken, answer, offer ?? "none");
  }
});

Deno.test("socket: a plain GET is told which protocol to upgrade to", async () => {
  await using server = startServer();
  const response = await fetch(`http://${server.host}/ws/lobby`);
  assert.equal(response.status, 426);
  assert.equal(response.headers.get("upgrade"), "websocket");
  assert.match(await response.text(), /WebSocket/);
});

Deno.test("socket: several messages in a frame are read in their order", async () => {
  await using server = startServer();
  await using client = await connectTo(server, "lobby");
  await client.next("sync-step-1");
  client.say({ type: "ping", time: 1 }, { type: "saved", version: 4 }, { type: "ping", time: 2 });
  assert.equal((await client.next("pong")).time, 1);
  assert.equal((await client.next("pong")).time, 2);
  assert.equal((await client.next("saved")).version, 4);
});

Deno.test("socket: after it was closed for bad data nothing of a connection is taken", async () => {
  await using server = startServer();
  await using witness = await connectTo(server, "lobby");
  await witness.next("sync-step-1");
  const bad = new WireClient(`ws://${server.host}/ws/lobby`, [SUBPROTOCOL]);
  await bad.opened;
  bad.socket.send(new Uint8Array([250]));
  const shown = new Uint8Array([1, 9, 1, 2, 123, 125]);
  bad.socket.send(encodeFrame([{ type: "awareness", update: shown }]));
  assert.equal((await bad.closed).code, 1007);
  await witness.pingPong();
  assert.deepEqual(witness.heard, []);
});
