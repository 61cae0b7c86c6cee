/** A server of one board, small enough to be read at a glance, behind the client's transport port. */

import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import * as Y from "yjs";
import type { OpenTransport, TransportEvents } from "../../../client/sync/transport.ts";
import { decodeFrame, encodeFrame, type Message } from "../../../core/protocol/message.ts";
import type { FakeClock } from "./fake_clock.ts";

/** Of every frame, one way. */
export const LATENCY_MS = 5;

export class FakeServer {
  readonly doc = new Y.Doc();
  /** All that came, of all connections. */
  readonly received: Message[] = [];
  readonly frameSizes: number[] = [];
  readonly links = new Set<ServerLink>();
  isUp = true;
  /** Frames in both directions vanish, and nobody is told. */
  isCut = false;
  saves = true;
  closesWith: number | undefined;
  /** What is sent instead of a greeting. */
  greeting: ((link: ServerLink) => void) | undefined;
  attempts = 0;

  constructor(readonly clock: FakeClock) {}

  readonly open: OpenTransport = (events) => {
    this.attempts++;
    const link = new ServerLink(this, events);
    this.clock.after(LATENCY_MS, () => link.accept());
    return {
      kind: "websocket" as const,
      unsentBytes: 0,
      send: (frame) => {
        this.frameSizes.push(frame.length);
        const copy = frame.slice();
        this.clock.after(LATENCY_MS, () => link.receive(copy));
      },
      // After what was sent before, as a socket does it; not at all through a cut line.
      close: () =>
        void this.clock.after(LATENCY_MS, () => {
          if (!this.isCut) link.leave();
        }),
    };
  };

  receivedOf<T extends Message["type"]>(type: T): (Message & { type: T })[] {
    return this.received.filter((message): message is Message & { type: T } => message.type === type);
  }

  /** Sends everybody away with this code. */
  closeAll(code: number, reason = ""): void {
    for (const link of [...this.links]) link.close(code, reason);
  }

  broadcast(messages: readonly Message[], except?: ServerLink): void {
    for (const link of this.links) if (link !== except) link.send(...messages);
  }

  /** Answers the durable acks that were held back. */
  save(): void {
    this.saves = true;
    for (const link of this.links) link.save();
  }
}

export class ServerLink {
  #presence: Uint8Array | undefined;
  #unsaved: Message[] = [];

  constructor(readonly server: FakeServer, readonly events: TransportEvents) {}

  accept(): void {
    const { server } = this;
    if (server.isCut) return;
    if (!server.isUp) return this.events.closed(1006, "");
    server.links.add(this);
    this.events.opened();
    if (server.closesWith !== undefined) return this.close(server.closesWith);
    if (server.greeting) return server.greeting(this);
    this.greet();
  }

  greet(): void {
    this.send({ type: "sync-step-1", stateVector: Y.encodeStateVector(this.server.doc) });
    for (const other of this.server.links) {
      if (other.#presence) this.send({ type: "awareness", update: other.#presence });
    }
  }

  receive(frame: Uint8Array): void {
    if (this.server.isCut || !this.server.links.has(this)) return;
    for (const message of decodeFrame(frame)) {
      this.server.received.push(message);
      this.#take(message);
    }
  }

  #take(message: Message): void {
    const { server } = this;
    switch (message.type) {
      case "sync-step-1":
        return this.send({
          type: "sync-step-2",
          update: Y.encodeStateAsUpdate(server.doc, message.stateVector),
        });
      case "sync-step-2":
      case "update":
        Y.applyUpdate(server.doc, message.update);
        return server.broadcast([{ type: "update", update: message.update }], this);
      case "awareness":
        this.#presence = message.update;
        return server.broadcast([message], this);
      case "ephemeral":
        return server.broadcast([message], this);
      case "saved":
        this.#unsaved.push(message);
        if (server.saves) this.save();
        return;
      case "ping":
        return this.send({ type: "pong", time: message.time });
      case "pong":
        return;
      default:
        throw new Error(`The server got a message of type ${message.type}`);
    }
  }

  save(): void {
    if (this.#unsaved.length > 0) this.send(...this.#unsaved);
    this.#unsaved = [];
  }

  send(...messages: readonly Message[]): void {
    this.sendBytes(encodeFrame(messages));
  }

  sendBytes(frame: Uint8Array): void {
    this.server.clock.after(LATENCY_MS, () => {
      if (!this.server.isCut && this.server.links.has(this)) this.events.received(frame);
    });
  }

  close(code: number, reason = ""): void {
    this.leave();
    this.events.closed(code, reason);
  }

  leave(): void {
    if (!this.server.links.delete(this) || !this.#presence) return;
    this.server.broadcast([{ type: "awareness", update: removalOf(this.#presence) }]);
  }
}

function removalOf(presence: Uint8Array): Uint8Array {
  const decoder = decoding.createDecoder(presence);
  const [count, client, clock] = [0, 0, 0].map(() => decoding.readVarUint(decoder));
  const encoder = encoding.createEncoder();
  for (const n of [count, client, clock]) encoding.writeVarUint(encoder, n ?? 0);
  encoding.writeVarString(encoder, "null");
  return encoding.toUint8Array(encoder);
}
