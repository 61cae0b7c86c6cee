/** A client over HTTP without HTTP: it calls the sessions of one process or another, and reads their answers. */

import assert from "node:assert/strict";
import * as Y from "yjs";
import type { Role } from "../../core/board/capability.ts";
import { decodeFrame, encodeFrame, type Message } from "../../core/protocol/message.ts";
import { type Chunk, ChunkReader, encodeChunks } from "../../core/protocol/stream_chunks.ts";
import type { Answer } from "../../relay/stream_answer.ts";
import {
  type Caller,
  createStreamSessions,
  type StreamReply,
  type StreamSessions,
} from "../../relay/stream_sessions.ts";
import { settle } from "./fake_socket.ts";
import { awareness, BOARD, Stage } from "./room_script.ts";

/** One server process: rooms over a store of its own, and the sessions it knows. */
export class Process extends Stage {
  readonly sessions: StreamSessions = createStreamSessions({
    rooms: this.rooms,
    clock: this.clock,
    randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
  });
}

function admitted(reply: StreamReply): Exclude<StreamReply, "crowded"> {
  assert.ok(reply !== "crowded");
  return reply;
}

export interface Closed {
  readonly code: number;
  readonly reason: string;
}

export class Remote {
  readonly doc = new Y.Doc();
  /** Frames received, by epoch. */
  received = new Map<string, number>();
  sequence = 0;
  epoch = "";
  closed: Closed | undefined;
  /** What came since the last `take`. */
  heard: Message[] = [];
  /** Is told each message, and who said it. */
  told: (message: Message, epoch: string) => void = () => {};
  readonly #session = crypto.getRandomValues(new Uint8Array(16)).toBase64({
    alphabet: "base64url",
    omitPadding: true,
  });

  constructor(readonly role: Role = "edit", public boardId = BOARD, public key: string | undefined = "key") {}

  caller(): Caller {
    const { boardId, key, role, received } = this;
    return { session: this.#session, boardId, key, role, received: new Map(received) };
  }

  /** The present answer to a GET, read as it comes. */
  listen({ sessions }: Process, patience: "stream" | "poll" = "stream"): Listening {
    return this.#read(admitted(sessions.listen(this.caller(), patience)));
  }

  /** A POST with these messages as one frame, and its answer. */
  async say(process: Process, ...messages: readonly Message[]): Promise<Listening> {
    return await this.post(process, ...messages.length > 0 ? [frameOf(messages)] : []);
  }

  async post({ sessions }: Process, ...chunks: readonly Chunk[]): Promise<Listening> {
    return await this.postBytes(sessions, encodeChunks(chunks));
  }

  async postBytes(sessions: StreamSessions, bytes: Uint8Array): Promise<Listening> {
    const reply = admitted(sessions.say(this.caller(), { sequence: ++this.sequence, bytes }));
    const listening = this.#read(reply);
    await settle();
    return listening;
  }

  /** The same number once more. */
  async repeat(process: Process, ...messages: readonly Message[]): Promise<void> {
    this.sequence--;
    await this.say(process, ...messages);
  }

  show(process: Process, name: string): Promise<Listening> {
    const update = awareness([{ client: this.doc.clientID, clock: 1, state: { user: { name } } }]);
    return this.say(process, { type: "awareness", update });
  }

  change(key: string): Message {
    const before = Y.encodeStateVector(this.doc);
    this.doc.getMap("shapes").set(key, { kind: "test" });
    return { type: "update", update: Y.encodeStateAsUpdate(this.doc, before) };
  }

  take(): Message[] {
    return this.heard.splice(0);
  }

  get keys(): string[] {
    return [...this.doc.getMap("shapes").keys()].sort();
  }

  #read({ epoch, answer }: Exclude<StreamReply, "crowded">): Listening {
    const after = this.received.get(epoch) ?? 0;
    this.epoch = epoch;
    this.received.set(epoch, after);
    let count = after;
    return new Listening(answer, (chunk) => {
      if (chunk.type === "closed") this.closed = { code: chunk.code, reason: chunk.reason };
      if (chunk.type !== "frame" || ++count <= (this.received.get(epoch) ?? 0)) return;
      this.received.set(epoch, count);
      for (const message of decodeFrame(chunk.frame)) {
        this.heard.push(message);
        this.told(message, epoch);
        if (message.type === "update" || message.type === "sync-step-2") {
          Y.applyUpdate(this.doc, message.update);
        }
      }
    });
  }
}

/** Reads an answer, to its end or until it is cut or paused. */
export class Listening {
  stage: "open" | "ended" | "cut" = "open";
  chunks: Chunk[] = [];
  readonly #answer: Answer | undefined;
  readonly #reader = new ChunkReader();
  readonly #take: (chunk: Chunk) => void;
  #paused: PromiseWithResolvers<void> | undefined;

  constructor(answer: Answer | undefined, take: (chunk: Chunk) => void) {
    this.#answer = answer;
    this.#take = take;
    void this.#run();
  }

  /** What was read and not told yet is lost, as when a connection breaks. */
  cut(): void {
    this.stage = "cut";
    this.#answer?.end();
  }

  pause(): void {
    this.#paused = Promise.withResolvers();
  }

  resume(): void {
    this.#paused?.resolve();
    this.#paused = undefined;
  }

  async #run(): Promise<void> {
    for (let piece; (piece = await this.#answer?.read());) {
      if (this.stage === "cut") return;
      for (const chunk of this.#reader.read(piece)) {
        this.chunks.push(chunk);
        this.#take(chunk);
      }
      await this.#paused?.promise;
    }
    if (this.stage === "open") this.stage = "ended";
  }
}

export function frameOf(messages: readonly Message[]): Chunk {
  return { type: "frame", frame: encodeFrame(messages) };
}

export function assertClosed(remote: Remote, code: number): void {
  assert.equal(remote.closed?.code, code);
  assert.ok(remote.closed.reason.length > 0);
}
