/** What every transport does, against a real server: run by each of them. */

import assert from "node:assert/strict";
import * as Y from "yjs";
import type { BoardAddress } from "../../../client/sync/board_address.ts";
import type { OpenTransport, Transport, TransportKind } from "../../../client/sync/transport.ts";
import { REMOTE } from "../../../core/board/origin.ts";
import { CLOSE } from "../../../core/protocol/close.ts";
import { encodeAwareness } from "../../../core/protocol/guard.ts";
import { MAX_FRAME_BYTES } from "../../../core/protocol/limits.ts";
import { decodeFrame, encodeFrame, type Message } from "../../../core/protocol/message.ts";
import { connectTo, type LiveServer, startServer } from "../../relay/live_server.ts";

export interface Implementation {
  readonly kind: TransportKind;
  open(address: BoardAddress): OpenTransport;
}

export function testTransport(name: string, { kind, open }: Implementation): void {
  const test = (what: string, run: (server: LiveServer) => Promise<void>) =>
    Deno.test(`${name}: ${what}`, async () => {
      await using server = startServer();
      await run(server);
    });
  const join = async (server: LiveServer, key: string | undefined = server.board.editKey) => {
    const client = new Client(open({ origin: `http://${server.host}`, boardId: server.board.boardId, key }));
    await client.opened;
    return client;
  };

  test("opens, hears the server's greeting, and gets answers in order", async (server) => {
    await using client = await join(server);
    await client.next("sync-step-1");
    assert.equal(client.transport.kind, kind);
    for (let time = 1; time <= 15; time++) client.say({ type: "ping", time });
    for (let time = 1; time <= 15; time++) assert.equal((await client.next("pong")).time, time);
    assert.equal(client.openings, 1);
  });

  test("brings changes to others, and theirs back, each once and in order", async (server) => {
    await using client = await join(server);
    await using other = await connectTo(server, server.board.boardId, server.board.editKey);
    await Promise.all([client.next("sync-step-1"), other.next("sync-step-1")]);
    const [here, there] = [new Y.Doc(), new Y.Doc()];
    here.on("update", (update, origin) => origin === REMOTE || client.say({ type: "update", update }));
    there.on("update", (update, origin) => origin === REMOTE || other.say({ type: "update", update }));
    for (let i = 0; i < 30; i++) {
      here.getMap("shapes").set(`a${i}`, i);
      there.getMap("shapes").set(`b${i}`, i);
    }
    const size = (doc: Y.Doc) => doc.getMap("shapes").size;
    while (size(here) < 60) Y.applyUpdate(here, (await client.next("update")).update, REMOTE);
    while (size(there) < 60) Y.applyUpdate(there, (await other.next("update")).update, REMOTE);
    assert.equal(
      here.store.pendingStructs ?? there.store.pendingStructs,
      null,
      "nothing came before its time",
    );
    client.say({ type: "saved", version: 7 });
    assert.equal((await client.next("saved")).version, 7);
  });

  test("carries a large frame both ways, and counts what is unsent", async (server) => {
    await using client = await join(server);
    await client.next("sync-step-1");
    const doc = new Y.Doc();
    doc.getMap("shapes").set("large", new Uint8Array(1_000_000).fill(7));
    client.say({ type: "update", update: Y.encodeStateAsUpdate(doc) });
    assert.equal(
      client.transport.unsentBytes > 1_000_000,
      true,
      `${client.transport.unsentBytes} are unsent`,
    );
    client.say({ type: "saved", version: 1 });
    await client.next("saved");
    // Over HTTP the answer may be here before the request that brought the question has ended.
    while (client.transport.unsentBytes > 0) await new Promise((resolve) => setTimeout(resolve, 1));
    client.say({ type: "sync-step-1", stateVector: Y.encodeStateVector(new Y.Doc()) });
    const copy = new Y.Doc();
    while (copy.getMap("shapes").size === 0) {
      const answer = await client.next("sync-step-2", "update");
      Y.applyUpdate(copy, answer.update);
    }
  });

  test("tells a viewer that they look", async (server) => {
    const client = new Client(
      open({ origin: `http://${server.host}`, boardId: server.board.boardId, key: undefined }),
    );
    await using _ = client;
    assert.equal((await client.next("notice")).kind, "read-only");
  });

  test("is closed with code and reason by who refuses it", async (server) => {
    const client = new Client(
      open({ origin: `http://${server.host}`, boardId: server.board.boardId, key: "A".repeat(22) }),
    );
    assert.equal((await client.closed).code, CLOSE.unauthorized);
  });

  test("is closed with code and reason for a frame that is no message", async (server) => {
    const client = await join(server);
    client.transport.send(new Uint8Array([99]));
    const { code, reason } = await client.closed;
    assert.equal(code, CLOSE.badData);
    assert.match(reason, /type is 99/);
  });

  test("is closed for a frame that is too large", async (server) => {
    const client = await join(server);
    client.transport.send(new Uint8Array(MAX_FRAME_BYTES + 2_000));
    assert.equal((await client.closed).code, CLOSE.tooLarge);
  });

  test("is gone for the others as soon as it is closed", async (server) => {
    const client = await join(server);
    await using other = await connectTo(server, server.board.boardId);
    client.say({ type: "awareness", update: encodeAwareness([{ client: 4242, clock: 1, state: {} }]) });
    await other.next("awareness");
    client.transport.close(1000, "");
    await other.next("awareness");
    await client.closed;
  });

  test("is closed when the server stops", async (server) => {
    const client = await join(server);
    await client.next("sync-step-1");
    await server.rooms.close();
    assert.equal((await client.closed).code, CLOSE.goingAway);
  });

  test("is closed where there is no server", async ({ board }) => {
    const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    const { port } = listener.addr;
    listener.close();
    const address = { origin: `http://127.0.0.1:${port}`, boardId: board.boardId, key: undefined };
    const { code } = await new Client(open(address)).closed;
    assert.ok(
      !Object.values(CLOSE).some((known) => known === code),
      `it closed with ${code}, as a server would`,
    );
  });
}

interface Ending {
  readonly code: number;
  readonly reason: string;
}

/** Keeps what was heard, and lets a test wait for the next of it. */
class Client implements AsyncDisposable {
  readonly transport: Transport;
  readonly opened: Promise<void>;
  readonly closed: Promise<Ending>;
  openings = 0;
  readonly #heard: Message[] = [];
  #news = Promise.withResolvers<void>();

  constructor(open: OpenTransport) {
    const opened = Promise.withResolvers<void>(), closed = Promise.withResolvers<Ending>();
    [this.opened, this.closed] = [opened.promise, closed.promise];
    this.transport = open({
      opened: () => {
        this.openings++;
        opened.resolve();
      },
      received: (frame) => {
        this.#heard.push(...decodeFrame(frame));
        this.#news.resolve();
        this.#news = Promise.withResolvers();
      },
      closed: (code, reason) => closed.resolve({ code, reason }),
    });
  }

  say(message: Message): void {
    this.transport.send(encodeFrame([message]));
  }

  /** Takes the first message of these types, waiting for it; those before it are passed over. */
  async next<T extends Message["type"]>(...types: T[]): Promise<Message & { type: T }> {
    for (;;) {
      const message = this.#heard.shift();
      if (!message) await this.#news.promise;
      else if (isOneOf(message, types)) return message;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.transport.close(1000, "");
    await this.closed;
  }
}

function isOneOf<T extends Message["type"]>(
  message: Message,
  types: readonly T[],
): message is Message & { type: T } {
  return types.some((type) => type === message.type);
}
