/** The cast of the room's tests: a store that can be held or fail, rooms on a fake clock, and guests with a document. */

import * as Y from "yjs";
import type { Role } from "../../core/board/capability.ts";
import { encodeFrame, type Message } from "../../core/protocol/message.ts";
import type { Log } from "../../relay/log.ts";
import type { Peer } from "../../relay/socket.ts";
import { createRooms, type Rooms, type RoomsOptions } from "../../relay/rooms.ts";
import { createMemoryStore } from "../../relay/store/memory.ts";
import type { BoardStore, LogEntry, LogPosition, Stored } from "../../relay/store/store.ts";
import { FakeClock, FakeSocket, settle } from "./fake_socket.ts";

export const BOARD = "AAAAAAAAAAAAAAAAAAAAAA";

/** A memory store with a hand on it. */
export class HeldStore implements BoardStore {
  readonly #inner = createMemoryStore();
  /** Set to have loads, appends or compactions wait until they are let go. */
  holdLoads = false;
  holdAppends = false;
  failLoads = false;
  failAppends = false;
  holdCompactions = false;
  failCompactions = false;
  loads = 0;
  appends = 0;
  compactions = 0;
  /** The last compaction. */
  compacted: Promise<void> = Promise.resolve();
  #held: (() => void)[] = [];

  async load(board: string): Promise<Stored> {
    this.loads++;
    if (this.holdLoads) await this.#hold();
    if (this.failLoads) throw new Error("the disk does not read");
    return this.#inner.load(board);
  }

  async append(board: string, entries: readonly LogEntry[]): Promise<LogPosition> {
    this.appends++;
    if (this.holdAppends) await this.#hold();
    if (this.failAppends) throw new Error("the disk is full");
    return this.#inner.append(board, entries);
  }

  compact(board: string): Promise<number> {
    this.compactions++;
    const compacting = this.#compact(board);
    this.compacted = compacting.then(() => {}, () => {});
    return compacting;
  }

  async #compact(board: string): Promise<number> {
    if (this.holdCompactions) await this.#hold();
    if (this.failCompactions) throw new Error("the disk is full");
    return await this.#inner.compact(board);
  }

  async letGo(): Promise<void> {
    for (const go of this.#held.splice(0)) go();
    await settle();
  }

  /** The whole board as it is stored. */
  async stored(): Promise<Y.Doc> {
    const { snapshot, entries } = await this.#inner.load(BOARD);
    const doc = new Y.Doc();
    for (const part of snapshot) Y.applyUpdate(doc, part);
    for (const { update } of entries) Y.applyUpdate(doc, update);
    return doc;
  }

  async entries(): Promise<readonly LogEntry[]> {
    return (await this.#inner.load(BOARD)).entries;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#inner[Symbol.asyncDispose]();
  }

  #hold(): Promise<void> {
    return new Promise((resolve) => this.#held.push(resolve));
  }
}

export interface JoinOptions {
  readonly role?: Role;
  readonly gesso?: boolean;
  /** Whether it comes as a client does: handshake, presence. Else it says nothing by itself. */
  readonly silent?: boolean;
  readonly doc?: Y.Doc;
  readonly name?: string;
}

export class Stage {
  readonly store = new HeldStore();
  readonly clock = new FakeClock();
  readonly log: string[] = [];
  readonly rooms: Rooms;

  constructor(options: Pick<RoomsOptions, "maxBoardBytes"> = {}) {
    const line = (level: string): Log["info"] => (event, fields) =>
      void this.log.push(`${level} ${event} ${JSON.stringify(fields ?? {})}`);
    const log: Log = { info: line("info"), warn: line("warn"), error: line("error") };
    this.rooms = createRooms({ store: this.store, clock: this.clock, log, ...options });
  }

  async join(options: JoinOptions = {}): Promise<Guest> {
    const { role = "edit", gesso = true } = options;
    const socket = new FakeSocket();
    const peer = this.rooms.join(BOARD, socket, { role, gesso });
    const guest = new Guest(socket, peer, options.doc ?? new Y.Doc());
    await settle();
    if (!options.silent) {
      guest.handshake();
      guest.show({ name: options.name ?? "guest" });
    }
    // Longer than any tick: what follows comes after a quiet spell.
    await this.clock.advance(100);
    guest.greeting = guest.listen();
    return guest;
  }

  /** Resolves once no board is in memory. */
  async evicted(): Promise<void> {
    await this.store.compacted;
    await settle();
    if (this.rooms.size > 0) throw new Error(`${this.rooms.size} boards are still in memory`);
  }
}

/** One client: its document follows what it is told once it listens. */
export class Guest {
  readonly socket: FakeSocket;
  readonly peer: Peer;
  readonly doc: Y.Doc;
  /** What it heard on joining. */
  greeting: readonly Message[] = [];
  #clock = 0;

  constructor(socket: FakeSocket, peer: Peer, doc: Y.Doc) {
    this.socket = socket;
    this.peer = peer;
    this.doc = doc;
  }

  get id(): number {
    return this.doc.clientID;
  }

  say(...messages: readonly Message[]): void {
    this.peer.receive(encodeFrame(messages));
  }

  handshake(): void {
    this.say({ type: "sync-step-1", stateVector: Y.encodeStateVector(this.doc) });
    this.answer();
  }

  /** Sends all it has, as the answer to a state vector that knows nothing. */
  answer(): void {
    this.say({ type: "sync-step-2", update: Y.encodeStateAsUpdate(this.doc) });
  }

  show(state: unknown, clock = ++this.#clock): void {
    this.#clock = clock;
    this.say({ type: "awareness", update: awareness([{ client: this.id, clock, state }]) });
  }

  /** The update of a change to its document, without sending it. */
  change(key: string, value: unknown = { kind: "test" }): Uint8Array {
    const before = Y.encodeStateVector(this.doc);
    this.doc.getMap("shapes").set(key, value);
    return Y.encodeStateAsUpdate(this.doc, before);
  }

  erase(key: string): void {
    const before = Y.encodeStateVector(this.doc);
    this.doc.getMap("shapes").delete(key);
    this.say({ type: "update", update: Y.encodeStateAsUpdate(this.doc, before) });
  }

  draw(key: string, value?: unknown): void {
    this.say({ type: "update", update: this.change(key, value) });
  }

  /** Sends an update in the midst of which Yjs fails. */
  breakBoard(): void {
    const update = this.change(BREAKING);
    using _ = failingYjs();
    // The question has the server apply what waits.
    this.say({ type: "update", update }, {
      type: "sync-step-1",
      stateVector: Y.encodeStateVector(this.doc),
    });
  }

  /** Reads what came, applies what is for its document, and gives all of it. */
  listen(): Message[] {
    const messages = this.socket.take();
    for (const message of messages) {
      if (message.type === "update" || message.type === "sync-step-2") {
        Y.applyUpdate(this.doc, message.update);
      }
    }
    return messages;
  }

  get keys(): string[] {
    return [...this.doc.getMap("shapes").keys()].sort();
  }
}

/** A shape in the midst of which `failingYjs` fails. */
export const BREAKING = "breaks";

/** Until it is disposed of, nobody's Yjs can take `BREAKING`. */
export function failingYjs(): Disposable {
  const { integrate } = Y.Item.prototype;
  Y.Item.prototype.integrate = function (transaction, offset) {
    integrate.call(this, transaction, offset);
    if (this.parentSub === BREAKING) throw new Error("Yjs fails");
  };
  return { [Symbol.dispose]: () => void (Y.Item.prototype.integrate = integrate) };
}

/** An awareness update, written here by hand: the tests do not trust what they test. */
export function awareness(
  entries: readonly { client: number; clock: number; state: unknown }[],
): Uint8Array {
  const bytes: number[] = [];
  const number = (n: number) => {
    for (; n > 127; n = Math.floor(n / 128)) bytes.push(n % 128 + 128);
    bytes.push(n);
  };
  number(entries.length);
  for (const { client, clock, state } of entries) {
    number(client);
    number(clock);
    const text = new TextEncoder().encode(JSON.stringify(state));
    number(text.length);
    bytes.push(...text);
  }
  return new Uint8Array(bytes);
}

/** What an awareness update says, by client. */
export function readAwareness(update: Uint8Array): Map<number, unknown> {
  let at = 0;
  const number = () => {
    let n = 0;
    for (let factor = 1;; factor *= 128) {
      const byte = update[at++] ?? 0;
      n += (byte % 128) * factor;
      if (byte < 128) return n;
    }
  };
  const said = new Map<number, unknown>();
  for (let left = number(); left > 0; left--) {
    const client = number();
    number();
    const length = number();
    said.set(client, JSON.parse(new TextDecoder().decode(update.subarray(at, at += length))));
  }
  return said;
}
