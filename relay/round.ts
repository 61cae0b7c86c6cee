/** What a room sends in one tick: gathered, merged, and encoded once for all peers. It knows no sockets. */

import { MAX_EPHEMERAL_BYTES } from "../core/protocol/limits.ts";
import { mergeUpdates } from "../core/protocol/merge_updates.ts";
import { encodeFrame, type Message } from "../core/protocol/message.ts";

/**
 * Ephemeral bytes of one peer in a tick: two drags of a thousand shapes. Past it a peer's drafts are dropped, as any
 * may be: otherwise one peer's flood fills the connections of the others until they are sent away for it.
 */
const MOST_EPHEMERAL_BYTES = 2 * MAX_EPHEMERAL_BYTES;
/** What a message costs though it is empty. */
const MESSAGE_BYTES = 32;

/** The latest presence of these clients, as an awareness update. */
type EncodePresence = (clients: Iterable<number>) => Uint8Array;

/** What is gathered until the next tick. `Source` is who caused it, undefined the room itself. */
export class Round<Source> {
  readonly #updates: Uint8Array[] = [];
  readonly #presence = new Set<number>();
  readonly #ephemeral: Message[] = [];
  readonly #ephemeralBytes = new Map<Source, number>();
  readonly #sources = new Set<Source | undefined>();

  get empty(): boolean {
    return this.#sources.size === 0;
  }

  update(bytes: Uint8Array, source: Source): void {
    this.#updates.push(bytes);
    this.#sources.add(source);
  }

  /** This client's presence changed: what it is when the tick comes will be sent. */
  presence(client: number, source: Source | undefined): void {
    this.#presence.add(client);
    this.#sources.add(source);
  }

  ephemeral(message: Message & { type: "ephemeral" }, source: Source): void {
    const bytes = (this.#ephemeralBytes.get(source) ?? 0) + message.payload.length + MESSAGE_BYTES;
    if (bytes > MOST_EPHEMERAL_BYTES) return;
    this.#ephemeralBytes.set(source, bytes);
    this.#ephemeral.push(message);
    this.#sources.add(source);
  }

  encode(encodePresence: EncodePresence): Broadcast<Source> {
    const update: Message[] = this.#updates.length === 0
      ? []
      : [{ type: "update", update: mergeUpdates(this.#updates) }];
    const presence: Message[] = this.#presence.size === 0
      ? []
      : [{ type: "awareness", update: encodePresence(this.#presence) }];
    const [sole] = this.#sources.size === 1 ? this.#sources : [];
    return new Broadcast(sole, update, presence, this.#ephemeral);
  }
}

export class Broadcast<Source> {
  /** The only one who caused all of it, if there is one. */
  readonly sole: Source | undefined;
  readonly #update: readonly Message[];
  readonly #presence: readonly Message[];
  readonly #ephemeral: readonly Message[];
  #everything: Uint8Array[] | undefined;
  #lasting: Uint8Array[] | undefined;
  #stockEverything: Uint8Array[] | undefined;

  constructor(
    sole: Source | undefined,
    update: readonly Message[],
    presence: readonly Message[],
    ephemeral: readonly Message[],
  ) {
    this.sole = sole;
    this.#update = update;
    this.#presence = presence;
    this.#ephemeral = ephemeral;
  }

  get hasUpdate(): boolean {
    return this.#update.length > 0;
  }

  get hasPresence(): boolean {
    return this.#presence.length > 0;
  }

  /** All of it in one frame. */
  everything(): readonly Uint8Array[] {
    return this.#everything ??= inOne([...this.#update, ...this.#presence, ...this.#ephemeral]);
  }

  /** Only what is in the document. */
  lasting(): readonly Uint8Array[] {
    return this.#lasting ??= inOne(this.#update);
  }

  /** For stock Yjs clients: they read one message a frame, and know no ephemeral ones. */
  stockEverything(): readonly Uint8Array[] {
    return this.#stockEverything ??= [...this.lasting(), ...inOne(this.#presence)];
  }
}

function inOne(messages: readonly Message[]): Uint8Array[] {
  return messages.length === 0 ? [] : [encodeFrame(messages)];
}
