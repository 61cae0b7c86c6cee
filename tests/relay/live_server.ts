/** The socket and the stream route on a real port, with a store that forgets: for tests over the network. */

import { Hono } from "hono";
import { type BoardKeys, createBoardKeys } from "../../core/board/capability.ts";
import {
  decodeFrame,
  encodeFrame,
  KEY_PREFIX,
  type Message,
  SUBPROTOCOL,
} from "../../core/protocol/message.ts";
import { createAccess } from "../../relay/access.ts";
import { createLog } from "../../relay/log.ts";
import { createRooms, type Rooms } from "../../relay/rooms.ts";
import { createMemoryStore } from "../../relay/store/memory.ts";
import type { BoardStore } from "../../relay/store/store.ts";
import { createStreamSessions, type StreamSessions } from "../../relay/stream_sessions.ts";
import { socketRoute } from "../../routes/socket.ts";
import { streamRoute } from "../../routes/stream.ts";

export interface LiveServer extends AsyncDisposable {
  /** Name and port. */
  readonly host: string;
  readonly store: BoardStore;
  readonly rooms: Rooms;
  /** Those over HTTP. */
  readonly sessions: StreamSessions;
  /** A board nobody has been on. */
  readonly board: BoardKeys;
}

export interface LiveServerOptions {
  readonly allowedOrigins?: readonly string[];
}

export function startServer({ allowedOrigins = [] }: LiveServerOptions = {}): LiveServer {
  const log = createLog(() => {}, Date.now);
  const store = createMemoryStore();
  const rooms = createRooms({ store, log });
  const access = createAccess(["lobby"]);
  const randomBytes = (count: number) => crypto.getRandomValues(new Uint8Array(count));
  const sessions = createStreamSessions({ rooms, randomBytes });
  const app = new Hono();
  app.route("/", socketRoute({ rooms, access, log, allowedOrigins }));
  app.route("/", streamRoute({ sessions, access, allowedOrigins }));
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, app.fetch);
  const host = `127.0.0.1:${server.addr.port}`;
  return {
    host,
    store,
    rooms,
    sessions,
    board: createBoardKeys(randomBytes),
    async [Symbol.asyncDispose]() {
      await rooms.close();
      sessions[Symbol.dispose]();
      await server.shutdown();
      await store[Symbol.asyncDispose]();
    },
  };
}

/** A WebSocket that keeps what it heard, and lets a test wait for the next of it. */
export class WireClient implements AsyncDisposable {
  readonly socket: WebSocket;
  readonly opened: Promise<void>;
  readonly closed: Promise<CloseEvent>;
  readonly heard: Message[] = [];
  #news = Promise.withResolvers<void>();

  constructor(address: string, protocols: string[] = []) {
    this.socket = new WebSocket(address, protocols);
    this.socket.binaryType = "arraybuffer";
    this.opened = new Promise((resolve) => this.socket.addEventListener("open", () => resolve()));
    this.closed = new Promise((resolve) => this.socket.addEventListener("close", resolve));
    this.socket.addEventListener("message", ({ data }) => {
      this.heard.push(...decodeFrame(new Uint8Array(data)));
      this.#news.resolve();
      this.#news = Promise.withResolvers();
    });
  }

  say(...messages: readonly Message[]): void {
    this.socket.send(encodeFrame(messages));
  }

  /** Takes the first message of this type, waiting for it when it has not come; those before it are passed over. */
  async next<T extends Message["type"]>(type: T): Promise<Message & { type: T }> {
    for (;;) {
      const message = this.heard.shift();
      if (!message) await this.#news.promise;
      else if (isOfType(message, type)) return message;
    }
  }

  /** Resolves once all that was said before has been answered. */
  async pingPong(): Promise<void> {
    this.say({ type: "ping", time: 1 });
    await this.next("pong");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.socket.close();
    await this.closed;
  }
}

/** Joins with `gesso.v1`, and a key if there is one. */
export async function connectTo(server: LiveServer, boardId: string, key?: string): Promise<WireClient> {
  const protocols = key === undefined ? [SUBPROTOCOL] : [SUBPROTOCOL, KEY_PREFIX + key];
  const client = new WireClient(`ws://${server.host}/ws/${boardId}`, protocols);
  await client.opened;
  return client;
}

function isOfType<T extends Message["type"]>(message: Message, type: T): message is Message & { type: T } {
  return message.type === type;
}
