import assert from "node:assert/strict";
import { createWebSocketTransport } from "../../../client/sync/websocket_transport.ts";
import { createBoardKeys } from "../../../core/board/capability.ts";
import { CLOSE } from "../../../core/protocol/close.ts";

const { boardId, editKey } = createBoardKeys((count) => new Uint8Array(count).fill(3));

interface Asked {
  readonly path: string;
  readonly protocols: string | null;
}

/** A server that hands each socket to `use`, and the address of it. */
function serve(use: (socket: WebSocket) => void) {
  const asked: Asked[] = [];
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, (request) => {
    asked.push({
      path: new URL(request.url).pathname,
      protocols: request.headers.get("sec-websocket-protocol"),
    });
    const { socket, response } = Deno.upgradeWebSocket(request, { protocol: "gesso.v1" });
    socket.binaryType = "arraybuffer";
    use(socket);
    return response;
  });
  return { asked, origin: `http://127.0.0.1:${server.addr.port}`, stop: () => server.shutdown() };
}

interface Ending {
  readonly code: number;
  readonly reason: string;
}

/** Connects, does as the script says, and resolves when it is over. */
function talk(
  address: { origin: string; boardId: string; key: string | undefined },
  script: {
    opened?(send: (frame: Uint8Array<ArrayBuffer>) => void): void;
    received?(frame: Uint8Array, close: () => void): void;
  } = {},
): Promise<Ending> {
  return new Promise((resolve) => {
    const transport = createWebSocketTransport(address)({
      opened: () => script.opened?.((frame) => transport.send(frame)),
      received: (frame) => script.received?.(frame, () => transport.close(1000, "done")),
      closed: (code, reason) => resolve({ code, reason }),
    });
  });
}

Deno.test("frames go both ways, and the key is offered as a sub-protocol", async () => {
  const server = serve((socket) => {
    socket.onmessage = ({ data }) => socket.send(new Uint8Array(data).toReversed());
  });
  const got: Uint8Array[] = [];
  const ending = await talk({ origin: server.origin, boardId, key: editKey }, {
    opened: (send) => send(new Uint8Array([1, 2, 3])),
    received: (frame, close) => {
      got.push(frame);
      close();
    },
  });
  assert.equal(ending.code, 1000);
  assert.deepEqual(got, [new Uint8Array([3, 2, 1])]);
  assert.deepEqual(server.asked, [{ path: `/ws/${boardId}`, protocols: `gesso.v1, key.${editKey}` }]);
  await server.stop();
});

Deno.test("without a key only the protocol is offered, and a board's name is escaped in the address", async () => {
  const server = serve((socket) => {
    socket.onopen = () => socket.close(CLOSE.noSuchBoard, "no such board");
  });
  const ending = await talk({ origin: server.origin, boardId: "class 7/b", key: undefined });
  assert.deepEqual(ending, { code: CLOSE.noSuchBoard, reason: "no such board" });
  assert.deepEqual(server.asked, [{ path: "/ws/class%207%2Fb", protocols: "gesso.v1" }]);
  await server.stop();
});

Deno.test("a text frame ends the connection", async () => {
  const server = serve((socket) => {
    socket.onopen = () => socket.send("hello");
  });
  const received: Uint8Array[] = [];
  const ending = await talk({ origin: server.origin, boardId, key: undefined }, {
    received: (frame) => received.push(frame),
  });
  assert.equal(ending.code, 4003);
  assert.deepEqual(received, []);
  await server.stop();
});

Deno.test("a key that was cut short is refused without asking the server", async () => {
  const server = serve(() => {});
  for (const key of ["", "abc", editKey.slice(1), "a b", "ü".repeat(22)]) {
    const ending = await talk({ origin: server.origin, boardId, key });
    assert.equal(ending.code, CLOSE.unauthorized, key);
  }
  assert.deepEqual(server.asked, []);
  await server.stop();
});

Deno.test("an address that cannot be connected to is closed, not thrown", async () => {
  const { code } = await talk({ origin: "no such origin", boardId, key: undefined });
  assert.equal(code, 1006);
});
