/** What a room sends in one tick: gathered, merged, and encoded once for all peers. It knows no sockets. */

import type { Box } from "../core/geometry/box.ts";
import { MAX_EPHEMERAL_BYTES } from "../core/protocol/limits.ts";
import { mergeUpdates } from "../core/protocol/merge_updates.ts";
import { encodeAwarenessHead, encodeFrame, type Message } from "../core/protocol/message.ts";
import { isSeen, type PresenceItem, surroundings } from "./presence_news.ts";

/**
 * Ephemeral bytes of one peer in a tick: two drags of a thousand shapes. Past it a peer's drafts are dropped, as any
 * may be: otherwise one peer's flood fills the connections of the others until they are sent away for it.
 */
const MOST_EPHEMERAL_BYTES = 2 * MAX_EPHEMERAL_BYTES;
/** What a message costs though it is empty. */
const MESSAGE_BYTES = 32;

/** What is to be sent of these clients' presence. */
type TakePresence = (clients: Iterable<number>) => readonly PresenceItem[];

/** What is gathered until the next tick. `Source` is who caused it, undefined the room itself. */
export class Round<Source> {
  readonly #updates: Uint8Array[] = [];
  readonly #presence = new Set<number>();
  readonly #ephemeral: Message[] = [];
  readonly #ephemeralBytes = new Map<Source, number>();
  readonly #sources = new Set<Source | undefined>();

  /** An update, or several made one. */
  update(bytes: Uint8Array, ...sources: readonly Source[]): void {
    this.#updates.push(bytes);
    for (const source of sources) this.#sources.add(source);
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

  encode(takePresence: TakePresence): Broadcast<Source> {
    const update: Message[] = this.#updates.length === 0
      ? []
      : [{ type: "update", update: mergeUpdates(this.#updates) }];
    const [sole] = this.#sources.size === 1 ? this.#sources : [];
    return new Broadcast(sole, {
      update: encodeFrame(update),
      presence: this.#presence.size === 0 ? [] : takePresence(this.#presence),
      ephemeral: encodeFrame(this.#ephemeral),
    });
  }
}

/** Which of the news: all, only what is in the document, only what is not. */
export type Share = "everything" | "lasting" | "fleeting";

/** A stock Yjs client reads one message a frame, and knows no ephemeral ones. */
export type Dialect = "gesso" | "stock";

/** Encoded messages, any number of each, and presence that is yet to become one. */
interface News {
  readonly update: Uint8Array;
  readonly presence: readonly PresenceItem[];
  readonly ephemeral: Uint8Array;
}

export class Broadcast<Source> {
  /** The only one who caused all of it, if there is one. */
  readonly sole: Source | undefined;
  readonly #news: News;
  readonly #frames = new Map<string, readonly Uint8Array[]>();

  constructor(sole: Source | undefined, news: News) {
    this.sole = sole;
    this.#news = news;
  }

  get hasUpdate(): boolean {
    return this.#news.update.length > 0;
  }

  get hasPresence(): boolean {
    return this.#news.presence.length > 0;
  }

  /** The same bytes for all who get the same. */
  frames(dialect: Dialect, share: Share): readonly Uint8Array[] {
    const key = `${dialect} ${share}`;
    let frames = this.#frames.get(key);
    if (!frames) this.#frames.set(key, frames = this.#make(dialect, share, this.#news.presence));
    return frames;
  }

  /** For who sees no more than this of the others' cursors. */
  framesWithin(view: Box, share: Share): readonly Uint8Array[] {
    const { presence } = this.#news;
    const box = surroundings(view);
    const seen = presence.filter((item) => isSeen(item, box));
    return seen.length === presence.length ? this.frames("gesso", share) : this.#make("gesso", share, seen);
  }

  #make(dialect: Dialect, share: Share, presence: readonly PresenceItem[]): Uint8Array[] {
    const { update, ephemeral } = this.#news;
    const lasting = share === "fleeting" ? [] : [update];
    const shown = share === "lasting" ? [] : encodePresence(presence);
    const drafts = share === "lasting" || dialect === "stock" ? [] : [ephemeral];
    const frames = dialect === "stock" ? [lasting, shown] : [[...lasting, ...shown, ...drafts]];
    return frames.map(concatenated).filter(({ length }) => length > 0);
  }
}

/** An awareness message in pieces: entries are encoded once, and put together for each who sees others of them. */
function encodePresence(items: readonly PresenceItem[]): Uint8Array[] {
  if (items.length === 0) return [];
  const entries = items.map(({ bytes }) => bytes);
  return [encodeAwarenessHead(entries), ...entries];
}

const NO_BYTES = new Uint8Array();

function concatenated(pieces: readonly Uint8Array[]): Uint8Array {
  const [first = NO_BYTES] = pieces;
  if (pieces.length < 2) return first;
  const frame = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    frame.set(piece, at);
    at += piece.length;
  }
  return frame;
}
